"""How figures become others in being written: digits changed over, one that is another, a wrong unit."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from projects.money import half_up
from reports.checkup.numbers import Quantity, figure

_CHANGED_OVER, _ANOTHER, _MOVED = "数字颠倒", "个别数字有误", "小数点或者单位有误"
CERTAIN = Fraction(1, 200)
"""What would come about so rarely by chance is certain."""
_POWERS = (1, 2, 3, 4, -1, -2, -3, -4)
_ONE_IN = Decimal("0.0005")
"""A quotient of rounded figures is so much off its digits at most."""


@dataclass(frozen=True, slots=True)
class Miswriting:
    """What may have happened to a figure; ``ways`` it can happen to one of so many telling ``digits``."""

    how: str
    ways: int
    digits: int

    def by_chance(self, tried: Fraction) -> Fraction:
        """How many of so many numbers that have nothing to do with a figure are so near to it by chance."""
        return tried * Fraction(self.ways, 9 * 10 ** (self.digits - 1))


def miswriting(printed: Quantity, meant: Decimal) -> Miswriting | None:
    """Tell how ``meant``, in the unit of what is printed, may have become that; ``None`` if by no slip."""
    one, other = _digits(printed, printed.value), _digits(printed, meant)
    if one == other or not one.strip("0"):
        return None
    unlike = [at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]]
    telling = len(other.rstrip("0"))
    if is_changed_over(one, other):
        first, second = unlike
        ways = len(one) - 1 if second == first + 1 else len(one) * (len(one) - 1) // 2
        return Miswriting(_CHANGED_OVER, ways, telling)
    if len(one) == len(other) and len(unlike) == 1:
        return Miswriting(_ANOTHER, 9 * len(one), telling)
    if any(_is_moved(printed, meant.scaleb(power)) for power in _POWERS):
        return Miswriting(_MOVED, len(_POWERS), len(one.strip("0")))
    return None


def is_certain(printed: str, computed: str) -> bool:
    """Whether what is printed has just the digits of what was worked out, changed over or in another unit.

    One digit that is another may be a rounding, or another figure of the same sort.
    """
    one, other = figure(printed), figure(computed)
    if one is None or other is None or min(one.value, other.value) <= 0:
        return False
    meant = other.base / one.factor if one.is_money and other.is_money else other.value
    slip = miswriting(one, meant)
    return slip is not None and slip.how != _ANOTHER and slip.by_chance(Fraction(1)) <= CERTAIN


def _is_moved(printed: Quantity, meant: Decimal) -> bool:
    same = _digits(printed, meant) == _digits(printed, printed.value)
    return same and abs(meant - printed.value) <= _ONE_IN * printed.value


def _digits(printed: Quantity, value: Decimal) -> str:
    if printed.places <= 0:
        return str(int(half_up(value, 0)))
    return str(int(half_up(value, printed.places).scaleb(printed.places)))


def is_changed_over(one: str, other: str) -> bool:
    """Whether two digits of one number stand the other way round in the other."""
    if len(one) != len(other) or sorted(one) != sorted(other):
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 2


def slips_of(printed: Quantity) -> Iterator[Quantity]:
    """Yield the figures that it may have been before a digit became another, or two changed places."""
    digits = digits_of(printed)
    turned = {digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(len(digits) - 1)}
    other = {digits[:at] + one + digits[at + 1 :] for at in range(len(digits)) for one in "0123456789"}
    for each in sorted((turned | other) - {digits}):
        if (each[0] != "0" or digits[0] == "0") and int(each):
            yield replace(printed, value=Decimal(int(each)).scaleb(-printed.places))


def is_plain(quantity: Quantity) -> bool:
    """Whether it is meant as it stands, with a unit: no bound, nothing about so much."""
    return quantity.is_exact and not quantity.sign and quantity.value > 0 and quantity.unit != ""


def digits_of(quantity: Quantity) -> str:
    """Return its digits as printed: those of 2.40 in 2.40万亩."""
    return str(int(quantity.value.scaleb(quantity.places)))
