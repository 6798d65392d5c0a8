"""Self-evaluation forms that lost their table: cells one after another, as pages and old files give them.

Cells stand one to a line, with blank lines or pipes between, or all in one line with blanks between them, or
in rows that begin too far left because merged cells were left out. Their order is all that is left of the
table, and it is enough: the headings of such a form are known, a row of money is a source of funds and its
figures, a row of indicators is a name and the cells that its headings announce.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from reports.checkup.ingest.cells import Token, tokens_of
from reports.checkup.ingest.flattened import listing, score
from reports.checkup.ingest.gathering import Spanned
from reports.checkup.ingest.shifted import FIRST_LEVEL, SIGN, fits, level, misfits, realigned
from reports.checkup.ingest.source import LinePlace
from reports.checkup.numbers import figure, is_blank
from reports.checkup.tables import AMOUNTS, UNIT, Meaning, meaning

_LONGEST_HEADING = 24
_LONGEST_LABEL = 25
_LONGEST_CELL = 60
_LONGEST_PIECE = 3  # of a heading that is broken, 年初 / 预算数
_MOST_UNKNOWN = 2  # headings in a row that tell nothing
_COST_OF_A_GAP = 0.3  # in a row, beside 1 for words and 3 for a figure that no row explains
_MOST_IN_A_HEAD = 60  # tokens
_COST_OF_NOTHING_DONE = 0.5  # an actual value that was not filled in
_NAMES_A_MEASURE = re.compile("[数率量额]$")  # a name, hardly a target
_MOST_BEFORE = 6  # tokens before a list that could be taken for its headings
MOST_TOKENS = 1500  # of one table

_BRACKETED = re.compile(r"\([^()]*\)[:：]?")
_SUFFIX = re.compile("数|值|率|指标|情况|改进措施|及改进措施")
_MONEY_LABEL = re.compile(
    "总额|合计|小计|总计|其中|拨款|资金|补助|收入|经费|结转|结余|自筹|债券|配套|财政|贷款|其他"
)
_WHOLE = re.compile("总额|合计|总计")
_WHOLE_LABEL = re.compile(
    r"(总额|合计|小计|总计|拨款|资金|补助|收入|经费|结转|结余|自筹|债券|配套|贷款|其他)$"
)
_AFTER_MONEY = re.compile("总体目标|年度目标|绩效目标|预期目标|绩效指标|完成情况")
_TOTAL = re.compile("(总分|合计|总计|得分合计|自评得分|自评总分|总得分)[:：]?")
_GRADE = re.compile("优秀?|良好?|中|差")
_AFTER_INDICATORS = re.compile(
    "评价结论|自评结论|存在问题|说明|注[:：]|备注|填[表报]|联系人|项目负责人|财务负责人|其他需要?说明|.*自评表|.*一览表"
)
_MOST_COLUMNS = 12
_FIGURES = (*AMOUNTS, Meaning.WEIGHT, Meaning.SCORE)
_DOTS = re.compile("…+|\\.{3,}")
_LEADING = frozenset({Meaning.LEVEL1, Meaning.LEVEL2, Meaning.LEVEL3})
_OPTIONAL = frozenset({None, Meaning.NATURE, Meaning.UNIT, Meaning.REASON, Meaning.GRADE, Meaning.LAST_YEAR})


_Spans = tuple[tuple[int, int], ...]
"""From which token to which each cell of a row goes."""
_Row = dict[Meaning | None, tuple[int, int]]
"""The same by what the cells hold."""


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
    tokens = [token for number, line in enumerate(lines) for token in tokens_of(line, number)]
    tables = list(_tables(tokens, lines))
    parts: list[list[_Found]] = []
    for table in tables:
        if parts and tokens[table.start].line <= tokens[parts[-1][-1].stop - 1].line:
            parts[-1].append(table)
        else:
            parts.append([table])
    return tuple(_part(part, tokens, lines) for part in parts)


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading of one or more tokens."""

    tokens: tuple[Token, ...]
    meaning: Meaning | None

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.tokens)


