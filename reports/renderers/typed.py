"""A document as an office types it without a tool of ours: no styles of headings, no formats of numbers.

It is for the demo's report of other origin; what we issue is drawn by the other modules.
"""

import io

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.table import Table as WordTable
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.document import Block, Document, Heading, Paragraph, Table

_TITLE, _BODY = Font(name="黑体", size=16, bold=True), Font(name="宋体", size=11)
_RULED = Border(*(Side(style="thin"),) * 4)
_WIDTH = 14  # of a column, in characters
_LINE = 15  # points
_UPRIGHT = Alignment(vertical="center", wrap_text=True)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)


def word(document: Document) -> bytes:
    """Return the document as a DOCX file: headings are bold paragraphs, tables plain grids."""
    file = docx.Document()
    file.styles["Normal"].font.size = Pt(10.5)
    title = file.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run("\n".join(document.title)).bold = True
    for block in document.blocks:
        if isinstance(block, Table):
            _fill(file.add_table(len(block.all_rows), len(block.columns), "Table Grid"), block)
        else:
            file.add_paragraph().add_run(_words(block)).bold = isinstance(block, Heading)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def _fill(grid: WordTable, table: Table) -> None:
    for placed in (one for row in table.placed() for one in row):
        first = grid.cell(placed.row, placed.column)
        last = grid.cell(placed.row + placed.cell.rowspan - 1, placed.column + placed.cell.colspan - 1)
        first.merge(last).text = placed.cell.text


def workbook(document: Document) -> bytes:
    """Return the document as an XLSX file: everything on one sheet, figures as text."""
    file = Workbook()
    sheet = file.worksheets[0]
    sheet.title = "自评报告"
    width = max(len(table.columns) for table in document.tables())
    for number in range(1, width + 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTH
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    _across(sheet, 1, width, "\n".join(document.title), title=True)
    row = 2
    for block in document.blocks:
        if isinstance(block, Table):
            _lay(sheet, row, block)
            row += len(block.all_rows)
        else:
            _across(sheet, row, width, _words(block), title=False)
            row += 1
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def _across(sheet: Worksheet, row: int, width: int, text: str, *, title: bool) -> None:
    cell = sheet.cell(row, 1, text)
    cell.alignment = _CENTRED if title else _UPRIGHT
    cell.font = _TITLE if title else _BODY
    sheet.row_dimensions[row].height = (2 if title else 1) * _height(text, width)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)


def _height(text: str, columns: int) -> int:
    """How high a text stands that runs over so many columns."""
    return _LINE * sum(-(-2 * len(line) // (_WIDTH * columns)) or 1 for line in text.split("\n")) + 3


def _lay(sheet: Worksheet, top: int, table: Table) -> None:
    for number, cells in enumerate(table.placed()):
        low = [_height(one.cell.text, one.cell.colspan) for one in cells if one.cell.rowspan == 1]
        sheet.row_dimensions[top + number].height = max(low, default=_LINE)
    for placed in (one for cells in table.placed() for one in cells):
        row, column = top + placed.row, placed.column + 1
        cell = sheet.cell(row, column, placed.cell.text or None)
        cell.border, cell.alignment, cell.font = _RULED, _UPRIGHT, _BODY
        if placed.cell.rowspan > 1 or placed.cell.colspan > 1:
            sheet.merge_cells(
                start_row=row,
                start_column=column,
                end_row=row + placed.cell.rowspan - 1,
                end_column=column + placed.cell.colspan - 1,
            )


def _words(block: Block) -> str:
    return block.text if isinstance(block, Heading | Paragraph) else ""
