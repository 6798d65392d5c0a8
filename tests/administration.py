"""What the tests of Django admin have in common."""

from typing import Any

from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from tests.builders import make_office, make_user


def make_administrator() -> User:
    return make_user(role=Role.ADMINISTRATOR, office=make_office("管理办公室"))


def signed_in(user: User | None = None) -> Client:
    """Return a browser in which the user, or else some administrator, is logged in."""
    client = Client()
    client.force_login(user or make_administrator())
    return client


def queries(client: Client, address: str) -> int:
    """Return how many queries a page takes, beyond what a process asks for once (the types of content)."""
    client.get(address)
    with CaptureQueriesContext(connection) as context:
        response = client.get(address)
    assert response.status_code == 200
    return len(context)


def group_id(role: Role) -> int:
    return Group.objects.get(name=role.value).pk


def rows(prefix: str, *new: dict[str, Any], stored: int = 0) -> dict[str, Any]:
    """Return what the browser sends for an inline table; the first ``stored`` rows are not new."""
    data = {f"{prefix}-TOTAL_FORMS": len(new), f"{prefix}-INITIAL_FORMS": stored}
    for number, row in enumerate(new):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def page(model: str, action: str = "changelist", *args: Any) -> str:
    """Return an address: ``page("projects_project", "change", 1)``."""
    return reverse(f"admin:{model}_{action}", args=args)
