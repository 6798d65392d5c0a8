"""What a person reads whose write the database refuses: to a closed year, to what is submitted or needed."""

from collections.abc import Callable

from django.db import IntegrityError
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from projects.models import ProjectLocked, YearClosed
from projects.triggers import CLOSED_YEAR, LOCKED_PROJECT


class RefusalMiddleware:
    """Answer a refused write with a page that says why (409), whether a view noticed or the database.

    Refused are writes to a closed year, writes to a project that is submitted, and the removal of what others
    rest on: an expenditure that evidence proves, a project that was ever submitted.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Draw the page for a refusal; leave every other exception alone."""
        advice = _("Nothing that belongs to it can be changed unless an administrator opens it again.")
        locked = isinstance(exception, IntegrityError) and LOCKED_PROJECT in str(exception)
        if isinstance(exception, ProjectLocked) or locked:
            reason = _("The project is submitted.")
            advice = _("It can be changed again once the submission is withdrawn or returned.")
        elif isinstance(exception, YearClosed):
            reason = _("The fiscal year %(year)s is closed.") % {"year": exception.year}
        elif isinstance(exception, RestrictedError):
            names = ", ".join(sorted({f"“{one}”" for one in exception.restricted_objects}))
            reason = _("What was to be deleted is still needed by %(names)s.") % {"names": names}
            advice = _("Delete that first, if it may go.")
        elif isinstance(exception, ProtectedError):
            names = ", ".join(sorted({f"“{one}”" for one in exception.protected_objects}))
            reason = _("What was to be deleted is still needed by %(names)s.") % {"names": names}
            advice = _("What was submitted is kept.")
        elif isinstance(exception, IntegrityError) and CLOSED_YEAR in str(exception):
            reason = _("The fiscal year is closed.")
        else:
            return None
        back = request.headers.get("Referer", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
            back = resolve_url("home")
        return render(request, "409.html", {"reason": f"{reason} {advice}", "back": back}, status=409)
