"""What prose tells of the change from one year to the next, held against a table of both years.

The years head two columns or name two rows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from reports.checkup.across.row_figures import (
    clause_before,
    figure_in,
    is_told,
    may_be,
    report_told,
    scaled,
)
from reports.checkup.findings import Ledger
from reports.checkup.numbers import Quantity, half_width, named_unit
from reports.checkup.prose.sentences import Sentence
from reports.checkup.tables.sections import Column, Meaning, Section

_YEAR = re.compile("(20[0-9]{2})年?")
_ON_LAST_YEAR = re.compile(
    "[比较](?:上年|去年|上一年|(?P<since>20[0-9]{2})年)(?:度|同期)?[^,。;0-9]{0,6}?(?:增[加长]|减少|下降|提高|降低|上升)了?$"
)
_NO_FIGURES = (Meaning.SERIAL, Meaning.RATE, Meaning.SHARE, Meaning.GROWTH)
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Change:
    """What a thing came to in two years that follow each other; ``name`` is its row or its column."""

    name: str
    year: int
    now: Quantity
    before: Quantity


def check_between_years(
    sentences: Sequence[Sentence], sections: Sequence[Section], year: int | None, ledger: Ledger
) -> None:
    """比上年减少0.4万元 is what the table's two years differ by, for what the sentence names or tells."""
    changes = [one for section in sections for one in _changes(section)]
    for sentence in sentences if changes else ():
        for quantity in sentence.quantities:
            if not quantity.is_exact or quantity.sign or ledger.is_known(sentence.at(quantity)):
                continue
            if _ON_LAST_YEAR.search(clause_before(sentence, quantity)):
                _check(sentence, quantity, changes, year, ledger)


def _check(
    sentence: Sentence, quantity: Quantity, changes: Sequence[Change], year: int | None, ledger: Ledger
) -> None:
    begun = half_width(sentence.text)[sentence.group(quantity) : quantity.start]
    earlier = [one for one in sentence.quantities if one.start < quantity.start and not one.is_rate]
    since = _ON_LAST_YEAR.search(clause_before(sentence, quantity))
    now = max((int(one) for one in _YEAR.findall(begun)), default=year)
    found: list[tuple[Change, Decimal]] = []
    for change in changes:
        if change.year != (now or change.year):
            continue
        if since is not None and since["since"] and int(since["since"]) != change.year - 1:
            continue
        one = _in_unit(change, [*earlier, quantity])
        told = any(one.now.base == other.base for other in earlier)
        if not (told or (len(one.name) >= _SHORTEST and one.name in begun and not earlier)):
            continue
        difference = abs(one.now.base - one.before.base)
        if quantity.is_rate and not one.now.is_rate:
            found.append((one, difference / one.before.base * 100))
        elif not quantity.is_rate and may_be(one.now, quantity, points=True):
            found.append((one, scaled(difference, quantity)))
    if any(is_told(quantity, value) for _one, value in found):
        ledger.agree(sentence.at(quantity))
    elif len({value for _one, value in found}) == 1:
        one, value = found[0]
        report_told(sentence, quantity, f"按表中“{one.name}”两年的数计算", value, ledger)


def _in_unit(change: Change, told: Sequence[Quantity]) -> Change:
    """A change whose table names no unit, in the unit of money that the sentence tells of."""
    unit = next((one.unit for one in told if one.is_money), "")
    if change.now.unit or not unit:
        return change
    return replace(change, now=replace(change.now, unit=unit), before=replace(change.before, unit=unit))


def _changes(section: Section) -> Iterator[Change]:
    """Yield what changed from one year to the next, by columns or by rows that are called by them."""
    years: dict[str, dict[int, Column]] = {}
    for column in section.columns:
        words = f"{column.group}{column.name}"
        if column.meaning not in _NO_FIGURES and (found := _YEAR.search(words)):
            years.setdefault(_YEAR.sub("", words), {})[int(found[1])] = column
    for columns in years.values():
        for year in (one for one in columns if one - 1 in columns):
            for row in section.rows:
                now, before = figure_in(row, columns[year]), figure_in(row, columns[year - 1])
                if now is not None and before is not None and before.value:
                    name = "合计" if row.is_total else named_unit(row.label)[0]
                    yield Change(name, year, now, before)
    by_year = {int(found[1]): row for row in section.rows if (found := _YEAR.match(row.slots[0].words))}
    if len(by_year) < len(section.rows):
        return
    for year in (one for one in by_year if one - 1 in by_year):
        for column in section.columns[1:]:
            now, before = figure_in(by_year[year], column), figure_in(by_year[year - 1], column)
            if now is not None and before is not None and before.value and column.meaning not in _NO_FIGURES:
                yield Change(re.sub(r"\(.*?\)", "", half_width(column.name)), year, now, before)
