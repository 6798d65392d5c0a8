"""DOCX: a Word comment at each figure that a finding is about, the figure shaded by its severity.

Word takes comments in the text alone: what is found in a text box or a note is said where that hangs on it.
"""

import datetime
import io
import unicodedata
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Pt
from docx.text.run import Run
from lxml import etree

from reports.checkup.annotating.remarks import AUTHOR, Remark, Remarks, found_at
from reports.checkup.ingest import WordPlace
from reports.checkup.results.words import TINTS

_P, _R, _T, _TC, _RPR, _SHADING = (qn(f"w:{name}") for name in ("p", "r", "t", "tc", "rPr", "shd"))
_TEXT_BOX, _ID, _DATE = (qn(f"w:{name}") for name in ("txbxContent", "id", "date"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_UNSEEN = (qn("w:del"), qn("w:moveFrom"))
_INITIALS = "体检"
_SIZE = Pt(9)
# What the standard puts behind the shading of a run and of a cell.
_BEHIND_OF_RUN = (
    *("fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath"),
    *("ins", "del", "moveFrom", "moveTo", "rPrChange"),
)
_BEHIND_OF_CELL = (
    *("noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark", "headers"),
    *("cellIns", "cellDel", "cellMerge", "tcPrChange"),
)

Element = Any
"""An element of python-docx, which has no types."""


@dataclass(frozen=True, slots=True)
class _Letter:
    """A character: in which ``w:t`` of which run, and the how-manieth there."""

    run: Element
    text: Element
    index: int
    character: str


def annotate(content: bytes, remarks: Remarks) -> bytes:
    """Return the Word file with the remarks as comments, the summary at its beginning."""
    word = docx.Document(io.BytesIO(content))
    body = word.element.body
    start = next((run for run in body.iter(_R) if _holder(run) is None), None)
    if start is None:
        start = _added_run(next(body.iter(_P)))
    _comment(word, start, start, remarks.summary, remarks.at)
    paragraphs = list(word.element.iter(_P))
    notes = _Notes(word)
    for remark in remarks.listed:
        place = remark.spot.place
        if not isinstance(place, WordPlace):
            continue
        if place.part == "document":
            first, last = _marked(paragraphs[place.paragraph], remark)
        else:
            first = last = notes.reference(place)
            if first is None:
                first = last = start
            _shade(first, remark)
        _comment(word, first, last, (remark.title, *remark.lines), remarks.at)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


class _Notes:
    """The runs of the text that refer to footnotes and endnotes."""

    def __init__(self, word: WordDocument) -> None:
        self._word = word
        self._numbers: dict[str, list[str]] = {}

    def reference(self, place: WordPlace) -> Element | None:
        """Return the run that refers to the note in which the paragraph stands."""
        if place.part not in self._numbers:
            self._numbers[place.part] = list(self._read(place.part))
        number = self._numbers[place.part][place.paragraph]
        for found in self._word.element.iter(qn(f"w:{place.part.removesuffix('s')}Reference")):
            if found.get(_ID) == number:
                return next(found.iterancestors(_R), None)
        return None

    def _read(self, part: str) -> Iterator[str]:
        kind = getattr(RELATIONSHIP_TYPE, part.upper())
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        for relation in self._word.part.rels.values():
            if relation.reltype == kind and not relation.is_external:
                root = etree.fromstring(relation.target_part.blob, parser)
                for paragraph in root.iter(_P):
                    note = next(paragraph.iterancestors(qn(f"w:{part.removesuffix('s')}")))
                    yield note.get(_ID, "")


def _marked(paragraph: Element, remark: Remark) -> tuple[Element, Element]:
    """Shade what the remark is about; return the first and the last run that its comment hangs on."""
    cell = next(paragraph.iterancestors(_TC), None)
    letters = [letter for one in ([paragraph] if cell is None else cell.iter(_P)) for letter in _letters(one)]
    found = found_at([letter.character for letter in letters], remark.spot)
    if found is not None:
        runs = _cut_out(letters[found.start : found.stop])
    else:
        runs = list(dict.fromkeys(letter.run for letter in letters)) or [_added_run(paragraph)]
    if found is None and cell is not None:
        _shade_cell(cell, remark)
    else:
        for run in runs:
            _shade(run, remark)
    holder = _holder(paragraph)
    return (runs[0], runs[-1]) if holder is None else (holder, holder)


def _letters(paragraph: Element) -> Iterator[_Letter]:
    """Yield what readers see of a paragraph itself, white space and invisible characters left out."""
    for run in paragraph.iter(_R):
        if next(run.iterancestors(_P)) is not paragraph or any(True for _ in run.iterancestors(*_UNSEEN)):
            continue
        for text in run.iterchildren(_T):
            for index, character in enumerate(text.text or ""):
                if not character.isspace() and unicodedata.category(character) != "Cf":
                    yield _Letter(run, text, index, character)


def _cut_out(letters: Sequence[_Letter]) -> list[Element]:
    """Return the runs that hold these letters and no others, splitting those at the ends."""
    first, last = letters[0], letters[-1]
    if last.index + 1 < len(last.text.text) or last.text.getnext() is not None:
        _split(last.run, last.text, last.index + 1)
    runs = list(dict.fromkeys(letter.run for letter in letters))
    before = first.text.getprevious()
    if first.index or (before is not None and before.tag != _RPR):
        runs[0] = _split(first.run, first.text, first.index)
    return runs


def _split(run: Element, text: Element, index: int) -> Element:
    """Let a run end before a character of one of its texts; return the run that begins with it."""
    following = OxmlElement("w:r")
    properties = run.find(_RPR)
    if properties is not None:
        following.append(deepcopy(properties))
    rest = list(text.itersiblings())
    if index:
        piece = deepcopy(text)
        text.text, piece.text = text.text[:index], text.text[index:]
        for one in (text, piece):
            one.set(_SPACE, "preserve")
        following.append(piece)
    else:
        following.append(text)
    following.extend(rest)
    run.addnext(following)
    return following


def _added_run(paragraph: Element) -> Element:
    run = OxmlElement("w:r")
    paragraph.append(run)
    return run


def _holder(element: Element) -> Element | None:
    """Return the run of the text that holds the text box in which this stands; ``None`` outside of any."""
    boxes = list(element.iterancestors(_TEXT_BOX))
    return next(boxes[-1].iterancestors(_R)) if boxes else None


def _shade(run: Element, remark: Remark) -> None:
    _fill(run.get_or_add_rPr(), remark, _BEHIND_OF_RUN)


def _shade_cell(cell: Element, remark: Remark) -> None:
    _fill(cell.get_or_add_tcPr(), remark, _BEHIND_OF_CELL)


def _fill(properties: Element, remark: Remark, behind: Sequence[str]) -> None:
    for known in properties.findall(_SHADING):
        properties.remove(known)
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", TINTS[remark.severity])):
        shading.set(qn(f"w:{name}"), value)
    properties.insert_element_before(shading, *(f"w:{name}" for name in behind))


def _comment(
    word: WordDocument, first: Element, last: Element, lines: Sequence[str], at: datetime.datetime
) -> None:
    comment = word.add_comment([Run(first, word), Run(last, word)], author=AUTHOR, initials=_INITIALS)
    # as Word does: the local time, though the sign at its end says otherwise
    comment._comment_elm.set(_DATE, f"{at:%Y-%m-%dT%H:%M:%SZ}")
    for number, line in enumerate(lines):
        paragraph = comment.add_paragraph() if number else comment.paragraphs[0]
        run = paragraph.add_run(line)
        run.bold = number == 0
        run.font.size = _SIZE
