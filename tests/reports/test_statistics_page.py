"""The tab of work figures."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from projects.models import Project
from tests.builders import make_statistic
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
    return reverse("project_statistics", args=[project.pk])


def test_who_may_and_who_may_not(people: People, project: Project) -> None:
    statistic = make_statistic(project)
    ways = [
        reverse("statistic_add", args=[project.pk]),
        *(reverse(f"statistic_{way}", args=[statistic.pk]) for way in ("edit", "delete", "move")),
    ]
    assert all(way in browser(people.clerk).get(address(project)).text for way in ways)
    for user in people.viewers:
        response = browser(user).get(address(project))
        assert response.status_code == 200
        assert not any(way in response.text for way in ways)
    assert browser(people.stranger).get(address(project)).status_code == 404
    assert Client().get(address(project)).status_code == 302
    assert browser(people.clerk).post(address(project)).status_code == 405


def test_figures_stand_by_area_and_rates_are_computed(people: People, project: Project) -> None:
    found = make_statistic(project, "排查矛盾纠纷", value=Decimal(1240))
    training = make_statistic(project, "业务培训", area="综治工作", value=None)
    settled = make_statistic(project, "化解矛盾纠纷", value=Decimal(1210))
    rate = make_statistic(project, "化解率", part=settled, whole=found)
    response = browser(people.clerk).get(address(project))
    assert [
        (area, [row.record.name for row in rows]) for area, rows in response.context["areas"].items()
    ] == [
        ("信访工作", [found.name, settled.name, rate.name]),
        ("综治工作", [training.name]),
    ]
    assert "97.58%" in response.text
    assert "化解矛盾纠纷÷排查矛盾纠纷" in response.text
    assert "1,240" in response.text


def test_an_empty_page_offers_the_first_step(people: People, project: Project) -> None:
    add = reverse("statistic_add", args=[project.pk])
    assert add in browser(people.clerk).get(address(project)).text
    for user in people.viewers:
        assert add not in browser(user).get(address(project)).text
