"""Evaluations made by hand, for tests of what is computed, checked, composed and drawn from them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from indicators.data import layouts, rule_sets
from indicators.layouts import Layout, parse_layout
from indicators.rules import Rules, parse_rules
from indicators.scoring import Direction, Measure, Nature
from projects.funds import Entry, EntryKind, Line
from projects.money import parse_amount
from reports.data import outlines
from reports.evaluation import Evaluation, GoalRecord, ProblemRecord, StatisticRecord
from reports.outline import Outline, parse_outline

APPROPRIATION = "当年财政拨款"


def rules(code: str = "2020") -> Rules:
    return parse_rules(next(data for data in rule_sets() if data["code"] == code))


def layout(code: str) -> Layout:
    return parse_layout(next(data for data in layouts() if data["code"] == code))


def outline(code: str = "seven") -> Outline:
    return parse_outline(next(data for data in outlines() if data["code"] == code))


def entry(amount: str, kind: EntryKind = EntryKind.OPENING, source: str = APPROPRIATION) -> Entry:
    """An entry of ``amount`` 万元."""
    yuan = parse_amount(amount)
    assert yuan is not None
    return Entry(kind, source, yuan)


def line(key: int, budget: str | None = "10", spent: str | None = "10", name: str = "") -> Line:
    """A line item with an opening budget and a payment in 万元, each of them blank if ``None``."""
    entries = [] if budget is None else [entry(budget)]
    if spent is not None:
        entries.append(entry(spent, EntryKind.PAID))
    return Line(f"item-{key}", name or f"明细项目{key}", tuple(entries))


def measure(key: int = 1, **fields: Any) -> Measure:
    """An indicator ``≥ 2 个`` of weight 10 that is met and proved."""
    least = Measure(
        key=f"indicator-{key}",
        level1="产出",
        level2="数量",
        name=f"指标{key}",
        nature=Nature.AT_LEAST,
        direction=Direction.POSITIVE,
        unit="个",
        target=Decimal(2),
        weight=Decimal(10),
        actual=Decimal(2),
        evidence=1,
    )
    return replace(least, **fields)


def full_set(**first: Any) -> tuple[Measure, ...]:
    """Indicators whose weights fit the scheme of 2020; ``first`` changes the first of them."""
    return (
        measure(1, weight=Decimal(50), **first),
        measure(2, level1="效益", level2="社会效益", weight=Decimal(30)),
        measure(
            3, level1="满意度", level2="服务对象满意度", unit="%", target=Decimal(90), actual=Decimal(92)
        ),
    )


def evaluation(**fields: Any) -> Evaluation:
    """A small complete evaluation that no check objects to."""
    least = Evaluation(
        project_key="project-1",
        year=2020,
        project="平安稳定项目",
        office="朝天门街道办事处",
        department="朝天门街道办事处",
        district="渝中区",
        bureau="渝中区财政局",
        sources=(APPROPRIATION, "其他资金"),
        lines=(line(1, "42.90", "42.90"), line(2, "5.82", "5.82")),
        goals=(GoalRecord("维护辖区平安稳定。", "辖区平安稳定。"),),
        measures=full_set(),
        statistics=(
            StatisticRecord("statistic-1", "信访工作", "排查矛盾纠纷", "件", Decimal(124)),
            StatisticRecord("statistic-2", "信访工作", "化解矛盾纠纷", "件", Decimal(121)),
            StatisticRecord(
                "statistic-3", "信访工作", "矛盾纠纷化解率", part="statistic-2", whole="statistic-1"
            ),
        ),
        problems=(ProblemRecord("资金支付集中在年末。", "按季度安排用款计划。"),),
        rules=rules(),
        outline=outline(),
        purposes=("社区巡防", "消防安全"),
        approval="每项经费经办公会审批",
        written_on=date(2021, 2, 3),
    )
    return replace(least, **fields)
