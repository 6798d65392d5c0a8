"""The grid of the funds in a real browser: typed, composed, pasted, contested, and by keyboard alone."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, Locator, Page, expect

from accounts.models import User
from projects.models import Allocation, Expenditure, LineItem, Project
from tests.builders import make_expenditure, make_line_item, make_source
from tests.people import People, make_people
from tests.reports.ready import make_ready_project

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People, log_in: Callable[[User], None]) -> Project:
    """Give a project with two line items; its clerk is at the screen."""
    project = make_ready_project(people.clerk.office)
    project.line_items.all().delete()
    make_line_item(project, "社区巡防经费", allocated="100", spent="90")
    make_line_item(project, "应急消防经费", allocated="50", spent="25")
    log_in(people.clerk)
    return project


@pytest.fixture
def grid(page: Page, project: Project) -> Page:
    page.goto(f"/projects/{project.pk}/funds/")
    return page


def item(name: str) -> LineItem:
    return LineItem.objects.get(name=name)


def cell(page: Page, name: str, column: str) -> Locator:
    return page.locator(f"#item-{item(name).pk}-{column}")


def row(page: Page, name: str) -> Locator:
    return page.locator(f"#item-{item(name).pk}")


def paste(page: Page, field: Locator, text: str) -> None:
    """Paste into a field what a spreadsheet puts on the clipboard."""
    field.focus()
    field.evaluate(
        """(field, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            const options = {clipboardData, bubbles: true, cancelable: true};
            field.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        text,
    )


def test_typing_saves_a_row_and_computes_what_follows(grid: Page, axe: Callable[[Page], None]) -> None:
    axe(grid)
    opening = cell(grid, "社区巡防经费", "opening")
    opening.fill("１２０.5")
    opening.press("Enter")
    expect(opening).to_have_value("120.50")
    expect(cell(grid, "应急消防经费", "opening")).to_be_focused()
    expect(cell(grid, "社区巡防经费", "budget")).to_have_text("120.50")
    expect(cell(grid, "社区巡防经费", "rate")).to_have_text("74.69%")
    expect(cell(grid, "社区巡防经费", "share")).to_have_text("70.67%")
    expect(cell(grid, "应急消防经费", "share")).to_have_text("29.33%")
    expect(grid.locator("#funds-total")).to_contain_text("170.50")
    expect(grid.locator("#summary tfoot")).to_contain_text("170.50")
    expect(grid.locator(".strip")).to_contain_text("170.50")
    assert Allocation.objects.get(line_item=item("社区巡防经费")).amount == Decimal(1_205_000)
    axe(grid)


@pytest.mark.faults("422")
def test_what_is_no_amount_is_explained_and_kept(grid: Page, axe: Callable[[Page], None]) -> None:
    paid = cell(grid, "社区巡防经费", "paid")
    paid.fill("12.3O")
    paid.press("Tab")
    expect(row(grid, "社区巡防经费").locator(".field-error")).to_contain_text("是字母 O")
    expect(paid).to_have_value("12.3O")
    expect(paid).to_have_attribute("aria-invalid", "true")
    axe(grid)
    assert Expenditure.objects.get(line_item=item("社区巡防经费")).amount == Decimal(900_000)
    paid.fill("12.3")
    paid.press("Tab")
    expect(paid).to_have_value("12.30")
    expect(paid).not_to_have_attribute("aria-invalid", "true")
    expect(row(grid, "社区巡防经费").locator(".field-error")).to_be_hidden()


def test_chinese_is_composed_without_moving(grid: Page) -> None:
    line, name = row(grid, "社区巡防经费"), cell(grid, "社区巡防经费", "name")
    name.focus()
    name.press("End")
    # Enter ends the composition; it must not leave the cell.
    session = grid.context.new_cdp_session(grid)
    session.send("Input.imeSetComposition", {"text": "zhuan", "selectionStart": 5, "selectionEnd": 5})
    name.dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "isComposing": True, "bubbles": True})
    expect(name).to_be_focused()
    session.send("Input.insertText", {"text": "专项"})
    name.press("Enter")
    expect(grid.locator("input:focus")).to_have_value("应急消防经费")
    expect(grid.locator("[data-line] [data-column=name]").first).to_have_value("社区巡防经费专项")
    expect(line.locator("[name$=-version]")).to_have_value("2")
    assert LineItem.objects.filter(name="社区巡防经费专项").exists()


