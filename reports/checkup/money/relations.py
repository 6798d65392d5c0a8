"""What the rows of a table show a column to be: 吨水成本 of 支出 and 处理水量, points of a rate, a total.

Headings tell in too many ways what follows from what. That one column comes of two others, digit for digit,
in every row but one is no chance, and the one row is wrong.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, permutations

from projects.money import half_up, number_text
from reports.checkup.arithmetic import rate_readings
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.miswriting import is_changed_over
from reports.checkup.numbers import Quantity
from reports.checkup.tables.columns import place_of
from reports.checkup.tables.sections import AMOUNTS, Column, Meaning, Row, Section

_FOLLOWS_ELSEWHERE = (Meaning.SERIAL, Meaning.SHARE, Meaning.GROWTH, Meaning.WEIGHT, Meaning.LAST_YEAR)
_CHANGE = re.compile("增减(?:变化)?[额数值]|差额|增[长加](?:额|数|值)")
"""比上年增减额 is no figure of last year."""
_FEWEST, _MANY = 2, 4
"""So many rows show a relation where the odd one has digits the wrong way round; so many where it has not."""
_TELLING = 3
_MOST_COLUMNS, _MOST_ROWS = 10, 200
_SLACK = Decimal("0.005")
_IN_TEN_THOUSANDS = re.compile("[(（](?:百?万|亿)[^()（）]*[)）]")
_OF_THREE = Decimal("1.5")
"""So much three whole numbers of ten thousands may be off together, each of them rounded."""
_MOST_POINTS = 100


@dataclass(frozen=True, slots=True)
class Judged:
    """A row's figure against what the relation makes of the others."""

    row: Row
    printed: Quantity
    computed: Decimal
    holds: bool

    @property
    def is_telling(self) -> bool:
        """Whether that it holds is no chance."""
        return self.holds and len(_digits(self.printed.value, self.printed)) >= _TELLING

    @property
    def is_slip(self) -> bool:
        """Whether two digits changed places, and nothing else is wrong."""
        return is_changed_over(
            _digits(self.printed.value, self.printed), _digits(self.computed, self.printed)
        )


@dataclass(frozen=True, slots=True)
class Relation:
    """How a column follows from others."""

    column: Column
    parts: tuple[Column, ...]
    formula: str
    judged: list[Judged]


def check_relations(section: Section, ledger: Ledger) -> None:
    """Find the one row of a table that does not keep to what all the others show."""
    rows = [row for row in section.rows if not (row.is_total or row.is_subtotal)][:_MOST_ROWS]
    columns = [
        one
        for one in section.columns
        if (one.meaning not in _FOLLOWS_ELSEWHERE or _CHANGE.search(one.name))
        and sum(_figure(row, one) is not None for row in rows) > _FEWEST
    ]
    told: dict[str, tuple[Relation, Judged]] = {}
    shown = [*_relations(columns[:_MOST_COLUMNS], rows)]
    wrong = [[one for one in relation.judged if not one.holds] for relation in shown]
    whole = [relation for relation, odd_ones in zip(shown, wrong, strict=True) if not odd_ones]
    for relation in whole:
        ledger.agree(*(place_of(one.row, relation.column) for one in relation.judged))
    followed = {(relation.parts, relation.formula) for relation in whole}
    for relation, odd_ones in zip(shown, wrong, strict=True):
        if not odd_ones or (relation.parts, relation.formula) in followed:
            continue  # 培训942人、合格918人: what the amounts come of is the other column in every row
        (odd,) = odd_ones
        of_row = [place_of(odd.row, one) for one in (relation.column, *relation.parts)]
        if any(ledger.differs(place) for place in of_row) or ledger.is_agreed(of_row[0]):
            continue
        known = told.get(odd.row.text)
        if known is None or (odd.is_slip and not known[1].is_slip):
            told[odd.row.text] = (relation, odd)
    for relation, odd in told.values():
        _report(relation, odd, ledger)


def _report(relation: Relation, odd: Judged, ledger: Ledger) -> None:
    slot = odd.row.slots[relation.column.index]
    held = len(relation.judged) - 1
    computed = number_text(half_up(odd.computed, max(odd.printed.places, 0)))
    scored = relation.column.meaning is Meaning.SCORE
    kind = Kind.SCORE if scored else Kind.RATIO if "÷" in relation.formula else Kind.SUM
    ledger.find(
        kind,
        Severity.ERROR if odd.is_slip and held >= _MANY else Severity.WARNING,
        slot.place,
        f"“{odd.row.label}”的“{relation.column.name}”印为{slot.text.strip()}，按其他各行的算法应为{computed}。",
        rule=f"{relation.column.name} = {relation.formula}",
        text=odd.row.text,
        printed=slot.text.strip(),
        computed=computed,
    )


