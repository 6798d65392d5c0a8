"""Checks: a clean evaluation passes, and each check has an example that it objects to."""

from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.scoring import Direction, Nature
from reports.checks import CHECKS, register, run
from reports.evaluation import Evaluation
from reports.facts import facts
from reports.findings import Finding, Level
from tests.reports.evaluations import evaluation, full_set, line, measure, rules


def found(given: Evaluation) -> tuple[Finding, ...]:
    return run(given, facts(given))


FAILING = {
    "R4": [
        evaluation(lines=(line(1, "10", "10.01"),)),
        evaluation(lines=(line(1, "10", "10"), line(2, None, "1"))),
    ],
    "W10": [evaluation(lines=(line(1, "0", "0"),)), evaluation(lines=())],
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
def test_the_example_fails(check_id: str, given: Evaluation) -> None:
    findings = [finding for finding in found(given) if finding.id == check_id]
    assert findings
    for finding in findings:
        assert finding.message.endswith("。")
        assert finding.hint.endswith("。")
        assert finding.where
        assert finding.level is (Level.ERROR if check_id.startswith("R") else Level.WARNING)


@pytest.mark.parametrize("check_id", CHECKS)
def test_every_check_states_its_rule(check_id: str) -> None:
    assert (CHECKS[check_id].__doc__ or "").endswith("。")


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
        register("R4")(CHECKS["R4"])
