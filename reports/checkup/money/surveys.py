"""Tables of answers: 非常满意 120 | 满意 60 | 一般 15 | 不满意 5 | 合计 200 | 满意度 90%.

The columns between the first and the last degree are all the answers that there were; which of them count as
satisfied the rows show.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from projects.money import number_text
from reports.checkup.arithmetic import Outcome, Verdict, of_rate, of_sum, rate_readings
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.tables.columns import place_of, report_on
from reports.checkup.tables.sections import Column, Row, Section

_SATISFIED = re.compile("^(?:非常|很|十分|比较|较|基本)?满意(?:人数|数|份数|票数)?$")
_OTHERS = re.compile(
    "^(?:一般|尚可|不太?满意|较?不满意|(?:很|非常)不满意|不了解|不清楚|弃权)(?:人数|数|份数|票数)?$"
)
_WHOLE = re.compile(
    "^(?:合计|总计|小计|总数|总人数|总份数|(?:有效|收回|回收)(?:问卷|份数|答卷)(?:数|份数)?|(?:调查|参与|测评|受访)人数|样本(?:数|量))$"
)
_RATE = re.compile("满意(?:度|率)$")
_FEWEST_DEGREES = 3
_SLACK = Decimal("0.1")
_FARTHEST = 30
"""Shares that are further from 100 % have nothing to do with each other."""
_BRACKETS = re.compile(r"\([^()]*\)")


def check_surveys(section: Section, ledger: Ledger) -> None:
    """Hold the number of answers and the degree of satisfaction against the answers of each row."""
    good = [one for one in section.columns if _SATISFIED.match(_title(one))]
    degrees = [*good, *(one for one in section.columns if _OTHERS.match(_title(one)))]
    if not good or len(degrees) < _FEWEST_DEGREES:
        return
    answers = [(row, [*_counts(row, degrees)]) for row in section.rows]
    rows = [(row, values) for row, values in answers if len(values) == len(degrees)]
    wholes = [one for one in section.columns if _WHOLE.match(_title(one))]
    for whole in wholes if len(wholes) == 1 else ():
        _hold_totals(whole, rows, ledger)
    rates = [one for one in section.columns if _RATE.search(_title(one))]
    for rate in rates if len(rates) == 1 else ():
        _hold_rates(rate, len(good), rows, ledger)


def check_rows_of_shares(section: Section, ledger: Ledger) -> None:
    """Shares beside each other, 62% | 25% | 10% | 3%, are all of a row where they are of every other row."""
    rates = [one for one in section.columns if _is_of_rates(one, section.rows)]
    for columns in (rates, rates[:-1], rates[1:]):
        if len(columns) < _FEWEST_DEGREES:
            return
        sums = [(row, _sum([*_figures(row, columns)])) for row in section.rows]
        wrong = [(row, one) for row, one in sums if abs(one.value - 100) > _SLACK * len(columns)]
        if len(wrong) != 1 or len(sums) < _FEWEST_DEGREES:
            continue
        ((row, one),) = wrong
        if abs(one.value - 100) > _FARTHEST or any(ledger.differs(place_of(row, each)) for each in columns):
            continue
        ledger.find(
            Kind.SUM,
            Severity.WARNING,
            place_of(row, columns[0]),
            f"“{row.label}”一行的各项占比之和为{number_text(one.value)}%，其余各行均为100%。",
            rule="各项占比之和为100%",
            text=row.text,
            printed=f"{number_text(one.value)}%",
            computed="100%",
        )
        return


def _is_of_rates(column: Column, rows: Sequence[Row]) -> bool:
    """Whether every row has a rate there."""
    cells = [row.slots[column.index].figure for row in rows]
    return bool(cells) and all(one is not None and one.unit == "%" and one.is_exact for one in cells)


def _figures(row: Row, columns: Sequence[Column]) -> Iterator[Quantity]:
    for one in columns:
        if (figure := row.slots[one.index].figure) is not None:
            yield figure


Answers = Sequence[tuple[Row, Sequence[Quantity]]]


def _hold_totals(whole: Column, rows: Answers, ledger: Ledger) -> None:
    judged = [
        (row, of_sum(printed, values, rounded=False))
        for row, values in rows
        if (printed := row.slots[whole.index].figure) is not None and not printed.is_rate
    ]
    wrong = [one for one in judged if not one[1].holds]
    if len(wrong) != 1 and len(wrong) * 3 > len(judged):
        return
    for row, verdict in wrong:
        if not ledger.differs(place_of(row, whole)):
            report_on(
                verdict, Kind.SUM, ledger, row, whole,
                certain=len(judged) > 1,
                rule="答卷总数等于各类答卷之和",
                message=f"“{row.label}”的“{whole.name}”印为{{printed}}，各类相加为{verdict.computed}",
            )  # fmt: skip
    ledger.agree(*(place_of(row, whole) for row, verdict in judged if verdict.holds))


def _hold_rates(rate: Column, good: int, rows: Answers, ledger: Ledger) -> None:
    """The satisfied are the first so many degrees, or 一般 too: whichever more of the rows show."""
    readings = [[*_shares(rate, count, rows)] for count in range(1, good + 2)]
    judged = max(readings, key=lambda one: sum(verdict.holds for _row, verdict in one))
    wrong = [one for one in judged if not one[1].holds]
    if len(wrong) != 1 or any(
        verdict.holds for one in readings for row, verdict in one if row is wrong[0][0]
    ):
        return
    (row, verdict) = wrong[0]
    if not ledger.differs(place_of(row, rate)):
        report_on(
            verdict, Kind.RATIO, ledger, row, rate,
            certain=len(judged) > 1,
            rule="满意度 = 满意的答卷 ÷ 答卷总数",
            message=f"“{row.label}”的“{rate.name}”印为{{printed}}，按各类人数计算为{verdict.computed}",
        )  # fmt: skip


def _shares(rate: Column, count: int, rows: Answers) -> Iterator[tuple[Row, Verdict]]:
    for row, values in rows:
        given = row.slots[rate.index].figure
        if given is None or count >= len(values):
            continue
        over, under = (_sum(one) for one in (values[:count], values))
        verdicts = [of_rate(one, over, under) for one in rate_readings(given, rate.title)]
        known = [one for one in verdicts if one is not None]
        if known:
            yield row, next((one for one in known if one.outcome is Outcome.AGREE), known[0])


def _sum(values: Sequence[Quantity]) -> Quantity:
    return replace(values[0], value=sum((one.value for one in values[1:]), values[0].value), unit="份")


def _counts(row: Row, degrees: Sequence[Column]) -> Iterator[Quantity]:
    for one in degrees:
        figure = row.slots[one.index].figure
        if figure is not None and not figure.is_rate and figure.places <= 0 and figure.is_exact:
            yield figure


def _title(column: Column) -> str:
    return _BRACKETS.sub("", half_width(column.name)).strip()