def _relations(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[Relation]:
    """Yield what every row that has the figures shows, or every row but one."""
    for column in columns:
        others = [one for one in columns if one is not column]
        if column.meaning is Meaning.RATE:
            continue  # it is checked by what it is of
        for rate in (one for one in others if one.meaning is Meaning.RATE):
            yield from _kept(_of_rate(column, rate, rows))
        of_money = column.meaning in AMOUNTS  # no amount follows from points
        others = [
            one
            for one in others
            if one.meaning is not Meaning.RATE and not (of_money and one.meaning is Meaning.SCORE)
        ]
        for one, other in combinations(others, 2):
            yield from _kept(_of_two(column, one, other, "＋", rows))
            yield from _kept(_of_two(column, one, other, "×", rows))
        for one, other in permutations(others, 2):
            yield from _kept(_of_two(column, one, other, "－", rows))
            yield from _kept(_of_two(column, one, other, "÷", rows))


def _kept(relation: Relation | None) -> Iterator[Relation]:
    if relation is None:
        return
    wrong = [one for one in relation.judged if not one.holds]
    telling = {one.printed.value for one in relation.judged if one.is_telling}
    fewest = _FEWEST if all(one.is_slip for one in wrong) and wrong else _MANY
    if len(wrong) < 2 and len(telling) >= fewest and len(relation.judged) - len(wrong) >= fewest:
        yield relation


def _of_rate(column: Column, rate: Column, rows: Sequence[Row]) -> Relation | None:
    """Points by a rate: 执行率×10, and no more than 10."""
    if column.meaning is not Meaning.SCORE:
        return None
    known = [
        (row, printed, rate_readings(given, rate.title)[0])
        for row in rows
        if (printed := _figure(row, column)) is not None and (given := _figure(row, rate)) is not None
    ]
    votes = [half_up(printed.value / given.base, 0) for _row, printed, given in known if 0 < given.base < 1]
    full = max(votes, key=votes.count, default=Decimal(0))
    if not 1 < full <= _MOST_POINTS:
        return None
    judged = [
        _judge(row, printed, min(given.base, Decimal(1)) * full, given.half * full)
        for row, printed, given in known
    ]
    return Relation(column, (rate,), f"{rate.name} × {number_text(full)}", judged)


def _of_two(column: Column, one: Column, other: Column, sign: str, rows: Sequence[Row]) -> Relation | None:
    judged: list[Judged] = []
    wrong = 0
    power: int | None = None
    columns = (column, one, other)
    places = [_places(each, rows) if sign in "＋－" else 0 for each in columns]
    whole = (
        sign in "＋－" and not any(places) and all(_IN_TEN_THOUSANDS.search(each.name) for each in columns)
    )
    rounded = _OF_THREE if whole else Decimal(0)
    for row in rows:
        printed, first, second = (
            _in_places(_figure(row, each), most) for each, most in zip(columns, places, strict=True)
        )
        if printed is None or first is None or second is None or not (first.value and second.value):
            continue
        computed, slack = _worked_out(first, second, sign)
        if sign in "×÷" and printed.value:
            if power is None:  # 万元 over 万吨 is 元 over 吨, 元 times 人 may be 万元
                power = int(half_up(abs(printed.value / computed).log10(), 0))
            computed, slack = computed.scaleb(power), slack.scaleb(power)
        slack += rounded
        judged.append(_judge(row, printed, computed, slack))
        wrong += not judged[-1].holds
        if wrong > 1 or slack > abs(computed) * _SLACK:
            return None
    return Relation(column, (one, other), f"{one.name} {sign} {other.name}", judged)


def _worked_out(first: Quantity, second: Quantity, sign: str) -> tuple[Decimal, Decimal]:
    one, other = first.value, second.value
    half, other_half = _half(first), _half(second)
    if sign == "＋":
        return one + other, half + other_half
    if sign == "－":
        return one - other, half + other_half
    if sign == "×":
        return one * other, abs(other) * half + abs(one) * other_half
    return one / other, half / abs(other) + abs(one) * other_half / other**2


def _judge(row: Row, printed: Quantity, computed: Decimal, slack: Decimal) -> Judged:
    return Judged(row, printed, computed, abs(printed.value - computed) <= slack + _half(printed))


def _places(column: Column, rows: Sequence[Row]) -> int:
    """To how many places the figures of a column are told."""
    return max((one.places for row in rows if (one := _figure(row, column)) is not None), default=0)


def _in_places(quantity: Quantity | None, places: int) -> Quantity | None:
    """Return a whole number as what it is among those of a column: 595 for 595.0."""
    return quantity if quantity is None or quantity.places > 0 else replace(quantity, places=places)


def _figure(row: Row, column: Column) -> Quantity | None:
    given = row.slots[column.index].figure
    return given if given is not None and given.is_exact and not given.sign else None


def _half(quantity: Quantity) -> Decimal:
    """Half of the last printed place, in its own unit; whole numbers are meant so."""
    return Decimal(5).scaleb(-quantity.places - 1) if quantity.places > 0 else Decimal(0)


def _digits(value: Decimal, printed: Quantity) -> str:
    places = max(printed.places, 0)
    return str(int(abs(half_up(value, places).scaleb(places))))
