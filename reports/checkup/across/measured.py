"""Lengths, areas and weights with the same digits in another unit: 28.6米 where the form says 28.6公里."""

from collections.abc import Sequence

from reports.checkup.across.told_figures import Told
from reports.checkup.across.transposed import is_named_alike
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity

_DIMENSIONS = (
    frozenset({"米", "公里", "千米"}),
    frozenset({"平方米", "亩", "公顷", "平方公里", "平方千米"}),
    frozenset({"克", "公斤", "千克", "斤", "吨"}),
)
_TELLING = 3
"""So many digits are no coincidence where the words are of the same thing."""


def check_measures(told: Sequence[Told], ledger: Ledger) -> None:
    """What is named alike and has the same digits has the same unit; what stands in a table prevails."""
    measured = [
        one
        for one in told
        if any(one.quantity.unit in units for units in _DIMENSIONS)
        and len(one.quantity.value.normalize().as_tuple().digits) >= _TELLING
    ]
    for one in measured:
        if not one.in_prose or ledger.is_known(one.place):
            continue
        alike = [
            other for other in measured if other.quantity.value == one.quantity.value and other is not one
        ]
        if any(other.quantity.unit == one.quantity.unit for other in alike):
            continue
        slip = next((other for other in alike if _is_slip(one, other)), None)
        if slip is None:
            continue
        shown = spelled(slip.quantity)
        ledger.find(
            Kind.UNIT,
            Severity.WARNING,
            one.place,
            f"文中“{one.printed}”，另一处同一事项为“{shown}”，数字相同而单位不同，可能用错了单位。",
            rule="同一数据在各处用同一单位",
            text=one.text,
            printed=one.printed,
            computed=shown,
        )


def check_ten_thousands(told: Sequence[Told], ledger: Ledger) -> None:
    """造林1.25亩 where the same is 1.25万亩 elsewhere: the digits are the same, and one lacks its 万."""
    counts = [one for one in told if one.kind == "count" and one.quantity.unit and _is_telling(one)]
    known = {(one.quantity.unit, one.quantity.base) for one in counts if not one.in_prose}
    for one in counts:
        unit, base = one.quantity.unit, one.quantity.base
        if not one.in_prose or ledger.is_known(one.place) or (unit, base) in known:
            continue
        slip = next(
            (
                other
                for other in counts
                if other.quantity.unit == unit
                and other.quantity.base in (base.scaleb(4), base.scaleb(-4))
                and (not other.in_prose or other.quantity.base > base)
                and is_named_alike(one, other, shared=1)
            ),
            None,
        )
        if slip is not None:
            shown = slip.printed.strip()
            ledger.find(
                Kind.UNIT,
                Severity.ERROR if _is_no_chance(one, slip) else Severity.WARNING,
                one.place,
                f"文中“{one.printed}”，另一处同一事项为“{shown}”，数字相同而相差一万倍，可能漏写或多写了“万”。",
                rule="同一数据在各处用同一单位",
                text=one.text,
                printed=one.printed,
                computed=shown,
            )


def _is_telling(one: Told) -> bool:
    """Whether the digits of a count are no coincidence."""
    digits = one.quantity.base.normalize().as_tuple().digits
    return len(digits) >= _TELLING or (len(digits) == _TELLING - 1 and one.quantity.places > 0)


def _is_no_chance(one: Told, other: Told) -> bool:
    """Whether a figure of a table has the same telling digits, and more than one pair of its name."""
    digits = one.quantity.base.normalize().as_tuple().digits
    return len(digits) >= _TELLING and not other.in_prose and is_named_alike(one, other, shared=2)


def _is_slip(one: Told, other: Told) -> bool:
    """Whether the other figure is of the same thing and in another unit of its kind."""
    units = {one.quantity.unit, other.quantity.unit}
    return any(units <= kind for kind in _DIMENSIONS) and not other.in_prose and is_named_alike(one, other)
