"""Columns by the formula that the document itself prints: 偏离度=（完成值-指标值）/指标值×100%.

The names of a formula are headings of one table. It is held against the rows only where most of them keep
to it: else it is read wrongly, or is of something else.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation

from projects.money import half_up, number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.tables.lines import quantity_in
from reports.checkup.tables.sections import Column, Meaning, Row, Section, Slot

_NAME = "[\u4e00-\u9fff]{2,12}"
_OPERAND = rf"\(?(?:{_NAME}|[0-9]+(?:\.[0-9]+)?%?)\)?"
_FORMULA = re.compile(
    rf"(?:^|[,;。:、(]|其中)(?P<name>{_NAME})="
    rf"(?P<worked>{_OPERAND}(?:[-+−×*÷/]{_OPERAND}){{1,12}})(?=[,;。:、]|$)"
)
_TOKEN = re.compile(rf"{_NAME}|[0-9]+(?:\.[0-9]+)?%?|[-+−×*÷/()]")
_SIGNS = {"−": "-", "*": "×", "/": "÷"}
_FEWEST = 3
_LONGEST = 24
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Formula:
    """What a column is worked out from: names, numbers and signs, as they are printed."""

    name: str
    tokens: tuple[str, ...]

    @property
    def text(self) -> str:
        """The formula as a finding quotes it."""
        return f"{self.name}={''.join(self.tokens)}"


def formulas_in(texts: Iterable[str]) -> Iterator[Formula]:
    """Yield the formulas of names that texts print."""
    for text in texts:
        plain = re.sub(r"[\s“”\"]", "", half_width(text))
        for found in _FORMULA.finditer(plain):
            tokens = tuple(_SIGNS.get(one, one) for one in _TOKEN.findall(found["worked"]))
            if 1 < len(tokens) <= _LONGEST:
                yield Formula(found["name"], tokens)


def check_column_formulas(texts: Iterable[str], sections: Sequence[Section], ledger: Ledger) -> None:
    """In most rows a column is what the printed formula makes of the others: then it is in all.

    Where the formula names the columns to the letter, half of the rows tell that it is meant.
    """
    for formula in dict.fromkeys(formulas_in(texts)):
        for section in sections:
            _check(formula, section, ledger)


def _check(formula: Formula, section: Section, ledger: Ledger) -> None:
    named = {one: _column(one, section) for one in (formula.name, *formula.tokens) if one[0] > "一"}
    result = named.pop(formula.name)
    columns = {name: column for name, column in named.items() if column is not None}
    if result is None or not columns or len(columns) < len(named) or result in columns.values():
        return
    of_target = any(one.meaning in (Meaning.TARGET, Meaning.ACTUAL) for one in columns.values())
    if result.meaning is Meaning.SCORE and of_target:
        return  # the rule for what falls short of its target: indicators.stated_rules
    full = section.one(Meaning.WEIGHT) if result.meaning is Meaning.SCORE else None
    judged = [
        (row, printed, value if full is None else _within(value, row.slots[full.index]))
        for row in section.rows
        if (printed := _figure(row.slots[result.index])) is not None
        and (value := _worked_out(formula.tokens, row, columns)) is not None
    ]
    held = [_is(printed, value) for _row, printed, value in judged]
    to_the_letter = all(_title(column) == name for name, column in ((formula.name, result), *columns.items()))
    most = sum(held) * 3 >= len(judged) * 2
    if len(judged) < _FEWEST or not (most or (to_the_letter and _FEWEST <= sum(held) >= len(judged) / 2)):
        return
    for (row, printed, value), holds in zip(judged, held, strict=True):
        slot = row.slots[result.index]
        if holds:
            ledger.agree(slot.place)
        elif not ledger.differs(slot.place):
            computed = f"{number_text(half_up(value / printed.factor, max(printed.places, 0)))}{printed.unit}"
            ledger.find(
                Kind.SCORE
                if result.meaning is Meaning.SCORE
                else Kind.RATIO
                if printed.is_rate
                else Kind.SUM,
                Severity.ERROR if most else Severity.WARNING,
                slot.place,
                f"“{result.name}”印为{slot.text.strip()}，按“{formula.text}”计算为{computed}。",
                rule="表中的数按文中所列公式计算",
                text=row.text,
                printed=slot.text.strip(),
                computed=computed,
            )


def _within(points: Decimal, full: Slot) -> Decimal:
    """Points that are no more than the full ones: 分值×完成率 of what was done beyond its target."""
    return points if full.figure is None else min(points, full.figure.value)


def _title(column: Column) -> str:
    """The heading without what stands in brackets."""
    return re.sub(r"\(.*?\)", "", half_width(column.name))


def _column(name: str, section: Section) -> Column | None:
    """The only column that a name of the formula means: called so, or so among other words."""
    titles = [(_title(one), one) for one in section.columns]
    called = [column for title, column in titles if title == name]
    found = called or [
        column
        for title, column in titles
        if min(len(title), len(name)) >= _SHORTEST and (title.endswith(name) or name.endswith(title))
    ]
    return found[0] if len(found) == 1 else None


def _figure(slot: Slot) -> Quantity | None:
    """The figure of a cell; in a target with a sign, 完成值 with a unit, the number alone."""
    found = quantity_in(slot)
    return found if found is not None and found.is_exact else None


def _is(printed: Quantity, value: Decimal) -> bool:
    return (
        abs(printed.base - value) <= 2 * printed.half
        or half_up(value / printed.factor, max(printed.places, 0)) == printed.value
    )


def _worked_out(tokens: Sequence[str], row: Row, columns: Mapping[str, Column]) -> Decimal | None:
    """What the formula comes to in a row; nothing where a figure is missing or it is no formula."""
    values: list[Decimal | str] = []
    for token in tokens:
        if token in columns:
            figure = _figure(row.slots[columns[token].index])
            if figure is None:
                return None
            values.append(figure.base if figure.is_rate else figure.value)
        elif token[0].isdigit():
            values.append(Decimal(token.rstrip("%")) / (100 if token.endswith("%") else 1))
        else:
            values.append(token)
    try:
        result, rest = _sum(values)
    except (DivisionByZero, InvalidOperation, ValueError, IndexError):
        return None
    return result if not rest else None


def _sum(tokens: Sequence[Decimal | str]) -> tuple[Decimal, Sequence[Decimal | str]]:
    value, rest = _product(tokens)
    while rest and rest[0] in ("+", "-"):
        term, behind = _product(rest[1:])
        value, rest = (value + term if rest[0] == "+" else value - term), behind
    return value, rest


def _product(tokens: Sequence[Decimal | str]) -> tuple[Decimal, Sequence[Decimal | str]]:
    value, rest = _factor(tokens)
    while rest and rest[0] in ("×", "÷"):
        factor, behind = _factor(rest[1:])
        value, rest = (value * factor if rest[0] == "×" else value / factor), behind
    return value, rest


def _factor(tokens: Sequence[Decimal | str]) -> tuple[Decimal, Sequence[Decimal | str]]:
    first, rest = tokens[0], tokens[1:]
    if isinstance(first, Decimal):
        return first, rest
    if first != "(":
        raise ValueError(first)
    value, rest = _sum(rest)
    if rest[0] != ")":
        raise ValueError(rest[0])
    return value, rest[1:]
