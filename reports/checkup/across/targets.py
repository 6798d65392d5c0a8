"""Rates of completion, and what is done less or more than planned, by the goals that stand elsewhere."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from reports.checkup.across.actuals import Actual
from reports.checkup.arithmetic import Verdict, of_rate, of_sum, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.scope import is_apart, is_of_another_year
from reports.checkup.prose.sentences import Sentence, is_alike

_SETS = re.compile("(?:目标(?:任务)?|任务)(?:为|是|:)")
_COMPLETED = re.compile(
    "^[,，、(（]?(?:实际)?(?:完成(?:数|量))?(?:(?:任务|目标|计划)?完成率(?:为|达到?|是)?|(?:完成|为|占|达到?)(?:年度|年初|预期|全年)?(?:目标|计划|任务)(?:任务|值|数)?的)$"
)
_MISSING = re.compile("(?:少|差|欠|缺|尚?未|取消|停办)(?:了|约)?(?:完成|建成|建设|拆除|实施)?(?:任务)?$")
"""What stands before a quantity that was left undone: its rate is that of what was done all the same."""
_BEYOND = re.compile("(?:超额?|多|超出|超过)(?:了)?(?:完成|建成|建设|拆除|实施)?(?:任务|目标|计划)?$")
_THAN_PLANNED = re.compile(
    "^(?:[比较](?:原|年初|年度|全年|当年|绩效|既定|预期|预定)*(?:计划|目标|任务|预期|指标)(?:任务|数量?|值)?)?"
    "(?:(?P<less>少|减少|短缺|短少)|多|增加|超额?|超出|超过)(?P<done>[\u4e00-\u9fff]{0,4}?)了?$"
)
_PLANNED = re.compile("计划|目标|任务|拟|调[整增减](?:为|到|至)$")
_DONE = re.compile("按|完成|实际|已|建成|开工|竣工|达到|实现")
_OF_PARTS = re.compile("其中|分别|累计|上年|去年|同期")
_NEAR = 2
"""So many sentences before a rate, at most, tell the plan that it is of."""
_AHEAD = re.compile("下一步|下年|明年|次年|中长期|总目标|长期目标|规划")
_FEWEST = 3
_FARTHEST = 5
"""What is off by more than five times is of another plan."""
_OF_NO_THING = re.compile("[^\u4e00-\u9fff]|完成|实际|全年|年度|共计|累计|目标")


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be done: so many of what is named, and the sentence that says so, if one does."""

    name: str
    quantity: Quantity
    told: Sentence | None = None


def targets(sentences: Iterable[Sentence], of_form: Iterable[Actual], year: int | None) -> Iterator[Target]:
    """Yield what is listed behind 年度目标为 in a sentence about ``year``, and the targets of the form."""
    for sentence in sentences:
        found = _SETS.search(half_width(sentence.text))
        for one in sentence.quantities if found is not None else ():
            before = half_width(sentence.text[: one.start])
            if found is None or one.start < found.end() or is_apart(before, year, [before]):
                continue
            if one.unit and not one.is_rate and one.until is None and not _AHEAD.search(before):
                yield Target(_core(sentence.name(one)), replace(one, approximate=False, sign=""), sentence)
    for line in of_form:
        if line.target is not None and not line.target.is_rate and line.target.until is None:
            unit = line.target.unit or line.done.unit
            yield Target(_core(line.name), replace(line.target, unit=unit, approximate=False, sign=""))


def check_completion(sentence: Sentence, known: Sequence[Target], year: int | None, ledger: Ledger) -> None:
    """培训652人次，完成率105.16%: of the only goal of as much that is named alike.

    培训少48人次，完成率96% tells of what was not done.
    """
    for done, printed in zip(sentence.quantities, sentence.quantities[1:], strict=False):
        if not (printed.is_rate and printed.is_exact and done.is_exact and done.unit) or done.is_rate:
            continue
        between = re.sub(r"\s", "", sentence.text[done.end : printed.start])
        if not _COMPLETED.match(between) or ledger.is_agreed(sentence.at(printed)):
            continue
        before = half_width(sentence.text[: done.start])
        if is_apart(before, year, [before]):
            continue
        alike = [one for one in known if one.quantity.unit == done.unit]
        told = half_width(sentence.name(done))
        name = _core(_BEYOND.sub("", _MISSING.sub("", told)))
        named = {one.quantity.base: one for one in alike if _is_alike(one.name, name)}
        judged = [(one, of_rate(printed, _done(done, told, one), one.quantity)) for one in alike]
        if any(verdict is not None and verdict.holds for _one, verdict in judged):
            ledger.agree(sentence.at(printed), sentence.at(done))
            continue
        target = next(iter(named.values()), None)
        verdict = of_rate(printed, _done(done, told, target), target.quantity) if target is not None else None
        if len(named) != 1 or target is None or verdict is None:
            continue
        _report_completion(sentence, (done, printed), target, verdict, ledger)


