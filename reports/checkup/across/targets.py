"""Rates of completion, held against the goals that the prose or the form sets elsewhere."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reports.checkup.across.actuals import Actual
from reports.checkup.arithmetic import of_rate, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.scope import is_apart
from reports.checkup.prose.sentences import Sentence

_SETS = re.compile("(?:目标(?:任务)?|任务)(?:为|是|:)")
_COMPLETED = re.compile(
    "^[,，、(（]?(?:(?:任务|目标|计划)?完成率(?:为|达到?|是)?|(?:完成|为|占|达到?)(?:年度|年初|预期|全年)?(?:目标|计划|任务)(?:任务|值|数)?的)$"
)
_MISSING = re.compile("(?:少|差|欠|缺|尚?未|取消|停办)(?:了|约)?(?:完成|建成|建设|拆除|实施)?(?:任务)?$")
"""What stands before a quantity that was left undone: its rate is that of what was done all the same."""
_BEYOND = re.compile("(?:超额?|多|超出|超过)(?:了)?(?:完成|建成|建设|拆除|实施)?(?:任务|目标|计划)?$")
_AHEAD = re.compile("下一步|下年|明年|次年|中长期|总目标|长期目标|规划")
_FEWEST = 3
_OF_NO_THING = re.compile("[^\u4e00-\u9fff]|完成|实际|全年|年度|共计|累计|目标")


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be done: so many of what is named."""

    name: str
    quantity: Quantity


def targets(sentences: Iterable[Sentence], of_form: Iterable[Actual], year: int | None) -> Iterator[Target]:
    """Yield what is listed behind 年度目标为 in a sentence about ``year``, and the targets of the form."""
    for sentence in sentences:
        found = _SETS.search(half_width(sentence.text))
        for one in sentence.quantities if found is not None else ():
            before = half_width(sentence.text[: one.start])
            if found is None or one.start < found.end() or is_apart(before, year, [before]):
                continue
            if one.unit and not one.is_rate and one.until is None and not _AHEAD.search(before):
                yield Target(_core(sentence.name(one)), replace(one, approximate=False, sign=""))
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
