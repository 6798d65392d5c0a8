"""What is pasted from Excel or WPS, read as cells of the funds: every fault in words, and nothing guessed.

Columns are recognised by their headings, in any order and in one row or two, the sources above; without
headings they stand in the grid's order. 全年预算, 执行率 and 占比 are computed, so a pasted 全年预算 fills
the 年初预算 only where that alone makes it up (no adjustment pasted or stored); elsewhere it is compared, as
rates, shares and totals are.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from itertools import zip_longest

from projects.funds import EntryKind
from projects.money import (
    WAN,
    AmountError,
    half_up,
    number_text,
    parse_amount,
    percent_text,
    rate,
    residue_allowance,
    total,
)

Place = tuple[str, str, EntryKind]
"""Line item, funding source, kind of entry."""

LONGEST_NAME = 100
"""Characters of a line item's name."""


class Column(StrEnum):
    """What a column holds, in the order of the grid."""

    NAME = "name"
    OPENING = "opening"
    ADJUSTMENT = "adjustment"
    BUDGET = "budget"
    SPENT = "spent"
    RATE = "rate"
    SHARE = "share"
    SOURCE = "source"
    NUMBER = "number"


GRID = (
    Column.NAME,
    Column.OPENING,
    Column.ADJUSTMENT,
    Column.BUDGET,
    Column.SPENT,
    Column.RATE,
    Column.SHARE,
)
KINDS = {
    Column.OPENING: EntryKind.OPENING,
    Column.ADJUSTMENT: EntryKind.ADJUSTMENT,
    Column.SPENT: EntryKind.PAID,
}
AMOUNTS = (*KINDS, Column.BUDGET)
RATIOS = (Column.RATE, Column.SHARE)
"""Computed from the amounts; what is pasted of them is compared."""

LABELS = {
    Column.NAME: "明细项目",
    Column.OPENING: "年初预算",
    Column.ADJUSTMENT: "预算调整",
    Column.BUDGET: "全年预算",
    Column.SPENT: "执行数",
    Column.RATE: "执行率",
    Column.SHARE: "占比",
    Column.SOURCE: "资金来源",
    Column.NUMBER: "序号",
}

HEADINGS = {
    Column.NAME: "项目名称 明细项目 明细项目名称 名称 项目 明细 支出项目 项目明细",
    Column.OPENING: "年初预算 年初预算数 年初数 年初安排",
    Column.ADJUSTMENT: "预算调整 预算调整数 调整 调整数 追加调减",
    Column.BUDGET: "全年预算 全年预算数 全年资金安排 资金安排 预算数 调整后预算 调整后预算数",
    Column.SPENT: "执行数 全年执行数 全年执行 执行 支出 支出数 全年支出 实际支出 使用 全年使用资金情况",
    Column.RATE: "执行率 预算执行率 使用率 使用情况与资金安排比",
    Column.SHARE: "占比 占总支出比例",
    Column.SOURCE: "资金来源 来源",
    Column.NUMBER: "序号 编号",
}
_COLUMNS = {heading: column for column, words in HEADINGS.items() for heading in words.split()}

_TOTALS = {"合计", "总计", "小计", "共计", "年度资金总额"}
_SECTION = re.compile("[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]")
_UNIT = re.compile("万元|元")
_RATIO = re.compile(r"(\d{1,6}(?:\.\d{1,10})?)(%?)")
_ROWS_BEFORE_HEADINGS = 5
_HALF_WIDTH = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a pasted row, counted from 1 (0: about all of it) and a column's heading."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = [f"第 {self.row} 行"] if self.row else []
        return " ".join([*place, self.column, self.message]).replace("  ", " ").strip()


@dataclass(frozen=True, slots=True)
class Target:
    """The cell in which somebody pasted, and the line items from there on, in the grid's order."""

    column: Column = Column.NAME
    lines: tuple[str, ...] = ()
    source: str = ""


