"""The documents of the corpus as other programs write them: without our styles, captions and attachments."""

import html
import io
import re
from collections.abc import Callable
from decimal import Decimal

import docx
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.document import Document, Table
from reports.renderers import pdf

_NUMBER = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<decimals>[0-9]+))?(?P<percent>%)?")


def as_docx(document: Document) -> bytes:
    """A Word file of plain paragraphs, its numbering typed by hand."""
    word = docx.Document()
    for block in document.blocks:
        if not isinstance(block, Table):
            word.add_paragraph(getattr(block, "text", ""))
            continue
        table = word.add_table(len(block.rows), len(block.columns), style="Table Grid")
        cells = [list(row.cells) for row in table.rows]
        for placed in (one for row in block.placed() for one in row):
            first = cells[placed.row][placed.column]
            first.text = placed.cell.text
            down, right = placed.row + placed.cell.rowspan - 1, placed.column + placed.cell.colspan - 1
            if (down, right) != (placed.row, placed.column):
                first.merge(cells[down][right])
    return _saved(word.save)


def as_xlsx(document: Document) -> bytes:
    """A workbook of one sheet: lines in the first column, figures as numbers under their formats."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    row = 1
    for block in document.blocks:
        if not isinstance(block, Table):
            sheet.cell(row, 1, getattr(block, "text", ""))
            row += 1
            continue
        for placed in (one for cells in block.placed() for one in cells):
            top, left = row + placed.row, placed.column + 1
            _fill(sheet, top, left, placed.cell.text)
            if placed.cell.rowspan > 1 or placed.cell.colspan > 1:
                bottom, right = top + placed.cell.rowspan - 1, left + placed.cell.colspan - 1
                sheet.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)
        row += len(block.rows)
    return _saved(book.save)


def _fill(sheet: Worksheet, row: int, column: int, text: str) -> None:
    found = _NUMBER.fullmatch(text)
    if found is None:
        sheet.cell(row, column, text).data_type = "s"  # =100% is a target, no formula
        return
    value = Decimal(text.replace(",", "").rstrip("%"))
    places = "0" * len(found["decimals"] or "")
    form = ("#,##0" if "," in text else "0") + (f".{places}" if places else "")
    cell = sheet.cell(row, column, value.scaleb(-2) if found["percent"] else value)
    cell.number_format = form + (found["percent"] or "")


def as_html(document: Document) -> bytes:
    """A page as a site's editor leaves it."""
    parts = []
    for block in document.blocks:
        if not isinstance(block, Table):
            parts.append(f"<p>{html.escape(getattr(block, 'text', ''))}</p>")
            continue
        rows = (
            "".join(
                f'<td rowspan="{cell.rowspan}" colspan="{cell.colspan}">'
                f"{html.escape(cell.text).replace(chr(10), '<br>')}</td>"
                for cell in row
            )
            for row in block.rows
        )
        parts.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    return f"<html><body>{''.join(parts)}</body></html>".encode()


def as_text(document: Document) -> bytes:
    """Lines, the cells of a row parted by tabs; what a cell spans is left empty."""
    lines: list[str] = []
    for block in document.blocks:
        if not isinstance(block, Table):
            lines.append(getattr(block, "text", ""))
            continue
        grid = [[""] * len(block.columns) for _ in block.rows]
        for placed in (one for row in block.placed() for one in row):
            grid[placed.row][placed.column] = placed.cell.text.replace("\n", "")
        lines += ["\t".join(row) for row in grid]
    return "\n".join(lines).encode("gb18030")


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


def _cells(table: Table) -> list[list[str]]:
    """The cells row by row; what merged cells cover is left out."""
    return [[placed.cell.text.replace("\n", "") for placed in row] for row in table.placed()]


def _without_tables(flatten: Callable[[list[list[str]]], str]) -> Callable[[Document], bytes]:
    def write(document: Document) -> bytes:
        return "\n".join(
            flatten(_cells(block)) if isinstance(block, Table) else getattr(block, "text", "")
            for block in document.blocks
        ).encode()

    return write


@_without_tables
def one_to_a_line(rows: list[list[str]]) -> str:
    """Blank lines between the cells, and what a page puts into a blank one."""
    return "\n\n".join(cell or "\N{NO-BREAK SPACE}" for row in rows for cell in row)


@_without_tables
def in_one_line(rows: list[list[str]]) -> str:
    return " ".join(cell for row in rows for cell in row if cell)


@_without_tables
def in_short_rows(rows: list[list[str]]) -> str:
    """Rows with pipes that begin too far left, as wide as the widest."""
    width = max(map(len, rows))
    return "\n".join(f"| {' | '.join(row)} |" + "|" * (width - len(row)) for row in rows)


FLATTENED: dict[str, Callable[[Document], bytes]] = {
    "one cell to a line": one_to_a_line,
    "all in one line": in_one_line,
    "rows without merged cells": in_short_rows,
}
"""Texts of pages and old files, whose tables are lost."""

WRITERS: dict[str, Callable[[Document], bytes]] = {
    "docx": as_docx,
    "xlsx": as_xlsx,
    "html": as_html,
    "txt": as_text,
    "pdf": pdf.render,
}
