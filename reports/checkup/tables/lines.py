"""The rows of an indicator table: what stands in which cell, the row of the total, what a line measures."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate, pairwise, takewhile

from indicators.scoring import Direction, Measure, Nature
from projects.money import total
from reports.checkup.findings import Place
from reports.checkup.grading import is_grade
from reports.checkup.numbers import Quantity, figure, half_width, quantities
from reports.checkup.tables.sections import AMOUNTS, Meaning, Row, Section, Slot

HUNDRED = Decimal(100)
LEVEL_POINTS = re.compile(r"[(](?:分值|权重|满分)?[:：]?([0-9]+(?:\.[0-9]+)?)分?[)]")
"""The points that the name of a level tells: 产出指标（50分）."""
_POINTS = re.compile(r"[(](?:分值|权重|满分)?[:：]?([0-9]+(?:\.[0-9]+)?)分[)]$")
_WHOLE = re.compile(
    "(?:部门|单位|项目|整体|支出)*(?:合计|总计|总分(?![馆校院店])|得分合计|自评得分|自评总分|总得分)"
)
_OF_SCORES = re.compile("总分|总得分|得分合计|自评(?:总分|得分|总得分)")
"""What names the total of the scores, in one cell over all columns too; 100 there may be the weights'."""
_GROUP = re.compile(
    r"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))."
    r"|(?:[A-Z]\s*[.、]?\s*)?(?:产出|效益|效果|满意度|成本|决策|过程|投入|管理)类?(?:指标)?(?:\([^()]*\))?$"
)
_TWO_FIGURES = 2
_LEAST_PERCENT = 10
"""A result of 0.963 is 96.3% of a target of 95; of one of 2, it is less than 1%."""
_SIGNS = {"≥": Nature.AT_LEAST, "≤": Nature.AT_MOST, ">": Nature.MORE, "<": Nature.LESS, "=": Nature.EQUAL}
_WORDS = {"正向": Nature.AT_LEAST, "反向": Nature.AT_MOST, "逆向": Nature.AT_MOST, "等于": Nature.EQUAL}


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator; a cell that spans several is shared by them."""

    row: Row
    name: str
    level1: Slot | None
    target: Slot | None
    actual: Slot | None
    nature: Slot | None
    unit: Slot | None
    weight: Slot | None
    score: Slot | None
    reason: Slot | None


def is_indicators(section: Section) -> bool:
    """Whether a section lists indicators."""
    levels = section.of(Meaning.LEVEL1, Meaning.LEVEL2, Meaning.LEVEL3)
    if len({column.meaning for column in section.of(*AMOUNTS)}) > 1:
        return False  # 指标 heads the names of projects
    return bool(levels) and bool(section.of(Meaning.TARGET, Meaning.ACTUAL, Meaning.WEIGHT, Meaning.SCORE))


def listed(section: Section) -> tuple[list[Row], Row | None]:
    """The rows of a section that are indicators, and the row of the total."""
    lines, whole = lines_of(section)
    return [line.row for line in lines], whole


def names_in(section: Section) -> list[str]:
    """The names of a section's indicators."""
    lines, _whole = lines_of(section)
    return [line.name for line in lines if line.name]


def levels_in(section: Section) -> tuple[int, int]:
    """How many indicators of the first and of the second level a section has; those of two firsts differ."""
    lines, _whole = lines_of(section)
    above = [""] * len(lines)
    counted = []
    for level in (Meaning.LEVEL1, Meaning.LEVEL2):
        place = last_of(section, level)
        groups = [] if place is None else list(grouped_by(lines, place))
        names = {id(line): slot.words for slot, members in groups for line in members}
        above = [f"{over}/{names.get(id(line), '')}" for over, line in zip(above, lines, strict=True)]
        counted.append(len({*above}) if groups else 0)
    return counted[0], counted[1]


def reported(section: Section) -> Iterator[tuple[str, Quantity | None, Quantity, str, Place]]:
    """Yield name, target, actual, unit and the actual's place of each indicator whose actual is a number."""
    lines, _whole = lines_of(section)
    for line in lines:
        done = quantity_in(line.actual)
        if line.actual is not None and done is not None:
            unit = line.unit.words if line.unit else ""
            yield line.name, quantity_in(line.target), done, unit, line.actual.place


