"""The fill-in workbook as a file, and the one that came back with its faults marked."""

import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from indicators.models import Indicator, Statistic
from indicators.rules import Rules
from indicators.scoring import Direction, Nature
from indicators.workbook.faults import Fault
from indicators.workbook.layout import (
    COMMON_UNITS,
    FAULTS,
    FUNDS,
    INDICATORS,
    NOTES,
    OPTIONS,
    STATISTICS,
    Column,
    Sheet,
)
from projects import cells
from projects.cells import Cell as FundsCell
from projects.funds import EntryKind
from projects.models import FundingSource, Project
from projects.money import WAN

ROOM = 200
"""Empty rows to fill in below those that are there."""

AUTHOR = "绩效自评"
HEADINGS = 3
"""The row of the headings, below the title and a note."""

_TITLE = Font(name="黑体", size=14)
_HEADING = Font(name="黑体", size=11)
_BODY = Font(name="宋体", size=11)
_NOTE = Font(name="宋体", size=10, color="57606A")
_LOCKED = PatternFill("solid", start_color="F6F8FA")
_WRONG = PatternFill("solid", start_color="FFC7CE")
_LINE = Side(style="thin", color="D8DEE4")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_AMOUNT = "#,##0.00####"
_EXPLANATIONS = (
    "只填白色单元格；表头和灰色单元格已锁定（无密码），不需要改动。",
    "资金以万元为单位；要按元填写，请把表头中的“万元”改为“元”（先撤销工作表保护）。",
    "空白表示没有数据，不等于 0。合计、全年预算、执行率和得分由系统计算，不要添加合计行。",
    "按名称匹配：改了名称就是新的一行；从表中删去一行不会删除系统中的数据，请在网页上删除。",
    "不要合并单元格、隐藏行或使用公式；可从其他表格复制后“选择性粘贴”为数值。",
    "填好后在网页上传。系统先检查，列出全部问题；无误后列出将要发生的变化，确认后一次写入。",
)


def fill_in_form(project: Project, rules: Rules | None) -> bytes:
    """Return the workbook for one project as an XLSX file, what is stored filled in."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    options = _Options(workbook, rules)
    for sheet, rows in (
        (FUNDS, _funds(project)),
        (INDICATORS, [indicator_columns(one) for one in project.indicators.select_related("actual_from")]),
        (STATISTICS, [_statistic(one) for one in project.statistics.select_related("part", "whole")]),
    ):
        _draw(workbook.create_sheet(sheet.name), sheet, project, rows, options)
    notes = workbook.create_sheet(NOTES)
    notes.column_dimensions["A"].width = 100
    for number, text in enumerate(("填表说明", *_EXPLANATIONS), start=1):
        cell = _write(notes, number, 1, text if number == 1 else f"{number - 1}. {text}")
        cell.font = _TITLE if number == 1 else _BODY
    notes.protection.sheet = True
    workbook.move_sheet(OPTIONS, offset=len(workbook.sheetnames))
    workbook.active = 0
    return _saved(workbook)


def marked(content: bytes, faults: Iterable[Fault]) -> bytes:
    """Return the workbook with the cells at fault coloured and commented, and a list of all faults in front.

    Marks of an earlier turn are taken off. Formulas come back as the text of the formula: nothing in the
    file computes.
    """
    workbook = load_workbook(io.BytesIO(content))
    if FAULTS in workbook.sheetnames:
        workbook.remove(workbook[FAULTS])
    for sheet in workbook.worksheets:
        _clean(sheet)
    listed = list(faults)
    by_cell: dict[tuple[str, str], list[Fault]] = {}
    for fault in listed:
        if fault.sheet and (fault.cell or fault.row):
            by_cell.setdefault((fault.sheet, fault.cell or f"A{fault.row}"), []).append(fault)
    for (name, place), of_cell in by_cell.items():
        wrong = workbook[name].cell(*coordinate_to_tuple(place))
        wrong.fill = _WRONG
        if not isinstance(wrong, MergedCell):
            wrong.comment = Comment("\n".join(fault.message for fault in of_cell), AUTHOR, 120, 320)
    _list(workbook.create_sheet(FAULTS, 0), listed)
    workbook.active = 0
    return _saved(workbook)


class _Options:
    """The lists behind the drop-downs, on a hidden sheet."""

    def __init__(self, workbook: Workbook, rules: Rules | None) -> None:
        sheet = workbook.create_sheet(OPTIONS)
        sheet.sheet_state = "hidden"
        levels = rules.level1 if rules else ()
        self._ranges: dict[str, str] = {}
        lists: Mapping[str, Sequence[str]] = {
            "sources": list(FundingSource.objects.values_list("name", flat=True)),
            "level1": [level.name for level in levels],
            "level2": list(dict.fromkeys(name for level in levels for name in level.level2)),
            "natures": [nature.value for nature in Nature],
            "directions": [direction.value for direction in Direction],
            "units": COMMON_UNITS,
        }
        for column, (key, values) in enumerate(lists.items(), start=1):
            for row, value in enumerate(values, start=1):
                _write(sheet, row, column, value)
            if values:
                letter = get_column_letter(column)
                self._ranges[key] = f"'{OPTIONS}'!${letter}$1:${letter}${len(values)}"

    def validation(self, column: Column) -> DataValidation | None:
        """Return the drop-down of a column; a unit that is not in the list can be typed all the same."""
        if column.options not in self._ranges:
            return None
        rule = DataValidation(type="list", formula1=self._ranges[column.options], allow_blank=True)
        rule.errorStyle = "information" if column.options == "units" else "stop"
        rule.errorTitle, rule.error = column.heading, "请从下拉列表中选择。"
        rule.promptTitle, rule.prompt = column.heading, column.note
        rule.showErrorMessage = rule.showInputMessage = True
        return rule


def _draw(
    sheet: Worksheet,
    layout: Sheet,
    project: Project,
    rows: Sequence[Mapping[str, Any]],
    options: _Options,
) -> None:
    title = f"{project.office}　{project}　{project.fiscal_year} 年度{layout.name}填报表"
    _write(sheet, 1, 1, title).font = _TITLE
    _write(sheet, 2, 1, "只填白色单元格。把光标移到表头上可看到说明。").font = _NOTE
    last = HEADINGS + len(rows) + ROOM
    for place, column in enumerate(layout.columns, start=1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = column.width
        is_amount = layout is FUNDS and column.figures
        heading = _write(sheet, HEADINGS, place, f"{column.heading}（万元）" if is_amount else column.heading)
        heading.font, heading.fill, heading.border = _HEADING, _LOCKED, _FRAME
        heading.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        heading.comment = Comment(column.note, AUTHOR, 80, 260)
        if rule := options.validation(column):
            rule.add(f"{letter}{HEADINGS + 1}:{letter}{last}")
            sheet.add_data_validation(rule)
        for number in range(HEADINGS + 1, last + 1):
            index = number - HEADINGS - 1
            cell = _write(sheet, number, place, rows[index].get(column.key) if index < len(rows) else None)
            cell.font, cell.border, cell.protection = _BODY, _FRAME, Protection(locked=False)
            cell.alignment = Alignment(
                horizontal="right" if column.figures else None,
                vertical="center",
                wrap_text=not column.figures,
            )
            if is_amount:
                cell.number_format = _AMOUNT
            elif not column.figures:
                cell.number_format = "@"
    sheet.freeze_panes = f"B{HEADINGS + 1}"
    sheet.row_dimensions[HEADINGS].height = 24
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.sort = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEADINGS}:{HEADINGS}"


def _write(sheet: Worksheet, row: int, column: int, value: str | Decimal | None) -> Cell:
    """Put a value into a cell: a text always as a text, a number as one where it keeps all its digits."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # noqa: S101
    if isinstance(value, Decimal):
        if Decimal(repr(float(value))) == value:
            cell.value = float(value)
            return cell
        value = f"{value:f}"
    if value:
        cell.value = value
        _as_text(cell)
    return cell


