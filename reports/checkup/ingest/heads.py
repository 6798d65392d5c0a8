"""The cells of a text that lost its tables, in their order, and the heads of forms among them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reports.checkup.ingest.cells import Token, tokens_of
from reports.checkup.ingest.gathering import Spanned
from reports.checkup.ingest.shifted import SIGN, misfits, realigned
from reports.checkup.numbers import figure
from reports.checkup.tables.sections import AMOUNTS, Meaning, meaning

MONEY_LABEL = re.compile(
    "总额|合计|小计|总计|其中|拨款|资金|补助|收入|经费|结转|结余|自筹|债券|配套|财政|贷款|其他"
)
"""What the name of a source of funds is made of."""
TOTAL = re.compile("(总分|合计|总计|得分合计|自评得分|自评总分|总得分)[:：]?")
"""The name of the row of the total."""
MOST_TOKENS = 1500
"""A table takes at most so many."""

_LONGEST_HEADING = 24
_LONGEST_UNKNOWN = 10
_LONGEST_PIECE = 3  # of a heading that is broken, 年初 / 预算数
_MOST_PIECES = 6  # of a heading, with what stands in brackets behind it
_MOST_UNKNOWN = 2  # headings in a row that tell nothing
_MOST_IN_A_HEAD = 60  # tokens
_MOST_LINES = 40  # among which the first rows are
_REMARKS = re.compile("备注|(?:评分|得分|扣分|完成|情况)?(?:说明|情况)")
_BRACKETED = re.compile(r"\([^()]*\)[:：]?")
_SUFFIX = re.compile("数|值|率|指标|情况|改进措施|及改进措施")
_GAP = re.compile(r"\S\s*[|\t]\s*\S|\S\s{2,}\S")
_CLOSED = re.compile(r"[^|]*\|\s*")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of one or more tokens."""

    tokens: tuple[Token, ...]
    meaning: Meaning | None

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.tokens)


@dataclass(frozen=True, slots=True)
class Head:
    """The headings of a table, in their order, and the token behind them."""

    columns: tuple[Heading, ...]
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


@dataclass(frozen=True, slots=True)
class Found:
    """A table over the tokens ``start`` to ``stop``; of these it does not take those in ``left``."""

    start: int
    stop: int
    cells: tuple[Spanned, ...]
    left: tuple[int, ...] = ()