def test_a_new_line_is_entered_at_the_end_by_keyboard_alone(
    grid: Page, project: Project, axe: Callable[[Page], None]
) -> None:
    cell(grid, "应急消防经费", "name").focus()
    for key in ("Control+End", "Home", "Home"):
        grid.keyboard.press(key)
    expect(grid.locator("#new-0-name")).to_be_focused()
    grid.keyboard.type("武装工作经费")
    grid.keyboard.press("Tab")
    grid.keyboard.type("17.54")
    grid.keyboard.press("Tab")
    grid.keyboard.press("Tab")
    grid.keyboard.type("8.77")
    grid.keyboard.press("Enter")
    expect(grid.locator("[data-line]")).to_have_count(3)
    expect(grid.locator("#new-0-name")).to_be_focused()
    expect(grid.locator("#new-0-opening")).to_have_value("")
    expect(cell(grid, "武装工作经费", "rate")).to_have_text("50.00%")
    expect(grid.locator("#funds-total")).to_contain_text("167.54")
    axe(grid)
    grid.keyboard.press("ArrowUp")
    grid.keyboard.press("End")
    expect(cell(grid, "武装工作经费", "paid")).to_be_focused()
    grid.keyboard.type("9")
    grid.keyboard.press("ArrowUp")
    expect(cell(grid, "应急消防经费", "paid")).to_be_focused()
    expect(cell(grid, "武装工作经费", "rate")).to_have_text("51.31%")


def test_the_last_changes_are_taken_back(grid: Page) -> None:
    opening, paid = cell(grid, "社区巡防经费", "opening"), cell(grid, "社区巡防经费", "paid")
    for field, text in ((opening, "110"), (paid, "80")):
        field.fill(text)
        field.press("Tab")
        expect(field).to_have_value(f"{text}.00")
    grid.keyboard.press("Control+z")
    expect(cell(grid, "社区巡防经费", "rate")).to_have_text("81.82%")
    expect(paid).to_have_value("90.00")
    grid.keyboard.press("Control+z")
    expect(opening).to_have_value("100.00")
    expect(cell(grid, "社区巡防经费", "rate")).to_have_text("90.00%")
    grid.keyboard.press("Control+z")
    expect(cell(grid, "社区巡防经费", "rate")).to_have_text("90.00%")


@pytest.mark.faults("409")
def test_two_people_change_one_cell(grid: Page, axe: Callable[[Page], None]) -> None:
    line = item("社区巡防经费")
    Allocation.objects.filter(line_item=line).update(amount=1_110_000)
    LineItem.objects.filter(pk=line.pk).update(version=2)
    opening = cell(grid, "社区巡防经费", "opening")
    opening.fill("105")
    opening.press("Tab")
    words = row(grid, "社区巡防经费").locator(".field-error")
    expect(words).to_contain_text("他人已改为“111.00”")
    expect(words).to_contain_text("您填写的“105”")
    expect(opening).to_have_value("105")
    axe(grid)
    words.get_by_role("button", name="采用对方的").click()
    grid.keyboard.press("Tab")
    expect(opening).to_have_value("111.00")
    opening.fill("105")
    opening.press("Tab")
    expect(cell(grid, "社区巡防经费", "budget")).to_have_text("105.00")


def test_changes_to_different_cells_of_a_row_both_stay(grid: Page) -> None:
    line = item("社区巡防经费")
    Expenditure.objects.filter(line_item=line).update(amount=770_000)
    LineItem.objects.filter(pk=line.pk).update(version=2)
    opening = cell(grid, "社区巡防经费", "opening")
    opening.fill("110")
    opening.press("Tab")
    expect(cell(grid, "社区巡防经费", "rate")).to_have_text("70.00%")
    expect(cell(grid, "社区巡防经费", "paid")).to_have_value("77.00")


def test_a_block_is_pasted_through_its_preview(grid: Page) -> None:
    opening = cell(grid, "社区巡防经费", "opening")
    paste(grid, opening, "1,110.5\t-10\r\n60\t\r\n")
    expect(grid.locator("#changes")).to_be_visible()
    grid.locator("[name=apply]").click()
    expect(grid.locator(".message-success")).to_be_visible()
    expect(cell(grid, "社区巡防经费", "opening")).to_have_value("1110.50")
    expect(cell(grid, "社区巡防经费", "adjustment")).to_have_value("-10.00")
    expect(cell(grid, "应急消防经费", "opening")).to_have_value("60.00")


@pytest.mark.faults("401")
def test_an_expired_login_loses_nothing(
    grid: Page, people: People, context: BrowserContext, log_in: Callable[[User], None]
) -> None:
    Session.objects.all().delete()
    opening = cell(grid, "社区巡防经费", "opening")
    opening.fill("130")
    opening.press("Tab")
    expect(grid.locator("#connection")).to_contain_text("登录已失效")
    expect(opening).to_have_value("130")
    log_in(people.clerk)
    grid.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(cell(grid, "社区巡防经费", "budget")).to_have_text("130.00")
    expect(grid.locator("#connection")).to_be_hidden()


