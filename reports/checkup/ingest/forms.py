"""Self-evaluation forms that lost their table: cells one after another, as pages and old files give them.

Cells stand one to a line, with blank lines or pipes between, or all in one line with blanks between them, or
in rows that begin too far left because merged cells were left out. Their order is all that is left of the
table, and it is enough: the headings of such a form are known, a row of money is a source of funds and its
figures, a row of indicators is a name and the cells that its headings announce.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.checkup.ingest.cells import Token
from reports.checkup.ingest.flattened import listing, score
from reports.checkup.ingest.funds import Funds
from reports.checkup.ingest.gathering import Spanned
from reports.checkup.ingest.heads import MOST_TOKENS, Flow, Found, Head
from reports.checkup.ingest.indicator_rows import IndicatorRows
from reports.checkup.ingest.source import LinePlace
from reports.checkup.tables.sections import AMOUNTS, Meaning

_MOST_COLUMNS = 12
_MOST_BEFORE = 6  # tokens before a list that could be taken for its headings
_MOST_IN_VAIN = 5 * MOST_TOKENS  # read beneath heads that no table follows: a document has but a few of them
_FIGURES = (*AMOUNTS, Meaning.WEIGHT, Meaning.SCORE)


@dataclass(frozen=True, slots=True)
class Line:
    """What is left of a line beside the tables."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Form:
    """A table of a form, found again."""

    cells: tuple[Spanned, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Recovered:
    """The lines ``start`` to ``stop``, read as tables and what stands between them."""

    start: int
    stop: int
    pieces: tuple[Line | Form, ...]


def recovered(lines: Sequence[str]) -> tuple[Recovered, ...]:
    """Return the parts of a text that are forms without their tables, from top to bottom."""
    flow = Flow(lines)
    parts: list[list[Found]] = []
    for table in _tables(flow):
        if parts and flow.tokens[table.start].line <= flow.tokens[parts[-1][-1].stop - 1].line:
            parts[-1].append(table)
        else:
            parts.append([table])
    return tuple(_part(part, flow) for part in parts)


def _tables(flow: Flow) -> Iterator[Found]:
    """The tables of forms, and the lists between them."""
    before = 0
    in_rows = _in_rows(flow)
    for form in _forms(flow):
        yield from _lists(flow.tokens, before, form.start, in_rows)
        yield form
        before = form.stop
    yield from _lists(flow.tokens, before, len(flow.tokens), in_rows)


def _forms(flow: Flow) -> Iterator[Found]:
    place = 0
    patience = _MOST_IN_VAIN
    while place < len(flow.tokens) and patience > 0:
        found = None
        if flow.tokens[place].is_words and (found := _celled(flow, place)) is None:
            head = flow.head(place)
            if head is not None and (head.is_money or head.is_indicators) and not _keeps_rows(head, flow):
                rows = Funds(flow, head) if head.is_money else IndicatorRows(flow, head)
                found = rows.found()
                patience -= 0 if found else rows.end - head.start
        if found is not None:
            yield found
        place = found.stop if found is not None else place + 1


def _celled(flow: Flow, start: int) -> Found | None:
    """The table that begins with a token where each of its cells, the blank ones too, closes its line."""
    tokens, first = flow.tokens, flow.tokens[start].line
    if start and tokens[start - 1].line + 1 == first and first - 1 in flow.closed:
        return None
    cells: list[Token] = []
    for number, token in enumerate(tokens[start : start + MOST_TOKENS], start=first):
        if token.line != number or number not in flow.closed:
            break
        cells.append(token)
    for width in range(min(_MOST_COLUMNS, len(cells) // 2), 2, -1):
        rows = [cells[place : place + width] for place in range(0, len(cells), width)]
        if len(cells) % width == 0 and _are_rows(rows):
            return Found(start, start + len(cells), tuple(_listed(rows)))
    return None


def _are_rows(rows: Sequence[Sequence[Token]]) -> bool:
    """Whether the first row heads the others: names in the first column, figures where they are announced."""
    head, *below = rows
    known = [one.meaning for one in head]
    announced = [place for place, held in enumerate(known) if held in _FIGURES]
    if len({one.words for one in head}) < len(head) or not all(one.is_words for one in head):
        return False
    if known.count(None) * 2 > len(known) or (not announced and None in known):
        return False
    return all(row[0].is_words for row in below) and not any(
        row[place].is_words for row in below for place in announced
    )


def _keeps_rows(head: Head, flow: Flow) -> bool:
    """Whether the cells stand in rows, each beneath its heading: then the lines are a table as they are."""
    line = flow.tokens[head.start].line
    if line not in flow.parted or any(one.line != line for column in head.columns for one in column.tokens):
        return False
    # wide blanks may stand elsewhere in the line
    return not {one.text for one in head.columns}.isdisjoint(flow.row(line)) and flow.heads_rows(line)


def _in_rows(flow: Flow) -> frozenset[int]:
    """The lines of several cells that something parts."""
    counts = Counter(one.line for one in flow.tokens)
    return frozenset(line for line, count in counts.items() if count > 1 and line in flow.parted)


def _lists(tokens: Sequence[Token], start: int, stop: int, in_rows: frozenset[int]) -> Iterator[Found]:
    """The lists among tokens; a line whose cells something parts keeps its row, and is no part of one."""
    place = end = start
    while place < stop:
        while end < stop and end - place < MOST_TOKENS and tokens[end].line not in in_rows:
            end += 1
        if rows := listing(tokens, place, end):
            near = range(place + 1, min(place + _MOST_BEFORE, end))
            readings = [(place, rows), *((first, listing(tokens, first, end)) for first in near)]
            first, rows = max(readings, key=lambda one: score(one[1]))  # a caption is no heading
            yield Found(first, first + _count(rows), tuple(_listed(rows)))
            place = first + _count(rows)
        else:
            place += 1
        end = max(place, end)


def _count(rows: Sequence[Sequence[Token | None]]) -> int:
    return sum(one is not None for row in rows for one in row)


def _listed(rows: Sequence[Sequence[Token | None]]) -> Iterator[Spanned]:
    for number, row in enumerate(rows):
        first = next(one.line for one in row if one is not None)
        for column, token in enumerate(row):
            place = LinePlace(token.line if token else first)
            yield Spanned(number, column, token.text if token else "", place)


def _part(tables: Sequence[Found], flow: Flow) -> Recovered:
    """The lines of tables that follow each other in one line or more, with what is left of them."""
    tokens, lines = flow.tokens, flow.lines
    start, stop = tokens[tables[0].start].line, tokens[tables[-1].stop - 1].line + 1
    first, last = (bisect_left(tokens, line, key=lambda one: one.line) for line in (start, stop))
    pieces: list[Line | Form] = []
    place = first
    for table in tables:
        pieces += _lines(range(place, table.start), tokens, lines)
        pieces.append(Form(table.cells, tokens[table.start].line))
        pieces += _lines(table.left, tokens, lines)
        place = table.stop
    pieces += _lines(range(place, last), tokens, lines)
    return Recovered(start, stop, tuple(pieces))


def _lines(places: Sequence[int], tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Line]:
    """What stands in the lines of these tokens, from the first of each run in a line to its last."""
    run: list[Token] = []
    previous = -1
    for place in (*places, -1):
        token = tokens[place] if place >= 0 else None
        if run and (token is None or token.line != run[0].line or place != previous + 1):
            yield Line(lines[run[0].line][run[0].start : run[-1].end], run[0].line)
            run = []
        if token is not None:
            run.append(token)
        previous = place
