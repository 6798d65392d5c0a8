"""The indicators as pages show them: by level, each with its figures and the reason for its score."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from indicators.scoring import Measure, Nature, expected_levels
from reports.evaluation import Evaluation
from reports.facts import Fact, Facts
from reports.monitoring import MonitoringRecord

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Before:
    """Target and actual of an indicator in the year before, with sign and unit."""

    target: Fact
    actual: Fact


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator in the table; ``height`` is how many rows its second level spans, 0 but for the first.

    ``progress`` is how far it had come at mid-year, ``before`` the same indicator a year earlier.
    """

    pk: str
    measure: Measure
    target: Fact
    actual: Fact
    done: Fact
    weight: Fact
    points: Fact
    height: int
    is_last: bool
    progress: str = ""
    before: Before | None = None

    @property
    def is_qualitative(self) -> bool:
        """Whether target and actual are words."""
        return self.measure.nature is Nature.QUALITATIVE

    @property
    def sign(self) -> str:
        """What stands before the target; nothing before words."""
        return "" if self.is_qualitative else self.measure.nature.value


@dataclass(frozen=True, slots=True)
class LevelRows:
    """The indicators of one first level, and its weight held against what the scheme expects."""

    name: str
    rows: tuple[IndicatorRow, ...]
    weight: Fact
    expected: Fact
    points: Fact
    fits: bool


def grouped(records: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """Group the records, the groups in the order of their first members, as documents print them."""
    groups: dict[str, list[T]] = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return groups


def levels(
    evaluation: Evaluation,
    known: Facts,
    monitored: MonitoringRecord | None = None,
) -> Iterator[LevelRows]:
    """Group the indicators as the form prints them; a level that the scheme expects stands even if empty.

    With ``monitored`` each shows how far it had come at mid-year.
    """
    before = _before(evaluation, known)
    expected = {level.name: level for level in expected_levels(evaluation.measures, evaluation.rules)}
    for name in dict.fromkeys([*expected, *(measure.level1 for measure in evaluation.measured)]):
        members = [measure for measure in evaluation.measured if measure.level1 == name]
        level, weight = expected.get(name), known[f"一级指标.{name}.分值"]
        yield LevelRows(
            name,
            tuple(_rows(members, known, monitored, before)),
            weight,
            known[f"一级指标.{name}.规定分值"],
            known[f"一级指标.{name}.得分"],
            fits=level is None or level.admits(weight.printed),
        )


def _before(evaluation: Evaluation, known: Facts) -> dict[str, Before]:
    """Return last year's figures of the indicators that go on, by the key of this year's."""
    measures = evaluation.last_year.measures if evaluation.last_year else ()
    return {
        measure.key: Before(*(known.at(f"last-indicator-{place}-{part}") for part in ("target", "actual")))
        for place, measure in enumerate(measures, start=1)
        if measure.key
    }


def _rows(
    measures: list[Measure],
    known: Facts,
    monitored: MonitoringRecord | None,
    before: Mapping[str, Before],
) -> Iterator[IndicatorRow]:
    for members in grouped(measures, lambda measure: measure.level2).values():
        for number, measure in enumerate(members):
            value = "" if measure.nature is Nature.QUALITATIVE else "-value"
            yield IndicatorRow(
                pk=measure.key.removeprefix("indicator-"),
                measure=measure,
                target=known.at(f"{measure.key}-target{value}"),
                actual=known.at(f"{measure.key}-actual{value}"),
                done=known.at(f"{measure.key}-done"),
                weight=known.at(f"{measure.key}-weight"),
                points=known.at(f"{measure.key}-points"),
                height=len(members) if number == 0 else 0,
                is_last=number == len(members) - 1,
                progress=monitored.of(measure.key).progress if monitored else "",
                before=before.get(measure.key),
            )
