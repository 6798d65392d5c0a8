"""What the frame around every page shows."""

from django.http import HttpRequest

from projects.models import FiscalYear


def frame(request: HttpRequest) -> dict[str, object]:
    """Give the frame the fiscal years to choose from, newest first; none to a stranger."""
    # Under `runserver` a missing static file is answered before anybody is looked up.
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"years": []}
    return {"years": list(FiscalYear.objects.all())}
