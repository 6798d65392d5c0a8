"""What projects still lack."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from perfeval.gaps import Gap, gaps
from projects.models import Project
from tests.builders import (
    make_goal,
    make_indicator,
    make_line_item,
    make_project,
    make_qualitative_indicator,
    make_statistic,
)

pytestmark = pytest.mark.django_db


def lacking(project: Project) -> list[str]:
    return [gap.message for gap in found(project)]


def found(project: Project) -> list[Gap]:
    with translation.override("en"):
        return gaps(Project.objects.filter(pk=project.pk))[project.pk]


def make_complete_project(**fields: Any) -> Project:
    project = make_project(written_on="2021-02-03", **fields)
    make_line_item(project, allocated="10", spent="9")
    make_goal(project)
    make_indicator(project, weight=Decimal(90), actual=Decimal(2))
    make_statistic(project)
    return project


def test_a_complete_project_lacks_nothing() -> None:
    assert lacking(make_complete_project()) == []


def test_a_new_project_lacks_everything() -> None:
    project = make_project()
    assert lacking(project) == [
        "no line items",
        "no goal of the year",
        "no indicators",
        "no work figures",
        "no date of the report",
    ]
    assert [gap.tab for gap in found(project)] == [
        "project_funds",
        "project_indicators",
        "project_indicators",
        "project_statistics",
        "project",
    ]


def test_line_items_without_budget_or_spending_are_counted_and_the_first_is_linked() -> None:
    project = make_complete_project()
    first = make_line_item(project, allocated="1")
    make_line_item(project, allocated="1")
    third = make_line_item(project, spent="0")
    assert [(gap.message, gap.address) for gap in found(project)] == [
        ("1 line item without budget", f"{funds(project)}#item-{third.pk}"),
        ("2 line items without spending", f"{funds(project)}#item-{first.pk}"),
    ]


def funds(project: Project) -> str:
    return reverse("project_funds", args=[project.pk])


def test_indicators_without_actual_value_are_counted() -> None:
    project = make_complete_project()
    done, open_ended = make_statistic(project), make_statistic(project, value=None)
    rate = make_statistic(project, part=done, whole=done)
    make_indicator(project, actual_from=done)
    make_indicator(project, actual_from=rate)
    make_indicator(project, actual=Decimal(0))
    make_qualitative_indicator(project, actual_text="达成", achieved_percent=Decimal(95))
    assert lacking(project) == []
    first = make_indicator(project)
    make_indicator(project, actual_from=open_ended)
    make_qualitative_indicator(project)
    make_qualitative_indicator(project, actual_text="达成")
    [gap] = found(project)
    assert gap.message == "4 indicators without actual value"
    assert gap.address == f"{reverse('project_indicators', args=[project.pk])}#indicator-{first.pk}"


@pytest.mark.parametrize("projects", [1, 25])
def test_it_takes_four_queries(projects: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(projects):
        make_line_item(make_complete_project(name=f"项目{number}"))
    with django_assert_num_queries(4):
        assert len(gaps(Project.objects.all())) == projects
