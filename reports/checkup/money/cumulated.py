"""Columns that add up as they go: 累计支付 is what was paid up to a row, 累计占比 its share of the last."""

from collections.abc import Sequence

from reports.checkup.arithmetic import Verdict, of_rate, of_sum, rate_readings
from reports.checkup.findings import Kind, Ledger
from reports.checkup.tables.columns import place_of, report_on, value_in
from reports.checkup.tables.sections import Column, Meaning, Row, Section

_FEWEST = 3

Judged = list[tuple[Row, Verdict]]


def is_cumulated(column: Column, columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    """Whether a column that is called 累计 adds up as it goes, so that no total sums its rows."""
    if "累计" not in column.title:
        return False
    return column.meaning is Meaning.SHARE or bool(_as_it_goes(column, columns, rows))


def check_cumulated(section: Section, columns: Sequence[Column], rows: Sequence[Row], ledger: Ledger) -> None:
    """Hold columns that are called 累计 against what they cumulate, where most rows show it."""
    plain = [row for row in rows if not (row.is_total or row.is_subtotal)]
    running = [
        one for one in columns if is_cumulated(one, columns, rows) and one.meaning is not Meaning.SHARE
    ]
    for column in running:
        judged = _as_it_goes(column, columns, rows)
        _report(judged, column, Kind.SUM, "累计数等于以上各行之和", "以上各行相加", ledger)
    for column in (one for one in section.of(Meaning.SHARE, Meaning.RATE) if "累计" in one.title):
        judged = max((_shares(column, one, plain) for one in running), key=_held, default=[])
        if _is_shown(judged):
            _report(judged, column, Kind.RATIO, "累计占比 = 累计数 ÷ 全年数", "按表中数字计算", ledger)


def _as_it_goes(column: Column, columns: Sequence[Column], rows: Sequence[Row]) -> Judged:
    """The rows of a column against the column that they are seen to cumulate."""
    plain = [row for row in rows if not (row.is_total or row.is_subtotal)]
    others = [one for one in columns if one.index < column.index and "累计" not in one.title]
    judged = max((_sums(column, one, plain) for one in others), key=_held, default=[])
    return judged if _is_shown(judged) else []


def _is_shown(judged: Judged) -> bool:
    held = _held(judged)
    return held >= _FEWEST and held * 3 >= len(judged) * 2


def _held(judged: Judged) -> int:
    return sum(verdict.holds for _row, verdict in judged)


def _sums(column: Column, of: Column, rows: Sequence[Row]) -> Judged:
    """Each row of a column against the sum of another up to there."""
    result: Judged = []
    for place, row in enumerate(rows):
        printed = value_in(row, column)
        parts = [value for one in rows[: place + 1] if (value := value_in(one, of)) is not None]
        if printed is not None and len(parts) == place + 1:
            result.append((row, of_sum(printed, parts)))
    return result


def _shares(column: Column, of: Column, rows: Sequence[Row]) -> Judged:
    """Each row of a column of shares against what was reached in the last row."""
    last = value_in(rows[-1], of) if rows else None
    result: Judged = []
    for row in rows if last is not None else ():
        given, reached = row.slots[column.index].figure, value_in(row, of)
        if given is None or reached is None or last is None:
            continue
        readings = (of_rate(one, reached, last) for one in rate_readings(given, column.title))
        verdicts = [one for one in readings if one is not None]
        if verdicts:
            result.append((row, next((one for one in verdicts if one.holds), verdicts[0])))
    return result


def _report(judged: Judged, column: Column, kind: Kind, rule: str, how: str, ledger: Ledger) -> None:
    for row, verdict in judged:
        if verdict.holds:
            ledger.agree(place_of(row, column))
        report_on(
            verdict,
            kind,
            ledger,
            row,
            column,
            certain=True,
            rule=rule,
            message=f"“{row.label}”的“{column.name}”印为{{printed}}，{how}为{verdict.computed}",
        )
