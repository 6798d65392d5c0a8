"""Checks of the money: budget, spending, sources, and what is left of last year."""

import re
from collections.abc import Iterator
from decimal import Decimal

from projects.funds import EntryKind, Line
from projects.money import amount_text, percent_text, rate, total
from reports.checks.registry import Case, Objection, register
from reports.facts import AMOUNTS, Fact
from reports.outline import Insert

_FORM_COLUMNS = ("opening", "budget", "spent")
"""The amounts that the form prints by funding source."""

_GIVES_REASON = re.compile("原因|由于|受.+影响|因(?![此而])")


def _names() -> dict[str, str]:
    return {key: name for key, name, _formula in AMOUNTS}


def _sum_text(values: Iterator[Fact], like: Fact, case: Case) -> str:
    """Spell what some amounts add up to as ``like`` is spelled."""
    added = total(fact.value for fact in values if isinstance(fact.value, Decimal))
    return amount_text(added, like.unit, case.evaluation.rules.amount_places)


@register("R2")
def sources_make_the_whole(case: Case) -> Iterator[Objection]:
    """各资金来源的年初预算、全年预算、执行数之和应等于年度资金总额。"""
    facts, sources = case.facts, range(1, len(case.evaluation.sources) + 1)
    for key in _FORM_COLUMNS:
        whole = facts.at(f"total-{key}")
        parts = [facts.at(f"source-{place}-{key}") for place in sources]
        added = total(part.value for part in parts if isinstance(part.value, Decimal))
        if added != whole.value:
            yield Objection(
                f"年度资金总额的{_names()[key]}为{whole.text}{whole.unit}，"
                f"各资金来源之和为{_sum_text(iter(parts), whole, case)}{whole.unit}。",
                "核对各笔资金的来源；来源不在自评表所列之内的，请管理员补充资金来源。",
                "funds",
            )


@register("R3")
def budget_is_opening_and_adjustment(case: Case) -> Iterator[Objection]:
    """全年预算应等于年初预算加预算调整。"""
    facts = case.facts
    for key in ("total", *(line.key for line in case.evaluation.lines)):
        opening, adjustment, budget = (
            facts.at(f"{key}-{part}") for part in ("opening", "adjustment", "budget")
        )
        added = total(fact.value for fact in (opening, adjustment) if isinstance(fact.value, Decimal))
        if added != budget.value:
            yield Objection(
                f"“{budget.name}”为{budget.text}{budget.unit}，年初预算{opening.text}{opening.unit}与"
                f"预算调整{adjustment.text}{adjustment.unit}之和为"
                f"{_sum_text(iter((opening, adjustment)), budget, case)}{budget.unit}。",
                "核对年初预算和各次预算调整。",
                "funds" if key == "total" else key,
            )


@register("R4")
def spending_within_budget(case: Case) -> Iterator[Objection]:
    """各明细项目的执行数不得大于全年预算。"""
    for line in case.evaluation.lines:
        figures = line.figures
        if figures.spent is None or figures.spent <= (figures.budget or 0):
            continue
        spent, budget = case.facts.at(f"{line.key}-spent"), case.facts.at(f"{line.key}-budget")
        yield Objection(
            f"“{line.name}”执行数{spent.text}{spent.unit}，大于全年预算{budget.text}{budget.unit}。",
            "核对支出金额，或补录预算调整。",
            line.key,
        )


@register("W1")
def slow_spending_explained(case: Case) -> Iterator[Objection]:
    """预算执行率低于90%（以评分规则为准）的，应在资金使用情况分析中说明原因。"""
    evaluation, executed = case.evaluation, case.facts.at("total-rate")
    bound = evaluation.rules.low_execution
    if executed.printed is None or executed.printed >= bound:
        return
    section = next(
        (one.key for one in evaluation.outline.sections if one.insert is Insert.EXECUTION_TABLE), None
    )
    if section and _GIVES_REASON.search(evaluation.texts.get(section, "")):
        return
    yield Objection(
        f"预算执行率为{executed.text}，低于{percent_text(bound, 0)}，未说明原因。",
        "在资金实际使用情况分析中写明结余的原因和处理办法。",
        f"section-{section}" if section else "funds",
    )


@register("W10")
def budget_known(case: Case) -> Iterator[Objection]:
    """全年预算为零或未填写时，预算执行率不计分，需作说明。"""
    if case.facts.at("total-rate").value is None:
        yield Objection(
            "执行率无法计算，预算执行率不计分。",
            "填写各明细项目的年初预算和支出；确无预算的，在报告中说明。",
            "funds",
        )


@register("W15")
def adjustment_explained(case: Case) -> Iterator[Objection]:
    """预算调整超过年初预算的一定比例（以评分规则为准）的，每笔调整应写明原因。"""
    rules = case.evaluation.rules
    for line in case.evaluation.lines:
        adjustment = line.figures.adjustment
        if not adjustment or not _lacks_reason(line):
            continue
        share = rate(abs(adjustment), line.figures.opening)
        if share is not None and rules.as_printed(share) <= rules.adjustment_share:
            continue
        changed = case.facts.at(f"{line.key}-adjustment")
        opening = case.facts.at(f"{line.key}-opening")
        yield Objection(
            f"“{line.name}”年初预算{opening.text}{opening.unit}，年中调整{changed.text}{changed.unit}，"
            f"超过年初预算的{percent_text(rules.adjustment_share, 0)}，未写明原因。",
            "在该明细项目的预算调整中逐笔写明原因和文号。",
            line.key,
        )


def _lacks_reason(line: Line) -> bool:
    return any(entry.kind is EntryKind.ADJUSTMENT and not entry.reason.strip() for entry in line.entries)
