"""Weights of an indicator table: their total, and what each level gets from those below it."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, takewhile

from projects.money import number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.money.checks import Execution
from reports.checkup.tables.lines import (
    HUNDRED,
    LEVEL_POINTS,
    Line,
    grouped_by,
    groups_of,
    in_total,
    is_no_weight,
    last_of,
    points_of,
    sum_of_points,
)
from reports.checkup.tables.sections import Meaning, Row, Section, Slot

_BESIDE_EXECUTION = (Decimal(90), Decimal(80))
"""What the indicators are out of where the execution rate has 10 points of 100, or 20."""


def check_weights(
    section: Section,
    lines: Sequence[Line],
    whole: Row | None,
    execution: Execution | None,
    ledger: Ledger,
    *,
    may_be_cut: bool,
) -> None:
    """Weights add up to their printed total, to 100 with the execution rate, and to each level's points."""
    slots = [line.weight for line in lines]
    own = points_of(slots)
    if not own or any(is_no_weight(one) for one in slots):
        return
    sums = sum_of_points(own) or Decimal(0)
    extra = (
        execution.weight.figure.value if execution and execution.weight and execution.weight.figure else None
    )
    reached = {sums} if extra is None else {sums, sums + extra}
    printed = _total_of_weights(section, whole, lines)
    complete = all(line.weight is not None and line.weight.figure is not None for line in lines if line.name)
    if printed is not None and printed.figure is not None:
        best = sums + extra if extra is not None and printed.figure.value != sums else sums
        if printed.figure.value in reached or (
            extra is None and sums in _BESIDE_EXECUTION and printed.figure.value == 100
        ):
            ledger.agree(printed.place, *(slot.place for slot in slots if slot is not None and slot.figure))
        else:
            ledger.find(
                Kind.WEIGHT,
                Severity.ERROR,
                printed.place,
                f"分值合计印为{printed.text}，各行分值相加为{number_text(best)}。",
                rule="各项分值之和等于合计",
                text=whole.text if whole else "",
                printed=printed.text,
                computed=number_text(best),
            )
    elif complete and len(own) > 2 and not {*reached, *_upper_sums(section, lines)} & {HUNDRED, Decimal(90)}:
        first = next(line for line in lines if line.weight is not None)
        found = max(reached)
        if first.weight is not None and 50 < found < 200:
            ledger.find(
                Kind.WEIGHT,
                Severity.WARNING if may_be_cut and found < HUNDRED else Severity.ERROR,
                first.weight.place,
                f"各项分值相加为{number_text(found)}，应为100。",
                rule="各项分值之和为100",
                text=first.row.text,
                printed=number_text(found),
                computed="100",
            )
    _upper_totals(section, whole, lines, ledger)
    _level_weights(section, lines, ledger, may_be_cut=may_be_cut)
    _level_scores(section, lines, ledger)
    _group_points(section, ledger)


def _total_of_weights(section: Section, whole: Row | None, lines: Sequence[Line]) -> Slot | None:
    """The total under the weights; where that is the one of the scores, the one to its left.

    总分 | 100 | 96.6 | 自评等级 | 优, as the forms of some provinces have it.
    """
    printed = in_total(section, whole, Meaning.WEIGHT)
    scores = sum_of_points(points_of(line.score for line in lines))
    if whole is None or printed is None or printed.figure is None or scores is None:
        return printed
    left = [slot for slot in whole.slots[: whole.slots.index(printed)] if slot.figure]
    moved = left and left[-1].figure and left[-1].figure.value in (HUNDRED, *_BESIDE_EXECUTION)
    return left[-1] if moved and scores <= printed.figure.value < HUNDRED else printed


def _upper_totals(section: Section, whole: Row | None, lines: Sequence[Line], ledger: Ledger) -> None:
    """The weights of the first and second levels add up to the total printed under them."""
    if whole is None:
        return
    for column in section.of(Meaning.WEIGHT)[:-1]:
        slot = whole.slots[column.index]
        sums = sum_of_points(points_of(line.row.slots[column.index] for line in lines))
        if slot.figure is None or slot.figure.is_rate or sums is None:
            continue
        if slot.figure.value == sums:
            ledger.agree(slot.place)
            continue
        ledger.find(
            Kind.WEIGHT,
            Severity.ERROR,
            slot.place,
            f"分值合计印为{slot.text}，各行分值相加为{number_text(sums)}。",
            rule="各项分值之和等于合计",
            text=whole.text,
            printed=slot.text,
            computed=number_text(sums),
        )


