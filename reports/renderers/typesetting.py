"""What WeasyPrint leaves undone for Chinese text and for tables over several pages.

These passes work on the parsed page before its lay-out, or on the laid out boxes after it, which are
WeasyPrint's own and may change with its version; the tests measure the outcome in the PDF.
"""

import copy
import re
from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from weasyprint import Page
from weasyprint.formatting_structure.boxes import BlockContainerBox, Box, LineBox, TableBox, TextBox

_ZERO_WIDTH_SPACE = "\u200b"
_BEFORE_QUOTE = "(?<=[\u4e00-\u9fff，、；：。）》”’])(?=[“‘])"
_AFTER_QUOTE = "(?<=[”’])(?=[\u4e00-\u9fff（《])"
_WITHIN_LONG_WORD = "(?<=[!-~]{24})(?=[!-~])"
_MAY_BREAK = re.compile(f"{_BEFORE_QUOTE}|{_AFTER_QUOTE}|{_WITHIN_LONG_WORD}")

_WORD_JOINER = "\u2060"
_UNIT = re.compile("（[^（）]{1,3}）$")

# Beyond this a line that a long word left short would be torn apart: it stays ragged.
_WIDEST_STRETCH = 5  # characters


def allow_breaks(body: Element) -> None:
    """Let lines end where Chinese text may and Pango would not let them.

    “ and ” belong to no script, so Pango forbids a break on either side of both; that glues 定：“谁 into one
    word and leaves holes of three characters at the ends of lines. ``overflow-wrap`` is of no use within a
    ``.line``, where WeasyPrint takes every word for the line's first: a long word gets its breaks here.
    And the unit at the end of a column's head, （万元）, stays together.
    """
    for element in body.iter():
        if element.text:
            element.text = _MAY_BREAK.sub(_ZERO_WIDTH_SPACE, element.text)
        if element.tail:
            element.tail = _MAY_BREAK.sub(_ZERO_WIDTH_SPACE, element.tail)
        if element.tag == "th" and element.text:
            element.text = _UNIT.sub(lambda unit: _WORD_JOINER.join(unit[0]), element.text)


def justify(pages: Iterable[Page]) -> None:
    """Stretch the full lines of running text to the whole width, evenly between all characters.

    Digits and punctuation that may not begin a line leave a Chinese line up to a character or two short.
    WeasyPrint stretches spaces only, of which Chinese text has none.
    """
    lines: dict[Element, list[tuple[LineBox, float]]] = {}
    for box in _boxes(pages):
        if (
            isinstance(box, BlockContainerBox)
            and box.element_tag == "p"
            and box.style["text_align_all"] == "start"
        ):
            right = box.content_box_x() + box.width
            of_paragraph = lines.setdefault(box.element, [])
            of_paragraph += [(line, right) for line in box.children if isinstance(line, LineBox)]
    for of_paragraph in lines.values():
        for line, right in of_paragraph[:-1]:
            _stretch(line, right)


def _stretch(line: LineBox, right: float) -> None:
    texts = [box for box in line.descendants() if isinstance(box, TextBox)]
    # a figure keeps its own spacing
    stretched = [box for box in texts if not box.text.isascii()]
    gaps = sum(len(box.text) for box in stretched) - (stretched[-1:] == texts[-1:])
    missing = right - line.position_x - line.width
    if gaps < 1 or not 0 < missing <= _WIDEST_STRETCH * line.style["font_size"]:
        return
    moved = 0.0
    for box in texts:
        box.position_x += moved
        if box in stretched:
            box.style = box.style.copy()
            box.style["letter_spacing"] = missing / gaps
            moved += len(box.text) * missing / gaps


def split_spans(pages: Iterable[Page]) -> bool:
    """Split the cells that span rows where a page ends between them; tell whether there were any.

    Each page then shows the cell whole, with its words and its four sides; the page is to be laid out again.
    """
    found = False
    for table, breaks in _breaks(pages).items():
        rows = [row for group in table if group.tag in ("tbody", "tfoot") for row in group]
        for first_of_page in breaks:
            found |= _split_at(rows.index(first_of_page), rows)
    return found


def _breaks(pages: Iterable[Page]) -> dict[Element, list[Element]]:
    """Return for each table the rows that begin a page, but for the table's own first."""
    starts: dict[Element, list[Element]] = {}
    for box in _boxes(pages):
        if isinstance(box, TableBox):
            body = [row for group in box.children if not group.is_header for row in group.children]
            starts.setdefault(box.element, []).extend(row.element for row in body[:1])
    return {table: rows[1:] for table, rows in starts.items() if len(rows) > 1}


def _split_at(border: int, rows: Sequence[Element]) -> bool:
    """Split the cells that reach over the upper border of a row; tell whether there were any."""
    placed = _placed(rows)
    below = placed[border]
    for number, row in enumerate(placed[:border]):
        for column, cell in row:
            reach = number + _span(cell, "rowspan") - border
            if reach > 0:
                rest = copy.deepcopy(cell)
                rest.set("rowspan", str(reach))
                cell.set("rowspan", str(border - number))
                below.append((column, rest))
    if len(below) == len(rows[border]):
        return False
    rows[border][:] = [cell for _, cell in sorted(below, key=lambda item: item[0])]
    return True


def _placed(rows: Sequence[Element]) -> list[list[tuple[int, Element]]]:
    """Return each row's cells with the columns that they begin in."""
    taken: set[tuple[int, int]] = set()
    placed: list[list[tuple[int, Element]]] = []
    for number, row in enumerate(rows):
        column, cells = 0, []
        for cell in row:
            while (number, column) in taken:
                column += 1
            cells.append((column, cell))
            width = _span(cell, "colspan")
            taken |= {
                (number + down, column + right)
                for down in range(_span(cell, "rowspan"))
                for right in range(width)
            }
            column += width
        placed.append(cells)
    return placed


def _span(cell: Element, direction: str) -> int:
    return int(cell.get(direction, "1"))


def _boxes(pages: Iterable[Page]) -> Iterator[Box]:
    for page in pages:
        yield from page._page_box.descendants()