def done_when(sections: Iterable[Section]) -> Iterator[tuple[str, Place]]:
    """Yield what stands as the actual value of each indicator, with its place."""
    for section in filter(is_indicators, sections):
        for line in lines_of(section)[0]:
            if line.actual is not None:
                yield line.actual.text, line.actual.place


def last_of(section: Section, wanted: Meaning) -> int | None:
    """The index of the last column of a meaning; of 完成值 before 完成情况说明, which explains it."""
    found = section.of(wanted)
    told = [one for one in found if "说明" not in one.name] or found
    return told[-1].index if told else None


def lines_of(section: Section) -> tuple[list[Line], Row | None]:
    """The indicators down to the total, and the row of the total."""
    places = {one: last_of(section, one) for one in Meaning}
    levels = [column.index for column in section.of(Meaning.LEVEL1, Meaning.LEVEL2, Meaning.LEVEL3)]
    weighted = bool(section.of(Meaning.WEIGHT))

    def at(row: Row, wanted: Meaning) -> Slot | None:
        place = places[wanted]
        if wanted is Meaning.TARGET:  # an adjusted target stands beside the first one where there is one
            filled = [one.index for one in section.of(wanted) if not row.slots[one.index].is_blank]
            place = filled[-1] if filled else place
        return None if place is None else row.slots[place]

    heads = {id(one.head) for one in groups_of(section)}
    lines: list[Line] = []
    for place, row in enumerate(section.rows):
        if id(row) in heads:
            continue
        below = section.rows[place + 1 :]
        weighed = lines and lines[-1].weight is not None and lines[-1].weight.figure is not None
        aim = at(row, Meaning.TARGET)
        if row.is_part and weighed and (aim is None or aim.is_blank):
            continue  # 产出指标 | 50, 其中：数量 | 20
        # 预算执行得分 | 10 | 10, over all columns before its points, is among what the total is of
        if row.is_subtotal and any(_is_whole(one) or _spans(one, places) for one in below):
            continue
        if _spans(row, places) and not (_figures(row) or _is_whole(row)) and _go_on(below, places):
            continue  # a note amid the indicators
        beside = _spans(row, places) and _figures(row) and any(_is_whole(one) for one in below)
        if _is_whole(row) or (_spans(row, places) and not beside):
            # Remarks may stand between the indicators and their total.
            return lines, row if _figures(row) else next(filter(_is_whole, section.rows[place:]), row)
        leaf = row.slots[levels[-1]]
        # 预算执行率 may stand in the first level alone
        name = next((row.slots[one] for one in reversed(levels) if not row.slots[one].is_blank), leaf)
        if row.is_subtotal or (leaf.is_blank and (score := at(row, Meaning.SCORE)) and score.figure is None):
            continue
        lines.append(
            Line(
                row,
                name.words,
                at(row, Meaning.LEVEL1),
                at(row, Meaning.TARGET),
                at(row, Meaning.ACTUAL),
                at(row, Meaning.NATURE),
                at(row, Meaning.UNIT),
                at(row, Meaning.WEIGHT) if weighted else _points_in(name),
                at(row, Meaning.SCORE),
                at(row, Meaning.REASON),
            )
        )
    return lines, None


@dataclass(frozen=True, slots=True)
class Group:
    """The head of a group, （一）产出指标, and the rows below it; behind the ``last`` others may follow."""

    head: Row
    below: tuple[Row, ...]
    is_last: bool

    def sums(self, place: int) -> list[Decimal]:
        """What its rows may add up to in a column; nothing where one of them has no number."""
        known = [*takewhile(lambda one: one is not None, (row.slots[place].figure for row in self.below))]
        sums = [*accumulate(one.value for one in known if one is not None)]
        if self.is_last:
            return sums
        return sums[-1:] if len(known) == len(self.below) else []

    def has_sum(self, place: int) -> bool:
        """Whether its head has what its rows add up to."""
        given = self.head.slots[place].figure
        return given is not None and given.value in self.sums(place)


