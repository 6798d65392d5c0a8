"""One page of a PDF: its lines, and the cells that its rules enclose."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pdfplumber.page import Page as PlumberPage
from pdfplumber.table import Table as PlumberTable

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points, from the upper left corner of the page."""

_NEAR = 3.0  # points within which two rules are one
_WIDE_GAP = 1.5  # characters between two pieces of a line that belong to different columns
_WORD_GAP = 0.2  # characters between two Latin words
_OPENING = "（(《“‘【〔¥￥"
_CLOSING = "，。、；：？！）)》”’】〕%％‰…"
_ENDING = "。；;：:"
_ITEM = re.compile(r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[一二三四五六七八九十]+、|[①-⑳]")
_MOST_PADDING = 8.0  # points between a rule and the words


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line with no wide gap between them."""

    left: float
    right: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; ``size`` is the height of its type, ``starts`` how wide its first word is."""

    page: int
    box: Box
    size: float
    pieces: tuple[Piece, ...]
    starts: float

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell between rules, its lines joined where they only ran out of room."""

    box: Box
    text: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """The cells of a table, or of the part of one that stands on a page."""

    page: int
    box: Box
    cells: tuple[RuledCell, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds, from the top down."""

    number: int
    width: float
    height: float
    parts: tuple[Line | Ruled, ...]
    has_images: bool
    unreadable: int
    """Characters that the file gives no meaning."""

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(part for part in self.parts if isinstance(part, Line))


Char = Mapping[str, Any]


def read_page(source: PlumberPage, number: int) -> Page:
    """Return the lines and tables of a page, from the top down."""
    chars = list(distinct(source.chars))
    tables = [table for table in _tables(source) if len(table.cells) > 1]
    inside: list[list[Char]] = [[] for _ in tables]
    outside: list[Char] = []
    for char in chars:
        x, y = middle(char)
        for table, held in zip(tables, inside, strict=True):
            if holds(table.bbox, x, y):
                held.append(char)
                break
        else:
            outside.append(char)
    parts: list[Line | Ruled] = [
        Ruled(number, table.bbox, tuple(_cells(table, held, number)))
        for table, held in zip(tables, inside, strict=True)
    ]
    parts += lines(outside, number)
    return Page(
        number,
        float(source.width),
        float(source.height),
        tuple(sorted(parts, key=lambda part: (part.box[1], part.box[0]))),
        bool(source.images),
        sum(char["text"].startswith("(cid:") for char in chars),
    )


def joined(lines: Sequence[Line], room: float) -> str:
    """Return lines as one text: a break stays before an item and where the next word had room."""
    text = lines[0].text if lines else ""
    for line, below in pairwise(lines):
        has_room = line.width + below.starts <= room
        if has_room or (text[-1:] in _ENDING and _ITEM.match(below.text)):
            text += "\n"
        elif _is_latin(text[-1:]) and _is_latin(below.text[:1]) and line.width + below.size <= room:
            text += " "
        text += below.text
    return text


def lines(chars: Iterable[Char], number: int) -> list[Line]:
    """Return the lines of characters, from the top down."""
    return [_line(row, number) for row in rows(chars) if any(not char["text"].isspace() for char in row)]


def rows(chars: Iterable[Char]) -> list[list[Char]]:
    """Return the characters of each line, from the top down and from left to right."""
    found: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: middle(char)[1]):
        if found and middle(char)[1] - middle(found[-1][-1])[1] < 0.35 * char["size"]:
            found[-1].append(char)
        else:
            found.append([char])
    return [sorted(row, key=lambda char: float(char["x0"])) for row in found]


