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


def _is_slip(one: Told, other: Told) -> bool:
    """Whether the other figure is of the same thing and in another unit of its kind."""
    units = {one.quantity.unit, other.quantity.unit}
    return any(units <= kind for kind in _DIMENSIONS) and not other.in_prose and is_named_alike(one, other)
