"""Changing one's own password."""

import pytest
from django.urls import reverse

from tests.builders import PASSWORD, make_user
from tests.people import browser

pytestmark = pytest.mark.django_db

NEW = "晴空-2026-山城步道"


def change(old: str = PASSWORD, new: str = NEW, again: str = NEW) -> dict[str, str]:
    return {"old_password": old, "new_password1": new, "new_password2": again}


def test_the_new_password_holds_and_the_person_stays_logged_in() -> None:
    user = make_user("clerk")
    client = browser(user)
    response = client.post(reverse("password_change"), change(), follow=True)
    assert response.redirect_chain == [(reverse("home"), 302)]
    assert 'class="message message-success"' in response.text
    user.refresh_from_db()
    assert user.check_password(NEW)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (change(old="not it"), "old_password"),
        (change(again="another one"), "new_password2"),
        (change(new="short", again="short"), "new_password2"),
        (change(new="20262026202620", again="20262026202620"), "new_password2"),
    ],
)
def test_what_is_refused_is_named_at_its_field(data: dict[str, str], field: str) -> None:
    user = make_user("clerk")
    response = browser(user).post(reverse("password_change"), data)
    assert response.status_code == 200
    assert f'id="id_{field}_error"' in response.text
    assert f'href="#id_{field}"' in response.text
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
