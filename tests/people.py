"""The people whom a page's tests send to it."""

from dataclasses import dataclass

from django.test import Client

from accounts.models import User
from accounts.roles import Role
from tests.builders import make_bureau, make_office, make_user


@dataclass(frozen=True)
class People:
    """A street office's clerk, colleague and approver, the bureau's reviewer, another office's clerk.

    The reviewer sees what was submitted and approved, and nothing of the projects themselves.
    """

    clerk: User
    colleague: User
    approver: User
    reviewer: User
    stranger: User

    @property
    def viewers(self) -> list[User]:
        """Those who may look at the office's projects and not change them."""
        return [self.approver]

    @property
    def outsiders(self) -> list[User]:
        """Those who do not see the office's projects."""
        return [self.stranger, self.reviewer]


def make_people() -> People:
    bureau = make_bureau()
    office = make_office(parent=bureau)
    return People(
        clerk=make_user("clerk", office=office),
        colleague=make_user("colleague", office=office),
        approver=make_user("approver", role=Role.APPROVER, office=office),
        reviewer=make_user("reviewer", role=Role.REVIEWER, office=bureau),
        stranger=make_user("stranger", office=make_office("七星岗街道办事处", parent=bureau)),
    )


def browser(user: User, *, enforce_csrf_checks: bool = False) -> Client:
    """Return a browser in which the person is logged in."""
    client = Client(enforce_csrf_checks=enforce_csrf_checks)
    client.force_login(user)
    return client
