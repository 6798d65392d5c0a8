"""The facts of one self-evaluation as entered: read once from the tables, frozen, judged and drawn.

Pure data. ``reports.loading`` makes it from the database, tests make it by hand, and everything that
is computed from it is a fact (``reports.facts``).
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from indicators.layouts import STANDARD, Layout
from indicators.rules import Rules
from indicators.scoring import Measure, Nature
from projects.funds import Figures, Line
from projects.money import half_up, rate, total
from reports.outline import Outline

OUTSIDE = "outside"
"""Marks a field that is no part of what was entered for the project, and so of no submission of it."""


@dataclass(frozen=True, slots=True)
class GoalRecord:
    """An overall goal of the year (年度总体目标)."""

    expected: str
    achieved: str = ""


@dataclass(frozen=True, slots=True)
class StatisticRecord:
    """A work figure (工作数据): a value with its unit, or the rate of two others by their keys.

    ``evidence`` is how many files prove it. One that is ``is_withheld`` is kept out of the public version.
    """

    key: str
    area: str
    name: str
    unit: str = ""
    value: Decimal | None = None
    part: str | None = None
    whole: str | None = None
    evidence: int = 0
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class ProblemRecord:
    """A problem and the suggestion that answers it; both are prose that may hold references."""

    problem: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class AdjustmentRecord:
    """A 绩效目标调整: what was approved of an indicator before and after it, and why.

    ``before`` and ``after`` hold ``name``, ``level``, ``nature``, ``direction``, ``target``, ``unit`` and
    ``weight`` as text; ``before`` is empty for an indicator that was added.
    """

    key: str
    name: str
    reason: str
    before: Mapping[str, str]
    after: Mapping[str, str]

    @property
    def is_addition(self) -> bool:
        """Whether the indicator was added by it."""
        return not self.before

    @property
    def changes(self) -> tuple[tuple[str, str, str], ...]:
        """What differs, in words of the form: (年度指标值, ≥2次, ≥3次)."""
        return tuple(
            (label, old, new)
            for (label, old), new in zip(
                _approved_words(self.before).items(), _approved_words(self.after).values(), strict=True
            )
            if old != new
        )


def _approved_words(approved: Mapping[str, str]) -> dict[str, str]:
    sign = "" if approved.get("nature") == Nature.QUALITATIVE else approved.get("nature", "")
    return {
        "名称": approved.get("name", ""),
        "级次": approved.get("level", ""),
        "年度指标值": f"{sign}{approved.get('target', '')}{approved.get('unit', '')}",
        "方向": approved.get("direction", ""),
        "分值": approved.get("weight", ""),
    }


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """What a person said to a finding: a reason (说明), or that it may stand (豁免).

    ``check`` and ``message`` are the finding's, which names what it is about; ``by`` is the person's name.
    """

    check: str
    message: str
    reason: str
    is_waiver: bool
    by: str
    on: datetime.date


@dataclass(frozen=True, slots=True)
class LastLine:
    """A line item of last year: ``key`` is that of the line that continues it, ``""`` where none does.

    ``is_withheld`` says that it was kept out of the public version then; it counts where none does.
    """

    key: str
    name: str
    figures: Figures
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class OtherReport:
    """What was written for the report of another project of the same office and year."""

    project: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LastYear:
    """What was entered for the year before, by the same project or by those that it was split or merged from.

    ``lines`` and ``measures`` bear the keys of the line items and indicators of this year that continue them,
    whatever the names, and ``""`` where none does; the actuals of ``measures`` are put in, rates with this
    year's decimals. ``texts`` holds the written prose of the same project by section key.
    """

    year: int
    lines: tuple[LastLine, ...] = ()
    measures: tuple[Measure, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def whole(self) -> Figures:
        """The figures of all lines together."""
        return whole(line.figures for line in self.lines)

    def line(self, key: str) -> LastLine | None:
        """Return the line of last year that this year's line ``key`` continues."""
        return next((line for line in self.lines if line.key == key), None)

    def measure(self, key: str) -> Measure | None:
        """Return the indicator of last year that this year's indicator ``key`` continues."""
        return next((measure for measure in self.measures if measure.key == key), None)


