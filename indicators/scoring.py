"""Scores of the execution rate and of indicators, each with the reason for it (domain rules §3).

Scores have two decimals, rounded half up, once, from exact figures. Thresholds (130 % of the target, 80 %
execution, 90 points) are held against what is printed, so that a reader of the page who recomputes a
score comes to the same result: 130.004 % prints as 130.00 % and is not above 130 %.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from projects.funds import Figures
from projects.money import half_up, number_text, total

if TYPE_CHECKING:  # rules.py runs worked examples through this module; only its types are needed here
    from indicators.rules import Cap, Level, Rules, Step

POINTS_PLACES = 2
"""Decimals of a score."""


class Nature(StrEnum):
    """How an actual value is held against its target (指标性质)."""

    AT_LEAST = "≥"
    AT_MOST = "≤"
    EQUAL = "="
    MORE = ">"
    LESS = "<"
    QUALITATIVE = "定性"


class Direction(StrEnum):
    """Whether more is better (正向) or less is better (反向)."""

    POSITIVE = "正向"
    NEGATIVE = "反向"


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator with its target and actual, as scoring sees it.

    Quantitative: ``target`` and ``actual`` in ``unit``. Qualitative: ``target_text``, ``actual_text`` and
    ``achieved_percent`` (0–100), which a person picked. ``None`` is "not known", never zero.
    ``actual_from`` is the key of the work figure that gives the actual, so that it is entered once;
    ``reports.facts`` puts its value into ``actual`` before anything is scored.
    ``key`` identifies the record (``indicator-12``) in facts and findings; ``evidence`` is how many files
    prove it. One that is ``is_withheld`` is kept out of the public version (``reports.public``).
    """

    key: str
    level1: str
    level2: str
    name: str
    nature: Nature
    direction: Direction
    unit: str = ""
    target: Decimal | None = None
    target_text: str = ""
    weight: Decimal | None = None
    actual: Decimal | None = None
    actual_text: str = ""
    actual_from: str = ""
    achieved_percent: Decimal | None = None
    deviation: str = ""
    improvement: str = ""
    evidence: int = 0
    is_withheld: bool = False

    @property
    def is_reported(self) -> bool:
        """Whether the actual is known: a number, or for a qualitative indicator the words."""
        if self.nature is Nature.QUALITATIVE:
            return bool(self.actual_text)
        return self.actual is not None

    @property
    def less_is_better(self) -> bool:
        """Whether the sign, or for ``=`` the direction, asks for little (反向)."""
        if self.nature is Nature.EQUAL:
            return self.direction is Direction.NEGATIVE
        return self.nature in (Nature.AT_MOST, Nature.LESS)