@dataclass(slots=True)
class Pasted:
    """What was understood: amounts in 元 by place; ``faults`` forbid to apply it, ``notes`` do not."""

    values: dict[Place, Decimal | None] = field(default_factory=dict)
    faults: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Head:
    """A column of the paste: what it holds, how it is headed, its unit, and its source if it names one."""

    column: Column | None
    heading: str
    unit: str
    source: str = ""


@dataclass(slots=True)
class _Row:
    """A line of the paste with its amounts, in 元."""

    number: int
    name: str
    source: str
    amounts: dict[tuple[Column, str], Decimal | None]
    ratios: dict[tuple[Column, str], str]

    def budget(self, source: str) -> Decimal | None:
        """Return the 全年预算 that the row says, or that its 年初预算 and 预算调整 make up."""
        if (said := self.amounts.get((Column.BUDGET, source))) is not None:
            return said
        return total(self.amounts.get((column, source)) for column in (Column.OPENING, Column.ADJUSTMENT))


def cells(text: str) -> list[list[str]]:
    """Return the rows of tab-separated text, quoted as Excel does it; trailing blank rows are dropped."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    table = [
        [cell.strip(" \u3000\u00a0\n") for cell in row]
        for row in csv.reader((f"{line}\n" for line in lines), dialect="excel-tab")
    ]
    while table and not any(table[-1]):
        table.pop()
    return table


def plain(text: str) -> str:
    """Return the text as names and headings are compared: without spaces, in half-width characters."""
    return re.sub(r"\s", "", text).translate(_HALF_WIDTH)


def read(
    text: str,
    *,
    sources: Sequence[str],
    stored: Mapping[Place, Decimal | None],
    lines: Sequence[str] = (),
    target: Target | None = None,
    unit: str = "万元",
) -> Pasted:
    """Read pasted text against the funds as they are ``stored``, whose line items are ``lines``.

    An amount without a source goes to the one source that the line's cell has, else to the target's, else to
    the first of ``sources``. ``unit`` holds where neither heading, table nor cell names one.
    """
    reading = _Reading(sources, stored, lines, target or Target(), unit)
    try:
        return reading.of(cells(text))
    except csv.Error:
        return Pasted(faults=[Remark(0, "", "有一个单元格过长：可能是引号不成对。")])


class _Reading:
    """One pass over a pasted table."""

    def __init__(
        self,
        sources: Sequence[str],
        stored: Mapping[Place, Decimal | None],
        lines: Sequence[str],
        target: Target,
        unit: str,
    ) -> None:
        self.sources = sources
        self.stored = stored
        self.names = {plain(name): name for name in lines}
        self.target = target
        self.unit = unit
        self.pasted = Pasted()

    def of(self, table: list[list[str]]) -> Pasted:
        if not any(map(any, table)):
            self._fault(0, "", "没有可读的内容：请先在 Excel 或 WPS 中复制单元格。")
            return self.pasted
        if not self.sources:
            self._fault(0, "", "尚未设置资金来源：请联系管理员。")
            return self.pasted
        start, heads = self._heads(table)
        if not any(head.column in AMOUNTS or head.column is Column.NAME for head in heads):
            self._fault(0, "", "没有明细项目或金额列。")
            return self.pasted
        self._refuse_columns_twice(heads)
        rows: list[_Row] = []
        totals: list[tuple[_Row, int]] = []
        name, behind, subtotal = "", 0, 0
        for index, cells in enumerate(table[start:]):
            number = start + index + 1
            if not any(cells):
                continue
            texts = dict(zip(((head.column, head.source) for head in heads), cells, strict=False))
            self._refuse_overflow(number, cells, len(heads))
            own = texts.get((Column.NAME, ""), "")
            if not any(head.column is Column.NAME for head in heads):
                own = self._by_place(number, behind)
                behind += 1
            elif not own and texts.get((Column.SOURCE, "")):
                own = name
            row = _Row(
                number,
                own,
                texts.get((Column.SOURCE, ""), ""),
                self._amounts(number, heads, cells),
                {
                    (head.column, head.source): text
                    for head, text in zip(heads, cells, strict=False)
                    if head.column in RATIOS and text
                },
            )
            if plain(own) in _TOTALS:
                totals.append((row, subtotal if plain(own) == "小计" else 0))
                subtotal = len(rows) if plain(own) == "小计" else subtotal
            elif plain(own).startswith("其中"):
                self._note(number, "", f"“{own}”是其中数，未采用。")
            elif _SECTION.match(own) and not any(value is not None for value in row.amounts.values()):
                self._note(number, "", f"“{own}”是标题行，未采用。")
            elif own := self._name(number, own):
                row.name = name = own
                rows.append(row)
        # Rows with a fault add up to nothing that could be held against a total.
        for row, since in [] if self.pasted.faults else totals:
            self._compare(row, [line for line in rows[since:] if line.number < row.number] or rows, heads)
        if not self.pasted.faults:
            self._compare_ratios(rows)
        self._place_all(rows)
        return self.pasted

    def _heads(self, table: list[list[str]]) -> tuple[int, list[_Head]]:
        """Return where the lines of the table begin, and its columns."""
        unit = self.unit
        for index, row in enumerate(table[:_ROWS_BEFORE_HEADINGS]):
            beneath = table[index + 1] if index + 1 < len(table) else []
            levels = 2 if self._is_above(row, beneath) else 1
            if levels == 2:
                heads = list(self._joined(row, beneath, unit))
            else:
                heads = [self._head(heading, unit) for heading in row]
            if any(head.column for head in heads):
                for before in range(index):
                    if any(table[before]):
                        self._note(before + 1, "", "在标题行之前，未采用。")
                for head in heads:
                    if head.column in RATIOS:
                        self._note(0, head.heading, "由系统计算，未采用。")
                    elif head.column is None and head.heading:
                        self._note(0, head.heading, "不是资金表的列，未采用。")
                return index + levels, heads
            if found := _UNIT.search("".join(row)):
                unit = found[0]
        columns = GRID[GRID.index(self.target.column) :]
        return 0, [_Head(column, LABELS[column], self.unit) for column in columns]

    def _is_above(self, row: Sequence[str], beneath: Sequence[str]) -> bool:
        """Return whether a row names sources above a row of headings: 其他资金 over 年初预算 and 执行数."""
        return any(self._source(cell) for cell in row) and any(
            self._head(cell, self.unit).column in AMOUNTS for cell in beneath
        )

    def _source(self, heading: str) -> str:
        """Return the source that a heading is, without its unit."""
        words = re.sub(r"\([^)]*\)", "", plain(heading))
        return next((source for source in self.sources if words == plain(source)), "")

    def _joined(self, above: Sequence[str], beneath: Sequence[str], unit: str) -> Iterator[_Head]:
        """Yield the columns under two rows of headings; of a merged cell all but the first come as blanks."""
        group = ""
        for upper, lower in zip_longest(above, beneath, fillvalue=""):
            if not lower:
                group = ""
                yield self._head(upper, unit)
                continue
            group = upper or group
            if plain(group) in _TOTALS:
                # What all sources have together would be counted once more.
                yield _Head(None, f"{group}{lower}", unit)
            else:
                yield self._head(f"{group}{lower}" if self._source(group) else lower, unit)

    def _head(self, heading: str, unit: str) -> _Head:
        text = plain(heading)
        named = _UNIT.search(text)
        words = re.sub(r"\([^)]*\)|[,:/_-]?(万元|元)$", "", text)
        source = next((source for source in self.sources if words.startswith(plain(source))), "")
        column = _COLUMNS.get(words)
        if column is None and source:
            column = _COLUMNS.get(words.removeprefix(plain(source)).strip("-:/_"))
            column = column if column in AMOUNTS or column in RATIOS else None
        else:
            source = ""
        return _Head(column, heading.replace("\n", ""), named[0] if named else unit, source)

    def _refuse_columns_twice(self, heads: Iterable[_Head]) -> None:
        seen: dict[tuple[Column, str], str] = {}
        for head in heads:
            if head.column is None or head.column in (*RATIOS, Column.NUMBER):
                continue
            if (first := seen.setdefault((head.column, head.source), head.heading)) is not head.heading:
                self._fault(0, head.heading, f"与“{first}”是同一列，只能保留一列。")

    def _refuse_overflow(self, number: int, cells: Sequence[str], width: int) -> None:
        for index, text in enumerate(cells[width:], start=width + 1):
            if text:
                self._fault(number, f"第 {index} 列", f"“{text}”超出了表的列，没有可填的位置。")

    def _by_place(self, number: int, behind: int) -> str:
        if behind < len(self.target.lines):
            return self.target.lines[behind]
        self._fault(number, "", "没有对应的明细项目：请连同项目名称一起复制，或从有项目的行开始粘贴。")
        return ""

    def _amounts(
        self, number: int, heads: Sequence[_Head], cells: Sequence[str]
    ) -> dict[tuple[Column, str], Decimal | None]:
        found: dict[tuple[Column, str], Decimal | None] = {}
        for head, text in zip(heads, [*cells, *[""] * len(heads)], strict=False):
            if head.column not in AMOUNTS:
                continue
            try:
                found[head.column, head.source] = parse_amount(text, head.unit)
            except AmountError as error:
                self._fault(number, head.heading, str(error))
        return found

    def _name(self, number: int, name: str) -> str:
        """Return the line item's name, spelled as it is stored where it is; blank for a fault."""
        name = re.sub(r"\s*\n\s*", "", name)
        if known := self.names.get(plain(name)):
            return known
        if not name:
            if self.target.column is Column.NAME or not self.target.lines:
                self._fault(number, LABELS[Column.NAME], "没有名称。")
        elif len(name) > LONGEST_NAME:
            self._fault(number, LABELS[Column.NAME], f"名称超过 {LONGEST_NAME} 个字。")
        elif _UNPRINTABLE.search(name):
            self._fault(number, LABELS[Column.NAME], "名称中有不可见的字符。")
        elif re.fullmatch(r"[-+¥,.0-9%]+", plain(name)):
            self._fault(number, LABELS[Column.NAME], f"“{name}”是数字，不是名称。")
        else:
            self.names[plain(name)] = name
            return name
        return ""

    def _compare(self, row: _Row, lines: Sequence[_Row], heads: Iterable[_Head]) -> None:
        """Hold a pasted total against its rows (勾稽 R1, 尾差)."""
        self._note(row.number, "", f"“{row.name}”由系统计算，未采用。")
        for head in heads:
            if head.column is None or (said := row.amounts.get((head.column, head.source))) is None:
                continue
            added = total(line.amounts.get((head.column, head.source)) for line in lines)
            if added == said:
                continue
            factor = WAN if head.unit == "万元" else Decimal(1)
            figures = [number_text(half_up(value / factor, 6)) for value in (said, added or Decimal(0))]
            both = f"粘贴的{row.name}为 {figures[0]} {head.unit}，各行相加为 {figures[1]} {head.unit}"
            off = abs(said - (added or Decimal(0))) / factor
            residue = added is not None and off <= residue_allowance(len(lines))
            self._note(row.number, head.heading, f"{both}：{'属于尾差' if residue else '不符'}。")

    def _compare_ratios(self, rows: Sequence[_Row]) -> None:
        """Hold the pasted 执行率 and 占比 against those of the pasted amounts (勾稽 R5).

        A share is of all that is pasted. Where line items of the project are not among it, or stand in
        several rows or sources, nothing is said of shares.
        """
        names = [row.name for row in rows]
        by_source = any(source for row in rows for _column, source in row.amounts)
        is_whole = sorted(names) == sorted(set(self.names.values())) and not by_source
        for row in rows:
            for (column, source), text in row.ratios.items():
                budget = row.budget(source)
                if column is Column.RATE:
                    computed = rate(row.amounts.get((Column.SPENT, source)), budget)
                else:
                    whole = total(one.budget(source) for one in rows)
                    computed = rate(budget, whole) if is_whole else None
                if computed is not None and not _is_ratio(text, computed):
                    said = f"粘贴的为 {text}，按粘贴的金额计算为 {percent_text(computed)}：不符。"
                    self._note(row.number, LABELS[column], said)

    def _place_all(self, rows: Sequence[_Row]) -> None:
        seen: dict[Place, int] = {}
        for row in rows:
            if row.source and row.source not in self.sources:
                self._fault(row.number, LABELS[Column.SOURCE], f"没有“{row.source}”这一资金来源。")
                continue
            for source in dict.fromkeys(named for _column, named in row.amounts) or [""]:
                amounts = {column: value for (column, named), value in row.amounts.items() if named == source}
                for kind, value in self._kinds(row, source or row.source, amounts).items():
                    place = self._place(row, source or row.source, kind, value)
                    if place is None:
                        continue
                    if (first := seen.setdefault(place, row.number)) != row.number:
                        self._fault(row.number, "", f"“{row.name}”与第 {first} 行重复。")
                        break
                    self.pasted.values[place] = value

    def _kinds(
        self, row: _Row, source: str, amounts: Mapping[Column, Decimal | None]
    ) -> dict[EntryKind, Decimal | None]:
        """Return what a row says of each kind; its 全年预算 becomes the 年初预算 or is compared."""
        found = {kind: amounts[column] for column, kind in KINDS.items() if column in amounts}
        for column, kind in KINDS.items():
            value = found.get(kind)
            if value is not None and value < 0 and kind is not EntryKind.ADJUSTMENT:
                self._fault(row.number, LABELS[column], "不能为负数。")
        if Column.BUDGET not in amounts:
            return found
        budget = amounts[Column.BUDGET]
        adjustment = found.get(EntryKind.ADJUSTMENT, self._stored(row.name, source, EntryKind.ADJUSTMENT))
        if EntryKind.OPENING not in found and adjustment is None:
            if budget is not None and budget < 0:
                self._fault(row.number, LABELS[Column.BUDGET], "不能为负数。")
            return {EntryKind.OPENING: budget, **found}
        opening = found.get(EntryKind.OPENING, self._stored(row.name, source, EntryKind.OPENING))
        if budget is not None and budget != (added := total([opening, adjustment])):
            figures = (number_text(None if value is None else value / WAN) for value in (budget, added))
            said = "为 {} 万元，年初预算加预算调整为 {} 万元：请核对后一并粘贴三列。"
            self._fault(row.number, LABELS[Column.BUDGET], said.format(*figures))
        return found

    def _stored(self, name: str, source: str, kind: EntryKind) -> Decimal | None:
        places = [(name, source, kind)] if source else [(name, one, kind) for one in self.sources]
        return total(self.stored.get(place) for place in places)

    def _place(self, row: _Row, source: str, kind: EntryKind, value: Decimal | None) -> Place | None:
        """Return where an amount goes; ``None`` where that is not needed or cannot be said."""
        source = source or self.target.source
        held = [one for one in self.sources if (row.name, one, kind) in self.stored]
        if source or len(held) < 2:
            return (row.name, source or (held or self.sources)[0], kind)
        if value != (added := self._stored(row.name, "", kind)):
            label = next(LABELS[column] for column, one in KINDS.items() if one is kind)
            figure = number_text(None if added is None else added / WAN)
            said = f"“{row.name}”现为 {figure} 万元，分属{'、'.join(held)}：请加上“资金来源”列。"
            self._fault(row.number, label, said)
        return None

    def _fault(self, row: int, column: str, message: str) -> None:
        self.pasted.faults.append(Remark(row, column, message))

    def _note(self, row: int, column: str, message: str) -> None:
        self.pasted.notes.append(Remark(row, column, message))


def _is_ratio(text: str, ratio: Decimal) -> bool:
    """Return whether a text spells the ratio, as 97.6%, 97.58 or 0.9758, to the decimals that it has."""
    found = _RATIO.fullmatch(plain(text))
    if found is None:
        return False
    number, places = Decimal(found[1]), len(found[1].partition(".")[2])
    return number == half_up(ratio * 100, places) or (not found[2] and number == half_up(ratio, places))
