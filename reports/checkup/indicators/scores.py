"""Scores of an indicator table: within their weights, by the rules of scoring, and their total."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from indicators.scoring import Nature, achievement
from projects.money import half_up, number_text, residue_allowance
from reports.checkup.arithmetic import Verdict, of_rate, rate_readings
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.money.checks import Execution
from reports.checkup.numbers import figure
from reports.checkup.tables.lines import (
    HUNDRED,
    Line,
    in_total,
    is_no_weight,
    measure_of,
    points_of,
    quantity_in,
    sum_of_points,
)
from reports.checkup.tables.sections import Meaning, Row, Section, Slot

_OF_SPENDING = re.compile("(?:执行|支出)率$")
_OF_EXECUTION = re.compile(
    "执行率[^0-9]{0,4}(?P<weight>[0-9.]+)分(?:[,、;]?(?:实际)?得分?(?P<score>[0-9.]+)分)?"
)
_IN_PROPORTION = re.compile(
    "按(?:照)?[^|。;；]{0,12}(?:比例|完成率|[AB]/[AB])[^|。;；]{0,20}(?:[记计]分|得分|[记计]算)"
)
"""The form's own rule of scoring, where it stands in the row."""
_CAPS = tuple(
    (Decimal(below).scaleb(-2), Decimal(most)) for below, most in ((50, 59), (60, 69), (70, 79), (80, 89))
)


def execution_in(whole: Row | None) -> Execution | None:
    """The points of the execution rate that the label of the total tells of, as cells of their own."""
    label = None if whole is None else next((slot for slot in whole.slots if slot.words), None)
    found = None if label is None else _OF_EXECUTION.search(label.words)
    if label is None or found is None:
        return None
    weight, score = (
        replace(label, text=text, figure=figure(text)) if text else None
        for text in (found["weight"], found["score"])
    )
    return Execution(weight, score, None)


def check_scores_within_weights(lines: Sequence[Line], ledger: Ledger) -> None:
    """A score is between 0 and its weight; where most are not, the columns hold something else."""
    scored = [
        (line, line.score, line.score.figure.value, line.weight.figure.value)
        for line in lines
        if line.weight is not None
        and line.score is not None
        and line.weight.figure is not None
        and line.score.figure is not None
        and not line.weight.figure.is_rate
        and line.weight.height == line.score.height
    ]
    beyond = [one for one in scored if not 0 <= one[2] <= one[3]]
    if len(scored) > 2 and len(beyond) * 2 > len(scored):
        return
    for line, slot, score, weight in beyond:
        _report_beyond(line, slot, score, weight, ledger)


def _report_beyond(line: Line, slot: Slot, score: Decimal, weight: Decimal, ledger: Ledger) -> None:
    low = score < 0
    ledger.find(
        Kind.SCORE,
        Severity.ERROR,
        slot.place,
        f"“{line.name}”得分{slot.text}{'小于0' if low else f'大于分值{number_text(weight)}'}。",
        rule="得分在0与分值之间",
        text=line.row.text,
        printed=slot.text,
        computed="0" if low else number_text(weight),
    )


def check_score_by_rule(line: Line, ledger: Ledger) -> None:
    """Full points for a target that is met, in proportion for a shortfall; other rules are in use."""
    measure = measure_of(line)
    if (
        measure is None
        or line.weight is None
        or line.score is None
        or ledger.is_agreed(line.score.place)  # by a rule that the form prints
        or line.weight.height != line.score.height
    ):
        return
    weight, score = line.weight.figure, line.score.figure
    degree = achievement(measure)
    if weight is None or score is None or degree is None or weight.is_rate:
        return
    expected = min(half_up(weight.value * degree, max(score.places, 0)), weight.value)
    if measure.nature is Nature.EQUAL and degree > 1:
        return
    actual = quantity_in(line.actual)
    slack = weight.value * actual.half / (measure.target * actual.factor) if actual and measure.target else 0
    if score.value == expected or abs(score.value - weight.value * degree) <= score.half + slack:
        ledger.agree(line.score.place)
        return
    if line.reason is not None and not line.reason.is_blank and score.value < expected:
        return  # what was taken off beyond the rule is explained
    short = degree < 1 and (score.value == weight.value or _IN_PROPORTION.search(line.row.text) is not None)
    if 0 <= score.value <= weight.value and (
        short or degree >= 1 or score.places >= 2 or _OF_SPENDING.search(line.name)
    ):
        ledger.find(
            Kind.SCORE,
            Severity.WARNING,
            line.score.place,
            f"“{line.name}”得分{line.score.text}，按完成情况计算为{number_text(expected)}，请核对评分规则。",
            rule="完成目标得满分，未完成按完成率计分",
            text=line.row.text,
            printed=line.score.text,
            computed=number_text(expected),
        )


def check_degrees(section: Section, lines: Sequence[Line], ledger: Ledger) -> None:
    """A printed 完成率 is the actual over the target; where less is better, the target over it too."""
    column = section.one(Meaning.RATE)
    if column is None:
        return
    judged: list[tuple[Line, Slot, Verdict]] = []
    for line in lines:
        slot, target, actual = (
            line.row.slots[column.index],
            quantity_in(line.target),
            quantity_in(line.actual),
        )
        if slot.figure is None or target is None or actual is None:
            continue
        if not (slot.figure.is_exact and target.is_exact and actual.is_exact):
            continue
        # whole numbers are counts, which no rounding made
        target, actual = (replace(one, unit="" if one.places > 0 else "个") for one in (target, actual))
        pairs = [(actual, target)]
        if target.sign in ("≤", "<"):
            pairs.insert(0, (target, actual))
        verdicts = [
            verdict
            for pair in pairs
            for reading in rate_readings(slot.figure, column.title)
            if (verdict := of_rate(reading, *pair)) is not None
        ]
        if verdicts:
            judged.append((line, slot, next((one for one in verdicts if one.holds), verdicts[0])))
    held = sum(verdict.holds for _line, _slot, verdict in judged)
    if held < 2 or held * 3 < len(judged) * 2:
        return
    for line, slot, verdict in judged:
        if verdict.holds:
            ledger.agree(slot.place)
            continue
        ledger.find(
            Kind.RATIO,
            Severity.ERROR,
            slot.place,
            f"“{line.name}”的“{column.name}”印为{slot.text}，按完成值与目标值计算为{verdict.computed}。",
            rule="完成率 = 完成值 ÷ 目标值",
            text=line.row.text,
            printed=slot.text,
            computed=verdict.computed,
        )