@dataclass(frozen=True, slots=True)
class Score:
    """``points`` out of ``out_of`` because of ``because`` (a Chinese sentence for the reader).

    ``points`` is ``None`` where nothing can be scored; ``excluded`` says that the part then does not
    count towards the total. ``needs_reason`` is set where the rules make a written reason compulsory.
    """

    points: Decimal | None
    out_of: Decimal
    because: str
    excluded: bool = False
    needs_reason: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of the scores out of what counts; ``capped`` where the execution rate limits it."""

    points: Decimal | None
    out_of: Decimal
    because: str
    capped: bool = False


def agrees(nature: Nature, direction: Direction) -> bool:
    """Whether a direction goes with a sign: ≥ and > with 正向, ≤ and < with 反向, = and 定性 with both."""
    if nature in (Nature.AT_LEAST, Nature.MORE):
        return direction is Direction.POSITIVE
    if nature in (Nature.AT_MOST, Nature.LESS):
        return direction is Direction.NEGATIVE
    return True


def achievement(measure: Measure) -> Decimal | None:
    """Return the 完成率 as an unrounded ratio: done / target, for 反向 target / done.

    A qualitative indicator has the degree that a person picked. ``None`` where a figure is missing or
    the divisor is 0; only 0 for a target of 0 is 100 % (not for ``>``, which 0 does not meet).

    Raises:
        ValueError: for a negative figure.
    """
    _refuse_negative(measure)
    if measure.nature is Nature.QUALITATIVE:
        return None if measure.achieved_percent is None else measure.achieved_percent.scaleb(-2)
    target, actual = measure.target, measure.actual
    if target is None or actual is None:
        return None
    part, whole = (target, actual) if measure.less_is_better else (actual, target)
    if whole:
        return part / whole
    return Decimal(1) if not part and measure.nature is not Nature.MORE else None


def is_met(measure: Measure, rules: "Rules") -> bool | None:
    """Return whether a target is met, exactly; for a qualitative one, whether the best band was picked.

    ``None`` where a figure is missing or the sign contradicts the direction.

    Raises:
        ValueError: for a negative figure.
    """
    _refuse_negative(measure)
    if measure.nature is Nature.QUALITATIVE:
        degree = achievement(measure) if measure.is_reported else None
        return None if degree is None else degree >= rules.bands[0].at_least
    target, actual = measure.target, measure.actual
    if target is None or actual is None or not agrees(measure.nature, measure.direction):
        return None
    return _is_met(measure, target, actual)


def score_execution(figures: Figures, rules: "Rules") -> Score:
    """Score the execution rate B / A: weight × B / A up to the weight, or in the rule set's steps.

    Excluded where there is no budget (A = 0 or unknown) or the rule set gives it no weight.

    Raises:
        ValueError: for negative spending.
    """
    weight, budget, spent = rules.execution_weight, figures.budget, figures.spent
    if spent is not None and spent < 0:
        raise ValueError("全年执行数不能为负数。")
    if not weight:
        return Score(None, weight, "评分规则不对预算执行率计分", excluded=True)
    if budget is None:
        return Score(None, weight, "未填写全年预算数，不计分", excluded=True)
    if budget <= 0:
        return Score(None, weight, "全年预算数不大于 0，没有执行率，不计分", excluded=True)
    if spent is None:
        return Score(None, weight, "未填写全年执行数，不得分")
    ratio = spent / budget
    lead = f"执行率 {_percent(ratio, rules)}"
    if rules.execution_steps:
        return _by_steps(lead, rules.as_printed(ratio), rules.execution_steps, weight)
    if spent > budget:
        return _scored(weight, weight, f"{lead}，执行数超过全年预算数")
    if spent == budget:
        return _scored(weight, weight, lead)
    return _scored(weight * spent / budget, weight, lead, "按执行率")


def score_measure(measure: Measure, rules: "Rules") -> Score:
    """Score one indicator.

    Without a weight it is excluded; without an actual value, or a target to hold it against, it has no
    points but counts. ``needs_reason`` is set for over-fulfilment, and where full points stand beside a
    target that was not met to the letter (``=`` surpassed, ``>`` or ``<`` only reached).

    Raises:
        ValueError: for a negative figure, or a degree of achievement above 100.
    """
    _refuse_negative(measure)
    weight = measure.weight
    if weight is None or not rules.indicator_weight:
        return Score(None, Decimal(0), "没有分值，不计分", excluded=True)
    if measure.nature is Nature.QUALITATIVE:
        return _score_qualitative(measure, weight, rules)
    target, actual = measure.target, measure.actual
    if actual is None:
        return Score(None, weight, "未填写完成值，不得分")
    if steps := _satisfaction_steps(measure, rules):
        return _by_steps(f"满意度 {number_text(actual)}%", actual.scaleb(-2), steps, weight)
    if target is None:
        return Score(None, weight, "未填写目标值，不得分")
    if not agrees(measure.nature, measure.direction):
        return Score(None, weight, f"指标方向“{measure.direction}”与符号“{measure.nature}”不一致，不得分")
    lead = (
        f"目标 {measure.nature} {_with_unit(target, measure.unit)}，完成 {_with_unit(actual, measure.unit)}"
    )
    ratio = achievement(measure)
    if ratio is not None:
        lead += f"（{_percent(ratio, rules)}）"
    if not _is_met(measure, target, actual):
        return _score_shortfall(measure, target, actual, weight, lead, rules)
    return _score_fulfilment(measure, ratio, weight, lead, rules)


def expected_levels(measures: Sequence[Measure], rules: "Rules") -> tuple["Level", ...]:
    """Return the scheme's first levels with the weights that these indicators must add up to.

    Where there are indicators but none of 满意度, its weight moves as the rule set says: to another
    level, or over all the others in proportion, the execution rate keeping its own.
    """
    special = rules.satisfaction
    own = None if special is None else rules.level(special.level1)
    if special is None or own is None or own.weight is None or not measures:
        return rules.level1
    if any(measure.level1 == own.name for measure in measures):
        return rules.level1
    if special.moves_to is not None:
        gains = {special.moves_to: own.weight}
    else:
        gains = _shared_out(own.weight, [level for level in rules.level1 if level is not own])
    gains[own.name] = -own.weight
    return tuple(level.raised_by(gains.get(level.name, Decimal(0))) for level in rules.level1)


def expected_weights(measures: Sequence[Measure], rules: "Rules") -> dict[str, Decimal | None]:
    """Return ``expected_levels`` as weights by name; ``None`` for a range or no weight at all."""
    return {level.name: level.weight for level in expected_levels(measures, rules)}


def score_total(execution: Score, measures: Sequence[Score], rate: Decimal | None, rules: "Rules") -> Total:
    """Add up the scores of the execution rate and of the indicators.

    An excluded part leaves what the total is out of, so that 90 may be the most; nothing is scaled up.
    A part without points counts as none. ``rate`` is the execution rate as a ratio: where the rule set
    says so, a low one caps the total.
    """
    counted = [score for score in (execution, *measures) if not score.excluded]
    out_of = sum((score.out_of for score in counted), Decimal(0))
    points = total(score.points for score in counted)
    if points is None:
        return Total(None, out_of, "各部分均没有得分")
    if execution.excluded:
        words = ["预算执行率不计分"]
    else:
        words = [f"预算执行率得 {number_text(execution.points or Decimal(0))} 分"]
    indicators = total(score.points for score in measures if not score.excluded)
    words.append(f"绩效指标得 {number_text(indicators or Decimal(0))} 分")
    if missing := sum(score.points is None and not score.excluded for score in measures):
        words.append(f"另有 {missing} 项指标没有得分")
    words.append(f"合计 {number_text(points)} 分")
    cap = _cap(rate, rules)
    if cap is None or rate is None or points <= cap.at_most:
        return Total(points, out_of, "，".join(words))
    words.append(f"执行率 {_percent(rate, rules)} 低于 {_plain_percent(cap.below)}")
    words.append(f"总分以 {number_text(cap.at_most)} 分为限")
    return Total(cap.at_most, out_of, "，".join(words), capped=True)


def grade(total: Total, rules: "Rules") -> str | None:
    """Return 优, 良, 中 or 差 from the points as printed; where fewer than 100 count, from their share."""
    if total.points is None or not total.out_of:
        return None
    printed = half_up(total.points, POINTS_PLACES)
    reached = (one.name for one in rules.grades if printed * 100 >= one.at_least * total.out_of)
    return next(reached, None)


def _shared_out(points: Decimal, levels: Sequence["Level"]) -> dict[str, Decimal]:
    """Share points out in proportion to the levels' weights, by name; the rounded shares add up exactly."""
    weights = {level.name: level.weight or Decimal(0) for level in levels}
    whole = sum(weights.values())
    shares = {}
    running = given = Decimal(0)
    for name, weight in weights.items():
        running += weight
        shares[name] = half_up(points * running / whole, POINTS_PLACES) - given
        given += shares[name]
    return shares


