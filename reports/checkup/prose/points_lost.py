"""Points that a sentence tells of one indicator: what could be got, what was taken off, what was got.

该指标分值15分，因2户未完成扣0.5分，得14.5分; 每延迟1天扣0.5分，共延迟3天，扣1.5分; 自评得分96.5分，共扣3.5分.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from projects.money import number_text
from reports.checkup.arithmetic import of_rate
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence

_FULL = re.compile("(?:分值|满分|标准分|权重|权重分)(?:值|数)?(?:为|是|:)*$")
_OF_AN_INDICATOR = re.compile("(?:指标|该项|本项|此项)$")
_OPENS_BRACKET = re.compile(r"\((?:满分|分值|权重|总分)?(?:为|:)?$")
_ALL = re.compile("总分(?:为|是)?$")
_GOT = re.compile("(?<![可不则的每应])(?:得|得分|自评分|自评)(?:了|为|是|:)*$")
_LOST = re.compile("(?:扣|失分)(?:减|除|掉|去|分)*(?:合计|共计|总计|共)?(?:了|为|是|:)*$")
_LOST_IN_ALL = re.compile("(?:共|合计|总计|累计|总|自评)扣|扣分(?:合计|共计|总计|共)|失分|合计失")
_GOT_IN_ALL = re.compile("(?:自评|评价|综合|最终|总|项目)[^,;。0-9]{0,4}(?:得分|得|评分|分)(?:为|是|:)*$")
_BY_RULE = re.compile(
    "每|各|最多|最高|封顶|上限|扣完|否则|分别|酌情扣[0-9.]+-|不达标|未达标的|以[上下内]的?扣"
)
_NOT_ALL = re.compile(
    "其中|再扣|又扣|另扣|主要|例如|如:|其他|其余|另外|等|包括|加[0-9.]+分|加分|奖励|复核|上年|去年"
)
_DEDUCTIONS_ARE = re.compile("扣分(?:项|点|指标|事项|原因)(?:目)?(?:分别)?(?:为|是|:)")
_BY_EACH = re.compile(
    "每(?:[^,。;:0-9一]{0,6}?)(?P<per>[0-9]+(?:\\.[0-9]+)?|一)?个?(?P<unit>百分点|天|日|项|次|个|户|处|例|件|份|人|家|台)"
    "[^,。;:0-9]{0,8}?扣(?P<points>[0-9]+(?:\\.[0-9]+)?)分"
)
_CAPPED = re.compile("最多|最高|封顶|上限|扣完|不足|为止")
_HUNDRED = Decimal(100)
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
    if len(points) > 1:
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


def _check_by_each(sentence: Sentence, points: Sequence[Quantity], ledger: Ledger) -> None:
    """每低1个百分点扣0.5分，低4个百分点，扣2分; 报送迟了3次，每次扣0.5分，共扣1.5分."""
    plain = half_width(sentence.text)
    rules = [*_BY_EACH.finditer(plain)]
    if len(rules) != 1 or _CAPPED.search(plain):
        return
    (rule,) = rules
    per = Decimal(1) if rule["per"] in (None, "一") else Decimal(rule["per"])
    times = [
        one
        for one in sentence.quantities
        if one.unit.removeprefix("个") == rule["unit"]
        and not rule.start() <= one.start < rule.end()
        and one.is_exact
        and not one.sign
    ]
    lost = [one for one in points if one.start > rule.end() and _is_lost(sentence, one)]
    if len(times) != 1 or len(lost) != 1 or not per or times[0].start > lost[0].start:
        return
    (count,), (off,) = times, lost
    computed = count.value / per * Decimal(rule["points"])
    whole = count.value / per == int(count.value / per)
    steps = (int(count.value / per), int(count.value / per) + 1)
    if off.value == computed or any(off.value == one * Decimal(rule["points"]) for one in steps if not whole):
        ledger.agree(sentence.at(off))
        return
    right = number_text(computed)
    _report(
        sentence,
        off,
        f"“{_last_words(sentence, off)}”与“{rule[0]}”不符：{sentence.words(count)}应扣{right}分。",
        computed,
        ledger,
        rule="扣分按评分标准计算",
        certain=whole,
    )


def _check_lost_in_all(sentence: Sentence, lost: Sequence[Quantity], ledger: Ledger) -> None:
    """产出扣2分，效益扣1分，共扣3分: a total behind what was taken off one by one."""
    wholes = [one for one in lost if _LOST_IN_ALL.search(half_width(sentence.name(one)))]
    if len(wholes) != 1 or ledger.is_known(sentence.at(wholes[0])):
        return
    (whole,) = wholes
    parts = [one for one in lost if one.end <= whole.start]
    before = half_width(sentence.text[: whole.start])
    if len(parts) < 2 or "(" in before or _NOT_ALL.search(before) or _BY_RULE.search(before):
        return
    added = sum((one.value for one in parts), Decimal(0))
    if added == whole.value:
        ledger.agree(sentence.at(whole), *(sentence.at(one) for one in parts))
        return
    listed = "＋".join(number_text(one.value) for one in parts)
    _report(
        sentence,
        whole,
        f"“{_last_words(sentence, whole)}”与前面各项扣分之和不符：{listed}＝{number_text(added)}分。",
        added,
        ledger,
        rule="扣分合计等于各项扣分之和",
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
    off = in_all or (lost if listed else [])
    if len(totals) != 1 or not off or len(in_all) > 1 or any(_is_full(sentence, one) for one in points):
        return
    (total,) = totals
    taken = sum((one.value for one in off), Decimal(0))
    if total.value + taken in _WHOLES or total.value >= _HUNDRED or total.value < _HUNDRED / 2:
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
        certain=bool(in_all) and total.value >= _SURE,
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
