"""What the frame around every page shows."""

from django.http import HttpRequest

from projects.models import FiscalYear


def frame(request: HttpRequest) -> dict[str, object]:
    """Give the frame the fiscal years to choose from, newest first; none to a stranger."""
    if not request.user.is_authenticated:
        return {"years": []}
    return {"years": list(FiscalYear.objects.all())}
