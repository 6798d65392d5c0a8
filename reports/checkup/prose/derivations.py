"""What the figures beside one come to: sums, remainders, differences, products, averages, shares and rates.

Which of them may be meant, the words before the figures narrow down: of what is left over no product is
told, of what each gets no sum, and what each household gets is multiplied by households.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from reports.checkup.arithmetic import spelled
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import GROWN, LEFT, Sentence, is_change

_TOTAL = re.compile("合计|共|总|累计|全部|全年|现有|两[项者级]|三[项者级]")
_EACH = re.compile(
    "(?P<of>[人户亩月日年家校生村镇社站所场期次套台件公里])均|每(?P<each>[\u4e00-\u9fff])|均|单价|标准"
)
_REMAINDER = re.compile("未|尚|余|差额|差距|节约|节支|节省|超支|净|缺口")
_RIGHT_BEFORE = 12
"""So many characters before a figure tell whether it is of each."""
_MOST_ADDED = 12
_COUNTED_ALIKE = {"名": "人", "位": "人", "人次": "次", "户次": "次", "场次": "次"}
_POINTS_OF_RATES = "百分点"
_PERSONS = frozenset("人生名位")
_TIMES = frozenset({"倍", "次"})
_LEAST = Decimal(2)
"""Fewer multiply nothing."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """What figures come to, in 元, as a ratio or in their unit, and how far their rounding may move it."""

    value: Decimal
    slack: Decimal
    formula: str


class Figure:
    """A figure with what the words before it tell of it; a price is in 元, whatever it is by."""

    def __init__(self, sentence: Sentence, quantity: Quantity) -> None:
        self.quantity = as_money(quantity)
        self.kind = kind_of(quantity)
        self.per = quantity.unit.partition("/")[2]
        self._name = half_width(sentence.name(quantity))

    @property
    def base(self) -> Decimal:
        """Its value in 元, as a ratio or in its unit."""
        return self.quantity.base

    @cached_property
    def of_each(self) -> bool:
        """Whether it is what each of many has or gets."""
        return bool(self.per) or _EACH.search(self._name[-_RIGHT_BEFORE:]) is not None

    @cached_property
    def each(self) -> str:
        """What it is for each of, where that is told."""
        found = _EACH.search(self._name[-_RIGHT_BEFORE:])
        return self.per[:1] or (found is not None and (found["of"] or found["each"])) or ""

    @cached_property
    def left(self) -> bool:
        """Whether it is what is left or missing."""
        return bool(LEFT.search(self._name) or _REMAINDER.search(self._name))

    @cached_property
    def total(self) -> bool:
        """Whether it is what others come to."""
        return bool(_TOTAL.search(self._name)) and not self.left

    @cached_property
    def change(self) -> bool:
        """Whether it is by how much something changed."""
        return is_change(self._name)

    @cached_property
    def share(self) -> bool:
        """Whether it is a share of something."""
        return "占" in self._name

    @cached_property
    def grown(self) -> bool:
        """Whether it is by how much something became more."""
        return self.change and GROWN.search(self._name) is not None

    @property
    def part(self) -> bool:
        """Whether it is told to be part of another, which did not grow from it."""
        return self._name.startswith("其中")

    @property
    def half(self) -> Decimal:
        """How far its rounding may move it: a price that is no average is exact."""
        return Decimal(0) if self.of_each and "均" not in self._name else self.quantity.half

    def may_be_of(self, count: Quantity) -> bool:
        """Whether so many may each have it, by what is counted."""
        unit = _COUNTED_ALIKE.get(count.unit, count.unit)
        return not self.each or self.each in count.unit or (self.each in _PERSONS and unit == "人")


def as_money(quantity: Quantity) -> Quantity:
    """Return the price in 元 that 元/人 is."""
    money = replace(quantity, unit=quantity.unit.split("/")[0])
    return money if money.is_money else quantity


def kind_of(quantity: Quantity) -> str:
    """What a figure is of: money, a rate, or what it counts."""
    unit = as_money(quantity).unit.split("/")[0]
    if as_money(quantity).is_money:
        return "money"
    return "rate" if quantity.is_rate else _COUNTED_ALIKE.get(unit, unit)


def derivations(of: Figure, own: Sequence[Figure], near: Sequence[Figure]) -> Iterator[Derivation]:
    """Yield what figures come to that may be the one ``of`` a text.

    ``own`` are the other figures of its sentence, which may be its parts; any two of those ``near`` may have
    made it.
    """
    if of.kind == "rate":
        if not of.of_each:  # an average of several is of none of their figures
            yield from _rates(of, near)
        return
    alike = [one for one in near if one.kind == of.kind]
    if not of.of_each:
        yield from _sums(of, [one for one in own if one.kind == of.kind and not one.of_each])
        yield from _of_two(of, alike)
        yield from _of_rates(of, alike, [one for one in near if one.kind == "rate"])
    counts = [one for one in near if one.kind not in (of.kind, "rate", "money") and one.base >= _LEAST]
    yield from _products(of, alike, counts)
    if of.kind != "money":
        yield from _counts(of, near)
    if of.quantity.unit == _POINTS_OF_RATES:
        yield from _of_two(of, [one for one in near if one.kind == "rate"], scale=Decimal(100))
    if of.quantity.unit == "倍" or (of.quantity.unit in _TIMES and of.of_each):
        yield from _times(of, near)


def _sums(of: Figure, alike: Sequence[Figure]) -> Iterator[Derivation]:
    """What is listed right before it, or right behind it; what all others leave of the first or the last."""
    parts = [one.quantity for one in alike]
    before = [one for one in parts if one.end <= of.quantity.start]
    behind = parts[len(before) :]
    if not of.left:
        for listed in (before[::-1], behind):
            for many in range(2, min(len(listed), _MOST_ADDED) + 1):
                if not _has_its_total(listed[:many]):
                    yield _sum(listed[:many])
    if len(parts) > 2 and not of.total:
        for whole, others in ((parts[0], parts[1:]), (parts[-1], parts[:-1])):
            if whole.base > _sum(others).value:
                yield _rest(whole, *others)


def _has_its_total(parts: Sequence[Quantity]) -> bool:
    """Whether one of them is what the others come to."""
    return 2 * max(one.base for one in parts) == sum(one.base for one in parts)


def _sum(parts: Sequence[Quantity]) -> Derivation:
    total = sum((one.base for one in parts), Decimal(0))
    slack = sum((one.half for one in parts), Decimal(0))
    return Derivation(total, slack, "＋".join(map(spelled, parts)))


def _rest(whole: Quantity, *parts: Quantity) -> Derivation:
    added = _sum(parts)
    formula = "－".join(map(spelled, (whole, *parts)))
    return Derivation(whole.base - added.value, added.slack + whole.half, formula)


def _of_two(of: Figure, alike: Sequence[Figure], scale: Decimal = Decimal(1)) -> Iterator[Derivation]:
    for more, less in _pairs(alike):
        if not of.total:
            rest = _rest(more.quantity, less.quantity)
            yield replace(rest, value=rest.value * scale, slack=rest.slack * scale)
        if of.total:
            yield _sum((more.quantity, less.quantity))


def _of_rates(of: Figure, alike: Sequence[Figure], rates: Sequence[Figure]) -> Iterator[Derivation]:
    if of.left:
        return
    for one in alike:
        for rate in rates:
            if not of.total:
                yield _scaled(one.base * rate.base, one, rate, "×")
            yield _scaled(one.base / rate.base, one, rate, "÷")


def _products(of: Figure, alike: Sequence[Figure], counts: Sequence[Figure]) -> Iterator[Derivation]:
    """So many at a price, and what each of so many has."""
    for one in alike:
        for count in counts:
            if not (of.of_each or of.left or of.change) and one.may_be_of(count.quantity):
                yield _scaled(one.base * count.base, one, count, "×")
            if of.of_each and of.may_be_of(count.quantity):
                yield _scaled(one.base / count.base, one, count, "÷")


def _counts(of: Figure, near: Sequence[Figure]) -> Iterator[Derivation]:
    """How many an amount is for, at a price."""
    if of.of_each or of.left:
        return
    for more, less in _pairs([one for one in near if one.kind == "money"]):
        yield _scaled(more.base / less.base, more, less, "÷")


def _times(of: Figure, near: Sequence[Figure]) -> Iterator[Derivation]:
    for one, other in combinations([each for each in near if each.kind != "rate"], 2):
        if one.kind == other.kind or {one.kind, other.kind} == {"人", "次"}:
            more, less = _ordered(one, other)
            if of.may_be_of(less.quantity):
                yield _scaled(more.base / less.base, more, less, "÷")


def _rates(of: Figure, near: Sequence[Figure]) -> Iterator[Derivation]:
    for kind in dict.fromkeys(one.kind for one in near if one.kind != "rate"):
        for more, less in _pairs([one for one in near if one.kind == kind]):
            yield _scaled(less.base / more.base, less, more, "÷")
            if of.change and not (more.part or less.part):
                rest = _rest(more.quantity, less.quantity)
                for whole in (less,) if of.grown else (more, less):  # growth is of what there was
                    formula = f"（{rest.formula}）÷{spelled(whole.quantity)}"
                    yield Derivation(rest.value / whole.base, rest.slack / whole.base, formula)
    shares = [one.quantity for one in near if one.kind == "rate"]
    for rate in shares:
        for moved in [one.quantity for one in near if one.quantity.unit == _POINTS_OF_RATES]:
            yield from _moved(rate, moved)
    if of.share and len(shares) > 1 and (added := _sum(shares)).value < 1:
        yield Derivation(1 - added.value, added.slack, "－".join(["100%", *map(spelled, shares)]))


def _moved(rate: Quantity, points: Quantity) -> Iterator[Derivation]:
    """What a rate rises or falls to by so many points."""
    for sign, way in (("＋", 1), ("－", -1)):
        value = rate.base + way * points.value / 100
        yield Derivation(value, rate.half + points.half / 100, f"{spelled(rate)}{sign}{spelled(points)}")


def _pairs(alike: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Yield each two of them that differ, the greater first."""
    for one, other in combinations(alike, 2):
        if one.base != other.base:
            yield _ordered(one, other)


def _ordered(one: Figure, other: Figure) -> tuple[Figure, Figure]:
    return (one, other) if one.base > other.base else (other, one)


def _scaled(value: Decimal, one: Figure, other: Figure, sign: str) -> Derivation:
    off = one.half / one.base + other.half / other.base
    formula = f"{spelled(one.quantity)}{sign}{spelled(other.quantity)}"
    return Derivation(value, value * off, formula)
