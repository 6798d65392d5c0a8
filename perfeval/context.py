"""What the frame around every page shows."""

from typing import cast

from django.http import HttpRequest

from accounts.requests import UserRequest
from projects.models import FiscalYear
from projects.views import selected_year


def frame(request: HttpRequest) -> dict[str, object]:
    """Give the frame the fiscal years, newest first; none to a stranger.

    ``usual_year`` is for pages that have no year of their own; it is looked up only by these.
    """
    # An error may be answered before the session has been looked at.
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"years": [], "usual_year": None}
    return {
        "years": list(FiscalYear.objects.all()),
        "usual_year": lambda: selected_year(cast(UserRequest, request)),
    }
