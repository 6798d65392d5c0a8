"""A project made out of a checked document, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from indicators.models import RuleSet
from reports import legacy
from reports.checkup.checking import check
from reports.models import Checkup
from reports.standards import load_standards
from tests.builders import make_year, make_year_rules
from tests.people import make_people

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.mark.parametrize("width", [1366, 1920])
def test_a_document_becomes_a_project(
    page: Page, axe: Callable[[Page], None], log_in: Callable[[User], None], width: int
) -> None:
    load_standards()
    make_year_rules(make_year(2020), RuleSet.objects.get(code="2020"))
    clerk = make_people().clerk
    name = f"{legacy.NAME}.xlsx"
    content = legacy.files()[name]
    checkup = Checkup.objects.keep(check(name, content), name=name, content=content, by=clerk)
    log_in(clerk)
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(f"/checkups/{checkup.pk}/")
    page.get_by_role("link", name="转为项目").click()
    expect(page.get_by_role("button", name="预览")).to_be_visible()
    axe(page)
    page.get_by_label("项目编码").fill("JB01")
    page.get_by_role("button", name="预览").click()
    expect(page.get_by_role("heading", name="共 11 个明细项目")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator(".takeover-totals")).to_contain_text("562.24")
    page.get_by_role("button", name="建立项目").click()
    expect(page.get_by_text("项目已建立，请对照原文核对。")).to_be_visible()
    expect(page.locator("input[value='粮食应急供应网点建设']")).to_have_count(1)