def _report_completion(
    sentence: Sentence, told: tuple[Quantity, Quantity], target: Target, verdict: Verdict, ledger: Ledger
) -> None:
    done, printed = told
    words = sentence.words(printed)
    ledger.find(
        Kind.RATIO,
        Severity.ERROR,
        sentence.at(printed),
        f"“{sentence.name(done)}{sentence.words(done)}”的完成率印为{words}，"
        f"目标为{spelled(target.quantity)}，按此计算为{verdict.computed}。",
        rule="完成率 = 完成数 ÷ 目标数",
        text=sentence.text,
        printed=words,
        computed=verdict.computed,
    )


def check_completion_of_plans(sentences: Sequence[Sentence], year: int | None, ledger: Ledger) -> None:
    """计划改造1250套。截至7月底开工1005套，占目标任务的80.40%: of the plan that is told right before."""
    for number, sentence in enumerate(sentences):
        block = sentence.place.block
        near = [one for one in sentences[max(number - _NEAR, 0) : number + 1] if one.place.block == block]
        for done, printed in zip(sentence.quantities, sentence.quantities[1:], strict=False):
            plain = printed.is_rate and printed.is_exact and done.is_exact and done.unit and not done.is_rate
            between = re.sub(r"\s", "", sentence.text[done.end : printed.start])
            place = sentence.at(printed)
            if not plain or not _COMPLETED.match(between) or ledger.is_known(place):
                continue
            before = half_width(sentence.text[: done.start])
            if is_of_another_year(before, year, until_later=True) or _OF_PARTS.search(
                re.split("[;。]", before)[-1]
            ):
                continue
            alike = [
                one
                for one in _plans(near)
                if is_alike(one.quantity, done)
                and not (one.told is sentence and one.quantity.start >= done.start)
            ]
            verdicts = [(one, of_rate(printed, done, one.quantity)) for one in alike]
            if any(verdict is not None and verdict.holds for _one, verdict in verdicts):
                ledger.agree(place, sentence.at(done))
                continue
            name = _core(half_width(sentence.name(done)))
            named = [one for one in verdicts if _is_alike(one[0].name, name)] or verdicts
            if len({one.quantity.base for one, _verdict in named}) == 1 and named[0][1] is not None:
                _report_completion(sentence, (done, printed), named[0][0], named[0][1], ledger)


def _plans(near: Iterable[Sentence]) -> Iterator[Target]:
    """What sentences say is to be done, and what goes on with it: 计划改造1250套，发放补贴1095户."""
    for sentence in near:
        going_on = False
        for one in sentence.quantities:
            name = half_width(sentence.name(one))
            since = half_width(sentence.text[sentence.group(one) : one.start])
            found = _PLANNED.search(name)
            going_on = (going_on or found is not None) and not _DONE.search(
                name[: found.start() if found else None]
            )
            if going_on and _PLANNED.search(since) and one.unit and one.is_exact and not one.is_rate:
                yield Target(_core(_PLANNED.sub("", name)), one, sentence)


def told_plans(sentences: Iterable[Sentence], year: int | None) -> Iterator[Target]:
    """Yield what a sentence about ``year`` says was planned: 计划建设护栏60公里."""
    for sentence in sentences:
        for one in sentence.quantities:
            name, before = half_width(sentence.name(one)), half_width(sentence.text[: one.start])
            if one.is_rate or one.until is not None or not one.unit or not _PLANNED.search(name):
                continue
            if not (_THAN_PLANNED.match(name) or _AHEAD.search(before) or is_apart(before, year, [before])):
                planned = replace(one, approximate=False, sign="")
                yield Target(_core(_PLANNED.sub("", name)), planned, sentence)


