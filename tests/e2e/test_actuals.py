"""The grid of actuals in a real browser: typed by keyboard, refused with words, saved with new scores."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from indicators.models import Indicator
from reports.demo import load_demo

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.mark.parametrize("width", [1366, 1920])
def test_actuals_are_entered_row_by_row(
    page: Page, axe: Callable[[Page], None], log_in: Callable[[User], None], width: int
) -> None:
    load_demo()
    log_in(User.objects.get(username="jingban"))
    indicator = Indicator.objects.get(name="综合应急演练")
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(f"/projects/{indicator.project_id}/indicators/actuals/")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    actual = page.locator(f"[name=indicator-{indicator.pk}-actual]")
    actual.focus()
    page.keyboard.type("已完成")
    page.keyboard.press("Tab")
    page.keyboard.type("场地未定")
    page.locator("form[data-guard] .btn-primary").click()
    expect(actual).to_have_value("已完成")
    expect(page.locator(f"[name=indicator-{indicator.pk}-deviation]")).to_have_value("场地未定")
    expect(page.locator("[role=alert]")).to_contain_text("“已完成”不是数字")
    axe(page)
    actual.fill(f"1{indicator.unit}")
    page.locator("form[data-guard] .btn-primary").click()
    expect(actual).to_have_value("1")
    score = page.locator(f"#indicator-{indicator.pk} .because")
    score.focus()
    expect(page.locator(f"#indicator-{indicator.pk} [role=tooltip]")).to_contain_text(
        f"完成 1 {indicator.unit}"
    )
    axe(page)


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
    expect(page.locator(f"[name=indicator-{indicator.pk}-progress]")).to_have_value("已演练 1 次")
    axe(page)
    with page.expect_download() as download:
        page.locator("a[href$='/monitoring.pdf']").click()
    assert download.value.suggested_filename == "2020年度平安稳定项目绩效目标运行监控表.pdf"
