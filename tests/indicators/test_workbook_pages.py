"""The pages of the fill-in workbook: who may fetch and send it, what they show, what they write."""

import base64
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from indicators.workbook import views
from projects.cells import Cell, stored_cells
from projects.funds import EntryKind
from projects.models import BulkChange, Project
from tests.builders import close, make_project, yuan
from tests.indicators import workbooks
from tests.indicators.workbooks import BAD, SOURCE, make_filled_project
from tests.people import People, browser, make_people
from tests.projects import packages

pytestmark = pytest.mark.django_db

PAGES = ("workbook", "workbook_download", "workbook_marked", "workbook_apply")
OPENING = Cell("社区巡防经费", SOURCE, EntryKind.OPENING)
GOOD = workbooks.funds(["社区巡防经费", SOURCE, "101", -1.5, 98.5])


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    return make_filled_project(make_project("平安稳定项目", office=people.clerk.office))


def page(project: Project, name: str = "workbook") -> str:
    return reverse(name, args=[project.pk])


def send(client: Client, project: Project, content: bytes) -> HttpResponse:
    return client.post(page(project), {"file": SimpleUploadedFile("填报表.xlsx", content)})


def hidden(response: HttpResponse) -> dict[str, str]:
    """Return what the page's form carries along."""
    found = re.findall(
        r'<input type="hidden" name="(content|digest)" value="([^"]*)"', response.content.decode()
    )
    return dict(found)


def test_clerks_of_the_office_fill_it_in(people: People, project: Project) -> None:
    for user in (people.clerk, people.colleague):
        assert browser(user).get(page(project)).status_code == 200
    for user in (*people.outsiders, *people.viewers):
        assert browser(user).get(page(project)).status_code == 404
        assert send(browser(user), project, GOOD).status_code == 404
        for name in ("workbook_marked", "workbook_apply"):
            assert browser(user).post(page(project, name), {}).status_code == 404
    for name in PAGES:
        assert Client().get(page(project, name)).status_code == 302
    assert browser(people.clerk, enforce_csrf_checks=True).post(page(project)).status_code == 403
    assert browser(people.clerk).get(page(project, "workbook_marked")).status_code == 405
    assert browser(people.clerk).get(page(project, "workbook_apply")).status_code == 302


def test_whoever_sees_the_project_may_fetch_it(people: People, project: Project) -> None:
    for user in (people.clerk, *people.viewers):
        response = browser(user).get(page(project, "workbook_download"))
        assert response.status_code == 200
        assert response["Cache-Control"] == "no-store"
        assert "%E5%A1%AB%E6%8A%A5%E8%A1%A8.xlsx" in response["Content-Disposition"]
        assert load_workbook(io.BytesIO(response.content))["资金"]["A4"].value == "社区巡防经费"
    assert browser(people.stranger).get(page(project, "workbook_download")).status_code == 404


def test_a_closed_year_takes_no_workbook(people: People, project: Project) -> None:
    close(project.fiscal_year)
    assert browser(people.clerk).get(page(project)).status_code == 404
    assert browser(people.clerk).get(page(project, "workbook_download")).status_code == 200


def test_the_preview_shows_old_new_and_difference_and_applying_writes_it(
    people: People, project: Project
) -> None:
    client = browser(people.clerk)
    shown = send(client, project, GOOD)
    text = shown.content.decode()
    assert shown.status_code == 200
    for words in ("社区巡防经费（当年财政拨款）", "100.00", "101.00", "+1.00", "121.00"):
        assert words in text
    assert stored_cells(project)[OPENING] == yuan("100")
    response = client.post(page(project, "workbook_apply"), hidden(shown))
    assert response["Location"] == reverse("project_funds", args=[project.pk])
    assert stored_cells(project)[OPENING] == yuan("101")
    assert BulkChange.objects.get(project=project).made_by == people.clerk


def test_faults_are_listed_and_the_marked_workbook_can_be_fetched(people: People, project: Project) -> None:
    content, faults = BAD["text in amount cells"]
    client = browser(people.clerk)
    shown = send(client, project, content)
    assert shown.status_code == 422
    for fault in faults:
        assert fault.message in shown.content.decode()
    sent_back = client.post(page(project, "workbook_marked"), hidden(shown))
    assert load_workbook(io.BytesIO(sent_back.content))["资金"]["C2"].comment.text == faults[0].message
    refused = client.post(page(project, "workbook_apply"), {**hidden(shown), "digest": "x"})
    assert refused.status_code == 422


def test_a_later_change_brings_the_preview_back(people: People, project: Project) -> None:
    client = browser(people.clerk)
    carried = hidden(send(client, project, GOOD))
    allocation = project.line_items.get(name="社区巡防经费").allocations.get(kind="opening")
    allocation.amount = yuan("102")
    allocation.save()
    response = client.post(page(project, "workbook_apply"), carried)
    assert response.status_code == 409
    assert "102.00" in response.content.decode()
    assert stored_cells(project)[OPENING] == yuan("102")
    again = client.post(page(project, "workbook_apply"), hidden(response))
    assert again.status_code == 302
    assert stored_cells(project)[OPENING] == yuan("101")


def test_nothing_new_is_said_so(people: People, project: Project) -> None:
    client = browser(people.clerk)
    fetched = client.get(page(project, "workbook_download")).content
    shown = send(client, project, fetched)
    assert shown.status_code == 200
    assert hidden(shown) == {}


@pytest.mark.parametrize(
    "content",
    [
        packages.renamed_xls(),
        packages.truncated(),
        packages.zip_bomb(),
        packages.with_macros(),
        packages.cell_in_the_last_row(),
        packages.with_doctype(),
        b"",
        bytes(views.LARGEST + 1),
    ],
)
def test_a_file_that_is_not_opened_is_refused_at_its_field(
    people: People, project: Project, content: bytes
) -> None:
    response = send(browser(people.clerk), project, content)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]


def test_another_project_s_workbook_is_refused(people: People, project: Project) -> None:
    content = workbooks.workbook(资金=[["项目编码", *workbooks.FUNDS], ["P-other", *workbooks.PATROL]])
    shown = send(browser(people.clerk), project, content)
    assert shown.status_code == 422
    assert f"不是本项目的编码“{project.code}”" in shown.content.decode()


@pytest.mark.parametrize("content", ["", "not base64!", base64.b64encode(b"PK").decode()])
def test_what_no_page_sends_is_a_bad_request(people: People, project: Project, content: str) -> None:
    for name in ("workbook_apply", "workbook_marked"):
        assert browser(people.clerk).post(page(project, name), {"content": content}).status_code == 400
