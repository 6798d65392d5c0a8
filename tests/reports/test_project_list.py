"""The list of projects."""

from decimal import Decimal

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Office
from accounts.roles import Role
from reports.models import State
from tests.builders import (
    close,
    make_indicator,
    make_line_item,
    make_project,
    make_statistic,
    make_user,
    make_year,
)
from tests.people import browser, make_people
from tests.reports.ready import begin_report, make_ready_project
from tests.reports.submissions import bring, make_finished_project, make_submitted

pytestmark = pytest.mark.django_db


def listed(client: Client, **query: str) -> list[str]:
    """Return the names of the listed projects, in order."""
    response = client.get(reverse("project_list"), query)
    assert response.status_code == 200
    return [row.project.name for row in response.context["page"]]


def test_each_sees_the_projects_of_the_office_and_of_those_beneath_it() -> None:
    people = make_people()
    make_project("平安稳定项目", office=people.clerk.office)
    make_project("平安建设项目", office=people.stranger.office)
    for user in (people.clerk, people.colleague, people.approver):
        assert listed(browser(user)) == ["平安稳定项目"]
    assert listed(browser(people.stranger)) == ["平安建设项目"]
    bureau = make_user(role=Role.ADMINISTRATOR, office=people.reviewer.office)
    assert sorted(listed(browser(bureau))) == ["平安建设项目", "平安稳定项目"]
    assert listed(browser(people.reviewer)) == []


def test_a_person_without_an_office_sees_nothing() -> None:
    make_project()
    user = make_user()
    user.office = None
    user.save()
    assert listed(browser(user)) == []


def test_the_list_takes_no_post() -> None:
    assert browser(make_user()).post(reverse("project_list")).status_code == 405


def test_it_shows_the_year_of_the_address_else_the_newest_open_one() -> None:
    office = make_people().clerk.office
    client = browser(office.users.get(username="clerk"))
    for number in (2019, 2020, 2021):
        make_project(f"{number}年项目", office=office, fiscal_year=make_year(number))
    close(make_year(2021))
    assert listed(client) == ["2020年项目"]
    assert listed(client, year="2019") == ["2019年项目"]
    assert listed(client, year="2021") == ["2021年项目"]
    assert listed(client, year="二〇一九") == ["2020年项目"]
    close(make_year(2019))
    close(make_year(2020))
    assert listed(client) == ["2021年项目"]


def make_three(office: Office | None) -> None:
    make_line_item(make_project("乙", code="2", office=office), allocated="100", spent="90")
    make_line_item(make_project("甲", code="3", office=office), allocated="20", spent="20")
    make_project("丙", code="1", office=office)


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("", "丙乙甲"),
        ("code", "丙乙甲"),
        ("-code", "甲乙丙"),
        ("budget", "甲乙丙"),
        ("-budget", "乙甲丙"),
        ("-spent", "乙甲丙"),
        ("rate", "乙甲丙"),
        ("-rate", "甲乙丙"),
        ("score", "丙乙甲"),
        ("nonsense", "丙乙甲"),
    ],
)
def test_it_is_sorted_by_the_address_and_the_unknown_come_last(sort: str, names: str) -> None:
    clerk = make_people().clerk
    make_three(clerk.office)
    assert "".join(listed(browser(clerk), sort=sort)) == names


def test_a_sorted_column_says_so_and_turns_around() -> None:
    clerk = make_people().clerk
    make_three(clerk.office)
    response = browser(clerk).get(reverse("project_list"), {"sort": "budget", "q": "甲"})
    assert 'aria-sort="ascending"' in response.text
    assert "sort=-budget&amp;q=%E7%94%B2" in response.text


def test_it_is_narrowed_by_text_and_office() -> None:
    people = make_people()
    make_three(people.clerk.office)
    make_project("甲之二", code="X", office=people.stranger.office)
    client = browser(make_user(role=Role.ADMINISTRATOR, office=people.reviewer.office))
    assert listed(client, q="甲", sort="name") == ["甲", "甲之二"]
    assert listed(client, q="x") == ["甲之二"]
    assert listed(client, office=str(people.stranger.office_id)) == ["甲之二"]
    assert listed(client, q="没有") == []