def _heading(tokens: Sequence[Token], place: int) -> _Heading | None:
    """The heading that begins at a token: a short piece that means nothing belongs to the one behind it."""
    first = tokens[place]
    used = [first]
    if not first.is_words or len(first.words) > _LONGEST_HEADING or first.words.startswith("("):
        return None
    held = first.meaning
    while held is None and len(used) < 3 and len("".join(one.words for one in used)) <= _LONGEST_PIECE:
        place += 1
        if place == len(tokens) or not tokens[place].is_words:
            return None
        used.append(tokens[place])
        held = meaning("".join(one.text for one in used))
    if held is None:
        return None
    while place + 1 < len(tokens) and (
        _BRACKETED.fullmatch(tokens[place + 1].words)
        or (
            _SUFFIX.fullmatch(tokens[place + 1].words)
            and meaning("".join(one.text for one in (*used, tokens[place + 1]))) is held
        )
    ):
        place += 1
        used.append(tokens[place])
    return _Heading(tuple(used), held)


@dataclass(frozen=True, slots=True)
class _Head:
    """The headings of a table, in their order, and the token behind them."""

    columns: tuple[_Heading, ...]
    start: int
    stop: int

    def at(self, wanted: Meaning) -> int | None:
        return next((place for place, one in enumerate(self.columns) if one.meaning is wanted), None)

    @property
    def is_money(self) -> bool:
        held = {one.meaning for one in self.columns}
        return Meaning.SPENT in held and bool(held & {Meaning.OPENING, Meaning.BUDGET})

    @property
    def is_indicators(self) -> bool:
        held = {one.meaning for one in self.columns}
        return (
            Meaning.LEVEL3 in held
            and bool(held & {Meaning.WEIGHT, Meaning.SCORE})
            and bool(held & {Meaning.TARGET, Meaning.ACTUAL})
        )


def _head(tokens: Sequence[Token], start: int) -> _Head | None:
    columns: list[_Heading] = []
    place = stop = start
    unknown: list[_Heading] = []
    while place < min(len(tokens), start + _MOST_IN_A_HEAD):
        found = _heading(tokens, place)
        if found is not None and found.meaning is Meaning.WHOLE:
            break  # the first row
        if (
            found is not None
            and columns
            and columns[-1].meaning is Meaning.REASON
            and found.meaning not in (Meaning.REASON, Meaning.LEVEL1)
        ):
            break  # the reasons stand last
        if found is None:
            token = tokens[place]
            if columns and token.is_cell:
                place += 1
                continue
            if not columns or not token.words or token.figure or len(unknown) == _MOST_UNKNOWN:
                break
            if _TOTAL.match(token.words) or _MONEY_LABEL.search(token.words) or len(token.words) > 10:
                break
            unknown.append(_Heading((token,), None))
            place += 1
            continue
        repeated = [one for one in columns if one.meaning is found.meaning]
        if repeated and found.meaning in AMOUNTS and repeated[0] is columns[0] and len(columns) < 3:
            columns = columns[1:]  # the name of the block, 年度预算数（万元）
        elif repeated and found.meaning not in (Meaning.TARGET, Meaning.REASON):
            break
        columns += [*unknown, found]
        unknown = []
        place += len(found.tokens)
        stop = place
    if len(columns) < 3:
        return None
    return _Head(_in_order(columns), start, stop)


def _in_order(columns: list[_Heading]) -> tuple[_Heading, ...]:
    """Put the second row of a heading, which divides the first columns, before the rest of the first row."""
    first = next((place for place, one in enumerate(columns) if one.meaning is Meaning.LEVEL1), 0)
    upper, lower = columns[:first], columns[first:]
    below = {one.meaning for one in lower}
    return (*lower, *(one for one in upper if one.meaning is not None and one.meaning not in below))