def _refuse_negative(measure: Measure) -> None:
    figures = {
        "目标值": measure.target,
        "完成值": measure.actual,
        "分值": measure.weight,
        "完成程度": measure.achieved_percent,
    }
    for what, value in figures.items():
        if value is not None and value < 0:
            raise ValueError(f"“{measure.name}”的{what}不能为负数。")
    if measure.achieved_percent is not None and measure.achieved_percent > 100:
        raise ValueError(f"“{measure.name}”的完成程度不能超过 100%。")


def _score_qualitative(measure: Measure, weight: Decimal, rules: "Rules") -> Score:
    """Score by the degree that a person picked, and name the band that it lies in."""
    if not measure.is_reported:
        return Score(None, weight, "未填写完成值，不得分")
    if measure.achieved_percent is None:
        return Score(None, weight, "未评定完成程度，不得分")
    ratio = measure.achieved_percent.scaleb(-2)
    band = next(band for band in rules.bands if ratio >= band.at_least)
    return _scored(weight * ratio, weight, f"评定为“{band.name}”（{_plain_percent(ratio)}）")


def _satisfaction_steps(measure: Measure, rules: "Rules") -> tuple["Step", ...]:
    """Return the steps that a measured satisfaction is scored by; empty for any other indicator."""
    special = rules.satisfaction
    if special is None or measure.level1 != special.level1 or measure.unit != "%" or measure.less_is_better:
        return ()
    return special.steps


