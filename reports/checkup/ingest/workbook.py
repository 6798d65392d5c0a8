"""XLSX and XLS: the sheets that are shown, their numbers as they are shown."""

import datetime
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, cast
from zipfile import ZipFile

import xlrd
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles.borders import Border
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet.worksheet import Worksheet
from xlrd.biffh import XLRDError

from reports.checkup.ingest import formats
from reports.checkup.ingest.gathering import MOST_CELLS, Gathering
from reports.checkup.ingest.sheets import Sheet, Spot, gather
from reports.checkup.ingest.source import Kind, Source, Unreadable

_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
_TRUTH = {True: "TRUE", False: "FALSE"}
_FORMULA = b"<f"
_SHEETS = "xl/worksheets/"
_TYPED = re.compile("=[0-9.,]+[%‰]?[\u4e00-\u9fff]{0,6}")
"""What was meant as a text and became a formula: =100%, =42个."""


def read_xlsx(content: bytes) -> Source:
    """Return what an XLSX workbook shows."""
    workbook = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    shown = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    sheets = [_modern(sheet) for sheet in shown]
    if any(_FORMULA in part for part in _sheet_parts(content)):
        typed = _typed(content)
        for sheet in sheets:
            sheet.cells = {**typed.get(sheet.name, {}), **sheet.cells}
    return _source(sheets, "xlsx")


def read_xls(content: bytes) -> Source:
    """Return what an XLS workbook, of Excel 97 to 2003, shows."""
    if _MACROS in content:
        raise Unreadable("工作簿带有宏，请去掉宏后另存再送检。")
    try:
        workbook = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except XLRDError as error:
        if "encrypted" in str(error):
            raise Unreadable("工作簿设有密码，请去掉密码后再送检。") from error
        raise Unreadable("文件里没有Excel工作簿，可能是改了名的其他文件，或者已损坏。") from error
    return _source([_old(workbook, sheet) for sheet in workbook.sheets() if not sheet.visibility], "xls")


def _source(sheets: list[Sheet], kind: Kind) -> Source:
    gathering = Gathering()
    for sheet in sheets:
        gather(sheet, gathering)
    return gathering.source(kind)


def _sheet_parts(content: bytes) -> Iterator[bytes]:
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith(_SHEETS):
                yield archive.read(name)


def _typed(content: bytes) -> Mapping[str, Mapping[Spot, str]]:
    """Return by sheet the formulas that are mere figures: one without a stored result would show nothing.

    A target =100% that another program wrote is such a one.
    """
    workbook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    return {
        sheet.title: {
            (cell.row - 1, cell.column - 1): cell.value
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell.value, str) and _TYPED.fullmatch(cell.value)
        }
        for sheet in workbook.worksheets
    }


def _modern(sheet: Worksheet) -> Sheet:
    result = Sheet(sheet.title)
    for area in sheet.merged_cells.ranges:
        result.spans[area.min_row - 1, area.min_col - 1] = (
            area.max_row - area.min_row + 1,
            area.max_col - area.min_col + 1,
        )
    _refuse_too_many(len(sheet._cells) + sum(rows * columns for rows, columns in result.spans.values()))
    ruled: dict[int, bool] = {}  # by style: cells share a few
    for (row, column), cell in sheet._cells.items():
        spot = row - 1, column - 1
        style = _style(cell)
        if style is None:  # a note at a cell that the sheet does not hold
            continue
        border = style.borderId
        if border not in ruled:
            ruled[border] = _is_ruled(cast("Border", cell.border))
        if ruled[border]:
            result.ruled.add(spot)
        if isinstance(cell, Cell) and (text := _shown(cell)):
            result.cells[spot] = text
    return result


def _style(cell: Cell | MergedCell) -> Any:
    """Return the numbers under which a cell's format and borders are filed."""
    return cast("Any", cell)._style


def _is_ruled(border: Border) -> bool:
    """Tell a cell of a table from one that a table's outer rule happens to touch."""
    left, right, top, bottom = (
        side is not None and side.style is not None
        for side in (border.left, border.right, border.top, border.bottom)
    )
    return left or right or (top and bottom)


def _shown(cell: Cell) -> str:
    value = cell.value
    code = formats.EAST_ASIAN_DATES.get(_style(cell).numFmtId, cell.number_format)
    if code != cell.number_format and isinstance(value, int | float):
        value = from_excel(value)
    match value:
        case None:
            return ""
        case bool():
            return _TRUTH[value]
        case int() | float():
            return formats.number_text(value, code)
        case datetime.datetime() | datetime.date() | datetime.time():
            return formats.date_text(value, code)
        case datetime.timedelta():
            return str(value)
        case _:
            return str(value).strip()


def _old(workbook: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Sheet:
    result = Sheet(sheet.name)
    for top, bottom, left, right in sheet.merged_cells:
        result.spans[top, left] = bottom - top, right - left
    _refuse_too_many(sum(rows * columns for rows, columns in result.spans.values()))
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            style = workbook.xf_list[cell.xf_index or 0]
            lines = style.border
            if lines is not None and (
                lines.left_line_style
                or lines.right_line_style
                or (lines.top_line_style and lines.bottom_line_style)
            ):
                result.ruled.add((row, column))
            known = workbook.format_map.get(style.format_key)
            code = formats.EAST_ASIAN_DATES.get(style.format_key, known.format_str if known else "General")
            if text := _shown_of_old(workbook, cell, code):
                result.cells[row, column] = text
    return result


def _shown_of_old(workbook: xlrd.Book, cell: xlrd.sheet.Cell, code: str) -> str:
    value = cell.value
    if isinstance(value, str):
        return value.strip()
    match cell.ctype:
        case xlrd.XL_CELL_NUMBER:
            return formats.number_text(value, code)
        case xlrd.XL_CELL_DATE:
            return formats.date_text(xlrd.xldate_as_datetime(value, workbook.datemode), code)
        case xlrd.XL_CELL_BOOLEAN:
            return _TRUTH[bool(value)]
        case xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code[int(value)]
        case _:
            return ""


def _refuse_too_many(cells: int) -> None:
    if cells > MOST_CELLS:
        raise Unreadable(f"有一张工作表超过了{MOST_CELLS}格，请删去与自评无关的行和栏后再送检。")
