"""PDF: a highlight with its words over each figure that a finding is about.

The original is kept byte for byte and what is added follows it: an electronic signature in it goes on to hold
for that part.
"""

import datetime
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import pdfplumber
from pdfplumber.page import Page as PlumberPage
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from reports.checkup.annotating.remarks import AUTHOR, Remark, Remarks, found_at
from reports.checkup.ingest import PagePlace
from reports.checkup.ingest.pages import Box, Char, around, distinct, holds, middle, rows
from reports.checkup.results.words import SEVERITIES, TINTS

_PRINTED = 4
_AS_IT_IS = 4 + 8 + 16
"""Printed, and neither enlarged nor turned with the page."""
_NOTE = (14.0, 34.0)
"""Where the sides of the note on the first page are, in points from the upper left corner that is shown."""
_YELLOW = (1.0, 0.9, 0.4)
_NEAR = 1.0  # points that a character may reach beyond its box
_PAD = 0.5

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Letter:
    """A character, and the number of its page and of its line."""

    character: str
    box: Box
    page: int
    line: int


def annotate(content: bytes, remarks: Remarks) -> bytes:
    """Return the PDF with the remarks as highlights, the summary as a note on its first page."""
    writer = PdfWriter(io.BytesIO(content), incremental=True)
    with pdfplumber.open(io.BytesIO(content)) as file:
        pages = _Pages(file.pages)
        for remark in remarks.listed:
            if isinstance(remark.spot.place, PagePlace):
                for number, boxes in _marked(remark, pages):
                    quads = [_quad(pages.page(number), box) for box in boxes]
                    writer.add_annotation(number, _highlight(writer, remark, quads, remarks.at))
        left, top = pages.page(0).cropbox[:2]
        near, far = _NOTE
        corner = left + near, top + near, left + far, top + far
        writer.add_annotation(0, _note(remarks, _quad(pages.page(0), corner)))
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


class _Pages:
    """The pages, each read once and only if something is found there."""

    def __init__(self, pages: Sequence[PlumberPage]) -> None:
        self._pages = pages
        self._chars: dict[int, list[Char]] = {}

    def page(self, number: int) -> PlumberPage:
        return self._pages[number]

    def letters(self, place: PagePlace) -> Iterator[_Letter]:
        """Yield the characters of a place in reading order, white space left out."""
        if place.page not in self._chars:
            page = self._pages[place.page]
            self._chars[place.page] = list(distinct(page.chars))
            page.close()
        left, top, right, bottom = place.box
        box = left - _NEAR, top - _NEAR, right + _NEAR, bottom + _NEAR
        inside = [char for char in self._chars[place.page] if holds(box, *middle(char))]
        for line, row in enumerate(rows(inside)):
            for char in row:
                for character in char["text"]:
                    if not character.isspace():
                        yield _Letter(character, around([char]), place.page, line)
        if place.rest is not None:
            yield from self.letters(place.rest)


def _marked(remark: Remark, pages: _Pages) -> Iterator[tuple[int, list[Box]]]:
    """Yield the pages and the boxes on them that a remark is about: a box for each line."""
    place = remark.spot.place
    if not isinstance(place, PagePlace):
        return
    letters = list(pages.letters(place))
    found = found_at([letter.character for letter in letters], remark.spot)
    if found is not None:
        letters = letters[found.start : found.stop]
    if not letters:
        yield place.page, [place.box]
    for page, of_page in groupby(letters, key=lambda letter: letter.page):
        lines = [list(of_line) for _line, of_line in groupby(of_page, key=lambda letter: letter.line)]
        yield page, [_union([letter.box for letter in line]) for line in lines]


def _union(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes) - _PAD,
        min(box[1] for box in boxes) - _PAD,
        max(box[2] for box in boxes) + _PAD,
        max(box[3] for box in boxes) + _PAD,
    )


