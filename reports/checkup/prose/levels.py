"""Answers and persons by levels that leave none out: 满意248户、基本满意9户、不满意3户 of 260户."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from projects.money import number_text
from reports.checkup.arithmetic import of_rate, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence, is_alike

_GRADES = "优秀?|良好?|中等?|较?差"
_SCALES = (
    ("(?:非常|很|十分|较|比较|较为|基本)?满意|一般|不太满意|不满意|很不满意|不了解|说不清|弃权", "不满意"),
    ("优秀|良好|(?:基本)?合格|不合格", "不合格"),
    ("同意|不同意|反对|弃权", "不同意|反对"),
    (
        "(?:全面|全部|均已|已)完成|(?:基本|部分)完成|(?:尚)?未(?:全部|全面|按期)?完成|正在(?:推进|实施|建设)",
        "(?:基本|部分)完成|(?:尚)?未(?:全部|全面|按期)?完成",
    ),
    ("(?:已(?:全部)?|均已)?(?:完工|竣工|建成)|(?:正)?在建|(?:尚)?未开工", "(?:尚)?未开工"),
    (_GRADES, "较?差"),
    (
        "男(?:性|生|职工|学员|队员|教师|干部|童)?|女(?:性|生|职工|学员|队员|教师|干部|童)?",
        "女(?:性|生|职工|学员|队员|教师|干部|童)?",
    ),
)
_SATISFIED = re.compile("(?:非常|很|十分|较|比较|较为|基本)?满意")
_RATE_OF_IT = re.compile("(?:总体|综合|群众|公众|服务对象|受益对象)?满意(?:度|率)(?:为|达到?|是)?")
_NONE_BEHIND = re.compile("[,、]?(?:均?无|没有)(?:未开工|停工|不满意|不合格)")
"""在建3个，无未开工项目."""
_NOT = re.compile("^(?:尚未|还未|没有|未|不)")
_FULL_MARKS = re.compile("(?<!未)(?<!没有)(?:得|获|为)满分$")
_POINTS_LOST = re.compile("(?:扣分|失分|丢分)(?:的|项|指标)*$")
_STATE = re.compile("^[\u4e00-\u9fff]{2,8}(?=[,、;。()和]|$)")
_GRADED = re.compile("满意|了解|同意|赞成|支持")
"""States with others between them and their opposite."""
_BOUND = r"[0-9]{2,3}(?:\.[0-9]+)?分?(?:\([^()]{1,6}\))?"
_OF_BAND = re.compile(
    rf"{_BOUND}(?:及?以[上下]|[-—~至]{_BOUND})"
    "(?:之间)?的?(?:项目|指标)?(?:有|共|为)?"
)
"""A band of scores, right before how many are in it."""
_REST = re.compile(
    "(?:其余|剩余|余下|剩下|尚有|还剩|仍有|(?P<others>另外?有?|还有|在建|未完工|未开工|未启动|正在[\u4e00-\u9fff]{2}))的?"
)
_UNDONE = re.compile("[\u4e00-\u9fff]{0,6}(?:未|正在|待|在建)")
_TOGETHER = re.compile("(?:合计|共计?|总计|一共|涉及的|全部)$")
_DONE = re.compile("已|完成|整改|办结|解决|验收|建成|到位|落实|销号|结案")
_AMONG = re.compile("中|其中|[,:]")
_INTRODUCED = (
    "(?:其中:?|(?:个?项目)?中有?|项目|(?:自?评|等级|结果)为|自评|表示|评价为?|选择|认为|感到|对[^,。;]{2,10}"
    '|任务|指标|目标|年度|[“"])*'
)
_ENDS = '[”"]?(?:的|有|为|共|评价)*'


def check_levels(sentence: Sentence, ledger: Ledger) -> None:
    """Those of all levels add up to how many there are: a total that is told before them."""
    for levels, last in _SCALES:
        run: list[Quantity] = []
        named: list[str] = []
        for one in sentence.quantities:
            found = re.fullmatch(f"{_INTRODUCED}({levels}){_ENDS}", half_width(sentence.name(one)))
            if one.is_rate:
                continue  # 满意248户，占95%
            if found and one.is_exact and found[1] not in named and (not run or run[0].unit == one.unit):
                run.append(one)
                named.append(found[1])
            elif run:
                break
        none_left = named and _NONE_BEHIND.match(half_width(sentence.text), run[-1].end)
        to_the_last = any(re.fullmatch(last, name) for name in named) or bool(none_left)
        if len(run) > 1 and (named[0].startswith("优") or (to_the_last and levels != _GRADES)):
            _hold(sentence, run, ledger, to_the_last=to_the_last, closed=bool(none_left))
        if "不满意" in named:
            _check_satisfied(sentence, run, named, ledger)


def _check_satisfied(
    sentence: Sentence, run: Sequence[Quantity], named: Sequence[str], ledger: Ledger
) -> None:
    """满意376份、基本满意22份、不满意12份，满意度97.07%: of all, with those half satisfied or not."""
    satisfied = [one for one, name in zip(run, named, strict=True) if _SATISFIED.fullmatch(name)]
    behind = [one for one in sentence.quantities if one.start >= run[-1].end]
    if not satisfied or not behind or not behind[0].is_rate or not behind[0].is_exact:
        return
    rate = behind[0]
    if not _RATE_OF_IT.fullmatch(half_width(sentence.name(rate))) or ledger.is_known(sentence.at(rate)):
        return
    whole = replace(run[0], value=sum((one.value for one in run), Decimal(0)))
    verdict = None
    for many in range(1, len(satisfied) + 1):
        part = replace(run[0], value=sum((one.value for one in satisfied[:many]), Decimal(0)))
        verdict = of_rate(rate, part, whole)
        if verdict is None or verdict.holds:
            ledger.agree(sentence.at(rate))
            return
    if verdict is not None:
        ledger.find(
            Kind.RATIO,
            Severity.ERROR,
            sentence.at(rate),
            f"“{sentence.name(rate)}{sentence.words(rate)}”与所列各类数目不符："
            f"{spelled(part)}÷{spelled(whole)}={verdict.computed}。",
            rule="满意度 = 满意数 ÷ 答复总数",
            text=sentence.text,
            printed=sentence.words(rate),
            computed=verdict.computed,
        )


def check_bands(sentence: Sentence, ledger: Ledger) -> None:
    """12个项目中90分以上10个，80-90分1个，60-80分1个: those of all bands are no more than there are."""
    plain = half_width(sentence.text)
    ends = {found.end(): found for found in _OF_BAND.finditer(plain)}
    run = [one for one in sentence.quantities if one.start in ends and one.is_exact]
    if len(run) > 1 and len({one.unit for one in run}) == 1:
        to_the_last = any("下" in ends[one.start][0] for one in run)
        _hold(sentence, run, ledger, to_the_last=to_the_last)


def _hold(
    sentence: Sentence, run: list[Quantity], ledger: Ledger, *, to_the_last: bool = True, closed: bool = False
) -> None:
    """Hold levels against the whole before them; without the last of them others may be left.

    They are ``closed`` where the text tells that there are none of the last.
    """
    wholes = [
        one
        for one in reversed(sentence.quantities)
        if one.end <= run[0].start and is_alike(one, run[0]) and one.is_exact
    ]
    added = sum((one.value for one in run), Decimal(0))
    if whole := next((one for one in wholes if one.value == added), None):
        ledger.agree(sentence.at(whole), *(sentence.at(one) for one in run))
        return
    # Of two levels there may be others between: 满意434户、不满意8户 of 480户.
    if (
        not wholes
        or (added < wholes[0].value and (not to_the_last or (len(run) < 3 and not closed)))
        or not wholes[0].value < 2 * added < 4 * wholes[0].value
    ):
        return
    whole = wholes[0]
    listed = "＋".join(number_text(one.value) for one in run)
    ledger.find(
        Kind.COUNT,
        Severity.ERROR if len(wholes) == 1 else Severity.WARNING,
        sentence.at(whole),
        f"“{sentence.words(whole)}”与各类之和不符：{listed}={number_text(added)}{whole.unit}。",
        rule="各类数目之和等于总数",
        text=sentence.text,
        printed=sentence.words(whole),
        computed=f"{number_text(added)}{whole.unit}",
    )


def check_complements(sentence: Sentence, ledger: Ledger) -> None:
    """18个小区中16个考核合格、2个不合格: what is so and what is not make up all of them."""
    counts = [one for one in sentence.quantities if not one.is_rate]
    _check_complements_together(sentence, counts, ledger)
    for place, (whole, so, not_so) in enumerate(zip(counts, counts[1:], counts[2:], strict=False)):
        if not all(one.is_exact and one.unit and one.unit == whole.unit for one in (whole, so, not_so)):
            continue
        state, opposite = _state(sentence, so), _state(sentence, not_so)
        if not _are_opposite(state, opposite) or _GRADED.search(state):
            continue
        between = half_width(sentence.text[whole.end : so.start])
        if not _AMONG.search(between) or re.search("[;。比较]", between) or whole.is_money:
            continue
        if any(one.unit == whole.unit for one in counts[place + 3 :]):
            continue  # there may be others between
        _hold_complements(sentence, so, not_so, whole, ledger)


def _check_complements_together(sentence: Sentence, counts: list[Quantity], ledger: Ledger) -> None:
    """已签约17个村，尚有6个未签约，共23个村: the whole behind both."""
    for so, not_so, whole in zip(counts, counts[1:], counts[2:], strict=False):
        if not all(one.is_exact and one.unit and one.unit == whole.unit for one in (so, not_so)):
            continue
        state, opposite = _state(sentence, so), _state(sentence, not_so)
        together = _TOGETHER.search(half_width(sentence.name(whole)))
        if not together or not _are_opposite(state, opposite) or whole.is_money or not whole.is_exact:
            continue
        if re.search("[;。]", half_width(sentence.text[so.end : whole.start])):
            continue
        _hold_complements(sentence, so, not_so, whole, ledger)


def _hold_complements(
    sentence: Sentence, so: Quantity, not_so: Quantity, whole: Quantity, ledger: Ledger
) -> None:
    """What is so and what is not come to the whole, which stands before or behind them."""
    added = so.value + not_so.value
    if added == whole.value:
        ledger.agree(*(sentence.at(one) for one in (whole, so, not_so)))
    elif whole.value < 2 * added < 4 * whole.value:
        where = "前文" if whole.start < so.start else "文中"
        state, opposite = _state(sentence, so), _state(sentence, not_so)
        ledger.find(
            Kind.COUNT,
            Severity.ERROR,
            sentence.at(whole),
            f"“{sentence.words(so)}”“{state}”与“{sentence.words(not_so)}”“{opposite}”"
            f"共{number_text(added)}{whole.unit}，{where}为{sentence.words(whole)}。",
            rule="各类数目之和等于总数",
            text=sentence.text,
            printed=sentence.words(whole),
            computed=f"{number_text(added)}{whole.unit}",
        )


def _are_opposite(state: str, opposite: str) -> bool:
    """考核合格 and 不合格, 得满分 and 扣分."""
    if _FULL_MARKS.search(state) and _POINTS_LOST.search(opposite):
        return True
    denied = _NOT.sub("", opposite)
    return denied != opposite and len(denied) > 1 and state.endswith(denied) and not _NOT.search(state)


def check_remaining(sentence: Sentence, ledger: Ledger) -> None:
    """排查问题46处，已整改39处，剩余7处: what is done and what remains make up all of them."""
    counts = [one for one in sentence.quantities if not (one.is_rate or one.is_money)]
    for whole, done, rest in zip(counts, counts[1:], counts[2:], strict=False):
        if not all(one.is_exact and one.unit and one.unit == whole.unit for one in (whole, done, rest)):
            continue
        if whole.unit == "分":
            continue  # what was got of some points, and the others
        told = _REST.fullmatch(half_width(sentence.name(rest)))
        if told is None or _DONE.search(sentence.name(whole)) or done.value >= whole.value:
            continue
        if not (_DONE.search(sentence.name(done)) or _DONE.search(_behind(sentence, done))):
            continue
        if told["others"] and not _is_all_of_the_rest(sentence, told["others"], (whole, done, rest)):
            continue
        if rest.value == whole.value - done.value:
            ledger.agree(*(sentence.at(one) for one in (whole, done, rest)))
            continue
        meant = f"{number_text(whole.value - done.value)}{rest.unit}"
        ledger.find(
            Kind.COUNT,
            Severity.ERROR if rest.unit != "分" else Severity.WARNING,
            sentence.at(rest),
            f"“{sentence.name(rest)}{sentence.words(rest)}”与前文数字不符："
            f"{sentence.words(whole)}－{sentence.words(done)}={meant}。",
            rule="已完成的与剩余的之和等于总数",
            text=sentence.text,
            printed=sentence.words(rest),
            computed=meant,
        )


def _behind(sentence: Sentence, quantity: Quantity) -> str:
    """The words right behind a count, up to the end of its clause."""
    found = re.match("[\u4e00-\u9fff]{1,10}(?=[,、;。()])", half_width(sentence.text[quantity.end :]))
    return found[0] if found else ""


def _is_all_of_the_rest(sentence: Sentence, said: str, told: tuple[Quantity, Quantity, Quantity]) -> bool:
    """Whether 另有4个 or 在建4个 are all that is not done: no more of a kind follow, and they are undone."""
    whole, done, rest = told
    if any(one.unit == rest.unit and one.start > rest.start for one in sentence.quantities):
        return False
    undone = _UNDONE.match(said) or _UNDONE.match(_behind(sentence, rest))
    return undone is not None and (rest.value + done.value > whole.value or not said.startswith("在建"))


def _state(sentence: Sentence, quantity: Quantity) -> str:
    """What the words right behind a count say of it, or those before it: 15个考核合格, 考核合格15个."""
    behind = _STATE.match(half_width(sentence.text[quantity.end :]))
    return behind[0] if behind else re.sub("^其中:?|的?有?$", "", half_width(sentence.name(quantity)))
