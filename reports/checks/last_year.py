"""Checks that hold this year against the one before, and the report against those of other projects."""

from collections.abc import Iterator
from decimal import Decimal

from indicators.scoring import Measure
from projects.money import YUAN_IN, exact_text, number_text, total
from reports.checks.registry import Case, Objection, register
from reports.copying import LAST_YEAR, Originals


@register("W7")
def targets_ask_something(case: Case) -> Iterator[Objection]:
    """指标值不应低于上年实际完成值，也不应以预算金额本身作为指标值。"""
    budget = case.facts.at("total-budget").value
    for measure in case.evaluation.measures:
        target = measure.target
        if target is None:
            continue
        words = case.facts.at(f"{measure.key}-target").text
        if measure.unit in YUAN_IN and target * YUAN_IN[measure.unit] == budget:
            yield Objection(
                f"“{measure.name}”指标值{words}，就是全年预算金额。",
                "改为反映产出或效果的指标值。",
                measure.key,
            )
        before = _actual_before(case, measure)
        if before is not None and (before < target if measure.less_is_better else before > target):
            yield Objection(
                f"“{measure.name}”指标值{words}，上年实际完成{number_text(before)}{measure.unit}。",
                "参考上年完成情况调整以后年度的指标值；确有原因的，说明依据。",
                measure.key,
            )


def _actual_before(case: Case, measure: Measure) -> Decimal | None:
    """Return last year's actual of an indicator, if it was measured alike."""
    if case.evaluation.last_year is None:
        return None
    last = case.evaluation.last_year.measure(measure.key)
    if last is None or (last.unit, last.less_is_better) != (measure.unit, measure.less_is_better):
        return None
    return last.actual


@register("W16")
def carried_over_is_what_was_left(case: Case) -> Iterator[Objection]:
    """上年结转资金应等于上年年末结余。"""
    evaluation = case.evaluation
    if evaluation.last_year is None or (left := evaluation.last_year.whole.balance) is None:
        return
    carried = [
        case.facts.at(f"source-{place}-budget").value
        for place, source in enumerate(evaluation.sources, start=1)
        if "结转" in source
    ]
    brought = total(value for value in carried if isinstance(value, Decimal)) or Decimal(0)
    if brought != left:
        unit = evaluation.rules.amount_unit
        yield Objection(
            f"上年结转资金为{exact_text(brought, unit)}{unit}，"
            f"上年年末结余为{exact_text(left, unit)}{unit}。",
            "核对上年结转资金；结余已收回或另行安排的，说明去向。",
            "funds",
        )


@register("W21")
def texts_are_its_own(case: Case) -> Iterator[Objection]:
    """报告文字不应照抄上年，也不应与本单位其他项目的报告雷同。"""
    originals = Originals(case.evaluation)
    for section in case.evaluation.outline.sections:
        copied: dict[str, list[str]] = {}
        for line in case.evaluation.texts.get(section.key, "").splitlines():
            if (original := originals.of(line)) is not None:
                copied.setdefault(original, []).append(line.strip())
        for original, lines in copied.items():
            yield Objection(
                f"“{section.title}”有{len(lines)}段文字与{original}相同，如“{lines[0][:20]}……”。",
                "按本年情况改写；确无变化的，说明理由。"
                if original == LAST_YEAR
                else "按本项目情况改写；确属共同情况的，说明理由。",
                f"section-{section.key}",
            )