def _is_met(measure: Measure, target: Decimal, actual: Decimal) -> bool:
    if not target and measure.nature not in (Nature.AT_LEAST, Nature.MORE):
        return not actual
    if actual == target:
        return measure.nature not in (Nature.MORE, Nature.LESS)
    return (actual < target) == measure.less_is_better


def _score_shortfall(
    measure: Measure, target: Decimal, actual: Decimal, weight: Decimal, lead: str, rules: "Rules"
) -> Score:
    """Score in proportion; with a pass mark, by how much of the way from the mark was covered."""
    part, whole = (target, actual) if measure.less_is_better else (actual, target)
    if not target:
        return _scored(Decimal(0), weight, lead)
    if part == whole:
        return _with_reason(_scored(weight, weight, f"{lead}，等于目标值", "按完成率"))
    mark = rules.pass_mark
    if mark is None:
        return _scored(weight * part / whole, weight, lead, "按完成率")
    if part <= mark * whole:
        return _scored(Decimal(0), weight, f"{lead}，未超过及格线 {_plain_percent(mark)}")
    points = weight * (part - mark * whole) / (whole * (1 - mark))
    return _scored(points, weight, lead, f"按超过及格线 {_plain_percent(mark)} 的部分")


def _score_fulfilment(
    measure: Measure, ratio: Decimal | None, weight: Decimal, lead: str, rules: "Rules"
) -> Score:
    """Score in full, less what the rule set takes off for over-fulfilment of a 正向 indicator."""
    words = [lead]
    points, needs_reason = weight, False
    if ratio is not None and ratio > 1 and not measure.less_is_better:
        printed = rules.as_printed(ratio)
        excess = _plain_percent(rules.over_reason_ratio - 1)
        needs_reason = printed > rules.over_reason_ratio
        words.append(f"超过目标 {excess} 以上" if needs_reason else f"未超 {excess}")
        deduction = next((row for row in rules.over_deductions if printed >= row.at_least), None)
        if deduction is not None:
            needs_reason = True
            words[-1] = f"达到目标的 {_plain_percent(deduction.at_least)}"
            words.append(f"扣 {number_text(deduction.points)} 分")
            points = max(weight - deduction.points, Decimal(0))
    if measure.nature is Nature.EQUAL and measure.actual != measure.target:
        needs_reason = True
        words.append("与目标值不一致")
    scored = _scored(points, weight, "，".join(words))
    return _with_reason(scored) if needs_reason else scored


def _by_steps(lead: str, ratio: Decimal, steps: Sequence["Step"], weight: Decimal) -> Score:
    above = None
    for step in steps:
        if ratio >= step.at_least:
            if above is None or step.at_least:
                lead = f"{lead}，达到 {_plain_percent(step.at_least)}"
            else:
                lead = f"{lead}，不足 {_plain_percent(above.at_least)}"
            return _scored(weight * step.share, weight, lead)
        above = step
    raise ValueError("the steps do not go down to 0")


def _scored(exact: Decimal, weight: Decimal, lead: str, how: str = "") -> Score:
    """Round the points and end the sentence with them; ``how`` says what they follow (按完成率)."""
    points = min(half_up(exact, POINTS_PLACES), weight)
    if not points:
        return Score(points, weight, f"{lead}，不得分")
    end = f"满分 {number_text(points)}" if points == weight else f" {number_text(points)} 分"
    return Score(points, weight, f"{lead}，{how}得{end}")


def _with_reason(score: Score) -> Score:
    return replace(score, because=f"{score.because}，须说明原因", needs_reason=True)


def _cap(rate: Decimal | None, rules: "Rules") -> "Cap | None":
    """Return the strictest cap that the execution rate falls under; the caps run from mild to strict."""
    if rate is None:
        return None
    printed = rules.as_printed(rate)
    return next((cap for cap in reversed(rules.caps) if printed < cap.below), None)


def _percent(ratio: Decimal, rules: "Rules") -> str:
    return _plain_percent(rules.as_printed(ratio))


def _plain_percent(ratio: Decimal) -> str:
    return f"{number_text(ratio.scaleb(2))}%"


def _with_unit(value: Decimal, unit: str) -> str:
    text = number_text(value)
    return text if not unit else f"{text}{unit}" if unit == "%" else f"{text} {unit}"