@pytest.mark.faults("net::", "Send Error")
def test_a_dropped_connection_loses_nothing(grid: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    opening = cell(grid, "社区巡防经费", "opening")
    opening.fill("130")
    opening.press("Tab")
    expect(grid.locator("#connection")).to_contain_text("无法连接服务器")
    context.set_offline(False)
    expect(cell(grid, "社区巡防经费", "budget")).to_have_text("130.00")
    expect(grid.locator("#connection")).to_be_hidden()


def test_several_entries_open_beside_the_grid(
    page: Page, project: Project, axe: Callable[[Page], None]
) -> None:
    make_expenditure(item("社区巡防经费"), "5", voucher_number="付字第2号")
    page.goto(f"/projects/{project.pk}/funds/")
    row(page, "社区巡防经费").get_by_role("link", name="共 2 笔").click()
    drawer = page.locator("#drawer")
    expect(drawer).to_contain_text("社区巡防经费")
    axe(page)
    drawer.locator("[name='expenditures-1-amount']").fill("0")
    drawer.get_by_role("button", name="增加一行").first.click()
    drawer.get_by_role("button", name="保存").click()
    expect(drawer).to_be_hidden()
    expect(cell(page, "社区巡防经费", "rate")).to_have_text("90.00%")


@pytest.mark.faults("422")
def test_the_ledger_beside_the_grid_says_what_is_wrong(grid: Page) -> None:
    row(grid, "社区巡防经费").get_by_role("link", name="“社区巡防经费”的台账").click()
    drawer = grid.locator("#drawer")
    drawer.locator("[name='allocations-0-amount']").fill("一百")
    drawer.get_by_role("button", name="保存").click()
    expect(drawer).to_contain_text("不是数字")
    expect(drawer.locator("[name='allocations-0-amount']")).to_have_value("一百")
    grid.on("dialog", lambda dialog: dialog.accept())
    grid.keyboard.press("Escape")
    expect(drawer).to_be_hidden()


def test_an_adjustment_asks_for_its_reason(grid: Page, axe: Callable[[Page], None]) -> None:
    adjustment = cell(grid, "社区巡防经费", "adjustment")
    adjustment.fill("20")
    adjustment.press("Tab")
    reason = row(grid, "社区巡防经费").get_by_label("预算调整理由")
    axe(grid)
    reason.fill("区财政追加，预〔2020〕15号")
    reason.press("Tab")
    expect(reason).to_be_hidden()
    assert Allocation.objects.get(kind="adjustment").reason == "区财政追加，预〔2020〕15号"


def test_rows_are_moved_and_removed_in_place(grid: Page) -> None:
    grid.get_by_role("button", name="上移“应急消防经费”").click()
    expect(grid.locator("[data-line] [data-column=name]").first).to_have_value("应急消防经费")
    expect(grid.locator("[data-number]").first).to_have_text("1")
    grid.on("dialog", lambda dialog: dialog.accept())
    grid.get_by_role("link", name="删除“应急消防经费”").click()
    expect(grid.locator("[data-line]")).to_have_count(1)
    expect(grid.locator("#funds-total")).to_contain_text("100.00")
    assert list(LineItem.objects.values_list("name", flat=True)) == ["社区巡防经费"]


def test_columns_by_source_and_the_other_unit_store_the_same(grid: Page) -> None:
    source = make_source("其他资金", code="other")
    grid.get_by_role("link", name="按资金来源分列").click()
    grid.get_by_role("link", name="以元显示").click()
    opening = cell(grid, "应急消防经费", f"opening-{source.pk}")
    opening.fill("12345.67")
    opening.press("Tab")
    expect(cell(grid, "应急消防经费", "budget")).to_have_text("512,345.67")
    stored = Allocation.objects.get(source=source)
    assert (stored.line_item.name, stored.amount) == ("应急消防经费", Decimal("12345.67"))


def test_more_columns_than_the_screen_is_wide_stay_within_their_table(grid: Page) -> None:
    for name in ("上年结转资金", "其他资金"):
        make_source(name)
    grid.set_viewport_size({"width": 1366, "height": 768})
    grid.get_by_role("link", name="按资金来源分列").click()
    heads = grid.locator(".grid thead")
    expect(heads.get_by_text("其他资金")).to_be_visible()
    assert grid.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # The head of the names stands over its column, and not a strip's height further down.
    name, rows = heads.locator(".column-line").bounding_box(), heads.bounding_box()
    assert name is not None
    assert rows is not None
    assert name["y"] + name["height"] <= rows["y"] + rows["height"] + 1


def test_without_a_script_the_grid_is_saved_as_a_whole(grid: Page) -> None:
    cell(grid, "社区巡防经费", "opening").evaluate("field => field.value = '111'")
    cell(grid, "应急消防经费", "paid").evaluate("field => field.value = '33'")
    grid.get_by_role("button", name="全部保存").click()
    expect(grid.locator(".message-success")).to_contain_text("已保存 2 项明细")
    expect(cell(grid, "社区巡防经费", "opening")).to_have_value("111.00")
    expect(cell(grid, "应急消防经费", "paid")).to_have_value("33.00")