@pytest.mark.parametrize("office", ["0", "nonsense", "99999999999999999999"])
def test_a_filter_that_makes_no_sense_narrows_nothing(office: str) -> None:
    clerk = make_people().clerk
    make_three(clerk.office)
    assert len(listed(browser(clerk), office=office, q="\x00")) == 3


def test_totals_are_those_of_all_pages() -> None:
    clerk = make_people().clerk
    for number in range(60):
        make_line_item(make_project(f"项目{number:02}", office=clerk.office), allocated="1.5", spent="0.75")
    client = browser(clerk)
    assert len(listed(client)) == 50
    assert len(listed(client, page="2")) == 10
    assert len(listed(client, page="99")) == 10
    response = client.get(reverse("project_list"), {"page": "2"})
    assert response.context["total"].budget == 900_000
    assert "90.00" in response.text
    assert "50.00%" in response.text


def test_an_empty_list_offers_the_first_step_to_those_who_may_take_it(client: Client) -> None:
    people = make_people()
    make_year(2020)
    add = reverse("project_add")
    assert f'href="{add}?year=2020"' in browser(people.clerk).get(reverse("project_list")).text
    for user in people.viewers:
        assert add not in browser(user).get(reverse("project_list")).text
    close(make_year(2020))
    assert add not in browser(people.clerk).get(reverse("project_list")).text


def test_without_a_year_it_says_what_is_to_be_set_up() -> None:
    client = browser(make_user())
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "There is no fiscal year yet" in client.get(reverse("project_list")).text


@pytest.mark.parametrize("projects", [2, 30])
def test_its_queries_do_not_grow(projects: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    clerk = make_people().clerk
    listed = [make_ready_project(clerk.office, name="项目")]
    listed += [make_project(f"项目{number}", office=clerk.office) for number in range(1, projects)]
    for project in listed:
        begin_report(project)
        make_indicator(project, actual_from=make_statistic(project))
        for _ in range(projects):
            make_line_item(project, allocated="1", spent="1")
    client = browser(clerk)
    with django_assert_num_queries(31):
        client.get(reverse("project_list"))


def test_it_shows_scores_and_grades_and_sorts_by_them() -> None:
    clerk = make_people().clerk
    for name, spent in (("甲", "90"), ("乙", "100"), ("丙", None)):
        project = (
            make_ready_project(clerk.office, name=name)
            if name == "甲"
            else make_project(name, office=clerk.office)
        )
        make_line_item(project, allocated="100" if spent else None, spent=spent)
        make_indicator(project, weight=Decimal(90), actual=Decimal(2) if spent else None)
    client = browser(clerk)
    assert listed(client, sort="-score") == ["乙", "甲", "丙"]
    assert listed(client, sort="score") == ["甲", "乙", "丙"]
    page = client.get(reverse("project_list")).context["page"]
    assert [(row.score, row.grade) for row in page] == [("99.00", "优"), ("100.00", "优"), ("—", "—")]


def test_without_rules_there_are_no_scores() -> None:
    clerk = make_people().clerk
    make_indicator(make_project(office=clerk.office), actual=Decimal(2))
    page = browser(clerk).get(reverse("project_list"), {"sort": "score"}).context["page"]
    assert [(row.score, row.grade) for row in page] == [("—", "—")]


def test_it_shows_how_far_each_has_come() -> None:
    people = make_people()
    office = people.clerk.office
    make_ready_project(office, name="甲")
    make_submitted(make_finished_project(office, "乙"), by=people.clerk)
    bring(make_submitted(make_finished_project(office, "丙"), by=people.clerk), State.APPROVED, people)
    rows = browser(people.clerk).get(reverse("project_list")).context["page"]
    assert {row.project.name: row.submission and row.submission.state for row in rows} == {
        "甲": None,
        "乙": State.SUBMITTED,
        "丙": State.APPROVED,
    }
