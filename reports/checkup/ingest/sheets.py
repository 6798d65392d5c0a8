"""Where on a sheet its lines and its tables are: a sheet is one grid, whatever was put on it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from openpyxl.utils import get_column_letter

from reports.checkup.ingest.gathering import Gathering, Spanned
from reports.checkup.ingest.source import SheetPlace

_LABEL = re.compile("[:：]|单位|年度?[）)]?$")
_NOTE = re.compile("注|备注|说明|附|填[表报]|审核|负责人|联系|数据来源")
_FIGURE = re.compile(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?[%％]?")
_LONG = 15  # characters that no single figure or name of an item has

Spot = tuple[int, int]


@dataclass(slots=True)
class Sheet:
    """A sheet: what is shown in its cells by row and column from 0, merged areas, and cells with rules."""

    name: str
    cells: dict[Spot, str] = field(default_factory=dict)
    spans: dict[Spot, tuple[int, int]] = field(default_factory=dict)
    ruled: set[Spot] = field(default_factory=set)


def gather(sheet: Sheet, gathering: Gathering) -> None:
    """Take the lines and the tables of a sheet, from the top down."""
    covered = {spot: set(_area(spot, sheet.spans.get(spot, (1, 1)))) for spot in sheet.cells}
    busy = set(sheet.ruled).union(*covered.values())
    filled: dict[int, list[Spot]] = {}
    for spot in sorted(sheet.cells):
        filled.setdefault(spot[0], []).append(spot)
    for band in _stretches({row for row, _ in busy}):
        ruled_rows = {row for row, _ in sheet.ruled if row in band}
        is_line = _lines(band, filled, ruled_rows, sheet)
        for lines, rows in groupby(band, is_line.__contains__):
            if lines:
                for spot in (spot for row in rows for spot in filled.get(row, ())):
                    gathering.line(sheet.cells[spot], _place(sheet, spot))
            else:
                listed = set(rows)
                columns = {column for row, column in busy if row in listed}
                for stretch in _stretches(columns):
                    _table(sheet, range(min(listed), max(listed) + 1), stretch, gathering)


def _lines(band: range, filled: dict[int, list[Spot]], ruled_rows: set[int], sheet: Sheet) -> set[int]:
    """Return the rows of a band that belong to no table: its titles, its unit, its notes."""
    if 2 * len(ruled_rows) >= len(band):
        inner = range(min(ruled_rows), max(ruled_rows) + 1)
        return {
            row
            for row in band
            if row not in ruled_rows and len(filled.get(row, ())) < (2 if row in inner else 3)
        }
    rows = [row for row in band if filled.get(row)]
    if all(len(filled[row]) == 1 for row in rows):
        return set(rows)
    found: set[int] = set()
    for row in rows:
        if not _is_heading([sheet.cells[spot] for spot in filled[row]]):
            break
        found.add(row)
    for row in reversed(rows):
        texts = [sheet.cells[spot] for spot in filled[row]]
        if len(texts) > 1 or not (_NOTE.match(texts[0]) or len(texts[0]) > _LONG):
            break
        found.add(row)
    return found | set(_between(rows, filled, sheet))


def _between(rows: list[int], filled: dict[int, list[Spot]], sheet: Sheet) -> Iterator[int]:
    """Yield the rows that stand alone above a heading row: lines between two tables."""
    covered = {
        row + down for (row, _), (height, _) in sheet.spans.items() if height > 1 for down in range(height)
    }
    is_above_heading = False
    for row in reversed(rows):
        spots = filled[row]
        if len(spots) > 1:
            is_above_heading = not any(_FIGURE.fullmatch(sheet.cells[spot]) for spot in spots)
        elif row in covered or spots[0] in sheet.spans:
            is_above_heading = False
        elif is_above_heading:
            yield row


def _is_heading(texts: list[str]) -> bool:
    return len(texts) == 1 or (len(texts) == 2 and all(_LABEL.search(text) for text in texts))


def _table(sheet: Sheet, rows: range, columns: range, gathering: Gathering) -> None:
    shown = [spot for spot in sheet.cells if spot[0] in rows and spot[1] in columns]
    if not shown:
        return
    last = max(row + sheet.spans.get((row, column), (1, 1))[0] for row, column in shown)
    bottom, right = min(last, rows.stop), columns.stop
    corners = {spot for spot in sheet.spans if spot[0] in rows and spot[1] in columns} | set(shown)
    cells = [
        Spanned(
            row - rows.start,
            column - columns.start,
            sheet.cells.get((row, column), ""),
            _place(sheet, (row, column)),
            min(sheet.spans.get((row, column), (1, 1))[0], bottom - row),
            min(sheet.spans.get((row, column), (1, 1))[1], right - column),
        )
        for row, column in corners
        if row < bottom
    ]
    gathering.table(cells, _place(sheet, (rows.start, columns.start)))


def _place(sheet: Sheet, spot: Spot) -> SheetPlace:
    return SheetPlace(sheet.name, f"{get_column_letter(spot[1] + 1)}{spot[0] + 1}")


def _area(spot: Spot, span: tuple[int, int]) -> Iterator[Spot]:
    for row in range(spot[0], spot[0] + span[0]):
        for column in range(spot[1], spot[1] + span[1]):
            yield row, column


def _stretches(numbers: Iterable[int]) -> Iterator[range]:
    """Yield the runs of numbers that follow each other."""
    start = stop = None
    for number in sorted(numbers):
        if start is None or stop is None or number != stop:
            if start is not None and stop is not None:
                yield range(start, stop)
            start = number
        stop = number + 1
    if start is not None and stop is not None:
        yield range(start, stop)
