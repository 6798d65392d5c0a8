"""The basics of a project: seen, changed, deleted."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from projects.models import Project
from tests.builders import (
    close,
    make_indicator,
    make_line_item,
    make_project,
    make_statistic,
    make_superuser,
    make_year,
)
from tests.people import People, browser, make_people
from tests.reports.ready import make_ready_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    return make_project(
        "平安稳定项目",
        office=people.clerk.office,
        code="2020-001",
        department="平安办",
        purposes="综合治理\n社区巡防",
    )


def address(name: str, project: Project) -> str:
    return reverse(name, args=[project.pk])


def basics(**changes: str) -> dict[str, str]:
    return {"code": "2020-001", "name": "平安稳定项目", "department": "平安办", **changes}


PAGES = ["project", "project_edit", "project_delete"]


@pytest.mark.parametrize("name", PAGES)
def test_the_offices_clerks_see_every_page(name: str, people: People, project: Project) -> None:
    for user in (people.clerk, people.colleague, make_superuser()):
        assert browser(user).get(address(name, project)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_others_see_nothing(name: str, people: People, project: Project) -> None:
    assert browser(people.stranger).get(address(name, project)).status_code == 404
    assert browser(people.stranger).post(address(name, project), basics()).status_code in (404, 405)
    assert Client().get(address(name, project)).status_code == 302
    assert browser(people.clerk).get(reverse(name, args=[project.pk + 1])).status_code == 404


def test_those_who_may_only_look_find_no_way_to_change(people: People, project: Project) -> None:
    for user in people.viewers:
        client = browser(user)
        page = client.get(address("project", project))
        assert page.status_code == 200
        for name in ("project_edit", "project_delete"):
            assert address(name, project) not in page.text
            assert client.get(address(name, project)).status_code == 404
            assert client.post(address(name, project), basics(name="改名")).status_code == 404
    assert Project.objects.get().name == "平安稳定项目"


def test_the_page_takes_no_post(people: People, project: Project) -> None:
    assert browser(people.clerk).post(address("project", project)).status_code == 405


@pytest.mark.parametrize("name", ["project_edit", "project_delete"])
@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_a_wrong_method_is_refused(name: str, method: str, people: People, project: Project) -> None:
    assert getattr(browser(people.clerk), method)(address(name, project)).status_code == 405


def test_what_is_not_filled_in_shows_as_a_dash(people: People, project: Project) -> None:
    text = browser(people.clerk).get(address("project", project)).text
    assert text.count("<dd>—</dd>") == 2
    assert "综合治理\n社区巡防" in text


def test_basics_are_changed(people: People, project: Project) -> None:
    data = basics(name="平安建设项目", written_on="2021年2月3日")
    response = browser(people.colleague).post(address("project_edit", project), data)
    assert response["Location"] == address("project", project)
    project.refresh_from_db()
    assert (project.name, str(project.written_on)) == ("平安建设项目", "2021-02-03")


def test_only_what_was_changed_is_saved(people: People, project: Project) -> None:
    client = browser(people.clerk)
    form = client.get(address("project_edit", project)).context["form"]
    data = {field.html_name: field.value() or "" for field in form}
    data |= {field.html_initial_name: field.value() or "" for field in form}
    Project.objects.update(department="财政所")
    response = client.post(address("project_edit", project), {**data, "approval": "办公会审批"})
    assert response.status_code == 302
    project.refresh_from_db()
    assert (project.department, project.approval) == ("财政所", "办公会审批")


def test_two_changes_of_one_field_show_both(people: People, project: Project) -> None:
    client = browser(people.clerk)
    form = client.get(address("project_edit", project)).context["form"]
    data = {field.html_name: field.value() or "" for field in form}
    data |= {field.html_initial_name: field.value() or "" for field in form}
    Project.objects.update(department="财政所")
    response = client.post(address("project_edit", project), {**data, "department": "综合办"})
    assert response.status_code == 200
    assert 'value="综合办"' in response.text
    assert "“财政所”" in response.text
    assert Project.objects.get().department == "财政所"


def test_bad_input_leaves_the_page_as_typed_and_the_project_as_stored(
    people: People, project: Project
) -> None:
    data = basics(name="改\u202e名", purposes="甲\r\n乙", written_on="明天")
    response = browser(people.clerk).post(address("project_edit", project), data)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["name", "written_on"]
    assert 'value="明天"' in response.text
    assert "<h1>平安稳定项目</h1>" in response.text
    assert Project.objects.get().name == "平安稳定项目"


def test_fields_that_are_not_asked_for_cannot_be_sent(people: People, project: Project) -> None:
    assert people.stranger.office is not None
    data = basics(office=str(people.stranger.office.pk), fiscal_year=str(make_year(2019).pk))
    browser(people.clerk).post(address("project_edit", project), data)
    project.refresh_from_db()
    assert (project.office, project.fiscal_year.year) == (people.clerk.office, 2020)


def test_a_closed_year_can_be_seen_and_not_changed(people: People, project: Project) -> None:
    close(project.fiscal_year)
    client = browser(people.clerk)
    assert address("project_edit", project) not in client.get(address("project", project)).text
    assert client.get(address("project_edit", project)).status_code == 404
    assert client.post(address("project_edit", project), basics(name="改名")).status_code == 404
    assert client.post(address("project_delete", project)).status_code == 404
    assert Project.objects.get().name == "平安稳定项目"


def test_a_form_from_elsewhere_is_refused(people: People, project: Project) -> None:
    client = browser(people.clerk, enforce_csrf_checks=True)
    assert client.post(address("project_edit", project), basics(name="改名")).status_code == 403
    assert Project.objects.get().name == "平安稳定项目"


def test_deleting_asks_first_and_takes_everything_along(people: People, project: Project) -> None:
    make_line_item(project, allocated="1", spent="1")
    found, settled = make_statistic(project, "排查"), make_statistic(project, "化解")
    rate = make_statistic(project, "化解率", part=settled, whole=found)
    make_indicator(project, actual_from=rate)
    client = browser(people.clerk)
    client.get(address("project_delete", project))
    assert Project.objects.exists()
    response = client.post(address("project_delete", project))
    assert response["Location"] == f"{reverse('project_list')}?year=2020"
    assert not Project.objects.exists()


@pytest.mark.parametrize("items", [2, 60])
def test_its_queries_do_not_grow(
    items: int, people: People, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    project = make_ready_project(people.clerk.office)
    for _ in range(items):
        make_line_item(project, allocated="1", spent="1")
    client = browser(people.clerk)
    with django_assert_num_queries(33):
        client.get(address("project", project))
