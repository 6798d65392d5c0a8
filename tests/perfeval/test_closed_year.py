"""A write to a closed year is answered in words, whoever noticed it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from perfeval.closed_year import ClosedYearMiddleware
from projects.models import LineItem, YearClosed
from tests.builders import close, make_line_item, make_year

pytestmark = pytest.mark.django_db

PAGE = "http://testserver/projects/1/funds/"


def answer(exception: Exception, referer: str = PAGE) -> HttpResponse | None:
    request = RequestFactory(headers={"referer": referer}).post("/projects/1/funds/")
    request.user = AnonymousUser()
    with translation.override("en"):
        return ClosedYearMiddleware(HttpRequest).process_exception(request, exception)


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


@pytest.mark.parametrize("exception", [IntegrityError("UNIQUE constraint failed"), ValueError("closed")])
def test_other_exceptions_are_left_alone(exception: Exception) -> None:
    assert answer(exception) is None


@pytest.mark.parametrize("referer", ["", "http://elsewhere.example/", "javascript:alert(1)"])
def test_the_way_back_stays_on_the_site(referer: str) -> None:
    response = answer(YearClosed(make_year(2020)), referer)
    assert 'class="btn btn-primary" href="/"' in response.content.decode()
