"""What the frame around every page shows."""

from typing import cast

from django.db.models import Count
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from accounts.requests import UserRequest
from projects.models import FiscalYear
from projects.views import selected_year
from reports.workflow import waiting_for


def frame(request: HttpRequest) -> dict[str, object]:
    """Give the frame the fiscal years, newest first, each with how much waits in it; none to a stranger.

    ``usual_year`` is for pages that have no year of their own. Either is looked up only where it is shown:
    most answers to a script are a part of a page, without the frame.
    """
    # An error may be answered before the session has been looked at.
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"years": [], "usual_year": None}
    return {
        "years": SimpleLazyObject(lambda: _years(user)),
        "usual_year": lambda: selected_year(cast(UserRequest, request)),
    }


def _years(user: User) -> list[tuple[FiscalYear, int]]:
    """Return the years, each with the number of submissions that wait for the person; two queries."""
    counted = waiting_for(user).order_by().values_list("project__fiscal_year").annotate(Count("pk"))
    waiting = dict(counted)
    return [(year, waiting.get(year.pk, 0)) for year in FiscalYear.objects.all()]
