"""Points that a sentence tells of one indicator: what could be got, what was taken off, what was got.

该指标分值15分，因2户未完成扣0.5分，得14.5分; 每延迟1天扣0.5分，共延迟3天，扣1.5分; 自评得分96.5分，共扣3.5分.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from projects.money import half_up, number_text
from reports.checkup.arithmetic import of_rate
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import OPENS_PARTS, Sentence

_FULL = re.compile("(?:分值|满分|标准分|权重|权重分)(?:值|数)?(?:为|是|:)*$")
_OF_AN_INDICATOR = re.compile("(?:指标|该项|本项|此项)$")
_OPENS_BRACKET = re.compile(r"\((?:满分|分值|权重|总分)?(?:为|:)?$")
_ALL = re.compile("总分(?:为|是)?$")
_GOT = re.compile("(?<![可不则的每应])(?:得|得分|自评分|自评)(?:了|为|是|:)*$")
_LOST = re.compile("(?:扣|失分)(?:减|除|掉|去|分)*(?:合计|共计|总计|共)?(?:了|为|是|:)*$")
_LOST_IN_ALL = re.compile("(?:共计?|合计|总计|累计|总|自评)(?:被)?扣|扣分(?:合计|共计|总计|共)|失分|合计失")
_GOT_IN_ALL = re.compile("(?:自评|评价|综合|最终|总|项目)[^,;。0-9]{0,4}(?:得分|得|评分|分)(?:为|是|:)*$")
_BY_RULE = re.compile(
    "每|各|最多|最高|封顶|上限|扣完|否则|分别|酌情扣[0-9.]+-|不达标|未达标的|以[上下内]的?扣"
)
_NOT_ALL = re.compile(
    "其中|再扣|又扣|另扣|主要|例如|如:|其他|其余|另外|等|包括|加[0-9.]+分|加分|奖励|复核|上年|去年"
)
_DEDUCTIONS_ARE = re.compile("扣分(?:项|点|指标|事项|原因)(?:目)?(?:分别)?(?:为|是|:)")
_BY_EACH = re.compile(
    "每(?:[^,。;:0-9一]{0,6}?)(?P<per>[0-9]+(?:\\.[0-9]+)?|一)?个?(?P<unit>百分点|%|天|日|项|次|个|户|处|例|件|份|人|家|台)"
    "[^,。;:0-9]{0,8}?扣(?P<points>[0-9]+(?:\\.[0-9]+)?)分"
)
_AIM = re.compile("目标|指标值|要求|标准")
_OF_ALL_MONEY = re.compile("(?:执行|支出|支付|使用)率(?:仅|只)?(?:为|是|达到?)?$")
_CAPPED = re.compile("最多|最高|封顶|上限|扣完|不足|为止")
_RATE_OF_TOTAL = re.compile("(?:总|综合|平均|总体|项目|自评|,)*得分率(?:为|是|达到?)?")
_ON_TOP = re.compile("加分|附加|奖励|满分|总分(?:为|是)?1[0-9]{2}")
_LOST_FOR = re.compile("(?:扣分|失分|丢分)(?:项|点|指标|的?(?:主要)?原因)")
_NOTHING_LOST = re.compile("[无未没不]|0(?:分|个|项)")
_HUNDRED, _MOST_SLIPPED = Decimal(100), Decimal(109)
_WHOLES = frozenset(Decimal(one) for one in (80, 90, 100, 110, 120))
"""What all points may come to, with or without those of the execution rate, or with points on top."""
_SURE, _NEAR = Decimal(90), 4


@dataclass(slots=True)
class _Points:
    """The points of one indicator, in the order in which they are told."""

    full: Quantity
    lost: list[Quantity]
    got: list[Quantity]


def check_points_lost(sentence: Sentence, ledger: Ledger) -> None:
    """Hold points that were got against those that could be and those that were taken off."""
    points = [one for one in sentence.quantities if one.unit == "分" and one.is_exact and not one.sign]
    groups = dict.fromkeys(sentence.group(one) for one in points)
    for group in groups:
        members = [one for one in points if sentence.group(one) == group]
        for told in _indicators(sentence, members):
            _hold(sentence, told, ledger)
    for one in points:
        if one.value >= _HUNDRED and _GOT_IN_ALL.search(half_width(sentence.name(one))):
            _check_full_total(sentence, one, ledger)
    if len(points) == 1:
        _hold_rate_of_total(sentence, points[0], ledger)
    _check_full_marks(sentence, ledger)
    if points:
        _check_by_each(sentence, points, ledger)
        lost = [one for one in points if _is_lost(sentence, one)]
        _check_lost_in_all(sentence, lost, ledger)
        _check_all(sentence, points, lost, ledger)


def _indicators(sentence: Sentence, points: Sequence[Quantity]) -> Iterator[_Points]:
    """Yield the indicators that a part of a sentence goes through; each begins with its full marks.

    A single one may be told in any order: 因2户未完成，扣1分，该指标10分，得9分.
    """
    fulls = [one for one in points if _is_full(sentence, one)]
    if not fulls or (len(fulls) > 1 and points[0] is not fulls[0]):
        return
    for place, full in enumerate(fulls):
        until = fulls[place + 1].start if place + 1 < len(fulls) else len(sentence.text)
        own = points if len(fulls) == 1 else [one for one in points if full.start < one.start < until]
        begins = 0 if len(fulls) == 1 else full.start
        if _NOT_ALL.search(half_width(sentence.text[begins:until])):
            continue
        lost = [one for one in own if _is_lost(sentence, one)]
        got = [one for one in own if one is not full and _GOT.search(half_width(sentence.name(one)))]
        if len(got) == 1 and len(own) == len(lost) + len(got) + (full in own):
            yield _Points(full, lost, got)


def _is_full(sentence: Sentence, one: Quantity) -> bool:
    """分值15分, （满分15分）, 该指标15分, 总分100分."""
    name, plain = half_width(sentence.name(one)), half_width(sentence.text)
    if _ALL.search(name):
        return one.value == _HUNDRED
    bracketed = _OPENS_BRACKET.search(plain[: one.start]) and plain.startswith(")", one.end)
    return bool(bracketed or _FULL.search(name) or _OF_AN_INDICATOR.search(name))


def _is_lost(sentence: Sentence, one: Quantity) -> bool:
    """Whether points were taken off, and not would be: 每延迟1天扣0.5分."""
    clause = re.split("[,;:。()]", half_width(sentence.text[: one.start]))[-1]
    return bool(_LOST.search(half_width(sentence.name(one)))) and not _BY_RULE.search(clause)


def _hold(sentence: Sentence, told: _Points, ledger: Ledger) -> None:
    """What is got is what could be got less what was taken off, and never more."""
    (got,) = told.got
    place, full = sentence.at(got), told.full
    _hold_rate(sentence, told, ledger)
    if not told.lost:
        whole = _GOT_IN_ALL.search(half_width(sentence.name(got))) is not None
        if full.value < got.value <= full.value * (Decimal("1.5") if whole else 10):
            message = f"“{_last_words(sentence, got)}”大于分值{number_text(full.value)}分。"
            _report(sentence, got, message, full.value, ledger, rule="得分不超过分值")
        return
    off = sum((one.value for one in told.lost), Decimal(0))
    left = full.value - off
    if left == got.value:
        ledger.agree(place, *(sentence.at(one) for one in told.lost))
        return
    in_all = [one for one in told.lost if _LOST_IN_ALL.search(half_width(sentence.name(one)))]
    if any(full.value - one.value == got.value for one in in_all) or left < 0:
        return
    if abs(left - got.value) * _NEAR > full.value:
        return  # what is told is of several things
    first = told.lost[0].start < full.start
    if first and left > got.value and any(one.unit == "分" for one in _told_before(sentence, got)):
        return  # 执行率得4.85分；资料不全扣1分，过程20分，得18.85分: more was lost there
    listed = "－".join(f"{number_text(one.value)}分" for one in (full, *told.lost))
    _report(
        sentence,
        got,
        f"“{_last_words(sentence, got)}”与同句的分值、扣分不符：{listed}＝{number_text(left)}分。",
        left,
        ledger,
        rule="得分 = 分值 － 扣分",
        certain=len(told.lost) == 1,
    )


def _told_before(sentence: Sentence, one: Quantity) -> Iterator[Quantity]:
    """Yield what the parts of a sentence before that of a quantity tell."""
    begins = sentence.group(one)
    yield from (each for each in sentence.quantities if each.end <= begins)


def _hold_rate(sentence: Sentence, told: _Points, ledger: Ledger) -> None:
    """得分率96%，满分100分，得分95分: a rate that stands before what it is of."""
    rates = [
        one
        for one in sentence.quantities
        if one.is_rate and one.is_exact and "得分率" in half_width(sentence.name(one))
    ]
    (got,) = told.got
    if len(rates) != 1 or told.lost or ledger.is_known(sentence.at(rates[0])):
        return
    (printed,) = rates
    verdict = of_rate(printed, got, told.full)
    if verdict is None or sentence.group(printed) != sentence.group(got):
        return
    if verdict.holds:
        ledger.agree(sentence.at(printed))
        return
    ledger.find(
        Kind.RATIO,
        Severity.ERROR,
        sentence.at(printed),
        f"“得分率{sentence.words(printed)}”与同句的得分、分值不符："
        f"{number_text(got.value)}分÷{number_text(told.full.value)}分＝{verdict.computed}。",
        rule="得分率 = 得分 ÷ 分值",
        text=sentence.text,
        printed=sentence.words(printed),
        computed=verdict.computed,
    )


def _hold_rate_of_total(sentence: Sentence, total: Quantity, ledger: Ledger) -> None:
    """项目得分96分，得分率为96%: where no full marks are told there are 100."""
    rates = [one for one in sentence.quantities if one.is_rate and one.is_exact]
    if len(rates) != 1 or not _GOT_IN_ALL.search(half_width(sentence.name(total))):
        return
    (rate,) = rates
    told = half_width(sentence.name(rate))
    if not _RATE_OF_TOTAL.fullmatch(told) or sentence.group(rate) != sentence.group(total):
        return
    if half_up(total.value, max(rate.places, 0)) == rate.value or ledger.is_known(sentence.at(rate)):
        return
    computed = f"{number_text(total.value)}%"
    ledger.find(
        Kind.RATIO,
        Severity.WARNING,
        sentence.at(rate),
        f"“{told}{sentence.words(rate)}”与“{sentence.words(total)}”不符：满分100分时，得分率为{computed}。",
        rule="得分率 = 得分 ÷ 满分",
        text=sentence.text,
        printed=sentence.words(rate),
        computed=computed,
    )


def _check_full_marks(sentence: Sentence, ledger: Ledger) -> None:
    """效益得30分（满分20分）: what was got is no more than what could be."""
    for got, full in pairwise(sentence.quantities):
        between = half_width(sentence.text[got.end : full.start])
        beside = got.unit == full.unit == "分" and _OPENS_BRACKET.fullmatch(between)
        if beside and "得" in sentence.name(got) and got.value > full.value and got.is_exact:
            message = f"“{_last_words(sentence, got)}”超过括号内的{sentence.words(full)}。"
            _report(sentence, got, message, full.value, ledger, rule="得分不超过满分")


def _check_full_total(sentence: Sentence, total: Quantity, ledger: Ledger) -> None:
    """A total is no more than 100 points, and where it is 100 no points were lost."""
    plain = half_width(sentence.text)
    if total.value > _HUNDRED:
        if total.value <= _MOST_SLIPPED and not _ON_TOP.search(plain):
            message = f"“{_last_words(sentence, total)}”超过100分；满分不是100分的应写明。"
            _report(sentence, total, message, _HUNDRED, ledger, rule="得分不超过满分", certain=False)
        return
    behind = plain[total.end :]
    if _LOST_FOR.search(behind) and not _NOTHING_LOST.search(behind):
        message = f"“{_last_words(sentence, total)}”是满分，同句又写有扣分。"
        _report(sentence, total, message, total.value, ledger, rule="得分 = 满分 － 扣分", certain=False)


def _check_by_each(sentence: Sentence, points: Sequence[Quantity], ledger: Ledger) -> None:
    """每低1个百分点扣0.5分，低4个百分点，扣2分; 报送迟了3次，每次扣0.5分，共扣1.5分."""
    plain = half_width(sentence.text)
    rules = [*_BY_EACH.finditer(plain)]
    if len(rules) != 1 or _CAPPED.search(plain):
        return
    (rule,) = rules
    per = Decimal(1) if rule["per"] in (None, "一") else Decimal(rule["per"])
    outside = [
        one for one in sentence.quantities if not rule.start() <= one.start < rule.end() and one.is_exact
    ]
    times = [one for one in outside if one.unit.removeprefix("个") == rule["unit"] and not one.sign]
    short = _short_of_aim(sentence, outside) if rule["unit"] in ("百分点", "%") else None
    if short is None and len(times) == 1 and times[0].unit != "%":
        short = _Short(times[0].value, sentence.words(times[0]), times[0])
    told = [one for one in points if not rule.start() <= one.start < rule.end()]
    lost = [one for one in told if _is_lost(sentence, one)]
    if short is None or not per or any(one.start < short.last.end for one in lost):
        return
    whole = short.by / per == int(short.by / per)
    steps = {short.by / per} if whole else {short.by / per, *map(Decimal, _around(short.by / per))}
    right = [one * Decimal(rule["points"]) for one in steps]
    if len(lost) == 1:
        _hold_lost(sentence, lost[0], right, f"“{rule[0]}”不符：{short.words}", ledger, certain=whole)
    fulls = [one for one in told if _is_full(sentence, one)]
    got = [one for one in told if _GOT.search(half_width(sentence.name(one))) and one not in fulls]
    if not lost and len(fulls) == len(got) == 1 and len(told) == 2 and right[0] <= fulls[0].value:
        left = [fulls[0].value - one for one in right]
        if got[0].value in left:
            ledger.agree(sentence.at(got[0]))
            return
        _report(
            sentence,
            got[0],
            f"“{_last_words(sentence, got[0])}”与“{rule[0]}”不符：{short.words}应扣"
            f"{number_text(right[0])}分，得{number_text(left[0])}分。",
            left[0],
            ledger,
            rule="扣分按评分标准计算",
            certain=whole,
        )


def _hold_lost(
    sentence: Sentence,
    off: Quantity,
    right: Sequence[Decimal],
    against: str,
    ledger: Ledger,
    *,
    certain: bool,
) -> None:
    """What was taken off against what the rule says, rounded either way where it does not come out even."""
    if off.value in right:
        ledger.agree(sentence.at(off))
        return
    message = f"“{_last_words(sentence, off)}”与{against}应扣{number_text(right[0])}分。"
    _report(sentence, off, message, right[0], ledger, rule="扣分按评分标准计算", certain=certain)


@dataclass(frozen=True, slots=True)
class _Short:
    """By how much or how often something fell short, in the words of the text; ``last`` tells of it."""

    by: Decimal
    words: str
    last: Quantity


def _short_of_aim(sentence: Sentence, known: Sequence[Quantity]) -> _Short | None:
    """The points by which a rate is below its aim: 目标值90%，实际87%; an execution rate's aim is 100%."""
    rates = [one for one in known if one.is_rate and one.unit == "%"]
    names = [half_width(sentence.name(one)) for one in rates]
    if len(rates) == 1 and _OF_ALL_MONEY.search(names[0]) and rates[0].value < _HUNDRED:
        by = _HUNDRED - rates[0].value
        return _Short(by, f"{sentence.words(rates[0])}比100%低{number_text(by)}个百分点，", rates[0])
    aims = [one for one, name in zip(rates, names, strict=True) if one.sign or _AIM.search(name)]
    if len(rates) != 2 or len(aims) != 1:
        return None
    (done,) = (one for one in rates if one is not aims[0])
    by = aims[0].value - done.value
    last = max(rates, key=lambda one: one.end)
    words = f"{sentence.words(done)}比{sentence.words(aims[0])}低{number_text(by)}个百分点，"
    return _Short(by, words, last) if by > 0 else None


