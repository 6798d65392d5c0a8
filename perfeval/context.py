"""What the frame around every page shows."""

from django.http import HttpRequest

from projects.models import FiscalYear
from projects.views import selected_year


def frame(request: HttpRequest) -> dict[str, object]:
    """Give the frame the fiscal years, newest first, and the one to start from; none to a stranger."""
    # An error may be answered before the session has been looked at.
    user = getattr(request, "user", None)
    years = list(FiscalYear.objects.all()) if user is not None and user.is_authenticated else []
    return {"years": years, "usual_year": selected_year(request, years)}
