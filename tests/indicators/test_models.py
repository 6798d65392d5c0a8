"""Rule sets: read from their data, published when their examples vouch for them, then frozen."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import RestrictedError

from indicators.data import rule_sets
from indicators.models import RuleSet, Statistic, YearRules
from tests.builders import make_indicator, make_project, make_rule_set, make_statistic, make_year

pytestmark = pytest.mark.django_db

SHIPPED = {data["code"]: data for data in rule_sets()}


def broken_example(data: dict[str, Any]) -> dict[str, Any]:
    first, *others = data["examples"]
    return {**data, "examples": [{**first, "expected": {"points": "1.23"}}, *others]}


@pytest.mark.parametrize("data", SHIPPED.values(), ids=SHIPPED)
def test_what_is_shipped_can_be_published(data: dict[str, Any]) -> None:
    rule_set = RuleSet(data=data)
    rule_set.clean()
    rule_set.save()
    assert (rule_set.code, rule_set.title, rule_set.region) == (data["code"], data["title"], data["region"])
    rule_set.publish()
    assert RuleSet.objects.get().published_at is not None


def test_faulty_data_is_refused_with_every_problem() -> None:
    with pytest.raises(ValidationError) as caught:
        RuleSet(data={**SHIPPED["2020"], "rate_places": 99, "weighting": "other"}).clean()
    assert len(caught.value.message_dict["data"]) == 2


def test_a_code_is_taken_once() -> None:
    make_rule_set(SHIPPED["2020"], code="2020")
    with pytest.raises(ValidationError) as caught:
        RuleSet(data=SHIPPED["2020"]).clean()
    assert [error.code for error in caught.value.error_dict["data"]] == ["unique"]


@pytest.mark.parametrize(
    "data",
    [broken_example(SHIPPED["2020"]), {**SHIPPED["2020"], "examples": []}, {}],
    ids=["wrong", "none", "empty"],
)
def test_without_examples_that_come_out_nothing_is_published(data: dict[str, Any]) -> None:
    rule_set = make_rule_set(data, published=False)
    assert rule_set.problems
    with pytest.raises(ValidationError) as caught:
        rule_set.publish()
    assert caught.value.messages == rule_set.problems
    assert RuleSet.objects.get().published_at is None


def test_what_is_stored_is_published_and_not_a_changed_copy() -> None:
    rule_set = make_rule_set(broken_example(SHIPPED["2020"]), published=False)
    rule_set.data = SHIPPED["2020"]
    with pytest.raises(ValidationError):
        rule_set.publish()


def test_publishing_again_changes_nothing() -> None:
    rule_set = make_rule_set(published=False)
    rule_set.publish()
    first = rule_set.published_at
    rule_set.publish()
    assert rule_set.published_at == first


def test_a_year_takes_a_published_rule_set_only() -> None:
    with pytest.raises(ValidationError) as caught:
        YearRules(fiscal_year=make_year(), rule_set=make_rule_set(published=False)).full_clean()
    assert set(caught.value.error_dict) == {"rule_set"}
    YearRules(fiscal_year=make_year(), rule_set=make_rule_set()).full_clean()


def test_a_work_figure_stays_while_something_is_taken_from_it_and_goes_with_the_project() -> None:
    project = make_project()
    part, whole = make_statistic(project), make_statistic(project)
    rate = make_statistic(project, part=part, whole=whole)
    make_indicator(project, actual_from=rate)
    for figure in (part, whole, rate):
        with pytest.raises(RestrictedError):
            figure.delete()
    project.delete()
    assert not Statistic.objects.exists()
