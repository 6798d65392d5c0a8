"""Targets and actuals of indicators that are measured alike and differ by a unit: ≥318 万亩 and 318 亩."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from projects.money import YUAN_IN
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width, quantities
from reports.checkup.tables.sections import Slot

_LENGTHS = {"米": Decimal(1), "公里": Decimal(1000), "千米": Decimal(1000)}
_WEIGHTS = {"公斤": Decimal(1), "千克": Decimal(1), "吨": Decimal(1000)}
_AREAS = {
    "平方米": Decimal(1),
    "㎡": Decimal(1),
    "亩": Decimal(2000) / 3,
    "公顷": Decimal(10000),
    "平方公里": Decimal(1000000),
    "平方千米": Decimal(1000000),
}
_TIMES = {"分钟": Decimal(1), "小时": Decimal(60), "天": Decimal(1440), "日": Decimal(1440)}
_VOLUMES = frozenset({*_WEIGHTS, "立方米"})
_PERSONS = frozenset({"人", "名", "位", "人次"})
_OTHERS = ({"户", "家"}, {"册", "本", "卷"}, {"台", "套", "辆", "艘"}, {"株", "棵"}, {"头", "羽", "尾"})
_COUNTED = (
    *map(frozenset, (YUAN_IN, _LENGTHS, _AREAS, {*_TIMES, "月", "个月", "年"})),
    _VOLUMES,
    _PERSONS,
    *map(frozenset, _OTHERS),
)
"""Units that tell what is counted; 个, 项, 件, 次 may count anything."""
_BY_TEN_THOUSANDS = (-8, -4, 4, 8)
_BY_THOUSANDS = (-3, 3)
_DIMENSIONS = (
    (YUAN_IN, _BY_TEN_THOUSANDS),
    (_LENGTHS, _BY_THOUSANDS),
    (_WEIGHTS, _BY_THOUSANDS),
    (_AREAS, (-6, *_BY_TEN_THOUSANDS, 6)),
    (_TIMES, ()),
)
_MEASURED = re.compile(r"[≥≤><=]?[0-9.,]+(?P<unit>万?[^0-9.,]*)")
_KNOWN = "|".join(sorted((unit for units, _slips in _DIMENSIONS for unit in units), key=len, reverse=True))
_UNIT = re.compile(f"(?P<scale>[亿万](?!元))?(?P<of>{_KNOWN})?")
_NEAR = Decimal("1.3")
_ALIKE, _FAR = 2, 5
"""Numbers that differ by less, while what they measure differs by more, are in different units by mistake."""


@dataclass(frozen=True, slots=True)
class _Size:
    """A number with what it is measured in; ``size`` is in the smallest unit of its kind.

    ``bare`` is the number without its unit; ``slips`` are the powers of ten by which a wrong unit is off;
    ``unit`` is what the number names, without the 万 before it.
    """

    size: Decimal
    bare: Decimal
    kind: str
    slips: tuple[int, ...]
    unit: str

    def counts_something_else(self, other: "_Size") -> bool:
        """Whether it is about as much as another, of what cannot be the same."""
        own, others = (
            {place for place, units in enumerate(_COUNTED) if one.unit in units} for one in (self, other)
        )
        return (
            bool(own and others) and own != others and 1 < _ALIKE * self.bare / other.bare < _ALIKE * _ALIKE
        )

    def misses(self, other: "_Size") -> bool:
        """Whether it is off from another by what a wrong unit is off; to be quicker by far is no slip."""
        ratio, bare = self.size / other.size, self.bare / other.bare
        if any(1 / _NEAR <= ratio.scaleb(-power) <= _NEAR for power in self.slips):
            return True
        far = ratio > _FAR or (ratio * _FAR < 1 and self.kind not in _TIMES)
        return far and 1 < _ALIKE * bare < _ALIKE * _ALIKE


def check_units(
    rows: Iterable[tuple[str, str, Slot | None, Slot | None, Slot | None]], ledger: Ledger
) -> None:
    """Hold the unit of each actual against that of its target: a shortfall to a thousandth is a slip.

    So is almost the same number of something else: 60户 as the target, 62万元 as the actual.

    ``rows`` are name, text, target, actual and unit of each indicator.
    """
    for name, text, target, actual, unit in rows:
        if target is None or actual is None:
            continue
        common = unit.words if unit is not None and not unit.is_blank else ""
        wanted, done = _size(target, common), _size(actual, common)
        if wanted is None or done is None or not wanted.size or not done.size:
            continue
        if not (done.misses(wanted) if wanted.kind == done.kind else done.counts_something_else(wanted)):
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
    scale, of = (unit["scale"] or "", unit["of"] or "") if unit is not None else ("", "")
    # 3.5万人次 is read with its 万; where the row names 万人次 once, the number is without it.
    factor = YUAN_IN[f"{scale}元"] if scale else Decimal(1)
    value, bare = (
        (found.value, found.value / factor) if measured["unit"] else (found.value * factor, found.value)
    )
    units, slips = next((one for one in _DIMENSIONS if of in one[0]), ({of: Decimal(1)}, _BY_TEN_THOUSANDS))
    kind = f"{min(units)}{named[len(scale + of) :]}"
    return _Size(
        value * units[of], bare, kind, slips, named if named in YUAN_IN else named.removeprefix(scale)
    )


def _only(slot: Slot) -> Quantity | None:
    if slot.figure is not None:
        return slot.figure
    found = quantities(slot.text)
    return found[0] if len(found) == 1 else None
