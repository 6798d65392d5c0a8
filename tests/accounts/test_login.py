"""Logging in and out."""

from urllib.parse import unquote

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.builders import PASSWORD, make_user
from tests.people import browser

pytestmark = pytest.mark.django_db


def log_in(client: Client, username: str, password: str, *, to: str = "/") -> int:
    data = {"username": username, "password": password, "next": to}
    response = client.post(reverse("login"), data, REMOTE_ADDR="10.0.0.1")
    return response.status_code


@pytest.mark.parametrize("name", ["home", "project_list", "project_add", "password_change"])
def test_a_stranger_is_sent_to_log_in_and_comes_back(client: Client, name: str) -> None:
    make_user("clerk")
    address = f"{reverse(name)}?year=2020"
    response = client.get(address, follow=True)
    assert unquote(response.redirect_chain[0][0]) == f"{reverse('login')}?next={address}"
    assert f'name="next" value="{address}"' in response.text
    data = {"username": "clerk", "password": PASSWORD, "next": address}
    response = client.post(reverse("login"), data)
    assert response.status_code == 302
    assert response["Location"] == address


def test_one_does_not_come_back_to_another_site(client: Client) -> None:
    make_user("clerk")
    data = {"username": "clerk", "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert client.post(reverse("login"), data)["Location"] == reverse("home")


@pytest.mark.parametrize("name", ["clerk", "nobody"])
def test_a_wrong_password_and_an_unknown_name_read_the_same(client: Client, name: str) -> None:
    make_user("clerk")
    response = client.post(reverse("login"), {"username": name, "password": "wrong"})
    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert f'value="{name}"' in response.text
    assert "wrong" not in response.text


def test_the_fifth_wrong_password_locks_out_the_right_one_too(client: Client) -> None:
    make_user("clerk")
    statuses = [log_in(client, "clerk", "wrong") for _ in range(settings.AXES_FAILURE_LIMIT)]
    assert statuses == [200, 200, 200, 200, 429]
    assert log_in(client, "clerk", PASSWORD) == 429


def test_the_page_of_the_lock_says_for_how_long(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = client.post(reverse("login"), {"username": "clerk", "password": "wrong"})
    assert "wrong 5 times in a row" in response.text
    assert "for 30 minutes" in response.text


def test_whoever_is_logged_in_does_not_see_the_login_page() -> None:
    response = browser(make_user()).get(reverse("login"))
    assert response.status_code == 302
    assert response["Location"] == reverse("home")


def test_logging_out_takes_a_post() -> None:
    client = browser(make_user())
    assert client.get(reverse("logout")).status_code == 405
    assert client.get(reverse("home")).status_code == 200
    assert client.post(reverse("logout"))["Location"] == reverse("login")
    assert client.get(reverse("home")).status_code == 302


def test_logging_in_enforces_csrf() -> None:
    make_user("clerk")
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("login"), {"username": "clerk", "password": PASSWORD})
    assert response.status_code == 403
    assert reverse("home") in response.text
