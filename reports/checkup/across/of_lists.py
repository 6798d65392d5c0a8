"""Indicators that a list tells too: the total of a column, a row of quarters, the rate of a row, points lost.

造林面积 3000亩 is what the column 造林面积（亩） comes to, 学生满意度 94.90% the 满意率 of the row 学生.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from projects.money import number_text
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import Quantity, half_width, in_unit, named_unit
from reports.checkup.tables.lines import is_indicators, lines_of, reported
from reports.checkup.tables.sections import AMOUNTS, Column, Meaning, Section, Slot

_BRACKETS = re.compile(r"\([^()]*\)")
_COUNTED = re.compile("(?<=[\u4e00-\u9fff]{2})(?:数量?|总数|总量)$")
_PERIOD = re.compile("^(?:第?[一二三四1-4]季度|[上下]半年|(?:1[0-2]|[1-9])月份?)$")
_RATE = re.compile("[率度]$")
_LOST = re.compile("^(?:扣分|失分|扣减分)(?:值|数|分值)?$")
_NEAR = 2
"""What is more than twice as much is of something else."""


@dataclass(frozen=True, slots=True)
class _Reported:
    """What an indicator of a form reports."""

    name: str
    target: Quantity | None
    done: Quantity
    place: Place


def check_of_lists(sections: Sequence[Section], ledger: Ledger) -> None:
    """Hold what indicators report against the lists that tell the same."""
    named: dict[str, list[_Reported]] = {}
    for section in filter(is_indicators, sections):
        for name, target, done, unit, place in reported(section):
            known = in_unit(done, unit or named_unit(name)[1])
            named.setdefault(_stem(name), []).append(_Reported(name, target, known, place))
    lists = [one for one in sections if not (is_indicators(one) or one.of(Meaning.TARGET, Meaning.ACTUAL))]
    for section in lists:
        for stem, value, slot in (*_totals(section), *_years(section), *_rates(section)):
            of_name = named.get(stem, [])
            if len(of_name) == 1:
                _hold(of_name[0], value, slot, ledger)
    _check_lost(sections, ledger)


def _stem(words: str) -> str:
    return _RATE.sub("率", _COUNTED.sub("", _BRACKETS.sub("", half_width(words))))


def _totals(section: Section) -> Iterator[tuple[str, Quantity, Slot]]:
    """Yield what the columns come to, by their headings."""
    wholes = [row for row in section.rows if row.is_total]
    for column in section.columns if len(wholes) == 1 else ():
        slot = wholes[0].slots[column.index]
        if column.meaning is None and slot.figure is not None and not slot.figure.is_rate:
            yield _stem(column.name), in_unit(slot.figure, named_unit(column.name)[1]), slot


def _years(section: Section) -> Iterator[tuple[str, Quantity, Slot]]:
    """Yield what the rows come to whose columns are the months or quarters of a year."""
    columns = [one for one in section.columns if _PERIOD.match(half_width(one.name))]
    kinds = {_PERIOD.sub("", one.name) or one.name[-1] for one in columns}
    if len(columns) not in (2, 4, 12) or len(kinds) > 1:
        return
    for row in section.rows:
        figures = [figure for one in columns if (figure := row.slots[one.index].figure) is not None]
        if len(figures) == len(columns) and not any(one.is_rate for one in figures):
            whole = replace(figures[0], value=sum((one.value for one in figures[1:]), figures[0].value))
            yield _stem(row.label), in_unit(whole, named_unit(row.label)[1]), row.slots[columns[0].index]


def _rates(section: Section) -> Iterator[tuple[str, Quantity, Slot]]:
    """Yield the rates of the rows: 学生 and 满意率 name 学生满意度."""
    rates = [one for one in section.columns if _RATE.search(_BRACKETS.sub("", half_width(one.name)))]
    for row in section.rows:
        for column in rates:
            figure = row.slots[column.index].figure
            if figure is not None and row.label and not row.is_total:
                percent = figure if figure.unit else _in_percent(figure, column)
                yield (
                    _stem(f"{row.label}{_BRACKETS.sub('', half_width(column.name))}"),
                    percent,
                    row.slots[column.index],
                )


def _in_percent(figure: Quantity, column: Column) -> Quantity:
    return replace(figure, unit="%") if "%" in half_width(column.name) else figure


def _hold(actual: _Reported, value: Quantity, slot: Slot, ledger: Ledger) -> None:
    done = actual.done
    if (value.unit and done.unit and value.unit != done.unit) or value.is_rate != done.is_rate:
        return
    rounded = [one for one in (value, done) if one.places or one.is_rate]
    coarse = max((Decimal(5).scaleb(-one.places - 1) * one.factor for one in rounded), default=Decimal(0))
    if abs(value.base - done.base) <= coarse:
        ledger.agree(slot.place, actual.place)
        return
    if actual.target is not None and actual.target.value == value.value:
        return  # a list of what was to be done
    if not 0 < value.base < _NEAR * done.base < _NEAR**2 * value.base:
        return
    shown = spelled(value) if value.unit else f"{number_text(value.value)}{done.unit}"
    ledger.find(
        Kind.PROSE_VS_TABLE,
        Severity.WARNING,
        actual.place,
        f"指标“{actual.name}”的完成值为{spelled(done)}，另一表中为{shown}，两处不一致。",
        rule="各表中同一事项的同一数据应一致",
        text=actual.name,
        printed=spelled(done),
        computed=shown,
    )


def _check_lost(sections: Sequence[Section], ledger: Ledger) -> None:
    """A list of points that were taken off tells what each indicator's score lacks of its weight."""
    lost = {}
    for section in filter(is_indicators, sections):
        for line in lines_of(section)[0]:
            if (
                line.weight
                and line.score
                and line.weight.figure
                and line.score.figure
                and line.score.height == 1
            ):
                lost[_stem(line.name)] = line.weight.figure.value - line.score.figure.value
    for section in sections:
        columns = [one for one in section.columns if _LOST.match(half_width(one.name))]
        if len(columns) != 1 or section.of(Meaning.WEIGHT, Meaning.SCORE, *AMOUNTS):
            continue
        for row in section.rows:
            slot = row.slots[columns[0].index]
            expected = lost.get(
                _stem(next((one.words for one in row.slots if one.words and not one.figure), ""))
            )
            if expected is None or slot.figure is None:
                continue
            if abs(slot.figure.value) == expected:
                ledger.agree(slot.place)
                continue
            ledger.find(
                Kind.SCORE,
                Severity.WARNING,
                slot.place,
                f"“{row.label}”扣{slot.text.strip()}，按自评表的分值与得分应扣{number_text(expected)}分。",
                rule="扣分等于分值减得分",
                text=row.text,
                printed=slot.text.strip(),
                computed=number_text(expected),
            )
