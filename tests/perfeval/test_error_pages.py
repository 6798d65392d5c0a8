"""The pages that nobody wants to see: in words, with a way out; some even without the database."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.views import defaults

from accounts.roles import Role
from tests.builders import make_user, make_year
from tests.people import browser


def words(response: HttpResponse) -> str:
    return re.sub(r"<[^>]+>", "", response.text)


@pytest.mark.django_db
def test_what_does_not_exist() -> None:
    response = browser(make_user()).get("/nothing/")
    assert response.status_code == 404
    assert "没有找到页面" in words(response)
    assert f'href="{reverse("home")}"' in response.text


@pytest.mark.django_db
def test_what_one_may_not_do() -> None:
    make_year(2020)
    response = browser(make_user(role=Role.REVIEWER)).get(reverse("project_add"))
    assert response.status_code == 403
    assert "没有权限" in words(response)


@pytest.mark.django_db
def test_a_form_that_has_expired() -> None:
    response = browser(make_user(), enforce_csrf_checks=True).post(reverse("logout"))
    assert response.status_code == 403
    assert "表单已失效" in words(response)


@pytest.mark.parametrize(
    ("view", "status", "text"),
    [
        (defaults.server_error, 500, "系统出错"),
        (lambda request: defaults.bad_request(request, SuspiciousOperation()), 400, "请求无法识别"),
    ],
)
def test_failures_are_explained_without_the_database(
    view: Callable[..., HttpResponse], status: int, text: str, rf: RequestFactory
) -> None:
    response = view(rf.get("/"))
    assert response.status_code == status
    assert text in words(response)
    assert f'href="{reverse("home")}"' in response.text