def _upper_sums(section: Section, lines: Sequence[Line]) -> set[Decimal]:
    """What the weights of the first and second levels add up to: if to 100, a slip lies below them."""
    sums = (
        sum_of_points(points_of(line.row.slots[one.index] for line in lines))
        for one in section.of(Meaning.WEIGHT)[:-1]
    )
    return {one for one in sums if one is not None}


def _level_scores(section: Section, lines: Sequence[Line], ledger: Ledger) -> None:
    """得分小计 of a level is the sum of its indicators' scores, where most show that it is."""
    for column in section.of(Meaning.SCORE)[:-1]:
        judged = [
            (slot, members, sums)
            for slot, members in grouped_by(lines, column.index)
            if slot.figure is not None
            and not slot.figure.is_rate
            and all(line.score is not None and line.score.figure for line in members)
            and (sums := sum_of_points(points_of(line.score for line in members))) is not None
        ]
        held = sum(slot.figure is not None and slot.figure.value == sums for slot, _members, sums in judged)
        if held * 2 <= len(judged) or all(len(members) == 1 for _slot, members, _sums in judged):
            continue
        for slot, members, sums in judged:
            if slot.figure is None or slot.figure.value == sums:
                ledger.agree(slot.place)
                continue
            ledger.find(
                Kind.SCORE,
                Severity.ERROR,
                slot.place,
                f"得分小计印为{slot.text}，其下各项得分相加为{number_text(sums)}。",
                rule="得分小计等于其下各项得分之和",
                text=members[0].row.text,
                printed=slot.text,
                computed=number_text(sums),
            )


def _level_weights(section: Section, lines: Sequence[Line], ledger: Ledger, *, may_be_cut: bool) -> None:
    """A first level that names its points, or has a weight of its own, gets them from its indicators."""
    uppers = [one.index for one in section.of(Meaning.WEIGHT)[:-1]]
    named = {last_of(section, one) for one in (Meaning.LEVEL1, Meaning.LEVEL2)}
    levels = [one for one in named if one is not None]
    # 年度绩效目标2（40分）may stand before the levels, over those of one goal.
    named |= {one.index for one in section.columns if one.index < min(levels, default=0)}
    for place in (*uppers, *sorted(one for one in named if one is not None)):
        groups = [*grouped_by(lines, place)]
        for number, (slot, members) in enumerate(groups):
            found = LEVEL_POINTS.search(slot.words)
            given = (
                slot.figure.value if place in uppers and slot.figure else Decimal(found[1]) if found else None
            )
            weights = [line.weight for line in members]
            sums = sum_of_points(points_of(weights))
            if given is None or sums is None or not all(one is not None and one.figure for one in weights):
                continue
            ledger.note([slot.place])
            further = takewhile(lambda one: one[0].is_blank, groups[number + 1 :])  # cut by a note amid them
            below = accumulate(
                (sum_of_points(points_of(line.weight for line in one[1])) or Decimal(0) for one in further),
                initial=sums,
            )
            if given in below:
                ledger.agree(slot.place, *(one.place for one in weights if one is not None))
                continue
            goes_on = may_be_cut and members[-1] is lines[-1] and sums < given
            ledger.find(
                Kind.WEIGHT,
                Severity.WARNING if goes_on else Severity.ERROR,
                slot.place,
                f"“{slot.words}”之下各项分值相加为{number_text(sums)}，与所列{number_text(given)}分不符。",
                rule="各项分值之和等于上级指标的分值",
                text=members[0].row.text,
                printed=number_text(given),
                computed=number_text(sums),
            )


def _group_points(section: Section, ledger: Ledger) -> None:
    """The head of a group, （一）产出指标, has the weights and the scores of the indicators below it."""
    for kind, held in ((Kind.WEIGHT, Meaning.WEIGHT), (Kind.SCORE, Meaning.SCORE)):
        place = last_of(section, held)
        if place is None:
            continue
        for group in groups_of(section):
            slot, sums = group.head.slots[place], group.sums(place)
            if slot.figure is None or slot.figure.is_rate or not sums:
                continue
            given = slot.figure.value
            if given in sums:
                ledger.agree(slot.place)
                continue
            computed = number_text(min(sums, key=lambda one: abs(one - given)))
            ledger.find(
                kind,
                Severity.ERROR,
                slot.place,
                f"“{group.head.label}”印为{slot.text}分，其下各项相加为{computed}分。",
                rule="各项之和等于上级指标的分值、得分",
                text=group.head.text,
                printed=slot.text,
                computed=computed,
            )