def _line(chars: Sequence[Char], number: int) -> Line:
    shown = [char for char in chars if not char["text"].isspace()]
    blanks = [middle(char)[0] for char in chars if char["text"].isspace()]
    size = max(float(char["size"]) for char in shown)
    pieces: list[list[Char]] = [[shown[0]]]
    texts = [str(shown[0]["text"])]
    for before, char in pairwise(shown):
        gap = float(char["x0"]) - float(before["x1"])
        if gap > _WIDE_GAP * size:
            pieces.append([char])
            texts.append(char["text"])
            continue
        has_blank = any(before["x1"] - 1 <= blank <= char["x0"] + 1 for blank in blanks)
        is_between_words = gap > _WORD_GAP * size and (_is_latin(before["text"]) and _is_latin(char["text"]))
        texts[-1] += (" " if (has_blank and gap > 0.1 * size) or is_between_words else "") + char["text"]
        pieces[-1].append(char)
    return Line(
        number,
        around(shown),
        size,
        tuple(
            Piece(float(piece[0]["x0"]), float(piece[-1]["x1"]), text)
            for piece, text in zip(pieces, texts, strict=True)
        ),
        _first_word(shown),
    )


def _first_word(chars: Sequence[Char]) -> float:
    """Return how wide the words are that no line may be broken within, at the beginning of a line."""
    texts = [str(char["text"]) for char in chars]
    end = 0
    while end + 1 < len(texts) and (
        texts[end] in _OPENING
        or texts[end + 1] in _CLOSING
        or (texts[end].isascii() and texts[end + 1].isascii())
    ):
        end += 1
    return float(chars[end]["x1"]) - float(chars[0]["x0"])


def _tables(source: PlumberPage) -> list[PlumberTable]:
    """Return the tables between rules; the ends of the rules are sides where none are drawn."""
    found = source.find_tables()
    upright: set[float] = set()
    across: set[float] = set()
    for table in found:
        left, top, right, bottom = table.bbox
        for edge in source.edges:
            if edge["orientation"] == "h" and top - _NEAR <= edge["top"] <= bottom + _NEAR:
                upright |= {
                    end for end in (edge["x0"], edge["x1"]) if not left - _NEAR <= end <= right + _NEAR
                }
            elif edge["orientation"] == "v" and left - _NEAR <= edge["x0"] <= right + _NEAR:
                meets = edge["top"] <= bottom + _NEAR and edge["bottom"] >= top - _NEAR
                ends = (edge["top"], edge["bottom"]) if meets else ()
                across |= {end for end in ends if not top - _NEAR <= end <= bottom + _NEAR}
    if not upright and not across:
        return found
    return source.find_tables(
        {"explicit_vertical_lines": sorted(upright), "explicit_horizontal_lines": sorted(across)}
    )


def _cells(table: PlumberTable, chars: Sequence[Char], number: int) -> Iterator[RuledCell]:
    held: dict[Box, list[Char]] = {box: [] for box in table.cells}
    for char in chars:
        x, y = middle(char)
        box = next((box for box in held if holds(box, x, y)), None)
        if box is not None:
            held[box].append(char)
    for box, of_cell in held.items():
        found = lines(of_cell, number)
        padding = min((min(line.box[0] - box[0], box[2] - line.box[2]) for line in found), default=0)
        room = box[2] - box[0] - 2 * min(max(padding, 0), _MOST_PADDING)
        yield RuledCell(box, joined(found, room))


def distinct(chars: Iterable[Char]) -> Iterator[Char]:
    """Yield the upright characters; bold type that is made of two strokes counts once."""
    seen: set[tuple[str, int, int]] = set()
    for char in chars:
        key = char["text"], round(char["x0"]), round(char["top"])
        if char["upright"] and key not in seen:
            seen.add(key)
            yield char


def middle(char: Char) -> tuple[float, float]:
    """Return the middle of a character."""
    return (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2


def holds(box: Box, x: float, y: float) -> bool:
    """Whether a point lies in a box."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def around(chars: Sequence[Char]) -> Box:
    """Return the box that encloses characters."""
    return (
        min(float(char["x0"]) for char in chars),
        min(float(char["top"]) for char in chars),
        max(float(char["x1"]) for char in chars),
        max(float(char["bottom"]) for char in chars),
    )


def _is_latin(text: str) -> bool:
    return text.isascii() and text.isalnum()
