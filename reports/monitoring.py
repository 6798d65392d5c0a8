"""The mid-year monitoring (绩效运行监控): what was recorded, and the figures computed from the ledger.

Pure. Amounts are in 元. The execution rate is that of the form: spending up to the end of the month divided
by the opening budget, both of which the form prints, so that a reader can recompute it.
"""

import calendar
import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from indicators.lights import Light, light
from projects.funds import Entry, EntryKind
from projects.money import rate, total
from reports.evaluation import Evaluation
from reports.facts import Fact, Facts, Kind, residue

PREFIX = "monitoring-"
"""How the ids of the facts at mid-year begin."""

CAUSES = {
    "funding": "经费保障",
    "rules": "制度保障",
    "staff": "人员保障",
    "equipment": "硬件条件",
    "other": "其他",
}
POSSIBILITIES = {"certain": "确定能", "possible": "有可能", "impossible": "完全不可能"}


@dataclass(frozen=True, slots=True)
class ProgressRecord:
    """One indicator at mid-year; ``cause`` and ``possibility`` are keys of the tables above or blank."""

    progress: str = ""
    forecast: str = ""
    cause: str = ""
    reason: str = ""
    possibility: str = ""


@dataclass(frozen=True, slots=True)
class MonitoringRecord:
    """What was recorded as of the end of ``month``; ``progress`` by the keys of the indicators."""

    month: int = 7
    forecast: Decimal | None = None
    progress: Mapping[str, ProgressRecord] = field(default_factory=dict)

    def of(self, key: str) -> ProgressRecord:
        """Return the progress of an indicator; an empty one where nothing was recorded."""
        return self.progress.get(key, ProgressRecord())


def month_end(year: int, month: int) -> datetime.date:
    """Return the last day of a month."""
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def monitoring_facts(evaluation: Evaluation, record: MonitoringRecord) -> Facts:
    """Return the figures of the monitoring: the whole (``monitoring-whole-…``) and each funding source.

    Their ids begin with ``PREFIX`` and then are ``whole-…`` and ``source-1-…``. Spending without a date is
    not counted; ``undated-count`` and ``undated-amount`` name it.
    """
    return Facts(
        replace(one, id=PREFIX + one.id, inputs=tuple(PREFIX + key for key in one.inputs))
        for one in _facts(evaluation, record)
    )


def pace(known: Facts, record: MonitoringRecord) -> Light | None:
    """Return the light of the whole project."""
    ratio = known.at(f"{PREFIX}whole-rate").value
    return light(ratio if isinstance(ratio, Decimal) else None, record.month)


def _facts(evaluation: Evaluation, record: MonitoringRecord) -> Iterator[Fact]:
    entries = [entry for line in evaluation.lines for entry in line.entries]
    yield _text("as-of", "监控截止", f"1-{record.month}月", "按所选月份")
    yield _text("year", "年度", str(evaluation.year), "项目所属预算年度")
    yield _amount(evaluation, "whole-forecast", "全年预计执行数", record.forecast, "在“年中监控”中填写")
    yield from _figures(evaluation, record, "whole", "资金总额", entries)
    for place, source in enumerate(evaluation.sources, start=1):
        own = [entry for entry in entries if entry.source == source]
        yield from _figures(evaluation, record, f"source-{place}", source, own)
    yield from _residues(evaluation, record, entries)
    undated = [entry for entry in entries if entry.kind is EntryKind.PAID and entry.on is None]
    yield Fact(
        "undated-count", "未注明日期的支出笔数", Decimal(len(undated)), Kind.NUMBER, "笔", "没有日期的支出"
    )
    amount = total(entry.amount for entry in undated)
    yield _amount(
        evaluation, "undated-amount", "未注明日期的支出", amount, "没有日期的支出之和，未计入执行数"
    )


def _sums(
    evaluation: Evaluation, record: MonitoringRecord, entries: Iterable[Entry]
) -> tuple[Decimal | None, Decimal | None]:
    """Return the opening budget of some entries, and what was paid by the end of the month."""
    last = month_end(evaluation.year, record.month)
    listed = list(entries)
    opening = total(entry.amount for entry in listed if entry.kind is EntryKind.OPENING)
    spent = total(
        entry.amount
        for entry in listed
        if entry.kind is EntryKind.PAID and entry.on is not None and entry.on <= last
    )
    return opening, spent


def _residues(evaluation: Evaluation, record: MonitoringRecord, entries: Sequence[Entry]) -> Iterator[Fact]:
    """尾差: how far the printed rows of the sources are from the printed total (domain rules §2)."""
    rules = evaluation.rules
    rows = [
        _sums(evaluation, record, (entry for entry in entries if entry.source == source))
        for source in evaluation.sources
    ]
    for place, (part, name) in enumerate((("opening", "年初预算数"), ("spent", "执行数"))):
        exact = _sums(evaluation, record, entries)[place]
        if exact is not None:
            inputs = tuple(f"source-{number}-{part}" for number in range(1, len(rows) + 1))
            yield residue(
                f"whole-{part}-residue",
                f"资金总额.{name}.尾差",
                exact,
                [row[place] for row in rows],
                f"资金总额{name}",
                (f"whole-{part}", *inputs),
                rules,
            )


def _figures(
    evaluation: Evaluation, record: MonitoringRecord, key: str, name: str, entries: Iterable[Entry]
) -> Iterator[Fact]:
    last = month_end(evaluation.year, record.month)
    opening, spent = _sums(evaluation, record, entries)
    yield _amount(evaluation, f"{key}-opening", f"{name}.年初预算数", opening, "年初批复的预算数之和")
    yield _amount(
        evaluation,
        f"{key}-spent",
        f"{name}.执行数",
        spent,
        f"支付日期不晚于 {last.isoformat()} 的支出之和",
    )
    yield Fact(
        f"{key}-rate",
        f"{name}.执行率",
        rate(spent, opening),
        Kind.RATE,
        "",
        "执行数÷年初预算数",
        (f"{key}-spent", f"{key}-opening"),
        evaluation.rules.rate_places,
    )


def _amount(evaluation: Evaluation, key: str, name: str, value: Decimal | None, formula: str) -> Fact:
    rules = evaluation.rules
    return Fact(key, name, value, Kind.AMOUNT, rules.amount_unit, formula, (), rules.amount_places)


def _text(key: str, name: str, value: str, formula: str) -> Fact:
    return Fact(key, name, value, Kind.TEXT, "", formula)
