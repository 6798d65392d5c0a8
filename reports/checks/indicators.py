"""Checks of indicators and their scores."""

from collections.abc import Iterator
from decimal import Decimal

from indicators.rules import FULL, Weighting
from indicators.scoring import Measure, achievement, expected_levels
from projects.money import percent_text
from reports.checks.registry import Case, Objection, register


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


@register("W2")
def far_from_target(case: Case) -> Iterator[Objection]:
    """完成值低于指标值的70%或高于130%（以评分规则为准）的，应说明原因。"""
    rules = case.evaluation.rules
    for measure in case.evaluation.measured:
        done = achievement(measure)
        if done is None or measure.deviation:
            continue
        printed = rules.as_printed(done)
        if rules.low_achievement <= printed <= rules.over_reason_ratio:
            continue
        low = printed < rules.low_achievement
        bound = percent_text(rules.low_achievement if low else rules.over_reason_ratio, 0)
        yield Objection(
            f"“{measure.name}”指标值{case.facts.at(f'{measure.key}-target').text}，"
            f"完成{case.facts.at(f'{measure.key}-actual').text}，完成率{case.facts.at(f'{measure.key}-done').text}，"
            f"{'低于' if low else '高于'}{bound}，未说明原因。",
            "在“偏差原因分析”中写明原因；指标值定得偏低的，说明依据。",
            measure.key,
        )


@register("W3")
def lost_points_explained(case: Case) -> Iterator[Objection]:
    """得分低于分值的指标应说明扣分原因（完成率过低的由 W2 提示）。"""
    for measure in case.evaluation.measured:
        points = case.facts.at(f"{measure.key}-points").value
        if not isinstance(points, Decimal) or measure.weight is None or measure.deviation:
            continue
        if points < measure.weight and not _is_low(measure, case):
            yield Objection(
                f"“{measure.name}”得分{case.facts.at(f'{measure.key}-points').text}，"
                f"低于分值{case.facts.at(f'{measure.key}-weight').text}，未说明原因。",
                "在“偏差原因分析”中写明扣分原因和改进措施。",
                measure.key,
            )


def _is_low(measure: Measure, case: Case) -> bool:
    done = achievement(measure)
    rules = case.evaluation.rules
    return done is not None and rules.as_printed(done) < rules.low_achievement


@register("W18")
def actual_reported(case: Case) -> Iterator[Objection]:
    """有指标值的指标应填报实际完成值。"""
    for measure in case.evaluation.measured:
        if not measure.is_reported:
            yield Objection(
                f"“{measure.name}”指标值{case.facts.at(f'{measure.key}-target').text}，未填报实际完成值。",
                "填写实际完成值；未开展的填 0 并说明原因。",
                measure.key,
            )


def _is_satisfaction(measure: Measure) -> bool:
    return "满意度" in f"{measure.level1}{measure.level2}{measure.name}"


@register("W11")
def survey_attached(case: Case) -> Iterator[Objection]:
    """满意度指标应附满意度调查的佐证资料。"""
    for measure in case.evaluation.measured:
        if _is_satisfaction(measure) and measure.is_reported and not case.evaluation.evidence(measure):
            yield Objection(
                f"“{measure.name}”未附满意度调查的佐证资料。",
                "上传调查问卷汇总、访谈记录等；未开展调查的，说明完成值的来源。",
                measure.key,
            )


@register("W12")
def evidence_attached(case: Case) -> Iterator[Objection]:
    """得分的指标应附佐证资料（满意度指标由 W11 提示）。"""
    for measure in case.evaluation.measured:
        points = case.facts.at(f"{measure.key}-points").value
        if not isinstance(points, Decimal) or points == 0 or _is_satisfaction(measure):
            continue
        if not case.evaluation.evidence(measure):
            yield Objection(
                f"“{measure.name}”得分{case.facts.at(f'{measure.key}-points').text}，未附佐证资料。",
                "上传台账、验收单、照片等佐证资料，也可附在对应的工作数据上。",
                measure.key,
            )
