"""DOCX: paragraphs and tables in reading order, as Word shows them with all changes accepted."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsmap, qn
from lxml import etree

from reports.checkup.ingest.gathering import Gathering, Spanned
from reports.checkup.ingest.numbering import Numbering, own_or_styled
from reports.checkup.ingest.source import Source, WordPlace

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_P, _TBL, _TR, _TC, _R, _T = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "r", "t"))
_VALUE, _TEXT_BOX = qn("w:val"), qn("w:txbxContent")

_STRUCTURE = {_P, _TBL, _TR, _TC, _COMPATIBILITY + "Fallback"}
_SIGNS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_UNSEEN = {
    qn(f"w:{name}")
    for name in (
        *("del", "moveFrom", "delText", "instrText", "rt"),
        *("pPr", "rPr", "sdtPr", "tblPr", "tblGrid", "trPr", "tcPr"),
    )
}
_NOTES: tuple[tuple[str, Literal["footnotes", "endnotes"]], ...] = (
    (RELATIONSHIP_TYPE.FOOTNOTES, "footnotes"),
    (RELATIONSHIP_TYPE.ENDNOTES, "endnotes"),
)

Element = etree._Element


def read(content: bytes) -> Source:
    """Return what a Word file shows."""
    word = docx.Document(io.BytesIO(content))
    gathering = Gathering()
    _Reader(gathering, _Styles(word), word.element, "document").blocks(word.element.body)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for kind, name in _NOTES:
        for relation in word.part.rels.values():
            if relation.reltype == kind and not relation.is_external:
                notes = etree.fromstring(relation.target_part.blob, parser)
                reader = _Reader(gathering, _Styles(word), notes, name)
                for note in notes:
                    if note.get(qn("w:type")) in (None, "normal"):
                        reader.blocks(note)
    return gathering.source("docx")


class _Styles:
    """What styles say of paragraphs: their numbers and whether they are headings."""

    def __init__(self, word: WordDocument) -> None:
        self._styles = {style.get(qn("w:styleId")): style for style in word.styles.element}
        self._numbering = Numbering(word, self._styles)

    def number(self, paragraph: Element) -> str:
        return self._numbering.number(paragraph)

    def level(self, paragraph: Element) -> int | None:
        """Return the level of a heading, from 1, or ``None``; body text has the outline level 9."""
        outline = own_or_styled(paragraph, "w:outlineLvl", self._styles)
        level = outline.get(_VALUE, "") if outline is not None else ""
        return int(level) + 1 if level in set("012345678") else None


@dataclass(slots=True)
class _Line:
    """A paragraph as it is shown, and the text boxes that hang on it."""

    text: str
    boxes: list[Element]


class _Reader:
    """Reads the blocks of one part."""

    def __init__(
        self,
        gathering: Gathering,
        styles: _Styles,
        root: Element,
        part: Literal["document", "footnotes", "endnotes"],
    ) -> None:
        self._gathering = gathering
        self._styles = styles
        self._places = {paragraph: WordPlace(number, part) for number, paragraph in enumerate(root.iter(_P))}

    def blocks(self, container: Element) -> None:
        """Take the paragraphs and tables of a container."""
        pending = ""  # of paragraphs whose end was deleted: the next one continues them
        for element in _children(container, (_P, _TBL)):
            if element.tag == _TBL:
                self._table(element)
                continue
            line = self._line(element)
            pending += line.text
            if _is_deleted(element, "w:pPr/w:rPr"):
                continue
            self._gathering.line(pending, self._places[element], level=self._styles.level(element))
            pending = ""
            for box in line.boxes:
                self.blocks(box)

    def _table(self, table: Element) -> None:
        cells, place = self._cells(table)
        if place is not None:
            self._gathering.table(cells, place)

    def _cells(self, table: Element) -> tuple[list[Spanned], WordPlace | None]:
        """Return the cells of a table, those merged downwards once, and where its first paragraph stands."""
        first: WordPlace | None = None
        done: list[Spanned] = []
        above: dict[int, Spanned] = {}  # by their first column: the cells that the next row may continue
        rows = (row for row in _children(table, (_TR,)) if not _is_deleted(row, "w:trPr"))
        for number, row in enumerate(rows):
            column = _count(row, "w:trPr/w:gridBefore", 0)
            open_cells: dict[int, Spanned] = {}
            left: Spanned | None = None
            for cell in _children(row, (_TC,)):
                place = next((self._places[p] for p in cell.iter(_P)), WordPlace(0))
                first = first or place
                span = max(_count(cell, "w:tcPr/w:gridSpan", 1), 1)
                merge = cell.find("w:tcPr/w:vMerge", nsmap)
                continued = above.get(column)
                if left is not None and _is_continued(cell):
                    left.colspan += span
                elif (
                    continued is not None
                    and merge is not None
                    and merge.get(_VALUE) != "restart"
                    and continued.colspan == span
                ):
                    continued.rowspan += 1
                    open_cells[column] = continued
                else:
                    left = Spanned(number, column, self._text(cell), place, colspan=span)
                    done.append(left)
                    open_cells[column] = left
                column += span
            above = open_cells
        return done, first

    def _text(self, cell: Element) -> str:
        """Return the lines of a cell; of a table in it a line for each row, tabs between the cells."""
        lines: list[str] = []
        for element in _children(cell, (_P, _TBL)):
            if element.tag == _TBL:
                rows: dict[int, list[str]] = {}
                for inner in self._cells(element)[0]:
                    rows.setdefault(inner.row, []).append(inner.text.replace("\n", " "))
                lines += ["\t".join(row) for row in rows.values()]
            else:
                line = self._line(element)
                lines.append(line.text)
                lines += [text for box in line.boxes if (text := self._text(box))]
        return "\n".join(lines)

    def _line(self, paragraph: Element) -> _Line:
        line = _Line(self._styles.number(paragraph), [])
        _spell(paragraph, line)
        return line


def _spell(element: Element, line: _Line) -> None:
    """Add to a line what an element shows; text boxes are put aside."""
    for child in element:
        tag = child.tag
        if tag == _T or tag == _MATH + "t":
            line.text += child.text or ""
        elif tag in _SIGNS:
            line.text += _SIGNS[tag]
        elif tag == qn("w:br"):
            line.text += "" if child.get(qn("w:type")) == "page" else "\n"
        elif tag == _TEXT_BOX:
            line.boxes.append(child)
        elif tag == _COMPATIBILITY + "AlternateContent":
            _spell_alternative(child, line)
        elif tag not in _UNSEEN and not (tag == _R and _is_hidden(child)):
            _spell(child, line)


def _spell_alternative(element: Element, line: _Line) -> None:
    """Add the first of several ways to show the same thing that shows anything."""
    for way in element:
        tried = _Line("", [])
        _spell(way, tried)
        if tried.text or tried.boxes:
            line.text += tried.text
            line.boxes += tried.boxes
            return


def _children(element: Element, wanted: tuple[str, ...]) -> Iterator[Element]:
    """Yield the wanted children, through content controls, insertions and the like, without the deleted."""
    for child in element:
        if child.tag in wanted:
            yield child
        elif child.tag not in _UNSEEN and child.tag not in _STRUCTURE:
            yield from _children(child, wanted)


def _is_deleted(element: Element, properties: str) -> bool:
    return any(element.find(f"{properties}/w:{mark}", nsmap) is not None for mark in ("del", "moveFrom"))


def _is_hidden(run: Element) -> bool:
    hidden = run.find("w:rPr/w:vanish", nsmap)
    return hidden is not None and hidden.get(_VALUE) not in ("0", "false", "off")


def _is_continued(cell: Element) -> bool:
    merge = cell.find("w:tcPr/w:hMerge", nsmap)
    return merge is not None and merge.get(_VALUE) != "restart"


def _count(element: Element, path: str, default: int) -> int:
    found = element.find(path, nsmap)
    value = found.get(_VALUE, "") if found is not None else ""
    return int(value) if value.isdigit() and len(value) < 6 else default