def _as_text(cell: Cell) -> None:
    if cell.data_type == "f":
        cell.data_type = "s"
        # A program that edits the cell goes on taking it for a text.
        cell.quotePrefix = True


def _funds(project: Project) -> list[dict[str, Any]]:
    stored = cells.stored_cells(project)
    sources = list(FundingSource.objects.values_list("name", flat=True))
    rows = []
    for line in project.line_items.all():
        used = [
            source
            for source in sources
            if any(FundsCell(line.name, source, kind) in stored for kind in EntryKind)
        ]
        for source in used or sources[:1]:
            row: dict[str, Any] = {"line": line.name, "source": source}
            for kind in EntryKind:
                amount = stored.get(FundsCell(line.name, source, kind))
                row[kind.value] = None if amount is None else amount / WAN
            rows.append(row)
    return rows


def indicator_columns(one: Indicator) -> dict[str, Any]:
    """Return what the columns of an indicator's row hold."""
    columns = {
        name: getattr(one, name)
        for name in (
            *("level1", "level2", "name", "nature", "direction", "unit", "weight"),
            *("achieved_percent", "deviation", "improvement"),
        )
    }
    taken = one.actual_from.name if one.actual_from else ""
    if one.nature == Nature.QUALITATIVE:
        return columns | {"target": one.target_text, "actual": one.actual_text}
    return columns | {"target": one.target, "actual": one.actual, "actual_from": taken}


def _statistic(one: Statistic) -> dict[str, Any]:
    return {
        "area": one.area,
        "name": one.name,
        "value": one.value,
        "unit": one.unit,
        "part": one.part.name if one.part else "",
        "whole": one.whole.name if one.whole else "",
    }


def _clean(sheet: Worksheet) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, MergedCell):
                continue
            if cell.comment and cell.comment.author == AUTHOR and cell.fill == _WRONG:
                cell.comment = None
                cell.fill = PatternFill()
            if cell.data_type == "f":
                cell.value = str(getattr(cell.value, "text", cell.value) or "")
                _as_text(cell)


def _list(sheet: Worksheet, faults: Sequence[Fault]) -> None:
    for column, (heading, width) in enumerate(
        (("工作表", 14), ("行", 8), ("单元格", 10), ("列", 18), ("问题", 80)), start=1
    ):
        cell = _write(sheet, 1, column, heading)
        cell.font, cell.fill, cell.border = _HEADING, _LOCKED, _FRAME
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, fault in enumerate(faults, start=2):
        number = str(fault.row) if fault.row else ""
        for column, text in enumerate(
            (fault.sheet, number, fault.cell, fault.heading, fault.message), start=1
        ):
            cell = _write(sheet, row, column, text)
            cell.font, cell.border = _BODY, _FRAME
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "A2"


def _saved(workbook: Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()
