"""By how much an indicator changed since last year, against the amount of last year that its target tells.

不低于上年（248元）, 完成值259元: the prose says 比上年增加11元.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reports.checkup.across.statements import is_same_amount
from reports.checkup.arithmetic import of_difference, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width, quantities
from reports.checkup.prose.sentences import GROWN, Sentence, is_alike, is_change
from reports.checkup.tables.lines import lines_of, quantity_in
from reports.checkup.tables.sections import Section

_LAST_YEAR = re.compile(r"(?:上年|去年|上一年)度?(?:的|同期|水平|实际|完成值|数|为|是|:|\()*$")
_SINCE = re.compile(
    r"^[,(]?(?:比|较|同比|与)(?:上年|去年|上一年)?度?(?:同期)?(?:相比)?[,]?[\u4e00-\u9fff]{0,6}$"
)


@dataclass(frozen=True, slots=True)
class Moved:
    """An indicator, what it was last year and what it is now."""

    name: str
    then: Quantity
    now: Quantity


def moved_since_last_year(section: Section) -> Iterator[Moved]:
    """Yield the indicators of a section whose target tells what they were last year."""
    lines, _whole = lines_of(section)
    for line in lines:
        done, target = quantity_in(line.actual), half_width(line.target.text) if line.target else ""
        told = [one for one in quantities(target) if _LAST_YEAR.search(target[: one.start])]
        if done is not None and done.is_exact and len(told) == 1 and is_alike(done, told[0]):
            yield Moved(line.name, told[0], done)


def check_since_last_year(sentence: Sentence, known: Sequence[Moved], ledger: Ledger) -> None:
    """甲259元，比上年增加11元: the difference of what the form reports and what was last year."""
    for now, change in pairwise(sentence.quantities):
        before = half_width(sentence.text[: now.start])
        between = half_width(sentence.text[now.end : change.start])
        if not (is_change(half_width(sentence.name(change))) and _SINCE.match(between) and change.is_exact):
            continue
        named = [one for one in known if one.name in before and is_same_amount(now, one.now)]
        if len(named) != 1 or not is_alike(change, now):
            continue
        (indicator,) = named
        more, less = indicator.now, indicator.then
        if not GROWN.search(sentence.name(change)):
            more, less = less, more
        verdict = of_difference(replace(change, value=abs(change.value)), more, less)
        if verdict.holds:
            ledger.agree(sentence.at(change), sentence.at(now))
            continue
        words, computed = sentence.words(change), f"{verdict.computed}{change.unit}"
        ledger.find(
            Kind.PROSE_VS_TABLE,
            Severity.ERROR,
            sentence.at(change),
            f"文中“{sentence.name(change)}{words}”，自评表中“{indicator.name}”上年为{spelled(indicator.then)}，"
            f"完成值为{spelled(indicator.now)}，相差{computed}。",
            rule="增减额等于完成值与上年数之差",
            text=sentence.text,
            printed=words,
            computed=computed,
        )
