"""The rows of indicators in a form that lost its table."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from functools import cached_property
from itertools import combinations, takewhile

from reports.checkup.ingest.gathering import Spanned
from reports.checkup.ingest.heads import MOST_TOKENS, TOTAL, Flow, Found, Head
from reports.checkup.ingest.shifted import FIRST_LEVEL, SIGN, fits
from reports.checkup.ingest.source import LinePlace
from reports.checkup.numbers import figure, is_blank
from reports.checkup.tables.sections import AMOUNTS, Meaning

_LONGEST_CELL = 60
_LONGEST_REST = 25  # of a name that was broken
_NAMES_A_MEASURE = re.compile("[数率量额]$")  # a name, hardly a target
_DOTS = re.compile("…+|\\.{3,}")
_UNUSED = re.compile(f"指标[0-9]{{1,2}}:?|{_DOTS.pattern}")
_GRADE = re.compile("优秀?|良好?|中|差")
_AFTER = re.compile(
    "评价结论|自评结论|存在问题|说明|注[:：]|备注|填[表报]|联系人|项目负责人|财务负责人|其他需要?说明|.*自评表|.*一览表"
)
_BEFORE_TOTAL = 4  # tokens: 其他需要说明的事项 may stand before it
_WHOLE = (Decimal(100), Decimal(90), Decimal(80))
"""What weights add up to, where the execution rate has none of 100 points, or 10, or 20."""
_LEVELS = (Meaning.LEVEL1, Meaning.LEVEL2)
_POINTS = (Meaning.WEIGHT, Meaning.SCORE)
_OPTIONAL = frozenset({None, Meaning.NATURE, Meaning.UNIT, Meaning.REASON, Meaning.GRADE, Meaning.LAST_YEAR})


class _Cost(IntEnum):
    """What speaks against a reading, against 100 for words that no row explains."""

    BLANK_LEFT = 2
    WORDS_LEFT = 100
    FIGURE_LEFT = 300
    GAP = 30
    NOTHING_DONE = 50  # an actual value that was not filled in
    POINTS_MISSING = 70
    NO_POINTS = 100  # of a row that holds anything
    UNLIKELY_TARGET = 100
    REASON_TAKEN = 1


_Span = tuple[int, int]
"""From which token to which a cell goes."""
_Row = dict[Meaning | None, _Span]
"""The cells of a row by what they hold."""


@dataclass(frozen=True, slots=True)
class _State:
    """What the cells of a row hold so far; once points were given nothing else decides."""

    has_points: bool = False
    lacks_points: bool = False
    has_blanks: bool = False
    has_words: bool = False

    def after(self, held: Meaning | None, words: str, *, is_cell: bool) -> "_State":
        points = held in _POINTS
        has_points = self.has_points or (points and bool(words))
        return _State(
            has_points,
            self.lacks_points or (points and not words),
            not has_points and (self.has_blanks or is_cell),
            not has_points and (self.has_words or bool(words)),
        )

    @property
    def cost(self) -> int | None:
        """What a row costs that ends so; ``None`` if it is no row."""
        if self.has_points:
            return _Cost.POINTS_MISSING if self.lacks_points else 0
        return _Cost.NO_POINTS * self.has_words if self.has_blanks else None


@dataclass(frozen=True, slots=True)
class _Reading:
    """The best reading from a token on: what it costs, the row that it begins with if any, what follows."""

    cost: int
    stop: int
    row: tuple[_Span, ...] = ()


class IndicatorRows:
    """The rows beneath their headings: of all readings the one that explains most cells.

    A row is a name and the cells that the headings announce. The best reading is found from the last token to
    the first; what is best for the rest of a row, column by column, is kept, so that the work grows with the
    tokens and the columns only.
    """

    def __init__(self, flow: Flow, head: Head) -> None:
        self._flow = flow
        self._tokens = flow.tokens
        self._head = head
        name = head.at(Meaning.LEVEL3) or 0
        self._has_first_level = Meaning.LEVEL1 in {one.meaning for one in head.columns[:name]}
        behind = [one.meaning for one in head.columns[name + 1 :]]
        self._has_reasons = bool(behind) and behind[-1] is Meaning.REASON
        self._behind = behind[: len(behind) - self._has_reasons]
        self._best: dict[int, _Reading] = {}
        self._rests: dict[tuple[int, int, _State], _Reading | None] = {}

    def found(self) -> Found | None:
        """The table; none where the headings do not tell cells apart or the rows leave too many figures."""
        known = [at for at in self._behind if at is not None]
        if {*_LEVELS, Meaning.LEVEL3} & {*known} or len(set(known)) < len(known):
            return None  # 调整指标值 may be blank, and then nothing tells it from what is behind it
        rows, left = self._assembled()
        explained = sum(to - at for row in rows for at, to in row.values())
        figures = [place for place in left if self._tokens[place].figure is not None]
        if not rows or len(figures) * 2 > explained:
            return None
        label, whole, stop = self._total()
        unsure = self._unsure(rows, whole)
        if len(unsure) == len(rows) or (unsure and whole):
            return None
        if Meaning.WEIGHT in whole and self._lacks_points_among(figures, rows, whole):
            return None  # what is left is of rows that were not understood
        rows = [row for row in rows if row not in unsure]
        left += [place for row in unsure for place in range(row[Meaning.LEVEL3][0], self._behind_of(row))]
        left.sort()
        taken = {*whole.values(), label}
        left += [one for one in range(self.end, stop) if one not in taken and self._tokens[one].words]
        return Found(self._head.start, stop, tuple(self._cells(rows, label, whole)), tuple(left))

    @cached_property
    def end(self) -> int:
        """The token behind the rows, as far as words tell: that of the total, or of what follows a form."""
        end = self._head.stop
        last = min(len(self._tokens), end + MOST_TOKENS)
        while end < last and not self._ends(end):
            end += 1
        return end

    def _ends(self, place: int) -> bool:
        token = self._tokens[place]
        if TOTAL.fullmatch(token.words) or _AFTER.match(token.words):
            return True
        head = self._flow.head(place) if token.meaning in AMOUNTS else None
        return head is not None and head.is_money

    def _read(self) -> None:
        """Find the best reading from each token on, the last first."""
        self._best[self.end] = _Reading(0, self.end)
        for place in range(self.end - 1, self._head.stop - 1, -1):
            options = [_Reading(self._left(place) + self._best[place + 1].cost, place + 1)]
            options += self._rows(place)
            self._best[place] = min(options, key=lambda one: one.cost)

    def _left(self, place: int) -> int:
        """What it costs to leave a token out of all rows."""
        token = self._tokens[place]
        if token.is_cell:
            return _Cost.BLANK_LEFT
        if self._heads(place) or is_blank(token.words):
            return 0
        return _Cost.FIGURE_LEFT if token.figure is not None else _Cost.WORDS_LEFT

    def _heads(self, place: int) -> bool:
        """Whether a token names a level, or the headings are said again."""
        return self._flow.levels[place] or self._tokens[place].words in self._headings

    @cached_property
    def _headings(self) -> frozenset[str]:
        return frozenset(one.words for column in self._head.columns for one in column.tokens) - {"指标"}

    def _rows(self, place: int) -> Iterator[_Reading]:
        """The best rows that begin with a token as their name, or with two."""
        token = self._tokens[place]
        if self._heads(place) or len(token.words) > _LONGEST_CELL or SIGN.fullmatch(token.words):
            return
        if not (token.is_words or _DOTS.fullmatch(token.words)):
            return
        lengths = (1, 2) if not self._has_reasons and self._is_rest(place + 1) else (1,)
        for length in lengths:
            rest = self._rest(0, place + length, _State())
            if rest is not None:
                cost = rest.cost + _Cost.GAP * (length - 1)
                yield _Reading(cost, rest.stop, ((place, place + length), *rest.row))

    def _is_rest(self, place: int) -> bool:
        """Whether a token may be the rest of a name that was broken."""
        if place + 1 >= self.end:
            return False
        token = self._tokens[place]
        short = token.is_words and len(token.words) <= _LONGEST_REST
        return short and not self._heads(place) and not SIGN.fullmatch(token.words)

    def _rest(self, column: int, place: int, state: _State) -> _Reading | None:
        """The best way to go on from a column of a row, with all that follows the row."""
        key = column, place, state
        if key not in self._rests:
            options = self._closings(place, state) if column == len(self._behind) else self._on(*key)
            self._rests[key] = min(options, key=lambda one: one.cost, default=None)
        return self._rests[key]

    def _on(self, column: int, place: int, state: _State) -> Iterator[_Reading]:
        """The ways to fill a column, or to leave it out."""
        held = self._behind[column]
        for length in self._lengths(held, place):
            token = self._tokens[place]
            after = state.after(held, token.words, is_cell=token.is_cell)
            unlikely = held is Meaning.TARGET and length == 1 and bool(_NAMES_A_MEASURE.search(token.words))
            if rest := self._rest(column + 1, place + length, after):
                cost = rest.cost + _Cost.UNLIKELY_TARGET * unlikely
                yield _Reading(cost, rest.stop, ((place, place + length), *rest.row))
        gap = _Cost.NOTHING_DONE if held is Meaning.ACTUAL else _Cost.GAP
        may_lack = held in _OPTIONAL or held is Meaning.ACTUAL
        if may_lack and (rest := self._rest(column + 1, place, state)):
            yield _Reading(rest.cost + gap, rest.stop, ((place, place), *rest.row))

    def _closings(self, place: int, state: _State) -> Iterator[_Reading]:
        """A row ends before a token, or with it as its reason."""
        cost = state.cost
        if cost is None:
            return
        cost_of_rest = cost + self._best[place].cost
        yield _Reading(cost_of_rest, place, ((place, place),) if self._has_reasons else ())
        if not self._has_reasons or place == self.end:
            return
        is_cell = self._tokens[place].is_cell
        if is_cell or (self._has_cells and not self._flow.levels[place]):
            taken = 0 if is_cell else _Cost.REASON_TAKEN
            yield _Reading(cost + taken + self._best[place + 1].cost, place + 1, ((place, place + 1),))

    @cached_property
    def _has_cells(self) -> bool:
        """Whether blank cells are still there."""
        near = self._tokens[self._head.stop : self._head.stop + 40]
        return any(one.is_cell for one in near)

    def _lengths(self, held: Meaning | None, place: int) -> Iterator[int]:
        """How many tokens from one on may be the cell beneath a heading."""
        if place >= self.end:
            return
        token = self._tokens[place]
        if token.is_cell:
            yield 1
            return
        if self._heads(place) or len(token.words) > _LONGEST_CELL:
            return
        if fits(held, token.text):
            yield 1
        values = held in (Meaning.TARGET, Meaning.ACTUAL) and Meaning.UNIT not in self._behind
        if values and place + 1 < self.end:
            behind = self._tokens[place + 1]  # ≥ 95 % comes as three pieces
            alone = token.figure is None or behind.figure is None
            if behind.words and alone and figure(token.text + behind.text) is not None:
                yield 2

    def _assembled(self) -> tuple[list[_Row], list[int]]:
        """The rows of the best reading, each with its levels, and the tokens that are in none."""
        self._read()
        rows: list[_Row] = []
        left: list[int] = []
        levels: _Row = {}
        held = (Meaning.LEVEL3, *self._behind, *((Meaning.REASON,) if self._has_reasons else ()))
        between: list[int] = []
        place = self._head.stop
        while place < self.end:
            reading = self._best[place]
            if reading.row:
                left += self._given(between, rows)
                between = []
                rows.append(levels | dict(zip(held, reading.row, strict=True)))
            elif self._flow.levels[place]:
                levels = self._next_level(place, levels)
            elif self._tokens[place].words:
                between.append(place)
            place = reading.stop
        left += self._given(between, rows)
        return rows, left

    def _unsure(self, rows: Sequence[_Row], whole: Mapping[Meaning, int]) -> list[_Row]:
        """The rows that may lack their last cell as well as their actual value: the figures are of one kind.

        The weights tell, if they add up with those that these rows would then have.
        """
        unsure = [row for row in rows if self._may_be_cut(row)]
        printed = self._tokens[whole[Meaning.WEIGHT]].figure if Meaning.WEIGHT in whole else None
        wholes = (*_WHOLE, printed.value) if printed else _WHOLE
        return [] if sum(self._weight(row) for row in rows) in wholes else unsure

    def _lacks_points_among(
        self, figures: Sequence[int], rows: Sequence[_Row], whole: Mapping[Meaning, int]
    ) -> bool:
        """Whether figures that were left over are the points by which the rows do not come to their total."""
        printed = self._tokens[whole[Meaning.WEIGHT]].figure
        added = sum(self._weight(row) for row in rows)
        if printed is None or added in _WHOLE:
            return False
        values = [one.value for place in figures if (one := self._tokens[place].figure) is not None]
        sums = {*values, *(one + other for one, other in combinations(values, 2))}
        return printed.value - added in sums

    def _may_be_cut(self, row: _Row) -> bool:
        """Whether no actual value was found, and the weight could be one: it is of the target's unit."""
        values = [row.get(at, (0, 0)) for at in (Meaning.TARGET, Meaning.ACTUAL, Meaning.WEIGHT)]
        target, weight = (
            figure("".join(one.text for one in self._tokens[first:last])) for first, last in values[::2]
        )
        gap = Meaning.ACTUAL in row and values[1][0] == values[1][1]
        return gap and target is not None and weight is not None and target.unit == weight.unit

    def _weight(self, row: _Row) -> Decimal:
        first, last = row.get(Meaning.WEIGHT, (0, 0))
        read = self._tokens[first].figure if last > first else None
        return read.value if read else Decimal(0)

    @staticmethod
    def _behind_of(row: _Row) -> int:
        return max(last for at, (_first, last) in row.items() if at not in _LEVELS)

    def _given(self, between: list[int], rows: Sequence[_Row]) -> list[int]:
        """Words behind a row are its reason; return the tokens that are left.

        Names that the form has for more indicators, 指标2 and ……, may follow where there are none.
        """
        told = [*takewhile(lambda one: not self._is_unused(one), between)]
        unused = between[len(told) :]
        if not told or not rows or any(not self._is_unused(one) for one in unused):
            return between
        first, last = told[0], told[-1]
        adjacent = last - first + 1 == len(told) and all(self._tokens[one].is_words for one in told)
        if self._has_reasons and adjacent and rows[-1][Meaning.REASON] == (first, first):
            rows[-1][Meaning.REASON] = (first, last + 1)
            return unused
        return between

    def _is_unused(self, place: int) -> bool:
        return _UNUSED.fullmatch(self._tokens[place].words) is not None

    def _next_level(self, place: int, levels: _Row) -> _Row:
        """The levels of the rows behind a token that names one, or is the rest of such a name."""
        token = self._tokens[place]
        if token.words == "指标":
            at = next((one for one in reversed(levels) if levels[one][1] == place), None)
            return levels if at is None else levels | {at: (levels[at][0], place + 1)}
        above = levels.get(Meaning.LEVEL1)
        upper = self._tokens[above[0]] if above else None
        # 成本 is of 产出 in the older scheme; whatever names no points is part of what names them
        within = upper is not None and (
            upper.level == "产出"
            if token.level == "成本"
            else token.level.startswith("满意") and "分)" in upper.words and "分)" not in token.words
        )
        same = upper is not None and upper.level == token.level
        first = bool(FIRST_LEVEL.fullmatch(token.level)) and not same and not within
        if first or not self._has_first_level:
            return {Meaning.LEVEL1: (place, place + 1)}
        return {**({Meaning.LEVEL1: above} if above else {}), Meaning.LEVEL2: (place, place + 1)}

    def _total(self) -> tuple[int, dict[Meaning, int], int]:
        """The token that names the total, its figures, and the token behind it; no figures if it has none."""
        nothing = self.end, dict[Meaning, int](), self.end
        near = range(self.end, min(self.end + _BEFORE_TOTAL, len(self._tokens)))
        label = next((one for one in near if TOTAL.fullmatch(self._tokens[one].words)), None)
        if label is None:
            return nothing
        figures: list[int] = []
        stop = label + 1
        last = min(len(self._tokens), stop + 2 * len(self._head.columns))
        while stop < last and not self._tokens[stop].is_words:
            if self._tokens[stop].figure is not None:
                figures.append(stop)
            stop += 1
        wanted = [at for at in self._behind if at in _POINTS]
        if len(figures) == 1 and len(wanted) == 2:
            read = self._tokens[figures[0]].figure
            wanted = [Meaning.WEIGHT if read is not None and read.value == 100 else Meaning.SCORE]
        if len(figures) != len(wanted):
            return nothing
        whole: dict[Meaning, int] = dict(zip((at for at in wanted if at), figures, strict=True))
        if self._has_reasons and stop < len(self._tokens) and _GRADE.fullmatch(self._tokens[stop].words):
            return label, whole | {Meaning.REASON: stop}, stop + 1
        return label, whole, stop

    def _cells(self, rows: Sequence[_Row], label: int, whole: Mapping[Meaning, int]) -> Iterator[Spanned]:
        for column, heading in enumerate(self._head.columns):
            yield Spanned(0, column, heading.text, LinePlace(heading.tokens[0].line))
        columns = [one.meaning for one in self._head.columns]
        for number, row in enumerate(rows):
            name = LinePlace(self._tokens[row[Meaning.LEVEL3][0]].line)
            for column, at in enumerate(columns):
                first, last = row.get(at, (0, 0))
                down = 1
                if at in _LEVELS:
                    if number and rows[number - 1].get(at) == row.get(at):
                        continue  # the merged cell goes on
                    while number + down < len(rows) and rows[number + down].get(at) == row.get(at):
                        down += 1
                text = "".join(one.text for one in self._tokens[first:last])
                place = LinePlace(self._tokens[first].line) if last > first else name
                yield Spanned(number + 1, column, text, place, rowspan=down)
        if whole:
            yield Spanned(len(rows) + 1, 0, self._tokens[label].text, LinePlace(self._tokens[label].line))
            for column, at in enumerate(columns):
                if at is not None and at in whole:
                    token = self._tokens[whole[at]]
                    yield Spanned(len(rows) + 1, column, token.text, LinePlace(token.line))
