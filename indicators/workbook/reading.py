"""Texts out of an uploaded workbook, each as it would have been typed, and the faults of its shape."""

import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from indicators.workbook.faults import Fault
from indicators.workbook.layout import MONEY_UNITS, OUR_OWN, PLACES, SHEETS, Sheet
from projects.uploads import WorkbookRefused, check_workbook

LOOK_FOR_HEADINGS = 10
"""Rows at the top of a sheet among which the headings are looked for."""

TOTALS = ("合计", "总计", "小计", "总 计", "合 计")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet that holds anything: the texts by column, blank where nothing stands.

    ``unreadable`` are the columns whose cell was a fault already, so that nothing more is said about it.
    """

    sheet: str
    number: int
    texts: dict[str, str]
    unreadable: frozenset[str]


@dataclass(slots=True)
class Table:
    """The rows of one sheet. ``letters`` and ``headings`` by column, ``units`` of the amounts in them."""

    sheet: str
    letters: dict[str, str]
    headings: dict[str, str]
    units: dict[str, str]
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """What a workbook holds: ``tables`` by sheet, its faults, and the headings that were not looked at."""

    tables: dict[str, Table] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def read(content: bytes) -> Reading:
    """Read a workbook. A fault is noted and reading goes on.

    Raises:
        WorkbookRefused: for a file that is not opened at all (``projects.uploads``).
    """
    check_workbook(content)
    reading = Reading()
    try:
        # openpyxl reads a broken part with whatever exception comes to it.
        workbook = load_workbook(io.BytesIO(content))
    except Exception as error:
        raise WorkbookRefused("damaged") from error
    for sheet in workbook.worksheets:
        if sheet.title in SHEETS:
            _read_sheet(sheet, SHEETS[sheet.title], reading)
        elif sheet.title not in OUR_OWN and any(value is not None for row in sheet.values for value in row):
            expected = "”“".join(SHEETS)
            reading.faults.append(
                Fault(sheet.title, 0, "", "", f"不认识这张工作表：应为“{expected}”。请改名或删去。")
            )
    if not reading.tables and not reading.faults:
        expected = "”“".join(SHEETS)
        reading.faults.append(Fault("", 0, "", "", f"工作簿里没有“{expected}”中的任何一张工作表。"))
    return reading


def _read_sheet(sheet: Worksheet, layout: Sheet, reading: Reading) -> None:
    if sheet.sheet_state != "visible":
        reading.faults.append(Fault(sheet.title, 0, "", "", "工作表被隐藏：请取消隐藏或删去。"))
        return
    top = _heading_row(sheet, layout)
    if top is None:
        wanted = "、".join(column.heading for column in layout.columns)
        message = f"前 {LOOK_FOR_HEADINGS} 行中没有表头：应有“{wanted}”各列。"
        reading.faults.append(Fault(sheet.title, 0, "", "", message))
        return
    table = _headings(sheet, layout, top, reading)
    reading.tables[sheet.title] = table
    merged = _merged_rows(sheet, top, reading)
    columns = {letter: key for key, letter in table.letters.items()}
    for number, cells in enumerate(sheet.iter_rows(min_row=top + 1), start=top + 1):
        wanted_cells = [
            (columns[letter], cell)
            for place, cell in enumerate(cells, start=1)
            if cell.value is not None and (letter := get_column_letter(place)) in columns
        ]
        if number in merged or not any(str(cell.value).strip() for _key, cell in wanted_cells):
            continue
        if sheet.row_dimensions[number].hidden:
            reading.faults.append(Fault(sheet.title, number, "", "", "这一行被隐藏：请取消隐藏或删去。"))
            continue
        texts, unreadable = dict.fromkeys(table.letters, ""), set()
        for key, cell in wanted_cells:
            text, problem = _text(cell)
            texts[key] = text
            if problem:
                unreadable.add(key)
                reading.faults.append(
                    Fault(sheet.title, number, cell.coordinate, table.headings[key], problem)
                )
        table.rows.append(Row(sheet.title, number, texts, frozenset(unreadable)))


def _heading_row(sheet: Worksheet, layout: Sheet) -> int | None:
    """Return the row in which most of the headings stand, if at least two of them do anywhere."""
    wanted = {_plain(column.heading) for column in layout.columns}
    found = {
        number: len(wanted & {_plain(value) for value in values if isinstance(value, str)})
        for number, values in enumerate(
            sheet.iter_rows(max_row=min(LOOK_FOR_HEADINGS, sheet.max_row), values_only=True), start=1
        )
    }
    best = max(found, key=lambda number: found[number], default=0)
    return best if found.get(best, 0) > 1 else None


def _headings(sheet: Worksheet, layout: Sheet, top: int, reading: Reading) -> Table:
    table = Table(sheet.title, {}, {}, {})
    known = {_plain(column.heading): column for column in (*PLACES, *layout.columns)}
    for cell in sheet[top]:
        if cell.value is None or not str(cell.value).strip():
            continue
        heading = str(cell.value).strip()
        column = known.get(_plain(heading))
        if column is None:
            reading.ignored.append(f"{sheet.title}：{heading}")
        elif column.key in table.letters:
            reading.faults.append(
                Fault(sheet.title, top, cell.coordinate, column.heading, "这一列出现了两次：请删去一列。")
            )
        else:
            table.letters[column.key] = cell.column_letter
            table.headings[column.key] = column.heading
            table.units[column.key] = "元" if _unit(heading) == "元" else "万元"
            if column.figures and _unit(heading) not in ("", "%", *MONEY_UNITS):
                message = f"不认识单位“{_unit(heading)}”：应为万元或元。"
                reading.faults.append(Fault(sheet.title, top, cell.coordinate, column.heading, message))
    for column in layout.columns:
        if column.key not in table.letters:
            reading.faults.append(Fault(sheet.title, top, "", "", f"缺少“{column.heading}”一列。"))
    return table


def _plain(heading: str) -> str:
    """Return a heading without blanks, line ends, brackets and what is in them."""
    text = "".join(heading.split()).replace("（", "(").replace("）", ")")
    return text.partition("(")[0].rstrip("*")


def _unit(heading: str) -> str:
    text = "".join(heading.split()).replace("（", "(").replace("）", ")")
    return text.partition("(")[2].partition(")")[0].removeprefix("单位:").removeprefix("单位：")


def _merged_rows(sheet: Worksheet, top: int, reading: Reading) -> set[int]:
    rows: set[int] = set()
    for merger in sorted(sheet.merged_cells.ranges, key=lambda merger: (merger.min_row, merger.min_col)):
        if merger.max_row > top:
            first = f"{get_column_letter(merger.min_col)}{merger.min_row}"
            message = f"单元格 {merger.coord} 是合并的：请取消合并，每格各填。"
            reading.faults.append(Fault(sheet.title, merger.min_row, first, "", message))
            rows.update(range(merger.min_row, merger.max_row + 1))
    return rows


def _text(cell: Cell | MergedCell) -> tuple[str, str]:
    """Return what stands in a cell as it would be typed, and what is wrong with it if anything is."""
    value = cell.value
    if cell.data_type == "f":
        formula = value if isinstance(value, str) else getattr(value, "text", "") or ""
        return "", f"是公式“{formula[:40]}”：请复制后“选择性粘贴”为数值。"
    if cell.data_type == "e":
        return "", f"是错误值 {value}：请改为数值。"
    if isinstance(value, bool):
        return "", "是逻辑值：请改为数字或文字。"
    if isinstance(value, datetime.datetime | datetime.date | datetime.time | datetime.timedelta):
        return "", "是日期或时间：请把单元格格式改为常规，再填写。"
    if isinstance(value, int | float):
        return _number_text(value, cell.number_format), ""
    return str(value).strip(), ""


def _number_text(value: float, number_format: str) -> str:
    """Spell a number with the digits that a person would have typed: 1.15 is not 1.149999….

    Under a percentage format 0.985 is shown, and was typed, as 98.5%.
    """
    number = Decimal(repr(value))
    if "%" in number_format:
        return f"{(number * 100).normalize():f}%"
    return f"{number.normalize() + 0:f}"


def in_order(faults: list[Fault]) -> Iterator[Fault]:
    """Return the faults by sheet, row and column, as one goes through the workbook."""
    order = {name: place for place, name in enumerate(SHEETS)}
    yield from sorted(
        faults, key=lambda fault: (order.get(fault.sheet, -1), fault.row, len(fault.cell), fault.cell)
    )
