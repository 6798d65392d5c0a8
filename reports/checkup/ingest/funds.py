"""The rows of money in a form that lost its table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from reports.checkup.ingest.cells import Token
from reports.checkup.ingest.gathering import Spanned
from reports.checkup.ingest.heads import MONEY_LABEL, MOST_TOKENS, Flow, Found, Head
from reports.checkup.ingest.shifted import fits
from reports.checkup.ingest.source import LinePlace
from reports.checkup.numbers import is_blank
from reports.checkup.tables.sections import AMOUNTS, UNIT, Meaning

_LONGEST_LABEL = 25
_LONGEST_CAPTION = 12
_WHOLE = re.compile("总额|合计|总计")
_NAMED_ALONE = re.compile(
    r"(总额|合计|小计|总计|拨款|资金|补助|收入|经费|结转|结余|自筹|债券|配套|贷款|其他)$"
)
_AFTER_MONEY = re.compile("总体目标|年度目标|绩效目标|预期目标|绩效指标|完成情况")


@dataclass
class _Source:
    """A row while it is read: the words that name a source of funds, and what stands behind them."""

    label: list[Token] = field(default_factory=list)
    values: list[Token] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether other words begin another row."""
        if not self.label:
            return False
        bare = re.sub(r"\(.*?\)", "", self.label[-1].words).rstrip(":：")
        return bool(self.values or _NAMED_ALONE.search(bare))


class Funds:
    """The rows of money beneath their headings: the words of a source, then its figures."""

    def __init__(self, flow: Flow, head: Head) -> None:
        self._tokens = flow.tokens
        self._head = head
        self._columns = [one for one in head.columns if one.meaning is not None]
        self.end = min(len(flow.tokens), head.stop + MOST_TOKENS)

    def found(self) -> Found | None:
        """The table; none where a row's figures do not tell their columns, or no row is the whole."""
        rows, left, stop = self._rows()
        placed = [(one, cells) for one in rows if (cells := self._placed(one.values)) is not None]
        whole = any(_WHOLE.search(row.label[0].words) for row, _cells in placed)
        goes_on = stop == self.end < len(self._tokens)
        several = any(len(cells) > 1 for _row, cells in placed)
        if goes_on or len(placed) < len(rows) or not whole or not several or self._lacks_a_heading(rows):
            return None
        caption = self._caption()
        return Found(self._head.start - len(caption), stop, tuple(self._cells(caption, placed)), tuple(left))

    def _lacks_a_heading(self, rows: Sequence[_Source]) -> bool:
        """Whether one more heading stands before those that the figures are as many as, none a rate."""
        before = self._tokens[max(0, self._head.start - 1) : self._head.start]
        rated = any(one.figure is not None and one.figure.is_rate for row in rows for one in row.values)
        has_rates = any(one.meaning is Meaning.RATE for one in self._columns)
        return has_rates and not rated and any(one.meaning in AMOUNTS for one in before)

    def _caption(self) -> Sequence[Token]:
        """The name of the block with its unit, 项目资金（万元）, right before the headings."""
        start = self._head.start
        for length in (2, 1):
            before = self._tokens[max(0, start - length) : start]
            text = "".join(one.words for one in before)
            if len(text) <= _LONGEST_CAPTION and re.search(rf"\({UNIT.pattern}\)$", text):
                return before
        return ()

    def _rows(self) -> tuple[list[_Source], list[int], int]:
        """The rows, the tokens between them that are reasons, and the token behind the last."""
        rows: list[_Source] = []
        left: list[int] = []
        has_reasons = self._head.at(Meaning.REASON) is not None
        row = _Source()
        place = stop = self._head.stop
        while place < self.end:
            token = self._tokens[place]
            if token.is_words:
                if row.is_whole:
                    rows.append(row)
                    row, stop = _Source(), place
                if _is_label(token):
                    row.label.append(token)
                elif has_reasons and rows and not row.label and self._goes_on(place):
                    left.append(place)
                else:
                    break
            elif row.label or token.is_cell:
                row.values.append(token)
            else:
                break
            place += 1
        if row.label and row.values:
            rows.append(row)
            stop = place
        while self._tokens[stop - 1].is_cell:
            stop -= 1  # the blank that the next line begins with
        return rows, [one for one in left if one < stop], stop

    def _goes_on(self, place: int) -> bool:
        """Whether the next cell that is filled names a source."""
        behind = (self._tokens[at] for at in range(place + 1, self.end))
        return any(_is_label(one) for one in islice((one for one in behind if not one.is_cell), 1))

    def _placed(self, values: Sequence[Token]) -> dict[int, Token] | None:
        """The columns of a row's figures; ``None`` where they do not tell."""
        filled = max((place for place, one in enumerate(values, start=1) if not one.is_cell), default=0)
        values = values[:filled]
        columns = [one.meaning for one in self._columns]
        has_all = len(values) == len(columns) or any(one.is_cell for one in values)
        fit = all(is_blank(one.words) or fits(at, one.text) for at, one in zip(columns, values, strict=False))
        if len(values) <= len(columns) and has_all and fit:
            return dict(enumerate(values))
        return _by_kind(columns, [one for one in values if one.figure is not None])

    def _cells(
        self, caption: Sequence[Token], rows: Sequence[tuple[_Source, dict[int, Token]]]
    ) -> Iterator[Spanned]:
        first = LinePlace(self._tokens[self._head.start].line)
        yield Spanned(0, 0, "".join(one.text for one in caption), first, rowspan=len(rows) + 1)
        yield Spanned(0, 1, "", first)
        for column, heading in enumerate(self._columns, start=2):
            yield Spanned(0, column, heading.text, LinePlace(heading.tokens[0].line))
        for number, (row, cells) in enumerate(rows, start=1):
            place = LinePlace(row.label[0].line)
            yield Spanned(number, 1, "".join(one.text for one in row.label), place)
            for column in range(len(self._columns)):
                token = cells.get(column)
                yield Spanned(
                    number, column + 2, token.text if token else "", LinePlace(token.line) if token else place
                )


def _by_kind(columns: Sequence[Meaning | None], figures: Sequence[Token]) -> dict[int, Token] | None:
    """The columns of figures between which blank cells were lost: the rate among them parts the others."""
    amounts = [place for place, at in enumerate(columns) if at in AMOUNTS]
    rates = [place for place, one in enumerate(figures) if one.figure is not None and one.figure.is_rate]
    if not rates:
        if len(figures) == len(amounts) - 1 and columns[amounts[0]] is Meaning.OPENING:
            amounts = amounts[1:]  # what came in the course of the year
        if figures and len(figures) != len(amounts):
            return None
        return dict(zip(amounts, figures, strict=False))
    if Meaning.RATE not in columns or len(rates) != 1:
        return None
    rate = columns.index(Meaning.RATE)
    before, after = list(figures[: rates[0]]), figures[rates[0] + 1 :]
    result = {rate: figures[rates[0]]}
    if before and after and Meaning.WEIGHT in columns[:rate]:
        result[columns.index(Meaning.WEIGHT)] = before.pop()
    known = [place for place in amounts if place < rate][-len(before) :] if before else []
    if len(known) < len(before) or len(after) > len(columns) - rate - 1:
        return None
    return result | dict(zip(known, before, strict=True)) | dict(enumerate(after, start=rate + 1))


def _is_label(token: Token) -> bool:
    words = token.words
    return (
        len(words) <= _LONGEST_LABEL
        and bool(MONEY_LABEL.search(words))
        and not _AFTER_MONEY.search(words)
        and "。" not in words
    )
