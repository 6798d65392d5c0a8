"""From a mark to the public page: kept back, previewed, reviewed for secrecy, published, read by anybody."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from reports.models import State
from tests.builders import make_evidence, make_line_item, make_statistic
from tests.people import make_people
from tests.reports.submissions import bring, make_finished_project, make_submitted

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_a_report_is_marked_reviewed_published_and_read(
    page: Page, axe: Callable[[Page], None], log_in: "Callable[[User], None]"
) -> None:
    people = make_people()
    project = make_finished_project(people.clerk.office)
    item = make_line_item(project, "禁毒专项", allocated="7.13", spent="7.13")
    make_evidence(project, statistic=make_statistic(project, "值班电话63800000"))

    log_in(people.clerk)
    page.goto(f"/line-items/{item.pk}/")
    page.get_by_label("不公开").check()
    axe(page)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("“禁毒专项”已保存。")).to_be_visible()
    page.goto(f"/projects/{project.pk}/public/")
    expect(page.get_by_text("已标记不公开，金额并入“其他”")).to_be_visible()
    expect(page.locator(".paper")).not_to_contain_text("禁毒专项")
    axe(page)

    submission = bring(make_submitted(project, people.clerk), State.ACCEPTED, people)
    log_in(people.approver)
    page.goto(f"/submissions/{submission.pk}/")
    page.get_by_role("link", name="保密审查").click()
    button = page.get_by_role("button", name="签署保密审查")
    button.click()
    expect(page.get_by_text("请说明“63800000”为何可以保留。").first).to_be_visible()
    axe(page)
    for field in page.locator("td input.form-control").all():
        field.fill("值班电话应当公开。")
    button.click()
    expect(page.get_by_text("保密审查已存档")).to_be_visible()

    log_in(people.reviewer)
    page.goto(f"/submissions/{submission.pk}/")
    page.get_by_role("button", name="公开").click()
    expect(page.get_by_role("link", name="公开页面")).to_be_visible()
    axe(page)

    page.context.clear_cookies()
    page.goto("/public/")
    axe(page)
    page.get_by_role("link", name="朝天门街道办事处").click()
    expect(page.get_by_role("link", name="平安稳定项目")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="平安稳定项目").click()
    expect(page.locator(".paper")).to_contain_text("（公开版）")
    expect(page.locator(".paper")).not_to_contain_text("禁毒专项")
    axe(page)
    assert page.context.cookies() == []
