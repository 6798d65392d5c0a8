"""Answering what the checks found, by keyboard, and the pages of the checks under axe."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from projects.models import Project
from reports.demo import load_demo

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_warnings_are_answered_one_after_the_other(
    page: Page, axe: Callable[[Page], None], log_in: Callable[[User], None]
) -> None:
    load_demo()
    log_in(User.objects.get(username="jingban"))
    project = Project.objects.get(code="PAWD")
    page.goto(f"/projects/{project.pk}/checks/")
    axe(page)
    tab = page.locator(".tabs a[aria-current]")
    expect(tab).to_have_text("检查 (7)")
    page.locator("table.data .btn").first.click()
    expect(page.locator("[name=reason]")).to_be_visible()
    axe(page)
    for left in ("检查 (6)", "检查 (5)"):
        page.locator("[name=reason]").fill("资料存于档案室，可供查阅。")
        page.locator("[name=reason]").press("Tab")
        expect(page.locator("button[name=next]")).to_be_focused()
        page.keyboard.press("Enter")
        expect(tab).to_have_text(left)
    page.goto("/checks/")
    axe(page)