def _quad(page: PlumberPage, box: Box) -> tuple[Point, Point, Point, Point]:
    """Return a box in the coordinates of the file: upper left, upper right, lower left and lower right."""
    left, top, right, bottom = box
    corners = (left, top), (right, top), (left, bottom), (right, bottom)
    first, second, third, fourth = (_point(page, x, y) for x, y in corners)
    return first, second, third, fourth


def _point(page: PlumberPage, x: float, y: float) -> Point:
    """Return a point of the page as it is seen in the coordinates of the file, which know of no turning."""
    left, bottom, right, top = (float(edge) for edge in page.page_obj.mediabox)
    across = x - float(page.mediabox[0])
    up = float(page.height) - (y - float(page.mediabox[1]))
    return {
        0: (left + across, bottom + up),
        90: (right - up, bottom + across),
        180: (right - across, top - up),
        270: (left + up, top - across),
    }[page.rotation]


def _highlight(
    writer: PdfWriter,
    remark: Remark,
    quads: Sequence[tuple[Point, Point, Point, Point]],
    at: datetime.datetime,
) -> DictionaryObject:
    points = [point for quad in quads for point in quad]
    rectangle = (
        min(x for x, _ in points),
        min(y for _, y in points),
        max(x for x, _ in points),
        max(y for _, y in points),
    )
    colour = _colour(remark)
    drawn = DecodedStreamObject()
    drawn.set_data(
        "\n".join(
            ["/Blend gs", f"{' '.join(f'{part:.3f}' for part in colour)} rg", *map(_path, quads)]
        ).encode()
    )
    blend = DictionaryObject({NameObject("/BM"): NameObject("/Multiply")})
    states = DictionaryObject({NameObject("/Blend"): blend})
    drawn.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): _numbers(rectangle),
            NameObject("/Resources"): DictionaryObject({NameObject("/ExtGState"): states}),
        }
    )
    return DictionaryObject(
        {
            **_said(remark.text, SEVERITIES[remark.severity], colour, at),
            NameObject("/F"): NumberObject(_PRINTED),
            NameObject("/Subtype"): NameObject("/Highlight"),
            NameObject("/Rect"): _numbers(rectangle),
            NameObject("/QuadPoints"): _numbers([number for point in points for number in point]),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(drawn)}),
        }
    )


def _note(remarks: Remarks, quad: tuple[Point, Point, Point, Point]) -> DictionaryObject:
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    return DictionaryObject(
        {
            **_said("\n".join(remarks.summary), remarks.summary[0], _YELLOW, remarks.at),
            NameObject("/F"): NumberObject(_AS_IT_IS),
            NameObject("/Subtype"): NameObject("/Text"),
            NameObject("/Rect"): _numbers((min(xs), min(ys), max(xs), max(ys))),
            NameObject("/Name"): NameObject("/Comment"),
        }
    )


def _said(
    words: str, subject: str, colour: Sequence[float], at: datetime.datetime
) -> dict[NameObject, NameObject | TextStringObject | ArrayObject]:
    return {
        NameObject("/Type"): NameObject("/Annot"),
        NameObject("/Contents"): TextStringObject(words),
        NameObject("/T"): TextStringObject(AUTHOR),
        NameObject("/Subj"): TextStringObject(subject),
        NameObject("/C"): _numbers(colour),
        NameObject("/M"): TextStringObject(f"D:{at:%Y%m%d%H%M%S}"),
    }


def _path(quad: tuple[Point, Point, Point, Point]) -> str:
    upper_left, upper_right, lower_left, lower_right = (f"{x:.2f} {y:.2f}" for x, y in quad)
    return f"{upper_left} m {upper_right} l {lower_right} l {lower_left} l h f"


def _colour(remark: Remark) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(TINTS[remark.severity])
    return red / 255, green / 255, blue / 255


def _numbers(values: Sequence[float]) -> ArrayObject:
    return ArrayObject([FloatObject(f"{value:.3f}") for value in values])
