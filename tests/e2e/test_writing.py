"""The editor of a section in a real browser: saved while one writes, bound by a click, never overwritten."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from projects.models import Project
from reports.demo import load_demo
from reports.models import SectionText

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

SECTION = "analysis-management"


@pytest.fixture
def editor(page: Page, log_in: Callable[[User], None]) -> Page:
    """Open a section of the demo project in the editor, and write one sentence."""
    load_demo()
    log_in(User.objects.get(username="jingban"))
    project = Project.objects.get(name="平安稳定项目")
    page.goto(f"/projects/{project.pk}/texts/{SECTION}/")
    page.locator("#id_text").fill("资金专款专用。")
    expect(page.locator("#draft-state")).to_contain_text("自动保存")
    return page


def stored() -> str:
    return SectionText.objects.get(section=SECTION).text


def test_it_is_saved_while_one_writes(editor: Page, axe: Callable[[Page], None]) -> None:
    assert stored() == "资金专款专用。"
    expect(editor.locator(".draft-text")).to_have_text("资金专款专用。")
    expect(editor.locator("#draft")).to_contain_text("7 字")
    axe(editor)
    # Nothing is left to be asked about.
    editor.get_by_role("link", name="项目", exact=True).first.click()
    expect(editor.locator("h1")).to_contain_text("项目")


def test_a_number_is_bound_by_one_click(editor: Page, axe: Callable[[Page], None]) -> None:
    editor.locator("#id_text").fill("全年预算561.26万元，执行率100.00%。")
    editor.locator("[data-replace='{全年预算合计}']").click()
    expect(editor.locator("#id_text")).to_have_value("全年预算{全年预算合计}万元，执行率100.00%。")
    expect(editor.locator(".draft-text .fact")).to_have_text("561.26")
    axe(editor)
    assert stored() == "全年预算{全年预算合计}万元，执行率100.00%。"


def test_what_contradicts_or_does_not_exist_is_said_beside_it(editor: Page) -> None:
    editor.locator("#id_text").fill("全年预算562.24万元。")
    expect(editor.locator("#draft .field-error")).to_contain_text("应为 561.26万元")
    editor.locator("#id_text").fill("全年预算{全年预算}万元。")
    expect(editor.locator("#draft-state")).to_contain_text("尚未保存")
    expect(editor.locator("#draft .field-error")).to_contain_text("最接近的是")
    assert stored() == "全年预算562.24万元。"


def test_a_paragraph_of_the_default_text_comes_back(editor: Page) -> None:
    before = editor.locator(".proposal").count()
    editor.locator(".proposals summary").click()
    line = editor.locator(".proposal p").first.text_content()
    editor.locator("#id_text").press("Control+End")
    editor.locator("[data-insert]").first.click()
    expect(editor.locator(".proposal")).to_have_count(before - 1)
    assert line is not None
    assert line in stored()


def test_a_reworded_paragraph_is_put_back(editor: Page, axe: Callable[[Page], None]) -> None:
    editor.locator(".proposals summary").click()
    line = editor.locator("[data-insert]").first.get_attribute("data-insert")
    assert line is not None
    editor.locator("#id_text").fill(f"𠮷祥。\n{line}另有安排。")
    expect(editor.locator(".proposal del")).to_have_text("另有安排。")
    axe(editor)
    editor.locator(".proposal:has(del) button").click()
    expect(editor.locator("#id_text")).to_have_value(f"𠮷祥。\n{line}")
    # What was put back is saved by itself; a request still under way would meet the emptying of the tables.
    expect(editor.locator(".proposal del")).to_have_count(0)


@pytest.mark.faults("409")
def test_two_people_write_one_section(editor: Page, axe: Callable[[Page], None]) -> None:
    SectionText.objects.filter(section=SECTION).update(text="他人的文字。")
    editor.locator("#id_text").fill("我的文字。")
    expect(editor.locator("#draft [role=alert]")).to_contain_text("他人的文字。")
    expect(editor.locator("#id_text")).to_have_value("我的文字。")
    axe(editor)
    assert stored() == "他人的文字。"
    editor.get_by_role("button", name="以我的为准").click()
    expect(editor.locator("#draft-state")).to_contain_text("自动保存")
    assert stored() == "我的文字。"
