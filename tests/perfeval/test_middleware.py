"""Chinese unless the person chose otherwise; and what a script hears whose person is signed out."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from perfeval.middleware import LanguageCookieMiddleware
from tests.builders import make_user
from tests.people import browser


def answer(**cookies: str) -> HttpResponse:
    """Send a request from a browser that asks for English; the answer's text is the active language."""
    request = RequestFactory(headers={"accept-language": "en-US,en;q=0.9"}).get("/")
    request.COOKIES.update(cookies)

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"{translation.get_language()} {request.LANGUAGE_CODE}")

    return LanguageCookieMiddleware(view)(request)


@pytest.mark.parametrize(
    ("cookies", "language"),
    [
        ({}, "zh-hans"),
        ({"django_language": "zh-hans"}, "zh-hans"),
        ({"django_language": "en"}, "en"),
        ({"django_language": "fr"}, "zh-hans"),
        ({"django_language": "../en"}, "zh-hans"),
        ({"django_language": ""}, "zh-hans"),
    ],
)
def test_the_cookie_decides_and_the_browser_does_not(cookies: dict[str, str], language: str) -> None:
    response = answer(**cookies)
    assert response.content.decode() == f"{language} {language}"
    assert response["Content-Language"] == language
    assert response["Vary"] == "Cookie"


def test_the_language_ends_with_the_request() -> None:
    before = translation.get_language()
    answer(django_language="en")
    assert translation.get_language() == before


@pytest.mark.django_db
def test_a_visitor_can_switch_to_english_and_it_is_remembered(client: Client) -> None:
    assert client.get("/login/")["Content-Language"] == "zh-hans"
    response = client.post("/language/", {"language": "en", "next": "/login/"})
    assert (response.status_code, response["Location"]) == (302, "/login/")
    assert client.cookies["django_language"]["max-age"] == 365 * 24 * 3600
    assert client.get("/login/")["Content-Language"] == "en"


@pytest.mark.django_db
class TestSignedOut:
    """A script hears 401 where a page would be sent to the login."""

    @pytest.mark.parametrize("header", ["HX-Request", "Sec-Fetch-Dest"])
    def test_a_script_without_a_login_is_refused(self, header: str) -> None:
        value = {"HX-Request": "true", "Sec-Fetch-Dest": "empty"}[header]
        response = Client().get(reverse("home"), headers={header: value})
        assert (response.status_code, response.content) == (401, b"")

    def test_a_page_is_sent_to_the_login(self) -> None:
        response = Client().get(reverse("home"), headers={"Sec-Fetch-Dest": "document"})
        assert response["Location"].startswith(reverse("login"))

    def test_other_redirects_are_left_alone(self) -> None:
        client = browser(make_user("jingban"))
        data = {"language": "en", "next": reverse("home")}
        response = client.post(reverse("set_language"), data, headers={"HX-Request": "true"})
        assert response["Location"] == reverse("home")


@pytest.mark.django_db
class TestSession:
    """Whether the person that a page was drawn for is still the one who is signed in."""

    def test_it_is(self) -> None:
        user = make_user("jingban")
        address = reverse("session", query={"user": user.pk})
        assert browser(user).get(address).status_code == 204

    def test_somebody_else_is(self) -> None:
        address = reverse("session", query={"user": make_user("jingban").pk})
        assert browser(make_user("lingdao")).get(address).status_code == 401

    def test_nobody_is(self) -> None:
        address = reverse("session", query={"user": make_user("jingban").pk})
        assert Client().get(address, headers={"Sec-Fetch-Dest": "empty"}).status_code == 401

    def test_the_new_tab_says_where_to_go_on(self) -> None:
        assert "正在提交" in browser(make_user("jingban")).get(reverse("session_back")).text
