"""A cell that writes out how a figure of its row comes about: 97.45%×10 of 9.75, 240人×85元 of 20400.

Which figure of the row is meant the cell does not say: where none of them is what it comes to, one of its
numbers is wrong, or that figure.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from projects.money import half_up, number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.expressions import Expression, expressions
from reports.checkup.prose.formulas import EQUALS, check_formulas
from reports.checkup.prose.sentences import sentences
from reports.checkup.tables.sections import Grid, Meaning, Row, Section, Slot

_ENDS = frozenset(",;。、)计折")
_SCALES = (Decimal(1), Decimal("1E4"), Decimal("1E8"))
_FACTOR = 10
"""What is so many times as much as any figure of its row is of something else."""

_FURTHER = re.compile("(?:另|加|还有|以及|和|＋|\\+)[^0-9]{0,16}[0-9]")


def check_short_formulas(rows: Grid, read: Iterable[object], ledger: Ledger) -> None:
    """100-4.1=95.9: a formula with its result in a cell that is too short to be read as prose."""
    known = {*read}
    for slot in dict.fromkeys(slot for row in rows for slot in row):
        if slot.figure is None and slot.place not in known and "=" in half_width(slot.text):
            for sentence in sentences(slot.text, slot.place):
                check_formulas(sentence, ledger)


def check_worked_out(section: Section, ledger: Ledger) -> None:
    """Hold what the cells of a section write out, each alone in its cell, against the figures of its row."""
    weights, scores = (
        [one.index for one in section.of(meaning)] for meaning in (Meaning.WEIGHT, Meaning.SCORE)
    )
    for row in section.rows:
        for slot in dict.fromkeys(row.slots):
            if slot.figure is not None:
                continue
            worked = _alone(half_width(slot.text))
            if worked is None or _FURTHER.search(half_width(slot.text), worked.end):
                continue  # 35个×40万元，另评审费20.4万元
            weight = next(_slots(row, weights), None)
            score = next(_slots(row, scores), None)
            others = [one for one in dict.fromkeys(row.slots) if one.figure is not None and one is not weight]
            lost = "扣" in slot.text
            if any(ledger.differs(one.place) or _is(worked, one, score, weight, lost=lost) for one in others):
                continue  # what is wrong with the row has been said, or nothing is
            meant = _meant(worked, others, weight, score)
            if meant is not None:
                _report(row, slot, worked, meant, ledger)


def _alone(plain: str) -> Expression | None:
    """The only product or quotient of a cell, where its result does not stand behind it."""
    found = [*expressions(plain)]
    if len(found) != 1 or EQUALS.match(plain, found[0].end):
        return None
    (worked,) = found
    written, before = plain[worked.start : worked.end].strip(), plain[: worked.start].strip()
    if before.endswith("(") or (before and written[0] == "(" and written[-1] == ")"):
        return None  # of the amount beside it: 得9.83分（10分×98.33%）
    if not any(sign in written for sign in "×*÷") or (plain[worked.end :].strip() or ",")[0] not in _ENDS:
        return None
    return worked


def _slots(row: Row, columns: Iterable[int]) -> Iterator[Slot]:
    return (
        row.slots[index] for index in columns if (one := row.slots[index].figure) is not None and one.is_exact
    )


def _is(worked: Expression, other: Slot, score: Slot | None, weight: Slot | None, *, lost: bool) -> bool:
    """Whether a formula comes to a figure of its row, in any of the units that a column may be in.

    A score may be the weight times a degree, no more than the weight, or what is left where points are lost.
    """
    figure = other.figure
    if figure is None:
        return False
    values = [worked.value, worked.value * 100]
    if worked.money == 1:
        values = [worked.value / scale for scale in _SCALES]
    elif other is score and weight is not None and weight.figure is not None:
        most = weight.figure.value
        values += [most * worked.value, min(most, worked.value), *([most - worked.value] if lost else [])]
    step = Decimal(1).scaleb(-max(figure.places, 0))
    slack = worked.slack * max((abs(value / worked.value) for value in values if worked.value), default=1)
    return any(
        abs(value - known) <= step / 2 + slack or 0 <= value - known < step
        for value in values
        for known in (figure.value, abs(figure.value), figure.base)
    )


def _meant(
    worked: Expression, others: Iterable[Slot], weight: Slot | None, score: Slot | None
) -> Quantity | None:
    """The figure that a formula most likely tells of: the score, or the nearest of its kind."""
    if worked.money == 0 and score is not None and weight is not None:
        return score.figure
    figures = [one.figure for one in others if one.figure is not None and one.figure.value]
    if worked.money == 1 and figures:
        nearest = min(figures, key=lambda one: _distance(worked.value, one))
        return nearest if _distance(worked.value, nearest) < _FACTOR else None
    rates = [one for one in figures if one.is_rate]
    return rates[0] if len(rates) == 1 and {*worked.signs} <= {"÷", "-"} else None


def _distance(value: Decimal, figure: Quantity) -> Decimal:
    """How many times as much one is as the other, in the unit that suits best."""
    ratios = [abs(value / scale / figure.value) for scale in _SCALES]
    return min(max(one, 1 / one) if one else Decimal("Infinity") for one in ratios)


def _report(row: Row, slot: Slot, worked: Expression, meant: Quantity, ledger: Ledger) -> None:
    written = half_width(slot.text)[worked.start : worked.end].strip()
    value = worked.value * 100 if meant.is_rate else worked.value
    computed = f"{number_text(half_up(value, 2))}{'%' if meant.is_rate else ''}"
    ledger.find(
        Kind.SUM if worked.money else Kind.RATIO if meant.is_rate else Kind.SCORE,
        Severity.ERROR,
        slot.place,
        f"所列算式“{written}”等于{computed}，与本行的数字均不相符。",
        rule="所列算式与本行数字相符",
        text=row.text,
        printed=written,
        computed=computed,
    )
