"""What the frame around every page shows."""

from typing import cast

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from accounts.models import User
from accounts.requests import UserRequest
from projects.models import FiscalYear
from projects.views import selected_year
from reports.workflow import waiting_for


def frame(request: HttpRequest) -> dict[str, object]:
    """Give the frame the fiscal years, newest first; none to a stranger.

    Each year has with it how much is ``waiting`` for the person.
    ``usual_year`` is for pages that have no year of their own; it is looked up only by these.
    """
    # An error may be answered before the session has been looked at.
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"years": [], "usual_year": None}
    return {
        "years": list(FiscalYear.objects.annotate(waiting=_waiting(user))),
        "usual_year": lambda: selected_year(cast(UserRequest, request)),
    }


def _waiting(user: User) -> Coalesce:
    """Return how many submissions of a year wait for the person, in the one query that reads the years."""
    of_year = waiting_for(user).filter(project__fiscal_year=OuterRef("pk")).order_by()
    counted = of_year.values("project__fiscal_year").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
