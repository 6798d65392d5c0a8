"""Checks of scores and weights: that parts make their wholes, and that a total makes its grade."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from indicators.rules import FULL, Weighting
from indicators.scoring import Total, expected_levels, grade, score_execution
from projects import funds
from projects.money import half_up, number_text, percent_text, rate, total
from reports.checks.registry import Case, Objection, register
from reports.facts import Fact


@register("R6")
def execution_scored_by_the_rule(case: Case) -> Iterator[Objection]:
    """预算执行率得分应按评分规则由全年执行数和全年预算算出。"""
    facts, given = case.facts, case.facts.at("execution-points")
    figures = replace(
        funds.whole(case.evaluation.lines),
        budget=_number(facts.at("total-budget")),
        spent=_number(facts.at("total-spent")),
    )
    expected = score_execution(figures, case.evaluation.rules)
    if given.value != expected.points:
        yield Objection(
            f"预算执行率得分为{given.text}分，按评分规则应为{number_text(expected.points)}分。",
            "核对全年预算和支出；得分由系统计算，不能另填。",
            "funds",
        )


@register("R7")
def weights_add_up(case: Case) -> Iterator[Objection]:
    """各一级指标的分值应符合评分规则，各项指标分值与预算执行率分值合计应为100分。"""
    rules = case.evaluation.rules
    if rules.weighting is Weighting.NONE:
        return
    for level in expected_levels(case.evaluation.measures, rules):
        given = case.facts[f"一级指标.{level.name}.分值"]
        if level.admits(given.printed):
            continue
        expected = case.facts[f"一级指标.{level.name}.规定分值"]
        yield Objection(
            f"{level.name}指标分值合计为{given.text}分，规定为{expected.text}分。",
            "调整该一级指标下各项指标的分值。",
            "indicators",
        )
    whole = case.facts.at("weights-total")
    if whole.value != FULL:
        yield Objection(
            f"预算执行率与各项绩效指标的分值合计为{whole.text}分，应为100分。",
            "补齐或调整各项指标的分值。",
            "indicators",
        )


@register("R8")
def score_within_weight(case: Case) -> Iterator[Objection]:
    """各项指标得分应不小于0、不大于分值。"""
    keys = {f"{measure.key}": f"“{measure.name}”" for measure in case.evaluation.measures}
    for key, name in {"execution": "预算执行率", **keys}.items():
        points, weight = case.facts.at(f"{key}-points"), case.facts.at(f"{key}-weight")
        got, most = _number(points), _number(weight)
        if got is not None and not 0 <= got <= (most or 0):
            yield Objection(
                f"{name}得分{points.text}，分值为{weight.text}。",
                "核对该项的分值、指标值和完成值。",
                "funds" if key == "execution" else key,
            )


@register("R9")
def total_is_its_parts(case: Case) -> Iterator[Objection]:
    """自评总分应等于预算执行率得分与各项指标得分之和；评分规则规定总分上限的，以上限为限。"""
    facts = case.facts
    keys = ("execution", *(measure.key for measure in case.evaluation.measures))
    added = total(_number(facts.at(f"{key}-points")) for key in keys)
    executed = facts.at("total-rate").printed
    caps = [
        cap.at_most for cap in case.evaluation.rules.caps if executed is not None and executed < cap.below
    ]
    expected = added if added is None else min([added, *caps])
    given = facts.at("score-total")
    if given.value != expected:
        yield Objection(
            f"自评总分为{given.text}分，各部分得分之和为{number_text(expected)}分。",
            "核对各项得分；总分由系统计算，不能另填。",
            "indicators",
        )


@register("R10")
def grade_of_the_printed_total(case: Case) -> Iterator[Objection]:
    """自评等级应是印出的自评总分所在分数段的等级。"""
    facts, evaluation = case.facts, case.evaluation
    out_of = _number(facts.at("score-out-of")) or Decimal(0)
    printed = Total(facts.at("score-total").printed, out_of, "")
    expected = grade(printed, evaluation.rules) if evaluation.measures else None
    given = facts.at("score-grade")
    if given.value != expected:
        yield Objection(
            f"自评总分{facts.at('score-total').text}分，等级应为“{expected or '不评'}”，现为“{given.text}”。",
            "核对总分和评分规则的等级划分；等级由系统确定，不能另填。",
            "indicators",
        )


@register("W5")
def indicators_ahead_of_spending(case: Case) -> Iterator[Objection]:
    """指标得分率明显高于预算执行率（相差比例超过5%，以评分规则为准）的，应说明原因。"""
    rules = case.evaluation.rules
    reached = rate(_number(case.facts.at("indicators-points")), rules.indicator_weight)
    executed = _number(case.facts.at("total-rate"))
    if reached is None or executed is None:
        return
    lead = rate(reached - executed, reached)
    if lead is not None and half_up(lead, rules.rate_places + 2) > rules.indicator_lead:
        yield Objection(
            f"指标得分率为{percent_text(reached, rules.rate_places)}，"
            f"预算执行率为{case.facts.at('total-rate').text}，"
            f"相差{percent_text(lead, rules.rate_places)}，超过{percent_text(rules.indicator_lead, 0)}。",
            "核对完成值是否属实；资金未支付而任务已完成的，说明原因。",
            "indicators",
        )


@register("W6")
def not_everything_full(case: Case) -> Iterator[Objection]:
    """各项指标全部得满分的，应说明指标值的依据。"""
    pairs = [
        (_number(case.facts.at(f"{measure.key}-points")), measure.weight)
        for measure in case.evaluation.measures
        if measure.weight
    ]
    if pairs and all(points == weight for points, weight in pairs):
        yield Objection(
            f"{len(pairs)}项指标全部得满分。",
            "复核指标值是否偏低、完成值是否有佐证；确实全部完成的，说明依据。",
            "indicators",
        )


def _number(fact: Fact) -> Decimal | None:
    return fact.value if isinstance(fact.value, Decimal) else None