def check_execution(execution: Execution, ledger: Ledger) -> None:
    """The score of the execution rate is rate × weight, never more than the weight."""
    weight = execution.weight.figure if execution.weight else None
    score = execution.score.figure if execution.score else None
    if weight is None or score is None or execution.score is None or weight.is_rate:
        return
    if not 0 <= score.value <= weight.value:
        severity, expected = Severity.ERROR, weight.value
    elif execution.rate is None:
        return
    else:
        exact = weight.value * min(execution.rate.base, Decimal(1))
        expected = half_up(exact, max(score.places, 0))
        slack = weight.value * execution.rate.half + Decimal(5).scaleb(-max(score.places, 0) - 1)
        if abs(score.value - exact) <= slack:
            ledger.agree(execution.score.place)
            return
        severity = Severity.ERROR if score.places >= 2 and score.value % Decimal("0.5") else Severity.WARNING
        if execution.rate.base == 1 and score.value != weight.value:
            severity = Severity.ERROR
    ledger.find(
        Kind.SCORE,
        severity,
        execution.score.place,
        f"预算执行率得分印为{execution.score.text}，按执行率计算为{number_text(expected)}。",
        rule="执行率得分 = 分值 × 执行率，不超过分值",
        text=execution.score.text,
        printed=execution.score.text,
        computed=number_text(expected),
    )


def check_total(
    section: Section,
    lines: Sequence[Line],
    whole: Row | None,
    execution: Execution | None,
    ledger: Ledger,
) -> Slot | None:
    """The total is the sum of the scores, those of the execution rate among them, unless a cap holds."""
    slot = in_total(section, whole, Meaning.SCORE)
    scores = [line.score for line in lines]
    points = points_of(scores)
    if slot is None or slot.figure is None or whole is None or not points:
        return slot
    if any(is_no_weight(line.weight) for line in lines):
        return slot  # a row that begins too far right has its points elsewhere
    scored = [line for line in lines if line.weight is not None and line.weight.figure is not None]
    if any(line.score is None or line.score.figure is None for line in scored):
        known_actuals = [line for line in scored if line.score is not None and line.score.is_blank]
        if len(known_actuals) * 2 > len(scored):
            return slot
    sums = sum_of_points(points) or Decimal(0)
    extra = execution.score.figure.value if execution and execution.score and execution.score.figure else None
    weights = sum_of_points(points_of(line.weight for line in lines))
    candidates = [sums] if extra is None else [sums + extra, sums] if weights == 100 else [sums + extra]
    if extra is not None and weights is None:
        candidates = [sums + extra, sums]
    printed = slot.figure
    if extra is not None and _is_of_indicators_alone(whole, weights, execution):
        without = half_up(sums, max(printed.places, 0)) == printed.value
        known = execution is not None and execution.weight is not None
        candidates = [sums] if known or without else [sums + extra]
        of_all = (
            replace(slot, figure=replace(printed, value=printed.value + extra)) if known or without else slot
        )
    else:
        of_all = slot
    if any(half_up(one, max(printed.places, 0)) == printed.value for one in candidates):
        parts = [one.place for one in scores if one is not None and one.figure]
        ledger.agree(slot.place, *parts)
        return of_all
    ratio = execution.rate.base if execution and execution.rate else None
    if ratio is not None and any(
        ratio < below and printed.value == most < candidates[0] for below, most in _CAPS
    ):
        ledger.agree(slot.place)
        return slot
    missing_execution = extra is None and weights is not None and weights <= 90
    if missing_execution and weights is not None and 0 <= printed.value - sums <= HUNDRED - weights:
        return slot  # the points of a row that stands elsewhere
    severity, reason = Severity.WARNING if missing_execution else Severity.ERROR, ""
    if _are_means(section) and abs(printed.value - sums) <= residue_allowance(len(points), printed.places):
        severity, reason = Severity.RESIDUE, "，相差在四舍五入的尾差之内"
    ledger.find(
        Kind.SCORE,
        severity,
        slot.place,
        f"总分印为{slot.text}，各项得分相加为{number_text(candidates[0])}{reason}。",
        rule="总分等于各项得分之和",
        text=whole.text,
        printed=slot.text,
        computed=number_text(candidates[0]),
    )
    return of_all


def _are_means(section: Section) -> bool:
    """Whether the points are means of those of several, each rounded: 平均得分."""
    column = section.one(Meaning.SCORE)
    return column is not None and "平均" in column.name


def _is_of_indicators_alone(whole: Row, weights: Decimal | None, execution: Execution | None) -> bool:
    """Whether the row of the total leaves the points of the execution rate out: 90 of 100."""
    of_execution = execution.weight.figure if execution and execution.weight else None
    if weights is None or weights >= HUNDRED:
        return False
    if of_execution is not None and weights + of_execution.value != HUNDRED:
        return False
    return any(slot.figure is not None and slot.figure.value == weights for slot in whole.slots)
