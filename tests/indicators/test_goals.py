"""The overall goals of the year."""

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import Goal
from projects.models import Project
from tests.builders import close, make_goal, make_project
from tests.people import People, browser, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    return make_project(office=people.clerk.office)


def address(project: Project) -> str:
    return reverse("goals", args=[project.pk])


def typed(*rows: dict[str, str], stored: int = 0) -> dict[str, str]:
    """What the browser sends for some rows."""
    data = {"goals-TOTAL_FORMS": str(len(rows)), "goals-INITIAL_FORMS": str(stored)}
    for number, row in enumerate(rows):
        data |= {f"goals-{number}-{name}": value for name, value in row.items()}
    return data


def test_who_may_and_who_may_not(people: People, project: Project) -> None:
    assert browser(people.clerk).get(address(project)).status_code == 200
    for user in (*people.outsiders, *people.viewers):
        assert browser(user).get(address(project)).status_code == 404
        assert browser(user).post(address(project), typed({"expected": "平安"})).status_code == 404
    assert Client().get(address(project)).status_code == 302
    assert browser(people.clerk).put(address(project)).status_code == 405
    assert browser(people.clerk).get(reverse("goals", args=[project.pk + 1])).status_code == 404
    close(project.fiscal_year)
    assert browser(people.clerk).post(address(project), typed({"expected": "平安"})).status_code == 404
    assert not Goal.objects.exists()


def test_goals_are_added_changed_ordered_and_deleted(people: People, project: Project) -> None:
    kept = make_goal(project, "旧目标甲", position=1)
    gone = make_goal(project, "旧目标乙", position=2)
    rows = typed(
        {"id": str(kept.pk), "expected": "旧目标甲", "achieved": "已完成", "ORDER": "3"},
        {"id": str(gone.pk), "expected": "旧目标乙", "ORDER": "2", "DELETE": "on"},
        {"expected": "新目标", "ORDER": "1"},
        {},
        stored=2,
    )
    response = browser(people.clerk).post(address(project), rows)
    assert response["Location"] == reverse("project_indicators", args=[project.pk])
    assert [(goal.expected, goal.achieved) for goal in project.goals.all()] == [
        ("新目标", ""),
        ("旧目标甲", "已完成"),
    ]


@pytest.mark.parametrize(
    ("field", "row"),
    [
        ("expected", {"achieved": "只写了完成情况"}),
        ("expected", {"expected": "长" * 2001}),
        ("achieved", {"expected": "平安", "achieved": "控\x0b制"}),
        ("ORDER", {"expected": "平安", "ORDER": "第一"}),
    ],
)
def test_bad_input_is_named_and_kept(
    field: str, row: dict[str, str], people: People, project: Project
) -> None:
    response = browser(people.clerk).post(address(project), typed(row))
    assert response.status_code == 200
    form = response.context["rows"].forms[0]
    assert list(form.errors) == [field]
    assert {name: form[name].value() for name in row} == row
    assert not Goal.objects.exists()


def test_a_goal_of_another_project_is_out_of_reach(people: People, project: Project) -> None:
    foreign = make_goal(make_project(office=people.stranger.office), "外单位目标")
    rows = typed({"id": str(foreign.pk), "expected": "改写"}, stored=1)
    assert browser(people.clerk).post(address(project), rows).status_code == 200
    foreign.refresh_from_db()
    assert foreign.expected == "外单位目标"
    assert project.goals.count() == 0


def test_a_goal_that_somebody_deleted_meanwhile_is_named(people: People, project: Project) -> None:
    goal = make_goal(project, "目标")
    rows = typed({"id": str(goal.pk), "expected": "目标", "achieved": "已完成", "ORDER": "1"}, stored=1)
    goal.delete()
    response = browser(people.clerk).post(address(project), rows)
    assert response.status_code == 200
    assert response.context["rows"].forms[0].non_field_errors()
