"""Targets and actuals of indicators that are measured alike and differ by a unit: ≥318 万亩 and 318 亩."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from projects.money import YUAN_IN
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width, quantities
from reports.checkup.tables import Slot

_LENGTHS = {"米": Decimal(1), "公里": Decimal(1000), "千米": Decimal(1000)}
_WEIGHTS = {"公斤": Decimal(1), "千克": Decimal(1), "吨": Decimal(1000)}
_BY_TEN_THOUSANDS = (-8, -4, 4, 8)
_BY_THOUSANDS = (-3, 3)
_DIMENSIONS = ((YUAN_IN, _BY_TEN_THOUSANDS), (_LENGTHS, _BY_THOUSANDS), (_WEIGHTS, _BY_THOUSANDS))
_MEASURED = re.compile(r"[≥≤><=]?[0-9.,]+(?P<unit>万?[^0-9.,]*)")
_UNIT = re.compile("亿元|万元|元|公里|千米|米|公斤|千克|吨|(?P<scale>亿|万)(?P<of>.+)")
_NEAR = Decimal("1.3")


@dataclass(frozen=True, slots=True)
class _Size:
    """A number with what it is measured in; ``size`` is in the smallest unit of its kind.

    ``slips`` are the powers of ten by which a wrong unit puts it off.
    """

    size: Decimal
    kind: str
    slips: tuple[int, ...]


def check_units(
    rows: Iterable[tuple[str, str, Slot | None, Slot | None, Slot | None]], ledger: Ledger
) -> None:
    """Hold the unit of each actual against that of its target: a shortfall to a thousandth is a slip.

    ``rows`` are name, text, target, actual and unit of each indicator.
    """
    for name, text, target, actual, unit in rows:
        if target is None or actual is None:
            continue
        common = unit.words if unit is not None and not unit.is_blank else ""
        wanted, done = _size(target, common), _size(actual, common)
        if wanted is None or done is None or wanted.kind != done.kind or not wanted.size or not done.size:
            continue
        ratio = done.size / wanted.size
        if not any(1 / _NEAR <= ratio.scaleb(-power) <= _NEAR for power in done.slips):
            continue
        ledger.find(
            Kind.UNIT,
            Severity.ERROR,
            actual.place,
            f"“{name}”的指标值为“{target.text}”，实际完成值为“{actual.text}”，可能用错了单位。",
            rule="指标值与实际完成值用同一单位",
            text=text,
            printed=actual.text.strip(),
            computed=target.text.strip(),
        )


def _size(slot: Slot, common: str) -> _Size | None:
    """The size of the only number of a cell; ``common`` is the unit that the row names."""
    found = _only(slot)
    measured = _MEASURED.fullmatch(re.sub(r"\s", "", half_width(slot.text)))
    if found is None or measured is None or not found.is_exact or found.is_rate:
        return None
    named = measured["unit"].strip() or common
    if not named or "%" in named:
        return None
    unit = _UNIT.match(named)
    if unit is None:
        return _Size(found.value, named, _BY_TEN_THOUSANDS)
    if unit["of"]:
        # 3.5万人次 is read with its 万; where the row names 万人次 once, the number is without it.
        factor = 1 if measured["unit"] else YUAN_IN[f"{unit['scale']}元"]
        return _Size(found.value * factor, unit["of"], _BY_TEN_THOUSANDS)
    units, slips = next(one for one in _DIMENSIONS if unit[0] in one[0])
    return _Size(found.value * units[unit[0]], f"{min(units)}{named[unit.end() :]}", slips)


def _only(slot: Slot) -> Quantity | None:
    if slot.figure is not None:
        return slot.figure
    found = quantities(slot.text)
    return found[0] if len(found) == 1 else None
