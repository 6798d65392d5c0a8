"""Printed figures held against each other: exact, explained by rounding, or contradictory.

The sums, rates and allowances are those of ``projects.money``; what is added here is how far a figure
may be off that was computed from others before they were rounded for print.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto

from projects.money import half_up, number_text, rate, residue_allowance, total
from reports.checkup.numbers import Quantity


class Outcome(Enum):
    """How a printed figure stands to the one that was computed."""

    AGREE = auto()
    RESIDUE = auto()
    DIFFER = auto()


@dataclass(frozen=True, slots=True)
class Verdict:
    """``computed`` is spelled as the printed figure is; ``factor`` is set where only the unit is wrong."""

    outcome: Outcome
    computed: str
    factor: int = 0

    @property
    def holds(self) -> bool:
        """Whether the figure is right, or off by no more than rounding explains."""
        return self.outcome is not Outcome.DIFFER


def of_sum(
    whole: Quantity,
    parts: Sequence[Quantity],
    *,
    rounded: bool = True,
    differences: bool = False,
    exact_zeros: bool = True,
) -> Verdict:
    """Hold a printed sum against its parts, each of which may have been rounded on its own (domain rules §2).

    ``rounded`` is false for what is counted, not measured. Figures of 0 are exact, but for shares, and for
    ``differences`` of two rounded figures: each of those may be off by both.
    """
    scale = whole.factor
    computed = total(part.base / scale for part in parts) or Decimal(0)
    places = max(whole.places, *(part.places for part in parts))
    difference = abs(computed - whole.value)
    spelled = f"{half_up(computed, max(places, 0)):f}"
    if difference == 0 or half_up(computed, whole.places) == whole.value:
        return Verdict(Outcome.AGREE, spelled)
    known = len(parts) if differences or not exact_zeros else sum(part.value != 0 for part in parts)
    if rounded and difference <= residue_allowance(known, places) * (2 if differences else 1):
        return Verdict(Outcome.RESIDUE, spelled)
    return Verdict(Outcome.DIFFER, spelled, _slip(whole.value, computed))


def of_difference(result: Quantity, whole: Quantity, part: Quantity) -> Verdict:
    """Hold a printed difference (结余) against what it was taken from."""
    return of_sum(result, (whole, replace(part, value=-part.value)))


def of_rate(printed: Quantity, part: Quantity, whole: Quantity) -> Verdict | None:
    """Hold a printed rate against its parts; ``None`` for a whole of 0, or one that rounding may have made.

    Within what the rounding of the three figures allows, a rate is right; one that was cut instead of
    rounded is a residue. 100 % is no rounding of more than the whole.
    """
    computed = rate(part.base, whole.base)
    if computed is None or whole.base <= whole.half or part.base < 0:
        return None
    digits = max(printed.places, 0)
    power, sign = (3, "‰") if printed.unit == "‰" else (2, "%")
    spelled = f"{half_up(computed.scaleb(power), digits):f}{sign}"
    places = printed.places + (2 if printed.unit == "%" else 3 if printed.unit == "‰" else 0)
    more = part.base - whole.base
    if printed.base == 1 and more > part.half + whole.half:
        return Verdict(Outcome.DIFFER, f"{half_up(computed.scaleb(2), max(digits, 2)):f}%")
    if half_up(computed, places) == printed.base:
        return Verdict(Outcome.AGREE, spelled)
    lowest = (part.base - part.half) / (whole.base + whole.half)
    highest = (part.base + part.half) / (whole.base - whole.half)
    if lowest - printed.half <= printed.base <= highest + printed.half:
        return Verdict(Outcome.RESIDUE, spelled)
    if abs(printed.base - computed) < 2 * printed.half:
        return Verdict(Outcome.RESIDUE, spelled)
    return Verdict(Outcome.DIFFER, spelled)


def of_growth(printed: Quantity, now: Quantity, before: Quantity) -> Verdict | None:
    """Hold a printed growth against two amounts; ``None`` where there was nothing to grow from.

    A decrease may be printed as a positive rate: the words beside it tell which it is.
    """
    if before.base <= before.half:
        return None
    grown = replace(now, value=now.value - before.base / now.factor)
    if grown.value < 0:
        return _mirrored(of_rate(replace(printed, value=abs(printed.value)), _less(grown), before), printed)
    return of_rate(printed, grown, before)


def _less(change: Quantity) -> Quantity:
    return replace(change, value=-change.value)


def _mirrored(verdict: Verdict | None, printed: Quantity) -> Verdict | None:
    if verdict is None or printed.value >= 0:
        return verdict
    return replace(verdict, computed=f"-{verdict.computed}")


def rate_readings(printed: Quantity, title: str) -> tuple[Quantity, ...]:
    """Return what a figure in a column of rates may mean: 97.58 or 0.9758 without a sign are both in use."""
    if printed.is_rate:
        return (printed,)
    percent = replace(printed, unit="%")
    return (percent,) if "%" in title or printed.value > 2 else (replace(printed, unit=""), percent)


def _slip(printed: Decimal, computed: Decimal) -> int:
    """The power of ten (万 or 百) by which a figure is off, if that is all that is wrong with it."""
    if not printed or not computed:
        return 0
    ratio = printed / computed
    for power in (4, -4, 2, -2, 8, -8):
        if abs(ratio.scaleb(-power) - 1) < Decimal("0.0001"):
            return power
    return 0


def spelled(quantity: Quantity) -> str:
    """Return a figure with its unit, as a message quotes it."""
    return f"{number_text(quantity.value)}{quantity.unit}"
