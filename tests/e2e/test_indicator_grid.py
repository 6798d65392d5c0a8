"""The grid of indicators in a real browser: typed, composed, contested, and by keyboard alone."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from indicators.models import Indicator
from reports.demo import load_demo
from tests.builders import make_indicator, make_qualitative_indicator
from tests.people import make_people
from tests.reports.ready import make_ready_project

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def grid(page: Page, log_in: Callable[[User], None]) -> Page:
    """Open the grid of three indicators whose targets are not approved yet."""
    people = make_people()
    project = make_ready_project(people.clerk.office)
    make_indicator(project, "综合应急演练")
    make_indicator(project, "安全宣传活动")
    make_qualitative_indicator(project, "居民安全感")
    log_in(people.clerk)
    page.goto(f"/projects/{project.pk}/indicators/grid/")
    return page


def cell(page: Page, name: str, column: str) -> Locator:
    return page.locator(f"[name=indicator-{Indicator.objects.get(name=name).pk}-{column}]")


def row(page: Page, name: str) -> Locator:
    return page.locator(f"#indicator-{Indicator.objects.get(name=name).pk}")


@pytest.mark.parametrize("width", [1366, 1920])
def test_typing_saves_a_row_and_computes_what_follows(
    grid: Page, axe: Callable[[Page], None], width: int
) -> None:
    grid.set_viewport_size({"width": width, "height": 768})
    axe(grid)
    assert grid.evaluate("document.documentElement.scrollWidth <= innerWidth")
    actual = cell(grid, "综合应急演练", "actual")
    actual.fill("1个")
    actual.press("Enter")
    expect(cell(grid, "安全宣传活动", "actual")).to_be_focused()
    expect(actual).to_have_value("1")
    score = row(grid, "综合应急演练").locator(".because")
    expect(score).to_have_text("5.00")
    score.focus()
    expect(row(grid, "综合应急演练").locator("[role=tooltip]")).to_contain_text("完成 1 个")
    cell(grid, "安全宣传活动", "weight").fill("30")
    cell(grid, "安全宣传活动", "weight").press("Tab")
    expect(grid.locator("#level-1-weight")).to_contain_text("40 / 50")
    expect(grid.locator("#level-1-weight")).to_contain_text("应为 50")
    expect(grid.locator("#key-figures")).to_contain_text("5.00")
    axe(grid)


@pytest.mark.faults("422")
def test_what_cannot_be_stored_is_explained_and_kept(grid: Page, axe: Callable[[Page], None]) -> None:
    actual = cell(grid, "综合应急演练", "actual")
    actual.fill("已完成")
    actual.press("Tab")
    expect(row(grid, "综合应急演练").locator(".field-error")).to_contain_text("“已完成”不是数字")
    expect(actual).to_have_value("已完成")
    expect(actual).to_have_attribute("aria-invalid", "true")
    axe(grid)
    actual.fill("2")
    actual.press("Tab")
    expect(row(grid, "综合应急演练").locator(".because")).to_have_text("10.00")
    expect(row(grid, "综合应急演练").locator(".field-error")).to_have_count(0)


def test_chinese_is_composed_while_another_cell_is_saved(grid: Page) -> None:
    cell(grid, "综合应急演练", "actual").fill("1")
    words = cell(grid, "综合应急演练", "deviation")
    words.focus()
    session = grid.context.new_cdp_session(grid)
    session.send("Input.imeSetComposition", {"text": "changdi", "selectionStart": 7, "selectionEnd": 7})
    expect(row(grid, "综合应急演练").locator(".because")).to_have_text("5.00")
    expect(words).to_be_focused()
    session.send("Input.insertText", {"text": "场地未定"})
    expect(words).to_have_value("场地未定")
    words.press("Tab")
    expect(row(grid, "综合应急演练").locator("[name$=-version]")).to_have_value("3")
    assert Indicator.objects.get(name="综合应急演练").deviation == "场地未定"


@pytest.mark.faults("409")
def test_what_somebody_else_changed_is_shown_beside_ones_own(grid: Page, axe: Callable[[Page], None]) -> None:
    actual, target = cell(grid, "综合应急演练", "actual"), cell(grid, "综合应急演练", "target")
    Indicator.objects.filter(name="综合应急演练").update(actual=Decimal(1), target=Decimal(4), version=2)
    actual.fill("2")
    actual.press("Tab")
    words = row(grid, "综合应急演练").locator(".row-errors")
    expect(words).to_contain_text("改为“1”")
    expect(words).to_contain_text("由“2”改为“4”")
    expect(actual).to_have_value("2")
    expect(target).to_have_value("4")
    axe(grid)
    words.get_by_role("button", name="保存我的修改").click()
    expect(row(grid, "综合应急演练").locator(".because")).to_have_text("5.00")
    assert Indicator.objects.filter(actual=2, target=4, version=3).exists()


@pytest.mark.parametrize("width", [1366, 1920])
def test_an_approved_target_is_opened_by_an_adjustment(
    page: Page, axe: Callable[[Page], None], log_in: Callable[[User], None], width: int
) -> None:
    load_demo()
    log_in(User.objects.get(username="jingban"))
    indicator = Indicator.objects.get(name="综合应急演练")
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(f"/indicators/{indicator.pk}/")
    expect(page.locator("[name=target]")).to_be_disabled()
    axe(page)
    page.locator(f"a[href='/indicators/{indicator.pk}/adjust/']").click()
    expect(page.locator("[name=reason]")).to_be_visible()
    axe(page)
    page.locator("[name=reason]").fill("上级下达任务数增加")
    page.locator("form[data-guard] .btn-primary").click()
    page.locator("[name=target]").fill("5")
    axe(page)
    page.locator("form[data-guard] .btn-primary").click()
    expect(page.locator("#adjustments")).to_contain_text("上级下达任务数增加")
    axe(page)


@pytest.mark.parametrize("width", [1366, 1920])
def test_the_mid_year_is_entered_and_taken_away(
    page: Page, axe: Callable[[Page], None], log_in: Callable[[User], None], width: int
) -> None:
    load_demo()
    log_in(User.objects.get(username="jingban"))
    indicator = Indicator.objects.get(name="综合应急演练")
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(f"/projects/{indicator.project_id}/monitoring/")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(f"[name=indicator-{indicator.pk}-progress]").fill("已演练 1 次")
    page.locator(f"[name=indicator-{indicator.pk}-possibility]").select_option("possible")
    page.locator("form[data-guard] .btn-primary").click()
    expect(page.locator(".message-success")).to_be_visible()
    expect(page.locator(f"[name=indicator-{indicator.pk}-progress]")).to_have_value("已演练 1 次")
    axe(page)
    with page.expect_download() as download:
        page.locator("a[href$='/monitoring.pdf']").click()
    assert download.value.suggested_filename == "2020年度平安稳定项目绩效目标运行监控表.pdf"