def _around(number: Decimal) -> tuple[int, int]:
    return int(number), int(number) + 1


def _check_lost_in_all(sentence: Sentence, lost: Sequence[Quantity], ledger: Ledger) -> None:
    """产出扣2分，效益扣1分，共扣3分: a total behind what was taken off one by one, or before it with 其中."""
    wholes = [one for one in lost if _LOST_IN_ALL.search(half_width(sentence.name(one)))]
    if len(wholes) != 1 or ledger.differs(sentence.at(wholes[0])):
        return
    (whole,) = wholes
    parts = [one for one in lost if one.end <= whole.start]
    told = half_width(sentence.text[: whole.start])
    if not parts and (opened := OPENS_PARTS.match(half_width(sentence.text), whole.end)):
        parts = [one for one in lost if one is not whole]
        told = half_width(sentence.text[opened.end() :])
    if len(parts) < 2 or "(" in told or _NOT_ALL.search(told) or _BY_RULE.search(told):
        return
    added = sum((one.value for one in parts), Decimal(0))
    if added == whole.value:
        ledger.agree(sentence.at(whole), *(sentence.at(one) for one in parts))
        return
    listed = "＋".join(number_text(one.value) for one in parts)
    _report(
        sentence,
        whole,
        f"“{_last_words(sentence, whole)}”与各项扣分之和不符：{listed}＝{number_text(added)}分。",
        added,
        ledger,
        rule="扣分合计等于各项扣分之和",
        certain=parts[0].end <= whole.start,
    )


