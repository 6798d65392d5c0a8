"""The figures of a table by the names of their rows, for what prose makes of several of them."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from projects.money import half_up, number_text
from reports.checkup.across.extremes import Ranked
from reports.checkup.arithmetic import rate_readings
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import Quantity, half_width, in_unit, named_unit
from reports.checkup.prose.sentences import Sentence
from reports.checkup.tables.lines import is_indicators
from reports.checkup.tables.sections import AMOUNTS, UNIT, Column, Meaning, Row, Section, measured

Entry = tuple[str, Quantity, Place]
"""A row's name, its figure and where that stands."""

_SHORTEST, _LONGEST = 2, 30
_NO_FIGURES = (Meaning.SERIAL, Meaning.WEIGHT)
_SCALES = {"万": 4}
"""As what counts are told in: 2.5万人次."""
_PERSONS = frozenset({"人", "名", "位"})


def lists_of(sections: Sequence[Section]) -> Iterator[Ranked]:
    """Yield the columns of figures whose rows are told apart by their names."""
    for section in sections:
        rows = () if is_indicators(section) else section.items
        if len({row.label for row in rows}) < len(rows):
            continue
        for column in section.columns:
            known = [
                (row.label, value, row.slots[column.index].place)
                for row in rows
                if _SHORTEST <= len(row.label) <= _LONGEST and (value := figure_in(row, column)) is not None
            ]
            if len(known) > 1 and column.meaning not in _NO_FIGURES:
                yield Ranked(column, sorted(known, key=lambda one: len(one[0]), reverse=True))


def figure_in(row: Row, column: Column) -> Quantity | None:
    """The figure of a cell in the unit that its column or its row names."""
    of_row = named_unit(row.label)[1]
    of_money = not of_row and (
        column.meaning in AMOUNTS or UNIT.search(half_width(column.name + column.group)) is not None
    )
    quantity = measured(row.slots[column.index], column.unit if of_money else "")
    if quantity is None or not quantity.is_exact or quantity.sign:
        return None
    if column.meaning in (Meaning.RATE, Meaning.SHARE):
        return rate_readings(quantity, column.title)[0]
    return quantity if of_money else in_unit(quantity, of_row or named_unit(column.name)[1])


def may_be(known: Quantity, told: Quantity, *, points: bool = False) -> bool:
    """Whether a figure of a table is of the kind that words tell of; one without a unit may be of any."""
    if points and told.unit == "百分点":
        return known.is_rate
    if known.is_rate or told.is_rate:
        return known.is_rate and told.is_rate
    if known.is_money or told.is_money:
        return known.is_money and told.is_money
    return known.unit in ("", told.unit) or {known.unit, told.unit} <= _PERSONS


def scaled(base: Decimal, told: Quantity) -> Decimal:
    """A figure in the unit of what is told."""
    return base * 100 if told.unit == "百分点" else base / told.factor


def is_told(told: Quantity, value: Decimal) -> bool:
    """Whether a figure is what is told, but for rounding or cutting at its last digit."""
    return abs(told.value - value) < Decimal(1).scaleb(-max(told.places, 0)) * told_step(told)


def told_step(told: Quantity) -> Decimal:
    """How much the last digit of what is told is worth: of 2.5万人次 a thousand."""
    return Decimal(1).scaleb(-told.places) if told.places < 0 else Decimal(1)


def report_told(
    sentence: Sentence,
    quantity: Quantity,
    name: str,
    value: Decimal,
    ledger: Ledger,
    kind: Kind = Kind.PROSE_VS_TABLE,
) -> None:
    """Enter that words tell something else than the table comes to."""
    words = sentence.words(quantity)
    scale = next((one for one in _SCALES if one in words and not quantity.is_money), "")
    right = half_up(value.scaleb(-_SCALES.get(scale, 0)), max(quantity.places + _SCALES.get(scale, 0), 2))
    unit = "个百分点" if quantity.unit == "百分点" else quantity.unit
    shown = f"{number_text(right)}{scale}{unit}"
    ledger.find(
        kind,
        Severity.WARNING,
        sentence.at(quantity),
        f"文中写“{words}”，{name}应为{shown}。",
        rule="文字与表格中的同一数据应一致",
        text=sentence.text,
        printed=words,
        computed=shown,
    )


def clause_before(sentence: Sentence, quantity: Quantity) -> str:
    """The words of the clause that a quantity stands in, up to it."""
    text = half_width(sentence.text)
    start = max(text.rfind(mark, 0, quantity.start) for mark in ",。;:(") + 1
    return re.sub(r"[\s“”\"]", "", text[start : quantity.start])
