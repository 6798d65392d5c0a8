"""The list of what a check-up found, as a workbook: a row for each finding, to be sorted and ticked off."""

import io
import math
from collections.abc import Mapping, Sequence
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.checkup.findings import Kind, Severity
from reports.checkup.results.spots import Spot
from reports.checkup.results.words import (
    KINDS,
    SEVERITIES,
    TINTS,
    UNCHECKED,
    figures_told,
    findings_told,
    whereabouts,
)

_COLUMNS = (
    ("序号", 6),
    ("程度", 8),
    ("类别", 11),
    ("位置", 22),
    ("问题", 40),
    ("原文", 13),
    ("应为", 13),
    ("依据", 24),
    ("所在文字", 36),
    ("把握", 6),
    ("核对意见", 16),
)
_HEAD_ROW = 5
_A4 = 9
_LINE = 15  # points
_THIN = Side(style="thin", color="FFBFC5CC")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRED = {"序号", "程度", "类别", "把握"}
_FIGURES = {"原文", "应为"}


def listed(
    name: str,
    result: Mapping[str, Any],
    shown: Sequence[Mapping[str, Any]],
    spots: Sequence[Spot],
) -> bytes:
    """Return the findings as an XLSX file.

    ``name`` is that of the file that was checked, ``result`` what ``Examination.as_json`` gives, ``shown``
    the document as ``reports.checkup.results.showing`` does, ``spots`` where each finding stands in the file.
    """
    workbook = Workbook()
    sheet = cast("Worksheet", workbook.active)
    sheet.title = "体检清单"
    findings: Sequence[Mapping[str, Any]] = result["findings"]
    _heading(sheet, name, result["counts"], findings)
    for column, (title, width) in enumerate(_COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        cell = _put(sheet, _HEAD_ROW, column, title)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFEAF1FB")
        cell.alignment = Alignment(horizontal="center", vertical="center")
    for number, (finding, spot) in enumerate(zip(findings, spots, strict=True), start=1):
        _row(sheet, number, finding, whereabouts(spot.place, finding["where"], shown))
    _set_up(sheet, len(findings))
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _heading(
    sheet: Worksheet, name: str, counts: Mapping[str, int], findings: Sequence[Mapping[str, Any]]
) -> None:
    lines = (
        "文档体检清单",
        f"文件：{name}",
        findings_told(findings),
        f"{figures_told(counts)}{UNCHECKED}",
    )
    for row, line in enumerate(lines, start=1):
        _put(sheet, row, 1, line).border = Border()
    sheet.cell(1, 1).font = Font(bold=True, size=14)


def _row(sheet: Worksheet, number: int, finding: Mapping[str, Any], place: str) -> None:
    severity = Severity(finding["severity"])
    values: tuple[str | int | float, ...] = (
        number,
        SEVERITIES[severity],
        KINDS[Kind(finding["kind"])],
        place,
        finding["message"],
        finding["printed"],
        finding["computed"],
        finding["rule"],
        finding["where"]["text"],
        finding["certainty"],
        "",
    )
    row = _HEAD_ROW + number
    # programs fit no height to rows of a file that they did not write
    lines = max(
        math.ceil(_half_widths(str(value)) / (width - 1))
        for (_title, width), value in zip(_COLUMNS, values, strict=True)
    )
    sheet.row_dimensions[row].height = max(lines, 1) * _LINE + 3
    for column, ((title, _width), value) in enumerate(zip(_COLUMNS, values, strict=True), start=1):
        cell = _put(sheet, row, column, value)
        side = "center" if title in _CENTRED else "right" if title in _FIGURES else "left"
        cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=True)
        if title == "程度":
            cell.fill = PatternFill("solid", fgColor=f"FF{TINTS[severity]}")
        elif title == "把握":
            cell.number_format = "0%"


def _put(sheet: Worksheet, row: int, column: int, value: str | int | float) -> Cell:
    """Write a value; words stay words, whatever sign they begin with."""
    cell = cast("Cell", sheet.cell(row, column))
    cell.value = value if value != "" else None
    if isinstance(value, str) and value:
        cell.data_type = "s"
        cell.quotePrefix = value[0] in "=+-@"
    cell.border = _BORDER
    return cell


def _half_widths(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)


def _set_up(sheet: Worksheet, findings: int) -> None:
    last = get_column_letter(len(_COLUMNS))
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:{last}{_HEAD_ROW + findings}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = _A4, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
