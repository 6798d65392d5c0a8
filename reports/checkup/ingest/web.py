"""HTML: what a browser shows of it, its tables with their spans."""

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree, html

from projects.packages import MOST_COLUMNS, MOST_NESTED
from reports.checkup.ingest.encoding import decoded
from reports.checkup.ingest.gathering import Gathering, Spanned
from reports.checkup.ingest.source import LinePlace, Source, Unreadable

_HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}
_HIDDEN = {"head", "script", "style", "template", "noscript", "svg", "select", "object", "iframe", "colgroup"}
_INLINE = {
    *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"),
    *("kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time"),
    *("tt", "u", "var", "wbr", "img", "input", "button", "o:p"),
}
_DECLARED = re.compile(rb"""<meta[^>]+charset=["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
_BLANK = re.compile(r"[ \t\r\n]+")
_WRAPPED = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t\r]*\n[ \t\r\n]*(?=[\u3000-\u9fff\uff00-\uffef])"
)
_INVISIBLE = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_TABLE = re.compile(r"<(/?)table\b", re.IGNORECASE)
_SECTIONS = ("thead", "tbody", "tfoot")

Element = etree._Element


def read(content: bytes) -> Source:
    """Return what a page shows."""
    found = _DECLARED.search(content[:4096])
    text = decoded(content, declared=found[1].decode("ascii") if found else "")
    _refuse_nested(text)
    gathering = Gathering()
    if text.strip():
        parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
        _Reader(gathering).read(html.document_fromstring(text.encode(), parser=parser, ensure_head_body=True))
    return gathering.source("html")


def _refuse_nested(text: str) -> None:
    depth = 0
    for tag in _TABLE.finditer(text):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > MOST_NESTED:
            raise Unreadable(f"表格层层嵌套超过了{MOST_NESTED}层，不予打开。")


class _Reader:
    """Takes lines as they end, and tables."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._line = ""

    def read(self, root: Element) -> None:
        self._walk(root)
        self._end(root)

    def _walk(self, element: Element) -> None:
        tag = element.tag
        if tag in _HIDDEN or _is_hidden(element):
            return
        if tag == "br":
            self._line += "\n"
        elif tag == "table":
            self._end(element)
            self._table(element)
        else:
            is_block = tag not in _INLINE
            if is_block:
                self._end(element)
            self._add(element.text)
            for child in element:
                self._walk(child)
                self._add(child.tail)
            if is_block:
                self._end(element, _HEADINGS.get(str(tag)))

    def _add(self, text: str | None) -> None:
        self._line += _flowing(text)

    def _end(self, element: Element, rank: int | None = None) -> None:
        text, self._line = self._line, ""
        # the first rank is the title's
        self._gathering.line(text, _place(element), level=rank - 1 if rank and rank > 1 else None)

    def _table(self, table: Element) -> None:
        rows = list(_rows(table))
        cells = [cell for row in rows for cell in row]
        if len(cells) == 1:  # a frame around something
            for child in cells[0]:
                self._walk(child)
                self._add(child.tail)
            self._end(table)
            return
        for caption in table.iterchildren("caption"):
            self._add(caption.text)
            for piece in caption:  # its name and its unit, side by side
                self._walk(piece)
                self._end(piece)
                self._add(piece.tail)
            self._end(caption)
        self._gathering.table(_placed(rows), _place(table))


def _placed(rows: list[list[Element]]) -> Iterator[Spanned]:
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            across = _span(cell, "colspan", MOST_COLUMNS + 1)
            down = _span(cell, "rowspan", len(rows) - number) or len(rows) - number
            taken.update((number + i, column + j) for i in range(down) for j in range(across))
            yield Spanned(number, column, _text(cell), _place(cell), down, across)
            column += across


def _span(cell: Element, direction: str, most: int) -> int:
    value = cell.get(direction, "").strip()
    if not value.isdecimal() or len(value) > 9:
        return 1
    return min(int(value), most) if direction == "rowspan" else min(max(int(value), 1), most)


def _rows(table: Element) -> Iterator[list[Element]]:
    for child in table:
        if child.tag in _SECTIONS:
            yield from _rows(child)
        elif child.tag == "tr" and not _is_hidden(child):
            yield [cell for cell in child if cell.tag in ("td", "th")]


def _text(cell: Element) -> str:
    """Return the lines of a cell; of a table in it a line for each row, tabs between the cells."""
    gathered: list[str] = [""]

    def walk(element: Element) -> None:
        if element.tag in _HIDDEN or _is_hidden(element):
            return
        if element.tag == "table":
            gathered.extend("\t".join(map(_text, row)).replace("\n", " ") for row in _rows(element))
            gathered.append("")
            return
        is_block = element.tag not in _INLINE
        if is_block:
            gathered.append("")
        add(element.text)
        for child in element:
            walk(child)
            add(child.tail)
        if is_block and element.tag != "br":
            gathered.append("")

    def add(text: str | None) -> None:
        gathered[-1] += _flowing(text)

    add(cell.text)
    for child in cell:
        walk(child)
        add(child.tail)
    return "\n".join(line.strip() for line in gathered if line.strip())


def _flowing(text: str | None) -> str:
    """Return a text with its blanks as a page shows them; the source may break Chinese lines anywhere."""
    return _BLANK.sub(" ", _WRAPPED.sub("", text or ""))


def _is_hidden(element: Element) -> bool:
    # Our own seal is no part of the document that it stands under.
    return (
        element.get("hidden") is not None
        or element.get("class") == "seal"
        or bool(_INVISIBLE.search(element.get("style", "")))
    )


def _place(element: Element) -> LinePlace:
    return LinePlace(max(cast("int", element.sourceline or 1) - 1, 0))
