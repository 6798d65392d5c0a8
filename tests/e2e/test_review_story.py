"""The whole story of a report: submitted, approved, returned with a remark on a figure, mended, published."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from reports.models import State, Submission
from tests.people import make_people
from tests.reports.submissions import make_finished_project

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_a_report_is_returned_mended_accepted_and_read_by_all(
    page: Page, axe: Callable[[Page], None], log_in: "Callable[[User], None]"
) -> None:
    people = make_people()
    project = make_finished_project(people.clerk.office)

    def open_home(user: "User") -> None:
        log_in(user)
        page.goto("/?year=2020")

    def submit() -> None:
        log_in(people.clerk)
        page.goto(f"/projects/{project.pk}/funds/")
        page.get_by_role("link", name="提交", exact=True).click()
        expect(page.get_by_role("button", name="提交")).to_be_visible()
        axe(page)
        page.get_by_role("button", name="提交").click()
        expect(page.get_by_text("已提交。")).to_be_visible()

    def approve(version: int) -> None:
        open_home(people.approver)
        page.get_by_role("link", name=f"平安稳定项目（第{version}版）").click()
        page.get_by_role("button", name="审核通过").click()
        expect(page.get_by_text("审核通过。")).to_be_visible()

    submit()
    expect(page.get_by_role("button", name="撤回")).to_be_visible()
    expect(page.get_by_role("button", name="审核通过")).to_have_count(0)
    approve(1)

    # The reviewer picks a figure in the report and returns it with a remark.
    open_home(people.reviewer)
    axe(page)
    page.get_by_role("link", name="平安稳定项目（第1版）").first.click()
    page.get_by_role("link", name="阅读报告").click()
    page.locator(".fact[data-fact='item-1-spent']").first.click()
    card = page.get_by_role("dialog")
    expect(card).to_contain_text("42.90")
    axe(page)
    card.get_by_role("link", name="就此数据提出意见并退回").click()
    expect(page.locator("[name=form-0-place]")).to_have_value("item-1-spent")
    page.locator("[name=reason]").fill("请核对资金。")
    page.locator("[name=form-0-text]").fill("与国库支付系统不一致。")
    axe(page)
    page.get_by_role("button", name="退回").click()
    expect(page.get_by_text("与国库支付系统不一致。")).to_be_visible()
    axe(page)

    # The clerk finds the remark beside the figure, mends it and submits the next version.
    open_home(people.clerk)
    expect(page.get_by_text("请按意见修改后重新提交。")).to_be_visible()
    page.goto(f"/projects/{project.pk}/funds/")
    remark = page.get_by_role("region", name="退回意见")
    expect(remark).to_contain_text("与国库支付系统不一致。")
    axe(page)
    project.line_items.first().expenditures.update(amount=428000)
    submit()
    approve(2)

    # The reviewer sees what changed, settles the remark and accepts.
    open_home(people.reviewer)
    page.get_by_role("link", name="平安稳定项目（第2版）").first.click()
    page.get_by_role("link", name="与上一版相比的改动").click()
    row = page.get_by_role("row", name="明细项目1.执行数")
    expect(row).to_contain_text("42.90万元")
    expect(row).to_contain_text("42.80万元")
    axe(page)
    page.go_back()
    page.get_by_role("button", name="办结").click()
    expect(page.get_by_text("已办结")).to_be_visible()
    page.get_by_role("button", name="复核通过").click()
    expect(page.get_by_text("复核通过。")).to_be_visible()
    axe(page)

    # A leader clears the public version, the bureau publishes it, and anybody reads what was mended.
    address = page.url
    log_in(people.approver)
    page.goto(address)
    page.get_by_role("link", name="保密审查").click()
    axe(page)
    page.get_by_role("button", name="签署保密审查").click()
    expect(page.get_by_text("保密审查已存档")).to_be_visible()
    log_in(people.reviewer)
    page.goto(address)
    page.get_by_role("button", name="公开").click(timeout=60_000)  # four files are drawn
    expect(page.get_by_role("link", name="公开页面")).to_be_visible()
    states = Submission.objects.values_list("number", "state")
    assert list(states) == [(1, State.RETURNED), (2, State.PUBLISHED)]
    page.context.clear_cookies()
    page.goto("/public/")
    page.get_by_role("link", name="朝天门街道办事处").click()
    page.get_by_role("link", name="平安稳定项目").click()
    paper = page.locator(".paper")
    expect(paper).to_contain_text("（公开版）")
    expect(paper).to_contain_text("42.80")
    expect(paper).not_to_contain_text("国库支付系统")
    axe(page)