@dataclass(frozen=True, slots=True)
class _Found:
    """A table over the tokens ``start`` to ``stop``; of these it does not take those in ``left``."""

    start: int
    stop: int
    cells: tuple[Spanned, ...]
    left: tuple[int, ...] = ()


def _tables(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[_Found]:
    """The tables of forms, and the lists between them."""
    before = 0
    parted = _in_rows(tokens, lines)
    for form in _forms(tokens, lines):
        yield from _lists(tokens, before, form.start, parted)
        yield form
        before = form.stop
    yield from _lists(tokens, before, len(tokens), parted)


def _celled(tokens: Sequence[Token], start: int, lines: Sequence[str]) -> _Found | None:
    """The table that begins with a token where each of its cells, the blank ones too, closes its line."""
    first = tokens[start].line
    if start and tokens[start - 1].line + 1 == first and _closes(tokens[start - 1], lines):
        return None
    near = enumerate(tokens[start : start + MOST_TOKENS])
    cells = [
        one for _, one in takewhile(lambda at: at[1].line == first + at[0] and _closes(at[1], lines), near)
    ]
    for width in range(min(_MOST_COLUMNS, len(cells) // 2), 2, -1):
        rows = [cells[place : place + width] for place in range(0, len(cells), width)]
        if len(cells) % width == 0 and _are_rows(rows):
            return _Found(start, start + len(cells), tuple(_listed(rows)))
    return None


def _closes(token: Token, lines: Sequence[str]) -> bool:
    return bool(re.fullmatch(r"[^|]*\|\s*", lines[token.line]))


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


def _forms(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[_Found]:
    place = 0
    while place < len(tokens):
        if tokens[place].is_words and (celled := _celled(tokens, place, lines)):
            yield celled
            place = celled.stop
            continue
        head = _head(tokens, place) if tokens[place].is_words else None
        found = None
        if (
            head is not None
            and (head.is_money or head.is_indicators)
            and not _keeps_rows(head, tokens, lines)
        ):
            found = _Money(tokens, head).found() if head.is_money else _Indicators(tokens, head).found()
        if found is not None:
            yield found
        place = found.stop if found is not None else place + 1


def _lists(tokens: Sequence[Token], start: int, stop: int, parted: frozenset[int]) -> Iterator[_Found]:
    """The lists among tokens; a line whose cells something parts keeps its row, and is no part of one."""
    place = end = start
    while place < stop:
        while end < stop and end - place < MOST_TOKENS and tokens[end].line not in parted:
            end += 1
        if rows := listing(tokens, place, end):
            near = range(place + 1, min(place + _MOST_BEFORE, end))
            readings = [(place, rows), *((first, listing(tokens, first, end)) for first in near)]
            first, rows = max(readings, key=lambda one: score(one[1]))  # a caption is no heading
            yield _Found(first, first + _count(rows), tuple(_listed(rows)))
            place = first + _count(rows)
        else:
            place += 1
        end = max(place, end)


def _in_rows(tokens: Sequence[Token], lines: Sequence[str]) -> frozenset[int]:
    """The lines of several cells that something parts."""
    counts = Counter(one.line for one in tokens)
    return frozenset(line for line, count in counts.items() if count > 1 and _is_row(lines[line]))


def _count(rows: Sequence[Sequence[Token | None]]) -> int:
    return sum(one is not None for row in rows for one in row)


def _listed(rows: Sequence[Sequence[Token | None]]) -> Iterator[Spanned]:
    for number, row in enumerate(rows):
        first = next(one.line for one in row if one is not None)
        for column, token in enumerate(row):
            place = LinePlace(token.line if token else first)
            yield Spanned(number, column, token.text if token else "", place)


def _is_row(line: str) -> bool:
    """Whether something parts the cells of a line."""
    return bool(re.search(r"\S\s*[|\t]\s*\S|\S\s{2,}\S", line))


def _keeps_rows(head: _Head, tokens: Sequence[Token], lines: Sequence[str]) -> bool:
    """Whether the cells stand in rows, each beneath its heading: then the lines are a table as they are."""
    line = tokens[head.start].line
    if any(one.line != line for column in head.columns for one in column.tokens) or not _is_row(lines[line]):
        return False
    cells = _row(lines[line])
    if not {one.text for one in head.columns} & {*cells}:
        return False  # wide blanks stand elsewhere in the line
    below = [row for text in lines[line + 1 : line + 40] if len(row := _row(text)) > 1]
    below = [row for row in below if any(figure(cell) for cell in row)][:3]
    held = [meaning(cell) for cell in cells]
    if not below or held[0] in AMOUNTS or any(len(row) + 1 < len(cells) for row in below):
        return not below
    return not any(misfits(held, row) for row in realigned([cells, *below])[1:])


def _row(line: str) -> tuple[str, ...]:
    text = line.strip()
    if "|" in text:
        return tuple(cell.strip() for cell in text.removeprefix("|").removesuffix("|").split("|"))
    cells = (
        line.split("\t") if "\t" in line else re.split(r"\s{2,}", text)
    )  # a row may begin with blank cells
    return tuple(cell.strip() for cell in cells)


class _Money:
    """The rows of money beneath their headings: the words of a source, then its figures."""

    def __init__(self, tokens: Sequence[Token], head: _Head) -> None:
        self._tokens = tokens
        self._head = head
        self._columns = [one for one in head.columns if one.meaning is not None]

    def found(self) -> _Found | None:
        rows, left, stop = self._rows()
        placed = [(label, cells) for label, values in rows if (cells := self._placed(values)) is not None]
        whole = any(_WHOLE.search(label[0].words) for label, _cells in placed)
        if len(placed) < len(rows) or not whole or not any(len(cells) > 1 for _label, cells in placed):
            return None
        caption = self._caption()
        start = self._head.start - len(caption)
        return _Found(start, stop, tuple(self._cells(caption, placed)), tuple(left))

    def _caption(self) -> list[Token]:
        """The name of the block with its unit, 项目资金（万元）, right before the headings."""
        start = self._head.start
        for length in (2, 1):
            before = list(self._tokens[max(0, start - length) : start])
            text = "".join(one.words for one in before)
            if len(text) <= 12 and re.search(rf"\({UNIT.pattern}\)$", text):
                return before
        return []

    def _rows(self) -> tuple[list[tuple[list[Token], list[Token]]], list[int], int]:
        """The rows, the tokens between them that are reasons, and the token behind the last."""
        rows: list[tuple[list[Token], list[Token]]] = []
        left: list[int] = []
        has_reasons = self._head.at(Meaning.REASON) is not None
        place = self._head.stop
        label: list[Token] = []
        values: list[Token] = []
        stop = place
        while place < len(self._tokens):
            token = self._tokens[place]
            if token.is_words:
                if (values or (label and _WHOLE_LABEL.search(_bare(label[-1].words)))) and label:
                    rows.append((label, values))
                    label, values, stop = [], [], place
                if not self._is_label(token):
                    behind = next((one for one in self._tokens[place + 1 :] if not one.is_cell), None)
                    if not (has_reasons and rows and not label and behind and self._is_label(behind)):
                        break
                    left.append(place)
                else:
                    label.append(token)
            else:
                if not label and token.words:
                    break
                values.append(token)
            place += 1
        if label and values:
            rows.append((label, values))
            stop = place
        while self._tokens[stop - 1].is_cell:
            stop -= 1  # the blank that the next line begins with
        return rows, [one for one in left if one < stop], stop

    @staticmethod
    def _is_label(token: Token) -> bool:
        words = token.words
        return (
            len(words) <= _LONGEST_LABEL
            and bool(_MONEY_LABEL.search(words))
            and not _AFTER_MONEY.search(words)
            and "。" not in words
        )

    def _placed(self, values: Sequence[Token]) -> dict[int, Token] | None:
        """The columns of a row's figures; ``None`` where they do not tell."""
        held = [one.meaning for one in self._columns]
        while values and values[-1].is_cell:
            values = values[:-1]
        if len(values) <= len(held):
            whole = len(values) == len(held) or any(one.is_cell for one in values)
            direct = all(
                is_blank(one.words) or fits(at, one.text) for at, one in zip(held, values, strict=False)
            )
            if whole and direct:
                return dict(enumerate(values))
        figures = [one for one in values if one.figure is not None]
        amounts = [place for place, at in enumerate(held) if at in AMOUNTS]
        rates = [place for place, one in enumerate(figures) if one.figure is not None and one.figure.is_rate]
        if not rates:
            if len(figures) == len(amounts) - 1 and held[amounts[0]] is Meaning.OPENING:
                amounts = amounts[1:]  # what came in the course of the year
            if figures and len(figures) != len(amounts):
                return None
            return dict(zip(amounts, figures, strict=False))
        rate = next((place for place, at in enumerate(held) if at is Meaning.RATE), None)
        if rate is None or len(rates) != 1:
            return None
        before, after = figures[: rates[0]], figures[rates[0] + 1 :]
        result = {rate: figures[rates[0]]}
        weight = next((place for place, at in enumerate(held) if at is Meaning.WEIGHT), None)
        if after and weight is not None and weight < rate and before:
            result[weight] = before.pop()
        known = [place for place in amounts if place < rate][-len(before) :] if before else []
        if len(known) < len(before) or len(after) > len(held) - rate - 1:
            return None
        return (
            result
            | dict(zip(known, before, strict=True))
            | {rate + 1 + n: one for n, one in enumerate(after)}
        )

    def _cells(
        self, caption: list[Token], rows: Sequence[tuple[list[Token], dict[int, Token]]]
    ) -> Iterator[Spanned]:
        first = LinePlace(self._tokens[self._head.start].line)
        yield Spanned(0, 0, "".join(one.text for one in caption), first, rowspan=len(rows) + 1)
        yield Spanned(0, 1, "", first)
        for column, heading in enumerate(self._columns, start=2):
            yield Spanned(0, column, heading.text, LinePlace(heading.tokens[0].line))
        for row, (label, cells) in enumerate(rows, start=1):
            place = LinePlace(label[0].line)
            yield Spanned(row, 1, "".join(one.text for one in label), place)
            for column in range(len(self._columns)):
                token = cells.get(column)
                yield Spanned(
                    row, column + 2, token.text if token else "", LinePlace(token.line) if token else place
                )


def _bare(words: str) -> str:
    return re.sub(r"\(.*?\)", "", words).rstrip(":：")


@dataclass(frozen=True, slots=True)
class _Reading:
    """The best reading of the tokens from one on: what it costs, and the row that it begins with, if any."""

    cost: float
    stop: int
    row: _Spans = ()  # of each column the tokens from and to


class _Indicators:
    """The rows of indicators beneath their headings: of all readings the one that explains most cells."""

    def __init__(self, tokens: Sequence[Token], head: _Head) -> None:
        self._tokens = tokens
        self._head = head
        self._columns = head.columns
        name = head.at(Meaning.LEVEL3) or 0
        self._levels = [one.meaning for one in head.columns[:name]]
        self._behind = [one.meaning for one in head.columns[name + 1 :]]
        self._reason = bool(self._behind) and self._behind[-1] is Meaning.REASON
        if self._reason:
            self._behind.pop()

    def found(self) -> _Found | None:
        known = [at for at in self._behind if at is not None]
        if any(at in _LEADING for at in known) or len(set(known)) < len(known):
            return None  # 调整指标值 may be blank, and then nothing tells it from what is behind it
        start = self._head.stop
        end = start
        while end < min(len(self._tokens), start + MOST_TOKENS):
            words = self._tokens[end].words
            if _TOTAL.fullmatch(words) or _AFTER_INDICATORS.match(words) or self._next_form(end):
                break
            end += 1
        rows, left = self._rows(start, end)
        explained = sum(to - at for row in rows for at, to in row.values())
        figures = [place for place in left if self._tokens[place].figure is not None]
        if not rows or len(figures) * 2 > explained:
            return None
        whole, stop = self._whole(end)
        label = [one for one in range(end, stop) if _TOTAL.fullmatch(self._tokens[one].words)][:1]
        taken = {*whole.values(), *label}
        left += [one for one in range(end, stop) if one not in taken and self._tokens[one].words]
        return _Found(self._head.start, stop, tuple(self._cells(rows, whole)), tuple(left))

    def _next_form(self, place: int) -> bool:
        head = _head(self._tokens, place) if self._tokens[place].meaning in AMOUNTS else None
        return head is not None and head.is_money

    def _rows(self, start: int, end: int) -> tuple[list[_Row], list[int]]:
        best: dict[int, _Reading] = {end: _Reading(0, end)}
        for place in range(end - 1, start - 1, -1):
            options = [_Reading(self._cost(place) + best[place + 1].cost, place + 1)]
            for cost, spans in self._matches(place, end):
                stop = spans[-1][1]
                options.append(_Reading(cost + best[stop].cost, stop, spans))
            best[place] = min(options, key=lambda one: one.cost)
        return self._assembled(best, start, end)

    def _cost(self, place: int) -> float:
        """What it costs to leave a token out of all rows."""
        token = self._tokens[place]
        if token.is_cell:
            return 0.02
        if self._is_level(place) or self._is_heading(place) or is_blank(token.words):
            return 0
        return 3 if token.figure is not None else 1

    def _is_heading(self, place: int) -> bool:
        """Whether the headings are said again."""
        return self._tokens[place].words in self._headings

    @cached_property
    def _headings(self) -> frozenset[str]:
        return frozenset(one.words for column in self._columns for one in column.tokens) - {"指标"}

    def _is_level(self, place: int) -> bool:
        words = self._tokens[place].words
        if words == "指标":
            return place > 0 and bool(level(self._tokens[place - 1].words))
        if level(words) != words:
            return bool(level(words))
        behind = self._tokens[place + 1] if place + 1 < len(self._tokens) else None
        return behind is not None and behind.is_words and not SIGN.fullmatch(behind.words)

    def _matches(self, place: int, end: int) -> Iterator[tuple[float, _Spans]]:
        """The rows that can begin with a token as their name."""
        token = self._tokens[place]
        if self._is_level(place) or self._is_heading(place) or len(token.words) > _LONGEST_CELL:
            return
        if not (token.is_words or _DOTS.fullmatch(token.words)) or SIGN.fullmatch(token.words):
            return
        yield from self._named(place, place + 1, end)
        if not self._reason and place + 2 < end and self._goes_on(place + 1):
            for cost, spans in self._named(place, place + 2, end):
                yield cost + _COST_OF_A_GAP, spans

    def _goes_on(self, place: int) -> bool:
        """Whether a token may be the rest of a name that was broken."""
        token = self._tokens[place]
        heads = self._is_level(place) or self._is_heading(place)
        return (
            token.is_words
            and not heads
            and not SIGN.fullmatch(token.words)
            and len(token.words) <= _LONGEST_LABEL
        )

    def _named(self, place: int, behind_name: int, end: int) -> Iterator[tuple[float, _Spans]]:
        """The rows whose name goes from one token to another."""
        for cost, spans in self._filled(0, behind_name, end):
            stop = spans[-1][1] if spans else behind_name
            whole = ((place, behind_name), *spans)
            points = [
                self._tokens[at].words
                for held, (at, to) in zip(self._behind, spans, strict=True)
                if held in (Meaning.WEIGHT, Meaning.SCORE) and to > at
            ]
            cells = any(self._tokens[at].is_cell for at, _to in spans)
            if not any(points):
                if not cells:
                    continue
                cost += any(self._tokens[at].words for at, _to in spans)
            elif not all(points):
                cost += 2 * _COST_OF_A_GAP + 0.1
            if not self._reason:
                yield cost, whole
                continue
            yield cost, (*whole, (stop, stop))
            behind = self._tokens[stop] if stop < end else None
            if behind is not None and (behind.is_cell or (self._has_cells and not self._is_level(stop))):
                yield cost + (0 if behind.is_cell else 0.01), (*whole, (stop, stop + 1))

    @cached_property
    def _has_cells(self) -> bool:
        """Whether blank cells are still there."""
        near = self._tokens[self._head.stop : self._head.stop + 40]
        return any(one.is_cell for one in near)

    def _filled(self, column: int, place: int, end: int) -> Iterator[tuple[float, _Spans]]:
        if column == len(self._behind):
            yield 0, ()
            return
        held = self._behind[column]
        for length in self._lengths(held, place, end):
            unlikely = (
                held is Meaning.TARGET and length == 1 and _NAMES_A_MEASURE.search(self._tokens[place].words)
            )
            for cost, rest in self._filled(column + 1, place + length, end):
                yield cost + bool(unlikely), ((place, place + length), *rest)
        if held in _OPTIONAL or held is Meaning.ACTUAL:
            gap = _COST_OF_A_GAP if held in _OPTIONAL else _COST_OF_NOTHING_DONE
            for cost, rest in self._filled(column + 1, place, end):
                yield cost + gap, ((place, place), *rest)

    def _lengths(self, held: Meaning | None, place: int, end: int) -> Iterator[int]:
        """How many tokens from one on may be the cell beneath a heading."""
        if place >= end:
            return
        token = self._tokens[place]
        if token.is_cell:
            yield 1
            return
        if self._is_level(place) or self._is_heading(place) or len(token.words) > _LONGEST_CELL:
            return
        if fits(held, token.text):
            yield 1
        if held in (Meaning.TARGET, Meaning.ACTUAL) and place + 1 < end and Meaning.UNIT not in self._behind:
            behind = self._tokens[place + 1]  # ≥ 95 % comes as three pieces
            alone = token.figure is None or behind.figure is None
            if behind.words and alone and figure(token.text + behind.text) is not None:
                yield 2

    def _assembled(self, best: dict[int, _Reading], start: int, end: int) -> tuple[list[_Row], list[int]]:
        """The rows of the best reading, each with its levels, and the tokens that are in none."""
        rows: list[_Row] = []
        left: list[int] = []
        levels: _Row = {}
        held = (Meaning.LEVEL3, *self._behind, *((Meaning.REASON,) if self._reason else ()))
        between: list[int] = []
        place = start
        while place < end:
            reading = best[place]
            if reading.row:
                row = dict(zip(held, reading.row, strict=True))
                left += self._given(between, rows)
                between = []
                rows.append(levels | row)
            elif self._is_level(place):
                levels = self._next_level(place, levels)
            elif self._tokens[place].words:
                between.append(place)
            place = reading.stop
        left += self._given(between, rows)
        return rows, left

    def _given(self, between: list[int], rows: Sequence[_Row]) -> list[int]:
        """Words behind a row are its reason; return the tokens that are left."""
        if not between or not rows or any(not self._tokens[one].is_words for one in between):
            return between
        adjacent = between == list(range(between[0], between[-1] + 1))
        before = rows[-1]
        if self._reason and adjacent and before[Meaning.REASON][1] == between[0] == before[Meaning.REASON][0]:
            before[Meaning.REASON] = (between[0], between[-1] + 1)
            return []
        return between

    def _next_level(self, place: int, levels: _Row) -> _Row:
        words = self._tokens[place].words
        if words == "指标":
            at = next((one for one in reversed(levels) if levels[one][1] == place), None)
            return levels if at is None else levels | {at: (levels[at][0], place + 1)}
        stem = level(words)
        above = levels.get(Meaning.LEVEL1)
        upper = level(self._tokens[above[0]].words) if above else ""
        # 成本 is of 产出 in the older scheme; whatever names no points is part of what names them
        pointed = above is not None and "分)" in self._tokens[above[0]].words and "分)" not in words
        within = upper == "产出" if stem == "成本" else stem.startswith("满意") and pointed
        first = bool(FIRST_LEVEL.fullmatch(stem)) and stem != upper and not within
        if first or Meaning.LEVEL1 not in self._levels:
            return {Meaning.LEVEL1: (place, place + 1)}
        return {**({Meaning.LEVEL1: above} if above else {}), Meaning.LEVEL2: (place, place + 1)}

    def _whole(self, place: int) -> tuple[dict[Meaning, int], int]:
        """The figures of the row of the total, and the token behind it."""
        near = range(place, min(place + 4, len(self._tokens)))  # 其他需要说明的事项 may stand before it
        total = next((one for one in near if _TOTAL.fullmatch(self._tokens[one].words)), None)
        if total is None:
            return {}, place
        figures: list[int] = []
        stop = total + 1
        while stop < len(self._tokens) and not self._tokens[stop].is_words:
            if self._tokens[stop].figure is not None:
                figures.append(stop)
            stop += 1
        wanted = [at for at in self._behind if at in (Meaning.WEIGHT, Meaning.SCORE)]
        if len(figures) == 1 and len(wanted) == 2:
            read = self._tokens[figures[0]].figure
            wanted = [Meaning.WEIGHT if read is not None and read.value == 100 else Meaning.SCORE]
        if len(figures) != len(wanted):
            return {}, place
        result: dict[Meaning, int] = dict(zip((at for at in wanted if at), figures, strict=True))
        if self._reason and stop < len(self._tokens) and _GRADE.fullmatch(self._tokens[stop].words):
            return result | {Meaning.REASON: stop}, stop + 1
        return result, stop

    def _cells(self, rows: Sequence[_Row], whole: dict[Meaning, int]) -> Iterator[Spanned]:
        for column, heading in enumerate(self._columns):
            yield Spanned(0, column, heading.text, LinePlace(heading.tokens[0].line))
        held = [one.meaning for one in self._columns]
        for number, row in enumerate(rows, start=1):
            name = LinePlace(self._tokens[row[Meaning.LEVEL3][0]].line)
            for column, at in enumerate(held):
                first, last = row.get(at, (0, 0))
                if at in _LEADING and number > 1 and at is not Meaning.LEVEL3:
                    above = rows[number - 2].get(at)
                    if above == row.get(at):
                        continue  # the merged cell goes on
                text = "".join(one.text for one in self._tokens[first:last])
                place = LinePlace(self._tokens[first].line) if last > first else name
                down = 1
                if at in _LEADING and at is not Meaning.LEVEL3:
                    while number - 1 + down < len(rows) and rows[number - 1 + down].get(at) == row.get(at):
                        down += 1
                yield Spanned(number, column, text, place, rowspan=down)
        if whole:
            number = len(rows) + 1
            first_figure = min(whole.values())
            label = next(one for one in reversed(self._tokens[:first_figure]) if _TOTAL.fullmatch(one.words))
            yield Spanned(number, 0, label.text, LinePlace(label.line))
            for column, at in enumerate(held):
                if at in whole:
                    token = self._tokens[whole[at]]
                    yield Spanned(number, column, token.text, LinePlace(token.line))


def _part(tables: Sequence[_Found], tokens: Sequence[Token], lines: Sequence[str]) -> Recovered:
    """The lines of tables that follow each other in one line or more, with what is left of them."""
    start, stop = tokens[tables[0].start].line, tokens[tables[-1].stop - 1].line + 1
    first = next(place for place, one in enumerate(tokens) if one.line == start)
    last = next(
        (place for place in range(tables[-1].stop, len(tokens)) if tokens[place].line >= stop), len(tokens)
    )
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
