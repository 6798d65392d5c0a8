"""Rows that 其中 opens inside a table: parts of the row before them, which no total counts twice.

How far they go is not said. They go as far as they add up to that row in most columns; where they do in
none, as far as the total leaves them out in every column. Else they may be some of many.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from reports.checkup.arithmetic import Outcome, Verdict
from reports.checkup.findings import Kind, Ledger
from reports.checkup.tables.columns import place_of, report_on, sum_of
from reports.checkup.tables.sections import Column, Row

_NEAREST = 10
"""Parts that come within a tenth of a row are taken for all of its parts."""


@dataclass(frozen=True, slots=True)
class _Portion:
    """A row, those that make it up, and how they stand to it in each column."""

    head: Row
    parts: Sequence[Row]
    verdicts: Sequence[tuple[Column, Verdict]]

    @property
    def held(self) -> int:
        """In how many columns the parts add up to the row."""
        return sum(verdict.holds for _column, verdict in self.verdicts)


def counted_once(rows: Sequence[Row], whole: Row, columns: Sequence[Column]) -> Sequence[Row]:
    """The rows that a total is of, without those that make up another."""
    parts = [part for portion in _portions([*rows, whole], columns) for part in portion.parts]
    return [row for row in rows if not row.is_subtotal and not any(row is part for part in parts)]


def check_of_which(columns: Sequence[Column], rows: Sequence[Row], ledger: Ledger) -> None:
    """A row is the sum of those that 其中 opens below it, where it is in another column."""
    for portion in _portions(rows, columns):
        for column, verdict in portion.verdicts:
            if verdict.holds:
                places = (place_of(part, column) for part in portion.parts)
                ledger.agree(place_of(portion.head, column), *places)
            report_on(
                verdict,
                Kind.SUM,
                ledger,
                portion.head,
                column,
                certain=True,
                rule="一行等于其中各行之和",
                message=f"“{portion.head.label}”的“{column.name}”印为{{printed}}，其中各行相加为{verdict.computed}",
            )


def _portions(rows: Sequence[Row], columns: Sequence[Column]) -> Iterator[_Portion]:
    for place, row in enumerate(rows):
        if not row.is_part or not place or rows[place - 1].is_total:
            continue
        behind = range(place + 1, len(rows))
        last = next((one for one in behind if rows[one].is_part or not _is_plain(rows[one])), len(rows))
        likely = [_portion(rows[place - 1], rows[place:end], columns) for end in range(place + 1, last + 1)]
        best = max(likely, key=lambda one: one.held)
        if best.held and best.held * 2 >= len(best.verdicts):
            yield best
        elif not best.held:
            left_out = [one for one in likely if len(one.parts) > 1 and _is_left_out(one, rows, columns)]
            yield from map(_near, left_out if len(left_out) == 1 else ())


def _is_left_out(portion: _Portion, rows: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether the only total is the sum of all rows but these."""
    totals = [row for row in rows if row.is_total]
    others = [row for row in rows if _is_plain(row) and not any(row is part for part in portion.parts)]
    if len(totals) != 1 or len(others) <= 1 or any(row.is_part for row in others):
        return False
    verdicts = [verdict for one in columns if (verdict := sum_of(one, totals[0], others)) is not None]
    return bool(verdicts) and all(verdict.outcome is Outcome.AGREE for verdict in verdicts)


def _near(portion: _Portion) -> _Portion:
    """The portion in the columns where its parts come so near the row that they are likely all of them."""
    figures = [
        (column, verdict, portion.head.slots[column.index].figure) for column, verdict in portion.verdicts
    ]
    near = [
        (column, verdict)
        for column, verdict, figure in figures
        if figure is not None
        and abs(Decimal(verdict.computed) - figure.value) * _NEAREST <= abs(figure.value)
    ]
    return replace(portion, verdicts=near)


def _portion(head: Row, parts: Sequence[Row], columns: Sequence[Column]) -> _Portion:
    known = ((column, sum_of(column, head, parts)) for column in columns)
    telling = [
        (column, verdict)
        for column, verdict in known
        if verdict is not None and (figure := head.slots[column.index].figure) is not None and figure.value
    ]
    return _Portion(head, parts, telling)


def _is_plain(row: Row) -> bool:
    return not (row.is_total or row.is_subtotal)
