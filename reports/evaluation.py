"""The facts of one self-evaluation as entered: read once from the tables, frozen, judged and drawn.

Pure data. ``reports.loading`` makes it from the database, tests make it by hand, and everything that
is computed from it is a fact (``reports.facts``).
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from indicators.rules import Rules
from indicators.scoring import Measure, Nature
from projects.funds import Line
from projects.money import half_up, rate
from reports.outline import Outline


@dataclass(frozen=True, slots=True)
class GoalRecord:
    """An overall goal of the year (年度总体目标)."""

    expected: str
    achieved: str = ""


@dataclass(frozen=True, slots=True)
class StatisticRecord:
    """A work figure (工作数据): a value with its unit, or the rate of two others by their keys.

    ``evidence`` is how many files prove it.
    """

    key: str
    area: str
    name: str
    unit: str = ""
    value: Decimal | None = None
    part: str | None = None
    whole: str | None = None
    evidence: int = 0


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
class Evaluation:
    """Everything that was entered for one project and year, and the rules that it is judged by.

    Amounts are in 元. ``sources`` lists the funding sources in the form's order. ``texts`` holds prose
    by outline section key; a section without an entry uses the outline's default. ``answers`` are those to
    findings that still stand, for the report's annex.
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

    def statistic_value(self, key: str) -> Decimal | None:
        """Return a work figure's value in its unit; for a rate of two others, the ratio.

        Raises:
            KeyError: if there is no work figure with this key.
        """
        by_key = {statistic.key: statistic for statistic in self.statistics}
        statistic = by_key[key]
        if statistic.part is None or statistic.whole is None:
            return statistic.value
        return rate(by_key[statistic.part].value, by_key[statistic.whole].value)

    @property
    def measured(self) -> tuple[Measure, ...]:
        """The indicators, those that take their actual from a work figure with that figure put in.

        A rate is put in as printed (97.58 for a unit of %), so that a reader who recomputes the score
        from the page arrives at the same points.
        """
        return tuple(
            replace(measure, actual=self._actual(measure)) if measure.actual_from else measure
            for measure in self.measures
        )

    def evidence(self, measure: Measure) -> int:
        """Return how many files prove an indicator: its own, and those of the work figures behind it."""
        by_key = {statistic.key: statistic for statistic in self.statistics}
        source = by_key.get(measure.actual_from)
        behind = [source, by_key.get(source.part or ""), by_key.get(source.whole or "")] if source else []
        return measure.evidence + sum(one.evidence for one in behind if one)

    def _actual(self, measure: Measure) -> Decimal | None:
        value = self.statistic_value(measure.actual_from)
        source = next(one for one in self.statistics if one.key == measure.actual_from)
        if value is None or source.part is None:
            return value
        return half_up(value * 100, self.rules.rate_places)