def check_short_of_plan(
    sentences: Sequence[Sentence], known: Sequence[Target], year: int | None, ledger: Ledger
) -> None:
    """护栏完成54.6公里，比计划少5.4公里, where 60公里 were planned elsewhere."""
    for number, sentence in enumerate(sentences):
        near = sentences[max(number - 1, 0) : number + 1]
        for done, claim in zip(sentence.quantities, sentence.quantities[1:], strict=False):
            told = _THAN_PLANNED.match(half_width(sentence.name(claim)))
            if told is None or not _is_of_plan(sentence, done, claim, told, year):
                continue
            if ledger.is_known(sentence.at(claim)):
                continue
            of = [one for one in known if is_alike(one.quantity, done)]
            less = told["less"] is not None
            held = [(one, _difference(claim, one.quantity, done, less=less)) for one in of]
            if any(difference.holds for _one, difference in held):
                ledger.agree(sentence.at(claim), sentence.at(done))
                continue
            name = _core(half_width(sentence.name(done)))
            beside = {one.quantity.base for one in of if one.told in near}
            meant = {
                one.quantity.base: (one, difference)
                for one, difference in held
                if _is_alike(one.name, name)
                or (len(name) < _FEWEST and len(beside) == 1 and one.told in near)
            }
            if len(meant) == 1:
                ((target, difference),) = meant.values()
                _report_short(sentence, (done, claim), target, difference, ledger)


def _is_of_plan(
    sentence: Sentence, done: Quantity, claim: Quantity, told: re.Match[str], year: int | None
) -> bool:
    """Whether a figure is what was done less or more than planned of what stands right before it."""
    plain = all(one.is_exact and not (one.is_rate or one.is_money or one.sign) for one in (done, claim))
    planned = _PLANNED.search(told[0]) or told["done"]
    if not plain or done.unit != claim.unit or not planned or _PLANNED.search(sentence.name(done)):
        return False
    between = half_width(sentence.text[done.end : claim.start]).strip(" ,;(")
    before = half_width(sentence.text[: done.start])
    return len(between) <= len(told[0]) and not is_apart(before, year, [before])


def _difference(claim: Quantity, planned: Quantity, done: Quantity, *, less: bool) -> Verdict:
    """The claim held against what was done and planned; whole numbers are exact."""
    whole, part = (planned, done) if less else (done, planned)
    rounded = any(one.places > 0 for one in (claim, planned, done))
    return of_sum(claim, (whole, replace(part, value=-part.value)), rounded=rounded)


def _report_short(
    sentence: Sentence, told: tuple[Quantity, Quantity], target: Target, difference: Verdict, ledger: Ledger
) -> None:
    done, claim = told
    right = Decimal(difference.computed)
    if not right / _FARTHEST < claim.value < right * _FARTHEST:
        return  # of another plan
    words, computed = sentence.words(claim), f"{difference.computed}{claim.unit}"
    ledger.find(
        Kind.COUNT,
        Severity.ERROR,
        sentence.at(claim),
        f"“{sentence.name(claim)}{words}”与目标不符：目标为{spelled(target.quantity)}，"
        f"完成{spelled(done)}，相差{computed}。",
        rule="与目标之差等于完成数与目标数之差",
        text=sentence.text,
        printed=words,
        computed=computed,
    )


def _done(told: Quantity, name: str, target: Target) -> Quantity:
    """What was done by what is told: 拆除少0.16万平方米 of 3.2万平方米 are 3.04万平方米."""
    if _MISSING.search(name):
        return replace(told, value=target.quantity.value - told.value)
    if _BEYOND.search(name):
        return replace(told, value=target.quantity.value + told.value)
    return told


def _core(name: str) -> str:
    return _OF_NO_THING.sub("", half_width(name))


def _is_alike(one: str, other: str) -> bool:
    """Whether two names share most characters of the shorter: 培训人员, 培训基层卫生人员."""
    shared = (Counter(one) & Counter(other)).total()
    return shared >= _FEWEST and shared * 4 >= min(len(one), len(other)) * 3
