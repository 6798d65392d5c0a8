"""Checks: a clean evaluation passes, and each check has an example that it objects to."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from indicators.scoring import Direction, Nature
from projects.funds import EntryKind, Line
from reports.checks import CHECKS, Case, case_of, judge, register, run
from reports.evaluation import Evaluation
from reports.facts import Facts, facts
from reports.findings import Finding, Level
from tests.reports.evaluations import entry, evaluation, full_set, line, measure, rules

TODAY = date(2021, 2, 3)


def found(given: Evaluation | Case) -> tuple[Finding, ...]:
    if isinstance(given, Case):
        return tuple(judge(given, on=TODAY))
    return run(given, facts(given), on=TODAY)


def altered(given: Evaluation, **values: Any) -> Case:
    """The case with some facts that do not follow from the evaluation, by their ids with ``_`` for ``-``."""
    case = case_of(given, facts(given))
    changed = {key.replace("_", "-"): value for key, value in values.items()}
    assert all(case.facts.find(key) for key in changed)
    return replace(
        case,
        facts=Facts(
            replace(fact, value=changed[fact.id]) if fact.id in changed else fact
            for fact in case.facts.values()
        ),
    )


def adjusted(amount: str, reason: str = "", opening: str | None = "10") -> Line:
    """A line whose budget was changed by ``amount`` 万元."""
    change = replace(entry(amount, EntryKind.ADJUSTMENT), reason=reason)
    return Line("item-1", "明细项目1", (*line(1, opening, "9.5").entries, change))


FAILING: dict[str, list[Evaluation | Case]] = {
    "R2": [
        evaluation(lines=(line(1), Line("item-2", "设备", (entry("3", source="捐赠资金"),)))),
        altered(evaluation(), source_1_spent=Decimal(1)),
    ],
    "R3": [altered(evaluation(), total_budget=Decimal(1)), altered(evaluation(), item_1_opening=None)],
    "R4": [
        evaluation(lines=(line(1, "10", "10.01"),)),
        evaluation(lines=(line(1, "10", "10"), line(2, None, "1"))),
    ],
    "W10": [evaluation(lines=(line(1, "0", "0"),)), evaluation(lines=())],
    "W1": [evaluation(lines=(line(1, "100", "89.99"),))],
    "W15": [
        evaluation(lines=(adjusted("1.01"),)),
        evaluation(lines=(adjusted("-1.01", reason="  "),)),
        evaluation(lines=(adjusted("0.01", opening=None),)),
    ],
    "R7": [
        evaluation(measures=()),
        evaluation(measures=(measure(1, weight=Decimal(49)), *full_set()[1:])),
        evaluation(measures=(measure(1, weight=None), *full_set()[1:])),
        evaluation(
            rules=rules("chongqing"),
            measures=(measure(1, weight=Decimal(45)), measure(2, level1="效益", weight=Decimal(35))),
        ),
    ],
    "W2": [
        evaluation(measures=full_set(actual=Decimal("2.61"))),
        evaluation(measures=full_set(actual=Decimal("1.39"))),
    ],
    "W3": [
        evaluation(measures=full_set(actual=Decimal("1.5"))),
        evaluation(
            measures=full_set(nature=Nature.AT_MOST, direction=Direction.NEGATIVE, actual=Decimal("2.5"))
        ),
    ],
    "W11": [
        evaluation(measures=(*full_set()[:2], replace(full_set()[2], evidence=0))),
        evaluation(measures=full_set(name="居民满意度", evidence=0)),
    ],
    "W12": [
        evaluation(measures=full_set(evidence=0)),
        evaluation(measures=full_set(evidence=0, actual=None, actual_from="statistic-1")),
    ],
    "W18": [evaluation(measures=full_set(actual=None))],
}


def test_a_clean_evaluation_passes() -> None:
    assert found(evaluation()) == ()


def test_every_check_has_a_failing_example() -> None:
    assert FAILING.keys() == CHECKS.keys()


@pytest.mark.parametrize(
    ("check_id", "given"), [(check_id, one) for check_id, examples in FAILING.items() for one in examples]
)
def test_the_example_fails(check_id: str, given: Evaluation | Case) -> None:
    findings = [finding for finding in found(given) if finding.id == check_id]
    assert findings
    for finding in findings:
        assert finding.message.endswith("。")
        assert finding.hint.endswith("。")
        assert finding.where
        assert finding.level is (Level.ERROR if check_id.startswith("R") else Level.WARNING)


@pytest.mark.parametrize("check_id", CHECKS)
def test_every_check_states_its_rule(check_id: str) -> None:
    assert CHECKS[check_id].rule.endswith("。")


@pytest.mark.parametrize("actual", ["1.4", "1.5"])
def test_a_reason_answers_the_warning(actual: str) -> None:
    given = evaluation(measures=full_set(actual=Decimal(actual), deviation="施工条件不具备。"))
    assert found(given) == ()


def test_evidence_of_the_work_figures_behind_a_rate_counts() -> None:
    statistics = tuple(
        replace(one, evidence=int(one.key == "statistic-2")) for one in evaluation().statistics
    )
    measures = full_set(evidence=0, actual=None, actual_from="statistic-3", deviation="已说明。")
    findings = found(evaluation(measures=measures, statistics=statistics))
    assert "W12" not in {finding.id for finding in findings}


def test_an_id_is_registered_once() -> None:
    with pytest.raises(ValueError, match="R4 is registered twice"):
        register("R4")(CHECKS["R4"].judge)
