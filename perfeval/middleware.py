"""The language of a request, and what a script hears whose person is signed out."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.cache import patch_vary_headers


class LanguageCookieMiddleware:
    """Speak Chinese, or the language that the person chose before.

    The browser's Accept-Language is ignored: an office's computer with an English system still belongs to
    people who work in Chinese. The choice is made by Django's `set_language` view and lives in its cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the cookie; an unknown or missing one means the site's own."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response


class SignedOutMiddleware:
    """Answer a script's request with 401 where a page would be sent to the login.

    The login page would otherwise be swapped into the middle of the page that asked. The script keeps what
    was typed and offers to sign in again (``static/js/connection.js``).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Turn the redirect into a refusal for htmx and ``fetch``; leave every other answer alone."""
        response = self.get_response(request)
        by_script = "HX-Request" in request.headers or request.headers.get("Sec-Fetch-Dest") == "empty"
        to_login = response.headers.get("Location", "").startswith(resolve_url(settings.LOGIN_URL))
        return HttpResponse(status=401) if by_script and to_login else response