def _check_all(
    sentence: Sentence, points: Sequence[Quantity], lost: Sequence[Quantity], ledger: Ledger
) -> None:
    """自评得分96.5分，共扣3.5分: together they are 100, where no other full marks are named."""
    plain = half_width(sentence.text)
    got = [one for one in points if one not in lost]
    totals = [one for one in got if _GOT_IN_ALL.search(half_width(sentence.name(one)))]
    in_all = [one for one in lost if _LOST_IN_ALL.search(half_width(sentence.name(one)))]
    listed = _DEDUCTIONS_ARE.search(plain) and not _NOT_ALL.search(plain) and len(lost) > 1
    full = len(totals) == 1 and totals[0].value == _HUNDRED
    off = in_all or (lost if listed or (full and not _NOT_ALL.search(plain)) else [])
    if len(totals) != 1 or not off or len(in_all) > 1 or any(_is_full(sentence, one) for one in points):
        return
    (total,) = totals
    taken = sum((one.value for one in off), Decimal(0))
    if total.value + taken in _WHOLES or total.value > _HUNDRED or total.value < _HUNDRED / 2:
        return
    spoken = "、".join(_last_words(sentence, one) for one in off)
    left = _HUNDRED - taken
    _report(
        sentence,
        total,
        f"“{_last_words(sentence, total)}”与“{spoken}”不符："
        f"满分100分时，扣{number_text(taken)}分应得{number_text(left)}分。",
        left,
        ledger,
        rule="得分 = 满分 － 扣分",
        certain=bool(in_all) and _HUNDRED > total.value >= _SURE,
    )


def _last_words(sentence: Sentence, one: Quantity) -> str:
    """The last words before points, with them: 扣0.5分."""
    plain = half_width(sentence.text)
    found = re.search(
        "(?:自评|最终|总|共|合计|综合|实)?(?:得分|得|扣分|扣减|扣除|扣|失分)(?:合计|共计)?[为是:]*$",
        plain[: one.start],
    )
    return (found[0] if found else "") + sentence.words(one)


def _report(
    sentence: Sentence,
    one: Quantity,
    message: str,
    computed: Decimal,
    ledger: Ledger,
    *,
    rule: str,
    certain: bool = True,
) -> None:
    ledger.find(
        Kind.SCORE,
        Severity.ERROR if certain else Severity.WARNING,
        sentence.at(one),
        message,
        rule=rule,
        text=sentence.text,
        printed=sentence.words(one),
        computed=f"{number_text(computed)}分",
    )
