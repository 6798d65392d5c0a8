"""The indicator library: searched, and left for the form of a new indicator."""

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import LibraryIndicator
from projects.models import Project
from tests.builders import make_indicator, make_library_indicator, make_project
from tests.people import People, browser, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    LibraryIndicator.objects.all().delete()
    make_library_indicator("社区巡防次数")
    make_library_indicator("社区巡防覆盖率", level2="质量指标", unit="%")
    make_library_indicator("群众满意度", level1="满意度", level2="服务对象满意度", unit="%")
    return make_project(office=people.clerk.office)


def test_who_may_and_who_may_not(people: People, project: Project) -> None:
    address = reverse("indicator_library", args=[project.pk])
    assert browser(people.clerk).get(address).status_code == 200
    for user in (*people.outsiders, *people.viewers):
        assert browser(user).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert browser(people.clerk).post(address).status_code == 405
    assert browser(people.clerk).get(reverse("indicator_library", args=[project.pk + 1])).status_code == 404


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["社区巡防次数", "社区巡防覆盖率", "群众满意度"]),
        ("巡防", ["社区巡防次数", "社区巡防覆盖率"]),
        ("巡防 质量", ["社区巡防覆盖率"]),
        ("满意度", ["群众满意度"]),
        ("没有", []),
        ("没有\x00", ["社区巡防次数", "社区巡防覆盖率", "群众满意度"]),
    ],
)
def test_every_word_narrows(query: str, names: list[str], people: People, project: Project) -> None:
    response = browser(people.clerk).get(reverse("indicator_library", args=[project.pk]), {"q": query})
    assert [one.name for one in response.context["found"]] == names


def test_what_the_project_has_already_is_not_offered_again(people: People, project: Project) -> None:
    make_indicator(project, "社区巡防次数")
    text = browser(people.clerk).get(reverse("indicator_library", args=[project.pk])).text
    assert text.count("?library=") == 2
