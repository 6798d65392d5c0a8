"""Layouts of the 项目支出绩效自评表: which columns it has, what they are called, how wide they are.

Forms differ from place to place (domain rules §4), so a layout is data: a JSON object of this shape in which
every key must stand::

    {"code": "…", "title": "…", "region": "…", "side": 10,
     "columns": [{"holds": "level1", "title": "一级指标", "width": 10}, …],
     "funds": [{"holds": "name", "title": "", "columns": 2}, {"holds": "opening", …}, …]}

``columns`` are those of the indicators; the blocks above them share their grid. ``side`` is the width of the
narrow column that names the blocks; widths are shares of the whole. Each column of ``funds`` covers so many
of ``columns``. The files in ``indicators/data/layouts`` show every key in use. Whether amounts are printed in
元 or 万元 is for the rule set to say, and what the rows of the funds are called for the funding sources.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from indicators import data as shipped
from indicators.reading import JsonObject, Problems

MOST_COLUMNS = 20
MOST_WIDTH = 100


class Holds(StrEnum):
    """What a column of the indicators holds."""

    LEVEL1 = "level1"
    LEVEL2 = "level2"
    NAME = "name"
    NATURE = "nature"
    TARGET = "target"
    """The target in full: ≥2次."""
    TARGET_VALUE = "target_value"
    """The figure or the words alone: 2."""
    UNIT = "unit"
    LAST_ACTUAL = "last_actual"
    """What was reached the year before, in full."""
    ACTUAL = "actual"
    ACTUAL_VALUE = "actual_value"
    WEIGHT = "weight"
    POINTS = "points"
    REASON = "reason"
    """Why it was missed or surpassed, and what is done about it."""
    EVIDENCE = "evidence"
    """How many files prove it."""


class FundsHold(StrEnum):
    """What a column of the money block holds."""

    NAME = "name"
    OPENING = "opening"
    ADJUSTMENT = "adjustment"
    BUDGET = "budget"
    SPENT = "spent"
    BALANCE = "balance"
    WEIGHT = "weight"
    RATE = "rate"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of the indicators and its share of the width."""

    holds: Holds
    title: str
    width: int


@dataclass(frozen=True, slots=True)
class FundsColumn:
    """A column of the money block and how many of the indicators' columns it covers."""

    holds: FundsHold
    title: str
    columns: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of a form."""

    code: str
    title: str
    region: str
    side: int
    columns: tuple[FormColumn, ...]
    funds: tuple[FundsColumn, ...]

    def place(self, holds: Holds) -> int:
        """Return the place of a column, from 0.

        Raises:
            ValueError: if the layout has no such column.
        """
        return [column.holds for column in self.columns].index(holds)

    @property
    def half(self) -> int:
        """How many columns come nearest to half of the width, with at least three before and two behind."""
        reached = list(accumulate(column.width for column in self.columns))
        places = range(3, len(self.columns) - 1)
        return min(places, key=lambda place: abs(2 * reached[place - 1] - reached[-1]))


class LayoutError(ValueError):
    """A layout that is not valid; ``problems`` are Chinese sentences, all there are."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


def parse_layout(data: Mapping[str, object]) -> Layout:
    """Read a layout.

    Raises:
        LayoutError: with every problem found: keys that are missing or unknown, wrong types, columns that are
            missing, stand twice or in an order that leaves the total or the grade without a place, money
            columns that do not cover the grid.
    """
    if not isinstance(data, Mapping):
        raise LayoutError(["自评表样式应为 JSON 对象 {…}。"])
    problems = Problems()
    top = JsonObject(data, "", problems)
    layout = Layout(
        code=top.slug("code", 50),
        title=top.text("title", 100),
        region=top.text("region", 50, may_be_blank=True),
        side=top.whole("side", least=1, most=MOST_WIDTH),
        columns=tuple(_column(part) for part in top.parts("columns")),
        funds=tuple(_funds_column(part) for part in top.parts("funds")),
    )
    top.close()
    if not problems.touch("columns"):
        _check_columns(layout, problems)
    if not problems.touch("columns", "funds"):
        _check_funds(layout, problems)
    if problems.sentences:
        raise LayoutError(problems.sentences)
    return layout


def _column(part: JsonObject) -> FormColumn:
    column = FormColumn(
        Holds(part.choice("holds", list(Holds))),
        part.text("title", 20),
        part.whole("width", least=1, most=MOST_WIDTH),
    )
    part.close()
    return column


def _funds_column(part: JsonObject) -> FundsColumn:
    column = FundsColumn(
        FundsHold(part.choice("holds", list(FundsHold))),
        part.text("title", 20, may_be_blank=True),
        part.whole("columns", least=1, most=MOST_COLUMNS),
    )
    part.close()
    return column


def _check_columns(layout: Layout, problems: Problems) -> None:
    held = [column.holds for column in layout.columns]
    _check_once(problems, "columns", held)
    wanted = (
        {Holds.NAME},
        {Holds.TARGET, Holds.TARGET_VALUE},
        {Holds.ACTUAL, Holds.ACTUAL_VALUE},
        {Holds.WEIGHT},
        {Holds.POINTS},
    )
    for one_of in wanted:
        if not one_of & set(held):
            problems.add("columns", f"缺少 {' 或 '.join(sorted(one_of))}")
    if Holds.TARGET_VALUE in held and not {Holds.NATURE, Holds.UNIT} <= set(held):
        problems.add(
            "columns", "有 target_value 就要有 nature 和 unit：否则看不出是不少于还是不多于、以什么计量"
        )
    if Holds.ACTUAL_VALUE in held and Holds.UNIT not in held:
        problems.add("columns", "有 actual_value 就要有 unit：否则看不出以什么计量")
    if not 6 <= len(held) <= MOST_COLUMNS:
        problems.add("columns", f"应为 6 至 {MOST_COLUMNS} 项")
    if problems.touch("columns"):
        return
    weight, points = layout.place(Holds.WEIGHT), layout.place(Holds.POINTS)
    if weight > points:
        problems.add("columns", "的 weight 应在 points 之前：总分一行先印满分，再印得分")
    if points == len(held) - 1:
        problems.add("columns", "的 points 之后应另有一项：总分一行在那里印等级")


def _check_funds(layout: Layout, problems: Problems) -> None:
    held = [column.holds for column in layout.funds]
    _check_once(problems, "funds", held)
    if held[:1] != [FundsHold.NAME]:
        problems.add("funds", "的第一项应为 name")
    for one in (FundsHold.BUDGET, FundsHold.SPENT):
        if one not in held:
            problems.add("funds", f"缺少 {one}")
    covered = sum(column.columns for column in layout.funds)
    if covered != len(layout.columns):
        problems.add("funds", f"的 columns 合计应为 {len(layout.columns)}，现为 {covered}：与指标各列对齐")


def _check_once(problems: Problems, path: str, held: Sequence[str]) -> None:
    for one in dict.fromkeys(held):
        if held.count(one) > 1:
            problems.add(path, f"中 {one} 重复")


STANDARD = next(layout for layout in map(parse_layout, shipped.layouts()) if layout.code == "standard")
"""The common layout, which holds where a year names none."""
