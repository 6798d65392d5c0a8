"""The funds of a project: its line items and sources with their figures."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from projects.models import LineItem, Project
from tests.builders import (
    close,
    make_adjustment,
    make_allocation,
    make_expenditure,
    make_line_item,
    make_project,
    make_source,
    make_superuser,
)
from tests.people import People, browser, make_people
from tests.reports.ready import make_ready_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    return make_project("平安稳定项目", office=people.clerk.office)


def page(project: Project) -> str:
    return reverse("project_funds", args=[project.pk])


def cells(text: str) -> list[list[str]]:
    """Return the words of every table row of the page, links and buttons left out."""
    rows = re.findall(r"<tr.*?</tr>", text, re.DOTALL)
    return [
        [
            re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", cell)).strip()
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
        ]
        for row in rows
    ]


def test_everybody_of_the_office_and_above_sees_them(people: People, project: Project) -> None:
    for user in (people.clerk, people.colleague, *people.viewers, make_superuser()):
        assert browser(user).get(page(project)).status_code == 200
    assert browser(people.stranger).get(page(project)).status_code == 404
    assert Client().get(page(project)).status_code == 302
    for user in (*people.viewers, *people.outsiders):
        assert browser(user).post(page(project)).status_code == 404
    assert browser(people.clerk).put(page(project)).status_code == 405


def test_only_those_who_may_change_find_the_controls(people: People, project: Project) -> None:
    item = make_line_item(project)
    controls = [
        reverse("line_item_add", args=[project.pk]),
        reverse("line_item_delete", args=[item.pk]),
        reverse("line_item_move", args=[item.pk]),
    ]
    clerks = browser(people.clerk).get(page(project)).text
    assert all(address in clerks for address in controls)
    for user in people.viewers:
        assert not any(address in browser(user).get(page(project)).text for address in controls)
    close(project.fiscal_year)
    assert not any(address in browser(people.clerk).get(page(project)).text for address in controls)


def test_every_figure_of_rows_sources_and_totals(people: People, project: Project) -> None:
    carried = make_source("上年结转资金", code="carried")
    item = make_line_item(project, "养老服务", allocated="120.5", spent="88.1")
    make_adjustment(item, "-12.3")
    make_allocation(item, "18.2555", source=carried)
    make_expenditure(item, "18.2555", source=carried)
    make_line_item(project, "适老化改造", allocated="60")
    make_line_item(project, "文体活动")
    make_line_item(project, "结余已收回", allocated="0", spent="0")
    rows = cells(browser(people.approver).get(page(project)).text)
    figures = {row[1]: row[2:8] for row in rows if len(row) > 7}
    assert figures["养老服务"] == ["138.76", "-12.30", "126.46", "106.36", "84.11%", "67.82%"]
    assert figures["适老化改造"] == ["60.00", "—", "60.00", "—", "—", "32.18%"]
    assert figures["文体活动"] == ["—"] * 6
    assert figures["结余已收回"] == ["0.00", "—", "0.00", "0.00", "—", "0.00%"]
    assert figures["合计"] == ["198.76", "-12.30", "186.46", "106.36", "57.04%", "100.00%"]
    sources = {row[0]: row[1:] for row in rows if len(row) == 6}
    assert sources["当年财政拨款"] == ["180.50", "-12.30", "168.20", "88.10", "52.38%"]
    assert sources["上年结转资金"] == ["18.26", "—", "18.26", "18.26", "100.00%"]


def test_a_residue_is_named_under_the_table(people: People, project: Project) -> None:
    for _ in range(3):
        make_line_item(project, allocated="1.004", spent="1")
    client = browser(people.clerk)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    text = re.sub(r"\s+", " ", client.get(page(project)).text)
    assert "the rows of “Full-year budget” as printed add up to 3.00, the exact total is 3.01." in text
    assert "the rows of “Spent”" not in text


def test_amounts_are_grouped_and_exact_at_their_largest(people: People, project: Project) -> None:
    make_line_item(project, allocated="9999999999.99", spent="1234.5")
    text = browser(people.clerk).get(page(project)).text
    assert "9,999,999,999.99" in text
    assert "1,234.50" in text


def test_an_empty_table_offers_the_first_step_to_those_who_may_take_it(
    people: People, project: Project
) -> None:
    add = reverse("line_item_add", args=[project.pk])
    assert add in browser(people.clerk).get(page(project)).text
    assert add not in browser(people.approver).get(page(project)).text


def test_names_are_text_and_never_markup(people: People, project: Project) -> None:
    make_line_item(project, "<script>alert(1)</script>")
    text = browser(people.clerk).get(page(project)).text
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


@pytest.mark.parametrize("items", [2, 60])
def test_its_queries_do_not_grow(
    items: int, people: People, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    project = make_ready_project(people.clerk.office)
    for _ in range(items):
        make_line_item(project, allocated="1", spent="1")
    client = browser(people.clerk)
    with django_assert_num_queries(40):
        client.get(page(project))


def test_five_hundred_line_items_stand_on_one_page(people: People, project: Project) -> None:
    LineItem.objects.bulk_create(LineItem(project=project, name=f"明细{n}", position=n) for n in range(500))
    for user in (people.clerk, people.approver):
        rows = cells(browser(user).get(page(project)).text)
        assert [row[0] for row in rows if len(row) > 7 and row[0].isdigit()] == [
            str(n) for n in range(1, 501)
        ]
