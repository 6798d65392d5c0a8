"""What a person reads whose write the database refuses: to a closed year, or to what others rest on."""

from collections.abc import Callable

from django.db import IntegrityError
from django.db.models import RestrictedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from projects.models import YearClosed
from projects.triggers import CLOSED_YEAR


class RefusalMiddleware:
    """Answer a refused write with a page that says why (409), whether a view noticed or the database.

    Refused are writes to a closed year, and the removal of an expenditure that evidence proves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Draw the page for a refusal; leave every other exception alone."""
        advice = _("Nothing that belongs to it can be changed unless an administrator opens it again.")
        if isinstance(exception, YearClosed):
            reason = _("The fiscal year %(year)s is closed.") % {"year": exception.year}
        elif isinstance(exception, RestrictedError):
            names = ", ".join(sorted({f"“{one}”" for one in exception.restricted_objects}))
            reason = _("What was to be deleted is still needed by %(names)s.") % {"names": names}
            advice = _("Delete that first, if it may go.")
        elif isinstance(exception, IntegrityError) and CLOSED_YEAR in str(exception):
            reason = _("The fiscal year is closed.")
        else:
            return None
        back = request.headers.get("Referer", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
            back = resolve_url("home")
        return render(request, "409.html", {"reason": f"{reason} {advice}", "back": back}, status=409)
