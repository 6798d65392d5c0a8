"""Checks of the money."""

from collections.abc import Iterator

from reports.checks.registry import register
from reports.evaluation import Evaluation
from reports.facts import Facts
from reports.findings import Finding, Level


@register("R4")
def spending_within_budget(evaluation: Evaluation, facts: Facts) -> Iterator[Finding]:
    """各明细项目的执行数不得大于全年预算。"""
    for line in evaluation.lines:
        figures = line.figures
        if figures.spent is None or figures.spent <= (figures.budget or 0):
            continue
        spent, budget = facts.at(f"{line.key}-spent"), facts.at(f"{line.key}-budget")
        yield Finding(
            "R4",
            Level.ERROR,
            f"“{line.name}”执行数{spent.text}{spent.unit}，大于全年预算{budget.text}{budget.unit}。",
            "核对支出金额，或补录预算调整。",
            line.key,
        )


@register("W10")
def budget_known(_evaluation: Evaluation, facts: Facts) -> Iterator[Finding]:
    """全年预算为零或未填写时，预算执行率不计分，需作说明。"""
    if facts.at("total-rate").value is None:
        yield Finding(
            "W10",
            Level.WARNING,
            "执行率无法计算，预算执行率不计分。",
            "填写各明细项目的年初预算和支出；确无预算的，在报告中说明。",
            "funds",
        )
