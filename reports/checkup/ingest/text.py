"""TXT, Markdown and pasted text: lines, and tables in the ways that they come out of pages and old files.

A table is drawn with Markdown's pipes, or has tabs or wide blanks between its cells, or was flattened to one
cell a line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reports.checkup.ingest.encoding import decoded
from reports.checkup.ingest.forms import Form, recovered
from reports.checkup.ingest.gathering import Gathering, Spanned
from reports.checkup.ingest.shifted import realigned
from reports.checkup.ingest.source import LinePlace, Source
from reports.checkup.ingest.wrapped import glued, going_on

_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_PIPE = re.compile(r"(?<!\\)\|")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_MARKS = re.compile(r"^\s*(?:>\s*)*(?:[*+-]\s+)?|\*\*|__|`")
_FEWEST_DRAWN = 3
_TOTAL = re.compile("[合总小]计")  # it has no number of its own, and nothing stands where the others have one
_WIDE = re.compile(r"\s{2,}|\u3000")

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A table over the lines ``start`` to ``stop``; ``lines`` are those that its rows stand in."""

    start: int
    stop: int
    rows: tuple[Row, ...]
    lines: tuple[tuple[int, ...], ...]


def read_text(content: bytes) -> Source:
    """Return the lines and the tables of a text."""
    gathering = Gathering()
    _gather(_lines(content), gathering, is_markdown=False)
    return gathering.source("txt")


def read_markdown(content: bytes) -> Source:
    """Return the lines and the tables of a Markdown text, without its marks."""
    gathering = Gathering()
    _gather(_lines(content), gathering, is_markdown=True)
    return gathering.source("md")


def _lines(content: bytes) -> list[str]:
    return re.split("\r\n|\r|\n|\f|\v|\u2028|\u2029", decoded(content))


def _gather(lines: Sequence[str], gathering: Gathering, *, is_markdown: bool) -> None:
    """Take the lines; what stands between tables drawn whole may hold forms that lost theirs."""
    number = begun = 0
    while number < len(lines):
        table = _drawn(lines, number)
        if table is None:
            number += 1
            continue
        _recover(lines[begun:number], begun, gathering, is_markdown=is_markdown)
        _take(table, 0, gathering)
        number = begun = table.stop
    _recover(lines[begun:], begun, gathering, is_markdown=is_markdown)


def _drawn(lines: Sequence[str], start: int) -> _Found | None:
    """Return the table that begins in a line, if every row of it is drawn from side to side."""
    if not lines[start].lstrip().startswith("|"):
        return None
    found = _piped(lines, start)
    if found is None or len(found.rows) < _FEWEST_DRAWN or len({len(row) for row in found.rows}) > 1:
        return None
    whole = all(
        line.startswith("|") and line.endswith("|") for line in map(str.strip, lines[start : found.stop])
    )
    return found if whole else None


def _recover(lines: Sequence[str], first: int, gathering: Gathering, *, is_markdown: bool) -> None:
    number = 0
    for part in recovered(lines):
        _gather_lines(lines[number : part.start], first + number, gathering, is_markdown=is_markdown)
        for piece in part.pieces:
            if isinstance(piece, Form):
                gathering.table(piece.cells, LinePlace(first + piece.number))
            else:
                gathering.line(piece.text, LinePlace(first + piece.number))
        number = part.stop
    _gather_lines(lines[number:], first + number, gathering, is_markdown=is_markdown)


def _gather_lines(lines: Sequence[str], first: int, gathering: Gathering, *, is_markdown: bool) -> None:
    """Take lines of which the first is so many lines into the text."""
    number = 0
    blanked, broken = _blanked(lines), going_on(lines)
    while number < len(lines):
        found = _piped(lines, number) or _tabbed(lines, number) or blanked.get(number)
        if found is not None:
            _take(found, first, gathering)
            number = found.stop
            continue
        text, level = lines[number], None
        if is_markdown:
            heading = _HEADING.fullmatch(text.strip())
            if heading:
                text, level = heading[2], len(heading[1]) - 1 or None
            text = _MARKS.sub("", text)
        begun = number
        while number in broken:
            number += 1
            text = glued(text.strip(), lines[number].strip())
        gathering.line(text, LinePlace(first + begun), level=level)
        number += 1


def _take(found: _Found, first: int, gathering: Gathering) -> None:
    width = max(map(len, found.rows))
    rows = realigned([(*texts, *[""] * (width - len(texts))) for texts in found.rows])
    cells = [
        Spanned(
            row, column, text, LinePlace(first + found.lines[row][min(column, len(found.lines[row]) - 1)])
        )
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    gathering.table(cells, LinePlace(first + found.start))


def _piped(lines: Sequence[str], start: int) -> _Found | None:
    """Return the table with pipes that begins in a line: at least two rows, or one above a rule.

    Where its first row has none before it, one before another row follows a cell that is blank.
    """
    bordered = lines[start].lstrip().startswith("|")
    rows: list[Row] = []
    numbers: list[tuple[int, ...]] = []
    stop = start
    while stop < len(lines) and len(_PIPE.findall(lines[stop])) >= (1 if rows else 2):
        if not _RULE.fullmatch(lines[stop].strip()):
            text = lines[stop].strip()
            text = text.removeprefix("|") if bordered else text
            text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
            rows.append(tuple(_cell(cell) for cell in _PIPE.split(text)))
            numbers.append((stop,))
        stop += 1
    if len(rows) < 2:
        return None
    return _Found(start, stop, tuple(rows), tuple(numbers))


def _cell(text: str) -> str:
    text = re.sub(r"<br\s*/?>", "\n", text.replace("\\|", "|"))
    return _MARKS.sub("", text).strip()


def _tabbed(lines: Sequence[str], start: int) -> _Found | None:
    """Return the table with tabs that begins in a line: at least two rows."""
    rows: list[Row] = []
    while start + len(rows) < len(lines) and len(row := _by_tabs(lines[start + len(rows)])) > 1:
        rows.append(_padded(row, rows))
    return _found(start, rows) if len(rows) > 1 else None


def _blanked(lines: Sequence[str]) -> dict[int, _Found]:
    """Return the tables with wide blanks by their first lines: rows of one width, at least three."""
    tables: dict[int, _Found] = {}
    rows: list[Row] = []
    for number, line in enumerate((*lines, "")):
        row = tuple(_WIDE.split(line.strip()))
        if len(row) > 1:
            padded = _padded(row, rows)
            if rows and len(padded) != len(rows[0]):
                rows, padded = [], row
            rows.append(padded)
            continue
        if len(rows) > 2:
            tables[number - len(rows)] = _found(number - len(rows), rows)
        rows = []
    return tables


def _padded(row: Row, above: Sequence[Row]) -> Row:
    missing = len(above[0]) - len(row) if above and _TOTAL.match(row[0]) else 0
    return (row[0], *[""] * missing, *row[1:])


def _found(start: int, rows: Sequence[Row]) -> _Found:
    stop = start + len(rows)
    return _Found(start, stop, tuple(rows), tuple((line,) for line in range(start, stop)))


def _by_tabs(line: str) -> Row:
    return tuple(cell.strip() for cell in line.rstrip("\r\n").split("\t")) if line.strip() else ()
