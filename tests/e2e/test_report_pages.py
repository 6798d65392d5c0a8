"""What the report's pages do beyond plain links and forms: cards of figures, references put into a text."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from projects.locks import writing_to
from projects.models import Project
from reports.demo import load_demo

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def project(log_in: Callable[[User], None]) -> Project:
    load_demo()
    log_in(User.objects.get(username="jingban"))
    return Project.objects.get(code="PAWD")


def test_a_figure_opens_a_card_that_leads_to_its_inputs(
    page: Page, axe: Callable[[Page], None], project: Project
) -> None:
    page.goto(f"/projects/{project.pk}/preview/")
    page.locator(".fact[data-fact=total-rate]").first.click()
    card = page.get_by_role("dialog")
    expect(card).to_contain_text("执行数合计÷全年预算合计")
    axe(page)
    card.get_by_role("link", name="全年预算合计").click()
    expect(card.locator(".card-value")).to_contain_text("561.26")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert page.evaluate("document.activeElement.dataset.fact") == "total-rate"


def test_figures_are_reached_with_the_arrow_keys(page: Page, project: Project) -> None:
    page.goto(f"/projects/{project.pk}/preview/")
    figures = page.locator(".fact")
    assert page.locator(".fact[tabindex='0']").count() == 1
    figures.first.focus()
    page.keyboard.press("ArrowRight")
    expect(figures.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_card_leads_on_and_back_by_keyboard_alone(
    page: Page, axe: Callable[[Page], None], project: Project
) -> None:
    with writing_to(project, by=User.objects.get(username="jingban")):
        allocation = project.line_items.get(name="社区巡防经费").allocations.get()
        allocation.document_number = "渝财预〔2020〕7号"
        allocation.amount += 1
        allocation.save()
    page.goto(f"/projects/{project.pk}/preview/")
    figure = page.locator(".fact[data-fact=largest-budget]").first
    figure.focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog")
    expect(card.locator(".card-name")).to_have_text("安排最多的项目.全年预算")
    expect(card.get_by_role("button", name="返回上一项数据")).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(card.locator(".card-name")).to_have_text("社区巡防经费.全年预算")
    expect(card.locator(".card-list").first).to_contain_text("经办人")
    expect(card).to_contain_text("渝财预〔2020〕7号")
    axe(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(card.locator(".card-name")).to_have_text("安排最多的项目.全年预算")
    page.keyboard.press("Escape")
    expect(figure).to_be_focused()


def test_a_reference_is_found_by_words_and_put_where_the_cursor_stands(
    page: Page, axe: Callable[[Page], None], project: Project
) -> None:
    page.goto(f"/projects/{project.pk}/texts/overview-project/")
    text = page.locator("[name=text]")
    text.fill("执行率为，完成良好。")
    text.evaluate("field => field.setSelectionRange(4, 4)")
    search = page.locator("#references-filter")
    search.fill("巡防 执行率")
    expect(page.locator(".references-list li:visible")).to_have_count(1)
    axe(page)
    search.press("Enter")
    expect(text).to_have_value("执行率为{社区巡防经费.执行率}，完成良好。")
    page.locator("form[data-guard] button.btn-primary").click()
    expect(page.locator("#section-overview-project")).to_contain_text("执行率为100.00%，完成良好。")


def test_the_reason_for_a_score_appears_on_focus_and_on_hover(page: Page, project: Project) -> None:
    page.goto(f"/projects/{project.pk}/indicators/")
    score = page.locator("[id^=indicator-] .because").first
    words = page.get_by_text("目标 ≥ 2 个，完成 2 个")
    expect(words).to_be_hidden()
    score.focus()
    expect(words).to_be_visible()
    score.blur()
    expect(words).to_be_hidden()
    score.hover()
    expect(words).to_be_visible()


def test_only_the_fields_of_the_chosen_nature_are_asked_for(page: Page, project: Project) -> None:
    page.goto(f"/projects/{project.pk}/indicators/new/")
    expect(page.locator("[name=target]")).to_be_visible()
    expect(page.locator("[name=target_text]")).to_be_hidden()
    page.locator("[name=nature]").select_option("定性")
    expect(page.locator("[name=target]")).to_be_hidden()
    expect(page.locator("[name=target_text]")).to_be_visible()
