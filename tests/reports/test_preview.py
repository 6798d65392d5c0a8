"""The report as paper, the cards of its figures, the files, and what is said when it cannot be drawn."""

import io
import re
import zipfile
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from projects.models import Project
from tests.builders import (
    make_indicator,
    make_line_item,
    make_project,
    make_section_text,
    make_statistic,
)
from tests.people import People, browser, make_people
from tests.reports.ready import begin_report, make_ready_project

pytestmark = pytest.mark.django_db

FORMATS = ["html", "pdf", "docx", "form.pdf", "form.docx", "xlsx"]
FORMS = ["form.pdf", "form.docx", "xlsx"]


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    project = make_ready_project(people.clerk.office)
    make_line_item(project, "社区巡防经费", allocated="270.69", spent="270.69")
    return project


def preview(project: Project) -> str:
    return reverse("project_preview", args=[project.pk])


def file(project: Project, extension: str) -> str:
    return reverse("report_file", args=[project.pk, extension])


def fact(project: Project, key: str) -> str:
    return reverse("project_fact", args=[project.pk, key])


def test_who_may_and_who_may_not(people: People, project: Project) -> None:
    for address in (preview(project), file(project, "html"), fact(project, "total-budget")):
        for user in (people.clerk, people.colleague, *people.viewers):
            assert browser(user).get(address).status_code == 200
        assert browser(people.stranger).get(address).status_code == 404
        assert Client().get(address).status_code == 302
        assert browser(people.clerk).post(address).status_code == 405
    assert browser(people.clerk).get(file(project, "doc")).status_code == 404
    assert browser(people.clerk).get(fact(project, "no-such-fact")).status_code == 404
    assert browser(people.clerk).get(reverse("project_preview", args=[project.pk + 1])).status_code == 404


def test_the_paper_stands_with_contents_and_findings(people: People, project: Project) -> None:
    indicator = make_indicator(project, "综合应急演练")
    response = browser(people.clerk).get(preview(project))
    assert '<article class="paper"' in response.text
    for anchor in re.findall(r'<a href="#([^"]+)">', response.text):
        assert f'id="{anchor}"' in response.text
    assert "“综合应急演练”" in response.text
    assert f'href="{reverse("indicator_edit", args=[indicator.pk])}"' in response.text
    assert all(file(project, extension) in response.text for extension in FORMATS)


def test_missing_faces_are_named(people: People, project: Project, settings: Settings) -> None:
    client = browser(people.clerk)
    settings.FONT_DIRS = [settings.BASE_DIR / "docs"]
    assert "仿宋_GB2312" in client.get(preview(project)).text


def test_those_who_may_only_look_are_led_to_what_they_may_see(people: People, project: Project) -> None:
    indicator = make_indicator(project, "综合应急演练")
    for user in people.viewers:
        text = browser(user).get(preview(project)).text
        assert reverse("indicator_edit", args=[indicator.pk]) not in text
        assert f"{reverse('project_indicators', args=[project.pk])}#indicator-{indicator.pk}" in text


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_handed_over_under_its_own_name(name: str, people: People, project: Project) -> None:
    response = browser(people.clerk).get(file(project, name))
    assert response.status_code == 200
    title = "绩效自评表" if name in FORMS else "绩效自评报告"
    name = quote(f"2020年度平安稳定项目{title}.{name.removeprefix('form.')}")
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert response["Cache-Control"] == "no-store"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_the_files_are_what_they_say(people: People, project: Project) -> None:
    client = browser(people.clerk)
    assert client.get(file(project, "pdf")).content.startswith(b"%PDF-")
    assert "270.69" in client.get(file(project, "html")).text
    assert client.get(file(project, "form.pdf")).content.startswith(b"%PDF-")
    for extension in ("docx", "form.docx", "xlsx"):
        assert zipfile.is_zipfile(io.BytesIO(client.get(file(project, extension)).content))


def test_a_card_says_where_a_figure_comes_from(people: People, project: Project) -> None:
    item = project.line_items.get()
    for query in ({}, {"card": ""}):
        text = browser(people.clerk).get(fact(project, "total-budget"), query).text
        assert "全年预算合计" in text
        assert "270.69" in text
        assert fact(project, f"item-{item.pk}-budget") in text
        assert ("<html" in text) is not query


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("project-year", "project"),
        ("total-rate", "project_funds"),
        ("items-count", "project_funds"),
        ("source-1-budget", "project_funds"),
        ("score-total", "project_indicators"),
        ("indicators-count", "project_indicators"),
        ("level-1-weight", "project_indicators"),
    ],
)
def test_a_card_leads_to_where_its_figure_is_entered(
    key: str, name: str, people: People, project: Project
) -> None:
    response = browser(people.clerk).get(fact(project, key), {"card": ""})
    assert response.context["place"] == reverse(name, args=[project.pk])


def test_a_card_of_a_record_leads_to_the_record(people: People, project: Project) -> None:
    item, statistic = project.line_items.get(), make_statistic(project)
    indicator = make_indicator(project)
    for key, name, record in (
        (f"item-{item.pk}-rate", "line_item", item),
        (f"statistic-{statistic.pk}", "statistic_edit", statistic),
        (f"indicator-{indicator.pk}-points", "indicator_edit", indicator),
    ):
        response = browser(people.clerk).get(fact(project, key), {"card": ""})
        assert response.context["place"] == reverse(name, args=[record.pk])


@pytest.mark.parametrize("address", ["preview", *FORMATS])
def test_a_dead_reference_gives_a_page_that_leads_to_its_section(
    address: str, people: People, project: Project
) -> None:
    make_section_text(begin_report(project), "overview-project", "用{全年预算}万元。")
    asked = preview(project) if address == "preview" else file(project, address)
    if address in FORMS:
        assert browser(people.clerk).get(asked).status_code == 200
        return
    response = browser(people.clerk).get(asked)
    assert response.status_code == 409
    assert "引用“全年预算”不存在" in response.text
    assert reverse("section_text", args=[project.pk, "overview-project"]) in response.text
    viewed = browser(people.approver).get(asked)
    assert f"{reverse('project_texts', args=[project.pk])}#section-overview-project" in viewed.text


def test_a_year_without_rules_says_who_sets_them_up(people: People) -> None:
    project = make_project(office=people.clerk.office)
    for address in (preview(project), file(project, "pdf"), fact(project, "total-budget")):
        response = browser(people.clerk).get(address)
        assert response.status_code == 409
        assert "尚未指定评分规则" in response.text


@pytest.mark.parametrize("items", [2, 60])
def test_its_queries_do_not_grow(
    items: int, people: People, project: Project, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(items):
        make_line_item(project, allocated="1", spent="1")
        make_indicator(project)
    client = browser(people.clerk)
    with django_assert_max_num_queries(32):
        client.get(preview(project))
