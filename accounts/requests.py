"""The request as views see it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class UserRequest(HttpRequest):
    """A request of a person who is logged in: the middleware sends everybody else to log in."""

    user: User
    htmx: HtmxDetails
