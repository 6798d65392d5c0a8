"""Chinese unless the person chose otherwise."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from perfeval.middleware import LanguageCookieMiddleware


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