def whole(figures: Iterable[Figures]) -> Figures:
    """Return some figures added up."""
    listed = list(figures)
    return Figures(
        opening=total(one.opening for one in listed),
        adjustment=total(one.adjustment for one in listed),
        budget=total(one.budget for one in listed),
        spent=total(one.spent for one in listed),
    )


def statistic_value(statistics: Iterable[StatisticRecord], key: str) -> Decimal | None:
    """Return a work figure's value in its unit; for a rate of two others, the ratio.

    Raises:
        KeyError: if there is no work figure with this key.
    """
    by_key = {statistic.key: statistic for statistic in statistics}
    statistic = by_key[key]
    if statistic.part is None or statistic.whole is None:
        return statistic.value
    return rate(by_key[statistic.part].value, by_key[statistic.whole].value)


def measured(
    measures: Iterable[Measure], statistics: tuple[StatisticRecord, ...], rate_places: int
) -> tuple[Measure, ...]:
    """Return the indicators, those that take their actual from a work figure with that figure put in.

    A rate is put in as printed (97.58 for a unit of %), so that a reader who recomputes the score
    from the page arrives at the same points.
    """
    rates = {statistic.key for statistic in statistics if statistic.part is not None}

    def actual(key: str) -> Decimal | None:
        value = statistic_value(statistics, key)
        return value if value is None or key not in rates else half_up(value * 100, rate_places)

    return tuple(
        replace(measure, actual=actual(measure.actual_from)) if measure.actual_from else measure
        for measure in measures
    )


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that was entered for one project and year, and the rules that it is judged by.

    Amounts are in 元. ``sources`` lists the funding sources in the form's order. ``texts`` holds prose
    by outline section key; a section without an entry uses the outline's default. ``answers`` are those to
    findings that still stand, for the report's annex. ``last_year`` is what the year before was like, where
    there was one. ``others`` are not about this project, which is only held against them: no part of its
    snapshot. A project that is ``is_withheld`` (涉密) is never published; ``is_public`` says that this is the
    public version of an evaluation (``reports.public``). ``layout`` is that of the form;
    ``with_figures`` asks for the annex of bars.
    """

    project_key: str
    year: int
    project: str
    office: str
    department: str
    district: str
    bureau: str
    sources: tuple[str, ...]
    lines: tuple[Line, ...]
    goals: tuple[GoalRecord, ...]
    measures: tuple[Measure, ...]
    statistics: tuple[StatisticRecord, ...]
    problems: tuple[ProblemRecord, ...]
    rules: Rules
    outline: Outline
    texts: Mapping[str, str] = field(default_factory=dict)
    purposes: tuple[str, ...] = ()
    approval: str = ""
    written_on: datetime.date | None = None
    adjustments: tuple[AdjustmentRecord, ...] = ()
    answers: tuple[AnswerRecord, ...] = ()
    last_year: LastYear | None = None
    others: tuple[OtherReport, ...] = field(default=(), metadata={OUTSIDE: True})
    is_withheld: bool = False
    is_public: bool = False
    layout: Layout = STANDARD
    with_figures: bool = False

    def statistic_value(self, key: str) -> Decimal | None:
        """Return a work figure's value in its unit; for a rate of two others, the ratio.

        Raises:
            KeyError: if there is no work figure with this key.
        """
        return statistic_value(self.statistics, key)

    @property
    def measured(self) -> tuple[Measure, ...]:
        """The indicators with the actuals that are taken from work figures (``measured`` above)."""
        return measured(self.measures, self.statistics, self.rules.rate_places)

    def evidence(self, measure: Measure) -> int:
        """Return how many files prove an indicator: its own, and those of the work figures behind it."""
        by_key = {statistic.key: statistic for statistic in self.statistics}
        source = by_key.get(measure.actual_from)
        behind = [source, by_key.get(source.part or ""), by_key.get(source.whole or "")] if source else []
        return measure.evidence + sum(one.evidence for one in behind if one)
