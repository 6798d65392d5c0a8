"""The check-up in a real browser: a text is sent, its findings are read, one goes from one to the next."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.people import make_people

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.mark.parametrize("width", [1366, 1920])
def test_findings_are_read_one_after_the_other(
    page: Page, axe: Callable[[Page], None], log_in: Callable[[User], None], width: int
) -> None:
    log_in(make_people().clerk)
    page.set_viewport_size({"width": width, "height": 768})
    page.goto("/checkups/")
    axe(page)
    page.locator("[name=text]").fill(
        "一、基本情况\n受理124件，化解121件，化解率90.00%。\n共15个，其中甲8个、乙8个。\n"
    )
    page.get_by_role("button", name="开始体检").click()
    expect(page.locator(".found li")).not_to_have_count(0)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("j")
    expect(page.locator("#finding-0")).to_be_focused()
    expect(page.locator(".is-shown")).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator("#finding-0")).to_be_focused()
    page.get_by_role("link", name="尾差").click()
    expect(page.locator(".found")).to_contain_text("未发现问题")
    axe(page)