def groups_of(section: Section) -> list[Group]:
    """The groups among the indicators whose heads stand between them, as most weights bear out.

    （一）产出指标 | | | 50 | 47, where the only column of names holds the levels too.
    """
    levels = section.of(Meaning.LEVEL1, Meaning.LEVEL2, Meaning.LEVEL3)
    measured = section.of(Meaning.TARGET, Meaning.ACTUAL)
    weight = last_of(section, Meaning.WEIGHT)
    if len(levels) != 1 or not measured or weight is None:
        return []
    name = levels[0].index
    rows = [*takewhile(lambda row: not _is_whole(row), section.rows)]
    places = [
        place
        for place, row in enumerate(rows)
        if _GROUP.match(row.slots[name].words)
        and row.slots[weight].figure is not None
        and all(row.slots[one.index].is_blank or row.slots[one.index] is row.slots[name] for one in measured)
    ]
    groups = [
        Group(rows[place], tuple(rows[place + 1 : end]), end == len(rows))
        for place, end in pairwise([*places, len(rows)])
        if end > place + 1
    ]
    return groups if sum(one.has_sum(weight) for one in groups) * 2 > len(groups) else []


def _is_whole(row: Row) -> bool:
    """Whether a row is that of the total."""
    first = next((slot.words for slot in row.slots if slot.words), "")
    return row.is_total or _WHOLE.match(first) is not None


def _figures(row: Row) -> bool:
    return any(slot.figure is not None for slot in row.slots)


def _go_on(below: Sequence[Row], places: dict[Meaning, int | None]) -> bool:
    """Whether rows with points of their own stand above the total."""
    points = [place for one in (Meaning.WEIGHT, Meaning.SCORE) if (place := places[one]) is not None]
    return any(
        all(row.slots[place].figure is not None for place in points) and not _spans(row, places)
        for row in takewhile(lambda row: not _is_whole(row), below)
        if points
    )


def _spans(row: Row, places: dict[Meaning, int | None]) -> bool:
    """Whether one cell runs over target and what stands beside it: a total or a remark, not an indicator."""
    for others in ((Meaning.LEVEL3, Meaning.ACTUAL), (Meaning.ACTUAL, Meaning.WEIGHT)):
        wanted = [places[one] for one in (Meaning.TARGET, *others)]
        slots = {row.slots[place] for place in wanted if place is not None}
        if len(slots) == 1 and sum(place is not None for place in wanted) > 1:
            return True
    return False


def _points_in(name: Slot) -> Slot | None:
    """The weight that stands behind an indicator's name, 验收合格率（15分）, as a cell of its own."""
    found = _POINTS.search(name.words)
    return replace(name, text=found[1], figure=figure(found[1])) if found else None


def points_of(slots: Iterable[Slot | None]) -> list[Quantity]:
    """The points of cells, each cell once."""
    known = dict.fromkeys(slot for slot in slots if slot is not None and slot.figure is not None)
    return [slot.figure for slot in known if slot.figure is not None and not slot.figure.is_rate]


def sum_of_points(points: Sequence[Quantity]) -> Decimal | None:
    """What points add up to; nothing where there are none."""
    return total(one.value for one in points)


def grouped_by(lines: Sequence[Line], place: int) -> Iterator[tuple[Slot, list[Line]]]:
    """The indicators under each cell of a column that is merged over them."""
    groups: dict[Slot, list[Line]] = {}
    above: Slot | None = None
    merged = any(line.row.slots[place].height > 1 for line in lines)
    for line in lines:
        slot = line.row.slots[place]
        # Where merged cells were lost, those below the first are blank or say the same again.
        same = above is not None and slot.words == above.words and LEVEL_POINTS.search(slot.words)
        if above is None or not (same or (slot.is_blank and not merged)):
            above = slot
        groups.setdefault(above, []).append(line)
    yield from groups.items()


