"""The reviewer's desk: filter, sort, keys, several accepted at once, review scores, and the decision."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from reports.models import ReviewScore, State, Submission
from tests.people import make_people
from tests.reports.submissions import bring, make_finished_project, make_submitted

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

NAMES = ("平安稳定项目", "社区养老项目", "市容整治项目")


@pytest.mark.faults("422")
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)], ids=str)
def test_a_district_is_reviewed(
    size: tuple[int, int], page: Page, axe: Callable[[Page], None], log_in: "Callable[[User], None]"
) -> None:
    people = make_people()
    for number, name in enumerate(NAMES):
        project = make_finished_project(people.clerk.office, name)
        project.line_items.first().expenditures.update(amount=420_000 + number * 4_000)
        bring(make_submitted(project, people.clerk), State.APPROVED, people)

    def press(*keys: str) -> None:
        """Press keys once the page's script listens."""
        page.wait_for_load_state()
        for key in keys:
            page.keyboard.press(key)

    page.set_viewport_size({"width": size[0], "height": size[1]})
    log_in(people.reviewer)

    page.goto("/?year=2020")
    page.get_by_role("link", name="复核台", exact=True).click()
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(3)
    axe(page)

    # Filter and sorting stay in the address.
    page.get_by_label("名称或编码").fill("项目")
    page.get_by_role("button", name="筛选").click()
    expect(page.get_by_role("link", name="显示全部")).to_be_visible()
    page.get_by_role("link", name="执行数").click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("执行数")
    expect(page).to_have_url(re.compile("q=.*sort=spent"))
    expect(rows.first).to_contain_text(NAMES[0])

    # Two are ticked by keyboard and accepted at once.
    press("j", "x", "j", "j", "k", "x")
    expect(page.get_by_role("checkbox", name=f"勾选 {NAMES[1]}")).to_be_checked()
    page.get_by_role("button", name="通过所选报告").click()
    expect(page.get_by_role("heading", name="已通过 2 份")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="返回复核台").click()
    expect(rows).to_have_count(3)
    expect(page).to_have_url(re.compile("q=.*sort=spent"))

    # The third is opened by Enter, given a score with a reason, and accepted.
    press("j", "j", "j", "Enter")
    expect(page.locator(".page-head h1")).to_contain_text(NAMES[2])
    for panel in page.locator("details.panel").all():
        if panel.get_attribute("open") is None:
            panel.locator("summary").click()
    axe(page)
    page.get_by_label("治安重点地区整治，复核得分").fill("60")
    page.get_by_role("button", name="保存评分").click()
    expect(page.get_by_role("alert")).to_contain_text("超过该指标的分值 50")
    axe(page)
    page.get_by_label("治安重点地区整治，复核得分").fill("45")
    page.get_by_label("治安重点地区整治，理由").fill("未提供佐证资料。")
    page.get_by_role("button", name="保存评分").click()
    expect(page.get_by_text("复核得分已保存。")).to_be_visible()
    expect(page.get_by_role("group", name="关键数据")).to_contain_text("复核较自评 -5.00")
    axe(page)
    page.get_by_role("button", name="复核通过").click()
    expect(page.get_by_text("复核通过。")).to_be_visible()
    assert set(Submission.objects.values_list("state", flat=True)) == {State.ACCEPTED}
    assert ReviewScore.objects.get().reason == "未提供佐证资料。"

    # j and k lead from report to report.
    page.goto("/desk/?year=2020&sort=spent")
    press("j")
    press("Enter")
    expect(page.locator(".page-head h1")).to_contain_text(NAMES[0])
    press("j")
    expect(page.locator(".page-head h1")).to_contain_text(NAMES[1])
    press("k")
    expect(page.locator(".page-head h1")).to_contain_text(NAMES[0])
