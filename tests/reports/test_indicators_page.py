"""The tab of indicators: goals, targets, actuals and scores with their reasons."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from projects.models import Project
from tests.builders import (
    close,
    make_goal,
    make_indicator,
    make_line_item,
    make_project,
    make_qualitative_indicator,
    make_statistic,
)
from tests.people import People, browser, make_people
from tests.reports.ready import make_ready_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    return make_ready_project(people.clerk.office)


def address(project: Project) -> str:
    return reverse("project_indicators", args=[project.pk])


def test_who_may_and_who_may_not(people: People, project: Project) -> None:
    for user in (people.clerk, people.colleague, *people.viewers):
        assert browser(user).get(address(project)).status_code == 200
    assert browser(people.stranger).get(address(project)).status_code == 404
    assert Client().get(address(project)).status_code == 302
    assert browser(people.clerk).post(address(project)).status_code == 405
    assert browser(people.clerk).get(reverse("project_indicators", args=[project.pk + 1])).status_code == 404


def test_those_who_may_only_look_find_no_way_to_change(people: People, project: Project) -> None:
    indicator = make_indicator(project)
    make_goal(project)
    ways = [
        reverse("indicator_add", args=[project.pk]),
        reverse("goals", args=[project.pk]),
        *(reverse(f"indicator_{way}", args=[indicator.pk]) for way in ("edit", "delete", "move")),
    ]
    assert all(way in browser(people.clerk).get(address(project)).text for way in ways)
    for user in people.viewers:
        assert not any(way in browser(user).get(address(project)).text for way in ways)
    close(project.fiscal_year)
    assert not any(way in browser(people.clerk).get(address(project)).text for way in ways)


def test_an_empty_page_offers_the_first_step(people: People, project: Project) -> None:
    text = browser(people.clerk).get(address(project)).text
    assert reverse("indicator_library", args=[project.pk]) in text
    assert reverse("goals", args=[project.pk]) in text
    for user in people.viewers:
        assert reverse("indicator_library", args=[project.pk]) not in browser(user).get(address(project)).text


def test_scores_stand_with_their_reasons(people: People, project: Project) -> None:
    make_line_item(project, allocated="100", spent="90")
    make_indicator(project, "治安整治", actual=Decimal(1), weight=Decimal(20), deviation="场地<未定>")
    text = browser(people.clerk).get(address(project)).text
    assert "目标 ≥ 2 个，完成 1 个（50%），按完成率得 10 分" in text
    assert "10.00" in text
    assert "9.00" in text
    assert "场地&lt;未定&gt;" in text


def test_a_missing_actual_is_said_in_words(people: People, project: Project) -> None:
    make_indicator(project)
    make_qualitative_indicator(project)
    assert browser(people.clerk).get(address(project)).text.count("state-warning") >= 2


def test_an_actual_taken_from_a_rate_is_shown_as_printed(people: People, project: Project) -> None:
    found, settled = (make_statistic(project, value=Decimal(value)) for value in (124, 121))
    rate = make_statistic(project, "化解率", part=settled, whole=found)
    make_indicator(project, target=Decimal(95), unit="%", actual_from=rate)
    assert "97.58" in browser(people.clerk).get(address(project)).text


def test_weights_are_held_against_the_scheme(people: People, project: Project) -> None:
    make_indicator(project, weight=Decimal(50))
    make_qualitative_indicator(project, weight=Decimal(25))
    levels = browser(people.clerk).get(address(project)).context["levels"]
    assert [(level.name, level.weight.text, level.expected.text, level.fits) for level in levels] == [
        ("产出", "50", "50", True),
        ("效益", "25", "40", False),
        ("满意度", "—", "0", True),
    ]


def test_level_cells_span_their_rows(people: People, project: Project) -> None:
    for level2 in ("数量", "数量", "质量"):
        make_indicator(project, level2=level2)
    first = browser(people.clerk).get(address(project)).context["levels"][0]
    assert [row.height for row in first.rows] == [2, 0, 1]
    assert [row.is_last for row in first.rows] == [False, True, True]


def test_a_year_without_rules_says_who_sets_them_up(people: People) -> None:
    project = make_project(office=people.clerk.office)
    response = browser(people.clerk).get(address(project))
    assert response.status_code == 409
    assert "2020 年度尚未指定评分规则，请管理员在后台设置。" in response.text


@pytest.mark.parametrize("indicators", [2, 30])
def test_its_queries_do_not_grow(
    indicators: int,
    people: People,
    project: Project,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(indicators):
        make_indicator(project)
        make_goal(project)
        make_line_item(project, allocated="1", spent="1")
    client = browser(people.clerk)
    with django_assert_max_num_queries(34):
        client.get(address(project))
