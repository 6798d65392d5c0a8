"""The attached tables (the 自评表) as a workbook: numbers as numbers, each shown as it is printed."""

import io
import math
import re
from decimal import Decimal
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

from reports.document import Align, Attachment, Cell, Document, PlacedCell, Seal, Table, spelled
from reports.renderers.package import moment, pinned

_A4 = 9
_PAGE_WIDTH = 92  # half-width characters of the default type across an upright page, 138 across a turned one
_LINE_HEIGHT = 15  # points
_THIN, _DOUBLE = Side(style="thin"), Side(style="double")
_TITLE, _HEADER, _BODY = (
    Font(name="方正小标宋简体", size=18),
    Font(name="黑体", size=10),
    Font(name="宋体", size=10),
)
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_FIGURE = re.compile(r"(?P<before>[^\d-]*)(?P<figure>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<after>\D*)")


def render(document: Document, *, seal: Seal | None = None) -> bytes:
    """Return the attachments' tables as an XLSX file, a sheet each; the document's own where it has none.

    The same document gives the same bytes. ``seal`` stands at the foot of printed pages.
    """
    workbook = Workbook()
    for sheet in workbook.worksheets:
        workbook.remove(sheet)
    attached = [
        (attachment, table)
        for attachment in document.attachments or (_as_attachment(document),)
        for table in attachment.blocks
        if isinstance(table, Table)
    ]
    for attachment, table in attached:
        name = _FORBIDDEN_IN_NAMES.sub("", attachment.title)[:28] or "表"
        _Sheet(workbook.create_sheet(name), table, seal).draw(attachment)
    if not attached:
        workbook.create_sheet("表")
    stream = io.BytesIO()
    workbook.save(stream)
    # saving stamps the workbook with the present moment
    properties = cast("bytes", tostring(_properties(document, seal).to_tree()))
    return pinned(stream.getvalue(), {ARC_CORE: properties})


def number_format(cell: Cell) -> str | None:
    """Return the format under which a spreadsheet shows the number as the text, if there is one."""
    parts = _FIGURE.fullmatch(cell.text)
    if cell.number is None or parts is None:
        return None
    before, figure, after = parts["before"], parts["figure"], parts["after"]
    percent = after.startswith("%")
    printed = Decimal(figure.replace(",", "")) / (100 if percent else 1)
    # a sign would stand before the words, and words are quoted
    if printed != cell.number or '"' in before + after or (before and printed < 0):
        return None
    places = len(figure.partition(".")[2])
    code = ("#,##0" if "," in figure else "0") + ("." + "0" * places if places else "")
    return _quoted(before) + code + ("%" + _quoted(after[1:]) if percent else _quoted(after))


def _quoted(words: str) -> str:
    return f'"{words}"' if words else ""


def _as_attachment(document: Document) -> Attachment:
    return Attachment("", document.name, document.blocks)


def _properties(document: Document, seal: Seal | None) -> DocumentProperties:
    written = moment(document.written_on).replace(tzinfo=None)
    return DocumentProperties(
        creator=document.author,
        lastModifiedBy=document.author,
        title=document.name,
        keywords=", ".join(document.keywords),
        identifier=seal.keyword if seal else None,
        language="zh-CN",
        created=written,
        modified=written,
    )


