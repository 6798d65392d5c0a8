"""Checks of indicators: reasons, evidence, units, and what a re-checker would mark down."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from indicators.scoring import Measure, Nature, achievement
from projects.money import YUAN_IN, percent_text
from reports.checks.registry import Case, Objection, register
from reports.words import bare, gives_reason

_SHORTFALL = re.compile(
    "未(?:能|全部|按[时期]|及时)?(?:完成|达到?|实现|开展|落实|进场)|不足|滞后|延期|推迟|缺口|尚未"
)
_PAYING = re.compile(
    "(?:支付|支出|拨付|使用|投入|到位|执行)(?:金额|资金|率|进度|数)|资金(?:支付|支出|拨付|使用|投入|到位)"
)
_VAGUE = re.compile(
    "(?:已经?|均|基本|全部|全面|比?较|很|非常|有所|有效|显著|明显|持续|不断|进一步|逐步|大幅|效果|情况|成效)*"
    "(?:良好?|好|优秀?|显著|明显|有效|提[升高]|改善|增强|加强|完成|达标|达到|落实|满意|正常|是|有)"
)
_SHORTEST_NAME = 4
"""Characters from which a name that is part of another counts as the same indicator."""


def _is_explained(measure: Measure) -> bool:
    return gives_reason(measure.deviation)


@register("W2")
def far_from_target(case: Case) -> Iterator[Objection]:
    """完成值低于指标值的70%或高于130%（以评分规则为准）的，应说明原因。"""
    rules = case.evaluation.rules
    for measure in case.evaluation.measured:
        done = achievement(measure)
        if done is None or _is_explained(measure):
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
        if not isinstance(points, Decimal) or measure.weight is None or _is_explained(measure):
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


@register("W4")
def full_marks_without_shortfall(case: Case) -> Iterator[Objection]:
    """写明未完成情况的指标不应得满分。"""
    for measure in case.evaluation.measured:
        points = case.facts.at(f"{measure.key}-points")
        words = _SHORTFALL.search(measure.deviation)
        if words and measure.weight and points.value == measure.weight:
            yield Objection(
                f"“{measure.name}”得满分{points.text}，但偏差原因分析中写有“{words[0]}”。",
                "核对完成值；确已完成的，修改偏差原因分析的表述。",
                measure.key,
            )


@register("W8")
def spending_is_no_output(case: Case) -> Iterator[Objection]:
    """不应以资金支付金额、支付进度作为数量指标。"""
    for measure in case.evaluation.measures:
        if "数量" not in measure.level2:
            continue
        if measure.unit in YUAN_IN or _PAYING.search(measure.name):
            yield Objection(
                f"“{measure.name}”以资金支付情况作为数量指标。",
                "改为反映工作量的指标，如次数、人数、面积；资金支付已由预算执行率反映。",
                measure.key,
            )


@register("W9")
def indicators_are_not_repeated(case: Case) -> Iterator[Objection]:
    """同一内容的指标不应既列为产出指标又列为效益指标。"""
    for measure, other in combinations(case.evaluation.measures, 2):
        if measure.level1 != other.level1 and _is_same(measure, other):
            yield Objection(
                f"“{measure.name}”（{measure.level1}）与“{other.name}”（{other.level1}）内容相同。",
                "保留其中一项，另一项改为反映不同方面的指标。",
                other.key,
            )


def _is_same(measure: Measure, other: Measure) -> bool:
    if measure.actual_from and measure.actual_from == other.actual_from:
        return True
    shorter, longer = sorted((bare(measure.name), bare(other.name)), key=len)
    return shorter == longer or (len(shorter) >= _SHORTEST_NAME and shorter in longer)


@register("W13")
def units_agree(case: Case) -> Iterator[Objection]:
    """实际完成值的计量单位应与年度指标值一致。"""
    statistics = {one.key: one for one in case.evaluation.statistics}
    for measure in case.evaluation.measures:
        source = statistics.get(measure.actual_from)
        if source is None:
            continue
        unit = "%" if source.part else source.unit
        if unit != measure.unit:
            yield Objection(
                f"“{measure.name}”指标值的单位为“{measure.unit or '（空）'}”，"
                f"完成值取自工作数据“{source.name}”，单位为“{unit or '（空）'}”。",
                "统一单位，或改取其他工作数据。",
                measure.key,
            )


@register("W19")
def words_say_something(case: Case) -> Iterator[Objection]:
    """定性指标的指标值和完成值应写具体内容，不写“良好”“有所提升”等套话。"""
    for measure in case.evaluation.measures:
        if measure.nature is not Nature.QUALITATIVE:
            continue
        for label, text in (("指标值", measure.target_text), ("完成值", measure.actual_text)):
            if _VAGUE.fullmatch(bare(text)):
                yield Objection(
                    f"“{measure.name}”的{label}为“{text}”，没有具体内容。",
                    "写明做到什么程度、依据什么判断，如“建立台账并逐月更新”。",
                    measure.key,
                )
