"""What comes out of a review."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.rules import Cap
from reports.facts import facts
from reports.reviewed import review_facts
from tests.reports.evaluations import evaluation, line, rules
from tests.reports.test_checks import clean


@pytest.mark.parametrize(
    ("points", "total", "difference", "grade"),
    [
        ({}, "98.50", "0.00", "优"),
        ({"indicator-1": "45"}, "93.50", "-5.00", "优"),
        ({"indicator-1": "40.00"}, "88.50", "-10.00", "良"),
        ({"indicator-2": "30"}, "100.00", "1.50", "优"),
        ({"indicator-1": "0", "indicator-2": "0", "indicator-3": "0"}, "10.00", "-88.50", "差"),
    ],
)
def test_worked_examples(points: dict[str, str], total: str, difference: str, grade: str) -> None:
    known = review_facts(clean(), {key: Decimal(value) for key, value in points.items()})
    found = [known.at(f"review-{part}").text for part in ("total", "difference", "grade")]
    assert found == [total, difference, grade]


def test_each_indicator_says_whose_score_it_has() -> None:
    known = review_facts(clean(), {"indicator-1": Decimal(45)})
    first, second = (known.at(f"review-indicator-{number}-points") for number in (1, 2))
    assert (first.text, first.formula) == ("45.00", "复核给分")
    assert (second.text, second.formula) == ("28.50", "同自评得分")


def test_a_cap_on_the_total_holds_for_the_review_too() -> None:
    capped = replace(rules(), caps=(Cap(below=Decimal("0.7"), at_most=Decimal(79)),))
    slow = clean(rules=capped, lines=(line(1, "10", "6.5"),))
    own = facts(slow).at("score-total")
    assert own.text == "79.00"
    known = review_facts(slow, {"indicator-2": Decimal(30)})
    assert known.at("review-total").text == "79.00"
    assert "为限" in known.at("review-total").formula


def test_without_indicators_there_is_nothing_to_review() -> None:
    known = review_facts(evaluation(lines=(), measures=()), {})
    assert [known.at(f"review-{part}").text for part in ("difference", "grade")] == ["—", "—"]


@settings(max_examples=25)
@given(st.dictionaries(st.sampled_from(["indicator-1", "indicator-2", "indicator-3"]), st.integers(0, 1000)))
def test_the_difference_is_that_of_the_printed_totals(cents: dict[str, int]) -> None:
    given_points = {key: Decimal(value) / 100 for key, value in cents.items()}
    known = review_facts(clean(), given_points)
    own = facts(clean()).at("score-total").printed
    total, difference = (known.at(f"review-{part}").printed for part in ("total", "difference"))
    assert own is not None
    assert total is not None
    assert difference == total - own
