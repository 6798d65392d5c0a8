"""What the frame around every page shows."""

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, object]:
    """Give the frame its data."""
    return {}
