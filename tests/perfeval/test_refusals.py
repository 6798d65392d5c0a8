"""A refused write is answered in words, whoever noticed it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.db.models import RestrictedError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone, translation

from perfeval.refusals import RefusalMiddleware
from projects.cells import Cell, Change, apply
from projects.funds import EntryKind
from projects.models import Expenditure, LineItem, Project, ProjectLocked, YearClosed
from tests.builders import (
    APPROPRIATION,
    close,
    make_evidence,
    make_line_item,
    make_project,
    make_submission,
    make_user,
    make_year,
)

pytestmark = pytest.mark.django_db

PAGE = "http://testserver/projects/1/funds/"


def answer(exception: Exception, referer: str = PAGE) -> HttpResponse | None:
    request = RequestFactory(headers={"referer": referer}).post("/projects/1/funds/")
    request.user = AnonymousUser()
    with translation.override("en"):
        return RefusalMiddleware(HttpRequest).process_exception(request, exception)


def test_the_page_names_the_year() -> None:
    response = answer(YearClosed(make_year(2020)))
    assert response.status_code == 409
    assert "The fiscal year 2020 is closed." in response.content.decode()
    assert f'href="{PAGE}"' in response.content.decode()


def test_what_the_database_refuses_gets_the_same_page() -> None:
    line_item = make_line_item()
    close(line_item.project.fiscal_year)
    with pytest.raises(IntegrityError) as caught:
        LineItem.objects.update(name="改名")
    response = answer(caught.value)
    assert response.status_code == 409
    assert "The fiscal year is closed." in response.content.decode()


def test_a_submitted_project_stays_as_it_is_whoever_notices() -> None:
    item = make_line_item()
    Project.objects.update(locked_at=timezone.now())
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        item.save()
    for exception in (ProjectLocked(item.project), caught.value):
        response = answer(exception)
        assert response.status_code == 409
        assert "It can be changed again once the submission is withdrawn or returned." in response.text


def test_a_project_that_was_ever_submitted_is_kept(client: Client) -> None:
    project = make_submission().project
    client.force_login(make_user(office=project.office))
    response = client.post(reverse("project_delete", args=[project.pk]))
    assert response.status_code == 409
    assert project.name in response.text
    assert Project.objects.get() == project


@pytest.mark.parametrize("exception", [IntegrityError("UNIQUE constraint failed"), ValueError("closed")])
def test_other_exceptions_are_left_alone(exception: Exception) -> None:
    assert answer(exception) is None


@pytest.mark.parametrize("referer", ["", "http://elsewhere.example/", "javascript:alert(1)"])
def test_the_way_back_stays_on_the_site(referer: str) -> None:
    response = answer(YearClosed(make_year(2020)), referer)
    assert 'class="btn btn-primary" href="/"' in response.content.decode()


def test_an_expenditure_with_evidence_stays_and_the_file_is_named(client: Client) -> None:
    """By the line's page, by pasting a blank over it, with the line: its evidence is never lost with it."""
    project = make_project()
    client.force_login(make_user(office=project.office))
    item = make_line_item(project, "巡防", allocated="10", spent="9")
    expenditure = item.expenditures.get()
    make_evidence(project, expenditure=expenditure, name="发票.pdf")
    response = client.post(reverse("line_item_delete", args=[item.pk]))
    assert response.status_code == 409
    assert "“发票.pdf”" in response.content.decode()
    blank = Change(Cell("巡防", APPROPRIATION, EntryKind.PAID), expenditure.amount, None)
    with pytest.raises(RestrictedError):
        apply(project, [blank])
    assert project.line_items.get().expenditures.get() == expenditure


def test_evidence_goes_with_its_project() -> None:
    project = make_project()
    expenditure = make_line_item(project, spent="9").expenditures.get()
    make_evidence(project, expenditure=expenditure)
    project.delete()
    assert not Expenditure.objects.exists()