class Flow:
    """The lines of a text, and its tokens one after another."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.tokens = [token for number, line in enumerate(lines) for token in tokens_of(line, number)]
        self._rows: dict[int, tuple[str, ...]] = {}
        self._heads_rows: dict[int, bool] = {}

    @cached_property
    def headings(self) -> Sequence[Heading | None]:
        """For each token the heading that begins with it."""
        return [_heading(self.tokens, place) for place in range(len(self.tokens))]

    @cached_property
    def levels(self) -> Sequence[bool]:
        """For each token whether it names a level, 产出指标, and not an indicator."""
        return [_is_level(self.tokens, place) for place in range(len(self.tokens))]

    @cached_property
    def parted(self) -> frozenset[int]:
        """The lines in which something parts the cells."""
        return frozenset(number for number, line in enumerate(self.lines) if _GAP.search(line.strip()))

    @cached_property
    def closed(self) -> frozenset[int]:
        """The lines that hold one cell and a pipe behind it."""
        return frozenset(number for number, line in enumerate(self.lines) if _CLOSED.fullmatch(line))

    def row(self, line: int) -> tuple[str, ...]:
        """The cells of a line where something parts them; none if a table has not so many columns."""
        if line not in self._rows:
            cells = _row(self.lines[line])
            self._rows[line] = cells if len(cells) <= _MOST_IN_A_HEAD else ()
        return self._rows[line]

    def heads_rows(self, line: int) -> bool:
        """Whether the cells of the next lines stand beneath those of a line."""
        if line not in self._heads_rows:
            self._heads_rows[line] = self._is_above_rows(line)
        return self._heads_rows[line]

    def _is_above_rows(self, line: int) -> bool:
        near = range(line + 1, min(line + _MOST_LINES, len(self.lines)))
        below = [row for at in near if len(row := self.row(at)) > 1 and at in self._with_figures][:3]
        cells = self.row(line)
        held = [meaning(cell) for cell in cells]
        if not below or held[0] in AMOUNTS or any(len(row) + 1 < len(cells) for row in below):
            return not below
        return not any(misfits(held, row) for row in realigned([cells, *below])[1:])

    @cached_property
    def _with_figures(self) -> frozenset[int]:
        return frozenset(at for at in self.parted if any(figure(cell) for cell in self.row(at)))

    def head(self, start: int) -> Head | None:
        """The head that begins with a token: three headings or more."""
        columns: list[Heading] = []
        unknown: list[Heading] = []
        place = stop = start
        while place < min(len(self.tokens), start + _MOST_IN_A_HEAD):
            found = self.headings[place]
            if found is None:
                token = self.tokens[place]
                place += 1
                if columns and token.is_cell:
                    continue
                if not columns or len(unknown) == _MOST_UNKNOWN or not _may_head(token):
                    break
                unknown.append(Heading((token,), None))
                continue
            if _ends(columns, found):
                break
            repeated = [one for one in columns if one.meaning is found.meaning]
            first = repeated[0].tokens[0] if repeated else None
            if found.meaning in AMOUNTS and first is self.tokens[start] and len(columns) < 3:
                columns = columns[1:]  # the name of the block, 年度预算数（万元）
            elif repeated and (found.meaning not in (Meaning.TARGET, Meaning.REASON) or len(repeated) > 1):
                break
            columns += [*unknown, found]
            unknown = []
            place += len(found.tokens)
            stop = place
        if columns and columns[-1].meaning is Meaning.SCORE and self._is_remark(stop):
            columns.append(Heading((self.tokens[stop],), Meaning.REASON))
            stop += 1
        return Head(_in_order(columns), start, stop) if len(columns) > 2 else None

    def _is_remark(self, place: int) -> bool:
        """Whether a token heads remarks, which are read as reasons are: they may stand behind any row."""
        return place < len(self.tokens) and _REMARKS.fullmatch(self.tokens[place].words) is not None


def _may_head(token: Token) -> bool:
    """Whether a token that tells nothing may be a heading: it begins no row."""
    return (
        0 < len(token.words) <= _LONGEST_UNKNOWN
        and token.figure is None
        and not TOTAL.match(token.words)
        and not MONEY_LABEL.search(token.words)
    )


def _ends(columns: Sequence[Heading], found: Heading) -> bool:
    """Whether a heading is none of this head: the first row begins, or the reasons stood last."""
    after_reasons = bool(columns) and columns[-1].meaning is Meaning.REASON
    return found.meaning is Meaning.WHOLE or (
        after_reasons and found.meaning not in (Meaning.REASON, Meaning.LEVEL1)
    )


def _heading(tokens: Sequence[Token], place: int) -> Heading | None:
    """The heading that begins at a token: a short piece that means nothing belongs to the one behind it."""
    first = tokens[place]
    used = [first]
    if not first.is_words or len(first.words) > _LONGEST_HEADING or first.words.startswith("("):
        return None
    held = first.meaning
    while held is None and len(used) < 3 and sum(len(one.words) for one in used) <= _LONGEST_PIECE:
        place += 1
        if place == len(tokens) or not tokens[place].is_words:
            return None
        used.append(tokens[place])
        held = _meaning(used)
    if held is None:
        return None
    for behind in tokens[place + 1 : place + 1 + _MOST_PIECES - len(used)]:
        goes_on = _SUFFIX.fullmatch(behind.words) and _meaning([*used, behind]) is held
        if not goes_on and not _BRACKETED.fullmatch(behind.words):
            break
        used.append(behind)
    return Heading(tuple(used), held)


def _meaning(tokens: Sequence[Token]) -> Meaning | None:
    return meaning("".join(one.text for one in tokens))


def _in_order(columns: Sequence[Heading]) -> tuple[Heading, ...]:
    """Put the second row of a heading, which divides the first columns, before the rest of the first row."""
    first = next((place for place, one in enumerate(columns) if one.meaning is Meaning.LEVEL1), 0)
    upper, lower = columns[:first], columns[first:]
    below = {one.meaning for one in lower}
    return (*lower, *(one for one in upper if one.meaning is not None and one.meaning not in below))


def _is_level(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.words == "指标":
        return place > 0 and bool(tokens[place - 1].level)
    if token.level != token.words:
        return bool(token.level)
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    return behind is not None and behind.is_words and not SIGN.fullmatch(behind.words)


def _row(line: str) -> tuple[str, ...]:
    text = line.strip()
    if "|" in text:
        return tuple(cell.strip() for cell in text.removeprefix("|").removesuffix("|").split("|"))
    cells = line.split("\t") if "\t" in line else re.split(r"\s{2,}", text)
    return tuple(cell.strip() for cell in cells)