def in_total(section: Section, whole: Row | None, wanted: Meaning) -> Slot | None:
    """The cell of the total row in the column of the weights or of the scores."""
    place = last_of(section, wanted)
    if whole is None or place is None:
        return None
    if moved := _moved_by(section, whole):
        return whole.slots[place + moved]
    if wanted is Meaning.SCORE:  # it may stand under the subtotals
        filled = [one.index for one in section.of(wanted) if whole.slots[one.index].figure is not None]
        place = filled[-1] if filled else place
    slot = whole.slots[place]
    if wanted is Meaning.SCORE and is_grade(slot.words):  # 总分 | 100 | 96.6 | 优
        left = [one for one in whole.slots[:place] if one is not slot and one.figure is not None]
        return left[-1] if left else None
    others = (Meaning.WEIGHT, Meaning.SCORE, Meaning.TARGET, Meaning.ACTUAL)
    spread = [one.index for one in section.of(*others) if one.index != place]
    if slot.figure is None or slot.figure.is_rate:
        return None
    if any(whole.slots[one] is slot for one in spread):
        figures = {one for one in whole.slots if one.figure is not None}
        named = wanted is Meaning.SCORE and _OF_SCORES.match(whole.label) and len(figures) == 1
        return slot if named and slot.figure.value != HUNDRED else None
    return slot


def _moved_by(section: Section, whole: Row) -> int:
    """By how many columns a total stands beside weights and scores: 总分 | | 100 | 97.1 |."""
    weight, score = (last_of(section, one) for one in (Meaning.WEIGHT, Meaning.SCORE))
    places = [place for place, slot in enumerate(whole.slots) if slot.figure is not None]
    if weight is None or score != weight + 1 or len(places) != _TWO_FIGURES:
        return 0
    moved = places[0] - weight
    held = {Meaning.WEIGHT, Meaning.SCORE} & {one.meaning for one in section.columns if one.index in places}
    full = whole.slots[places[0]].figure
    if places[1] != places[0] + 1 or abs(moved) != 1 or not held:
        return 0
    return moved if full is not None and full.value == HUNDRED else 0


def is_no_weight(slot: Slot | None) -> bool:
    """Whether a rate or words stand where others have their weight: the row begins a column too late."""
    return slot is not None and not slot.is_blank and (slot.figure is None or slot.figure.is_rate)


def quantity_in(slot: Slot | None) -> Quantity | None:
    """The one number of a target or an actual, its sign and unit as far as they are written."""
    if slot is None:
        return None
    if slot.figure is not None:
        return slot.figure
    found = quantities(slot.text)
    plain = half_width(slot.text).strip()
    if len(found) != 1 or len(plain) > 12 or not re.match(r"[≥≤><=0-9]", plain):
        return None
    return found[0]


def measure_of(line: Line, unsigned: Nature | None = None) -> Measure | None:
    """The indicator as scoring sees it, where target and actual are exact numbers in one unit.

    ``unsigned`` is what a target without a sign is taken for.
    """
    target, actual = quantity_in(line.target), quantity_in(line.actual)
    if target is None or actual is None or not target.is_exact or not actual.is_exact:
        return None
    if target.unit and actual.unit and target.unit != actual.unit:
        return None
    sign = line.nature.words if line.nature else ""
    nature = _SIGNS.get(target.sign or sign[:1]) or _WORDS.get(sign)
    if nature is None and not sign and target.unit == "%" and target.value == 100:
        nature = Nature.AT_LEAST  # 100% without a sign is the most there can be
    if nature is None and not sign:
        nature = unsigned
    if nature is None or target.value < 0 or actual.value < 0:
        return None
    done = actual.value
    percent = target.unit == "%" or (line.unit is not None and line.unit.words in ("%", "百分比"))
    if percent and not actual.unit and actual.places > 0 and done <= 1 and target.value >= _LEAST_PERCENT:
        done = done.scaleb(2)
    direction = Direction.NEGATIVE if nature in (Nature.AT_MOST, Nature.LESS) else Direction.POSITIVE
    return Measure("line", "", "", line.name, nature, direction, target=target.value, actual=done)