class _Sheet:
    """Draws one table on a sheet, from the top down."""

    def __init__(self, sheet: Worksheet, table: Table, seal: Seal | None) -> None:
        self._sheet = sheet
        self._table = table
        self._seal = seal
        self._next_row = 1
        self._widths: list[float] = []

    def draw(self, attachment: Attachment) -> None:
        self._set_up(landscape=attachment.landscape)
        self._line(attachment.title, _TITLE, "center", height=32)
        if self._table.caption:
            self._line(self._table.caption, _HEADER, "center")
        if self._table.unit:
            self._line(self._table.unit, _BODY, "right")
        self._grid()
        if self._table.note:
            self._line(spelled(self._table.note), _BODY, "left")

    def _set_up(self, *, landscape: bool) -> None:
        sheet = self._sheet
        sheet.page_setup.paperSize = _A4
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_options.horizontalCentered = True
        sheet.sheet_view.showGridLines = False
        cast("HeaderFooterItem", sheet.oddFooter).center.text = "— &P —"
        if self._seal is not None:
            left = cast("HeaderFooterItem", sheet.oddFooter).left
            # an ampersand begins a code
            left.text, left.size = self._seal.line.replace("　", "\n").replace("&", "&&"), 8
        whole = _PAGE_WIDTH * (1.5 if landscape else 1)
        shares = sum(column.width for column in self._table.columns)
        self._widths = [round(whole * column.width / shares, 2) for column in self._table.columns]
        for number, width in enumerate(self._widths, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width

    def _line(self, text: str, font: Font, align: Align, *, height: float | None = None) -> None:
        """Put a text across the whole table."""
        cell = self._at(self._next_row, 1)
        _put(cell, text)
        cell.font = font
        cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
        lines = _lines(text, sum(self._widths))
        self._sheet.row_dimensions[self._next_row].height = height or lines * _LINE_HEIGHT + 4
        self._merge(self._next_row, 1, 1, len(self._widths))
        self._next_row += 1

    def _grid(self) -> None:
        table, top = self._table, self._next_row
        for number, row in enumerate(table.placed()):
            for placed in row:
                self._cell(placed, top)
            self._sheet.row_dimensions[top + number].height = self._height(row)
        self._next_row += len(table.all_rows)
        if table.head:
            bottom = top + len(table.head) - 1
            self._sheet.print_title_rows = f"{top}:{bottom}"
            self._sheet.freeze_panes = f"A{bottom + 1}"

    def _cell(self, placed: PlacedCell, top: int) -> None:
        source = placed.cell
        row, column = top + placed.row, placed.column + 1
        cell = self._at(row, column)
        code = number_format(source)
        if code is None:
            _put(cell, source.text)
        else:
            cell.value, cell.number_format = source.number, code
        is_total = self._table.total is not None and placed.row == len(self._table.all_rows) - 1
        cell.font = _HEADER if self._table.is_header(placed) else _BODY
        cell.alignment = Alignment(horizontal=self._table.align(placed), vertical="center", wrap_text=True)
        cell.border = Border(left=_THIN, right=_THIN, top=_DOUBLE if is_total else _THIN, bottom=_THIN)
        # after the border is set: merging carries it round the area
        self._merge(row, column, source.rowspan, source.colspan)

    def _at(self, row: int, column: int) -> SheetCell:
        return cast("SheetCell", self._sheet.cell(row, column))

    def _merge(self, row: int, column: int, rows: int, columns: int) -> None:
        if rows > 1 or columns > 1:
            self._sheet.merge_cells(
                start_row=row, start_column=column, end_row=row + rows - 1, end_column=column + columns - 1
            )

    def _height(self, row: tuple[PlacedCell, ...]) -> float:
        """Return a row's height: spreadsheets fit none to merged cells, so it follows from the text."""
        lines = [1]
        for placed in row:
            if placed.cell.rowspan == 1:
                span = self._widths[placed.column : placed.column + placed.cell.colspan]
                lines.append(_lines(placed.cell.text, sum(span)))
        return max(lines) * _LINE_HEIGHT + 4


def _put(cell: SheetCell, text: str) -> None:
    """Write words that stay words, whatever sign they begin with."""
    cell.value = text or None
    if text:
        cell.data_type = "s"
        cell.quotePrefix = text[0] in "=+-@"


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column; a width counts digits of 11 pt, our type has 10."""
    room = max(width * 1.05 - 0.5, 2)
    return sum(
        max(1, math.ceil(sum(1 if character.isascii() else 2 for character in line) / room))
        for line in text.split("\n")
    )
