"""Lists of projects with their points: the rank of each, and the average of all."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from projects.money import half_up
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import half_width
from reports.checkup.tables.columns import place_of
from reports.checkup.tables.sections import Column, Meaning, Row, Section

_RANK = re.compile("(?:排名|名次|位次|排序)$")
_AVERAGE = re.compile("平均|均值")
_WEIGHTED = re.compile("(?<![不非])(?<![不非]按[\u4e00-\u9fff]{2})加权")
_POINTS = re.compile("得分|分数")
_FEWEST = 3
_NEAR = Decimal("0.1")
"""A total of points that is off by more of the average is a sum or something else."""


def check_ranked_lists(sections: Sequence[Section], texts: Sequence[str], ledger: Ledger) -> None:
    """Hold ranks and averages against the points of the rows; ``texts`` tell of what is an average."""
    averaged = [half_width(text) for text in texts if _AVERAGE.search(text)]
    for section in sections:
        points = section.one(Meaning.SCORE)
        if points is None or section.of(Meaning.LEVEL1, Meaning.LEVEL3, Meaning.WEIGHT):
            continue
        rows = [
            (row, figure.value)
            for row in section.rows
            if not (row.is_total or row.is_subtotal)
            if (figure := row.slots[points.index].figure) is not None and figure.is_exact
        ]
        if len(rows) >= _FEWEST:
            _ranks(section, rows, ledger)
            _average(section, points, rows, averaged, ledger)


def _ranks(section: Section, rows: Sequence[tuple[Row, Decimal]], ledger: Ledger) -> None:
    for column in (one for one in section.columns if _RANK.search(half_width(one.title))):
        ranked = [
            (row, int(figure.value), 1 + sum(other > points for _row, other in rows))
            for row, points in rows
            if (figure := row.slots[column.index].figure) is not None and figure.is_exact
        ]
        wrong = [one for one in ranked if one[1] != one[2]]
        if not _few(wrong, ranked):
            continue
        for row, printed, meant in wrong:
            _report(
                Kind.PROSE_VS_TABLE,
                row,
                column,
                f"“{row.label}”的“{column.name}”印为{printed}，按得分由高到低为第{meant}。",
                "排名按得分由高到低",
                str(meant),
                ledger,
            )


def _average(
    section: Section,
    points: Column,
    rows: Sequence[tuple[Row, Decimal]],
    averaged: Sequence[str],
    ledger: Ledger,
) -> None:
    """The last row's points are the average of all, where it or a text says so."""
    if any(_WEIGHTED.search(text) for text in averaged):
        return
    mean = sum((value for _row, value in rows), Decimal(0)) / len(rows)
    for row in _totals(section, points):
        figure = row.slots[points.index].figure
        told = _AVERAGE.search(row.label) or any(_POINTS.search(text) for text in averaged)
        if figure is None or not told:
            continue
        if abs(figure.value - mean) <= figure.half:
            ledger.agree(place_of(row, points))
        elif abs(figure.value - mean) <= mean * _NEAR:
            computed = f"{half_up(mean, max(figure.places, 0))}"
            printed = row.slots[points.index].text.strip()
            message = f"“{row.label}”的“{points.name}”印为{printed}，各行的平均数为{computed}。"
            _report(Kind.RATIO, row, points, message, "平均得分等于各项得分的平均数", computed, ledger)


def _totals(section: Section, points: Column) -> Iterator[Row]:
    for row in section.rows:
        if row.is_total and row.slots[points.index].figure is not None:
            yield row


def _few(wrong: Sequence[object], known: Sequence[object]) -> bool:
    """Whether the others show by what rule the few that break it are wrong."""
    return 0 < len(wrong) * 4 <= len(known) + 1


def _report(
    kind: Kind, row: Row, column: Column, message: str, rule: str, computed: str, ledger: Ledger
) -> None:
    slot = row.slots[column.index]
    ledger.find(
        kind,
        Severity.WARNING,
        slot.place,
        message,
        rule=rule,
        text=row.text,
        printed=slot.text.strip(),
        computed=computed,
    )
