"""What a plan changes, spelled for people."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from indicators.workbook.layout import AMOUNTS, FUNDS, INDICATORS, STATISTICS
from indicators.workbook.planning import Plan, heading_of
from projects.funds import EntryKind
from projects.money import BLANK, WAN, grouped, number_text


@dataclass(frozen=True, slots=True)
class Described:
    """One change: the sheet, the row's name, the column's heading, the old and new value as text."""

    sheet: str
    row: str
    column: str
    old: str
    new: str
    difference: str = ""


def described(plan: Plan) -> Iterator[Described]:
    """Yield every change of a plan in the order of the sheets; amounts in 万元, to the last digit."""
    for funds in plan.funds:
        # Of a new line without figures one blank cell stands for all.
        if funds.old == funds.new and funds.cell.kind is not EntryKind.OPENING:
            continue
        difference = None if funds.old is None or funds.new is None else funds.new - funds.old
        yield Described(
            FUNDS.name,
            f"{funds.cell.line}（{funds.cell.source}）",
            f"{AMOUNTS[funds.cell.kind]}（万元）",
            wan(funds.old),
            wan(funds.new),
            "" if difference is None else wan(difference, signed=True),
        )
    for name, rows in ((INDICATORS.name, plan.indicators), (STATISTICS.name, plan.statistics)):
        for row in rows:
            for key, (old, new) in row.columns.items():
                if not row.is_new or _spelled(new) != BLANK:
                    yield Described(name, row.name, heading_of(name, key), _spelled(old), _spelled(new))


def wan(amount: Decimal | None, *, signed: bool = False) -> str:
    """Spell an amount of 元 in 万元 with at least two decimals and all that it has."""
    if amount is None:
        return BLANK
    exact = (amount / WAN).normalize()
    places = max(2, -int(exact.as_tuple().exponent))
    sign = "+" if signed and amount > 0 else ""
    return sign + grouped(f"{exact:.{places}f}")


def _spelled(value: Any) -> str:
    return number_text(value) if value is None or isinstance(value, Decimal) else str(value) or BLANK
