"""Pasting a table from the clipboard in a browser: preview, apply, undo, each page fit for everybody."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.builders import make_line_item, make_project, make_source, make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

TEXT = (
    "项目名称\t年初预算（元）\t全年执行数（万元）\t备注\n"
    "社区巡防经费\t2,706,900.00\t￥260.5\t\n"
    "综合治理专项（含平安渝中建设）\t235500\t—\t待核\n"
    "合计\t2942400\t260.51\t\n"
)


@pytest.mark.parametrize("width", [1366, 390])
def test_a_table_is_pasted_previewed_applied_and_taken_back(
    page: Page, axe: Callable[[Page], None], log_in: Callable[[User], None], width: int
) -> None:
    user = make_user()
    make_source()
    project = make_project(office=user.office)
    item = make_line_item(project, "社区巡防经费", allocated="270.69", spent="200")
    log_in(user)
    page.set_viewport_size({"width": width, "height": 768})

    page.goto(f"/projects/{project.pk}/funds/paste/")
    axe(page)
    page.locator("textarea[name=text]").fill(TEXT.replace("260.5\t", "26O.5\t"))
    page.get_by_role("button", name="预览", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("第 2 行 全年执行数（万元） “￥26O.5”不是数字")
    axe(page)

    page.locator("textarea[name=text]").fill(TEXT)
    page.get_by_role("button", name="预览", exact=True).click()
    expect(page.locator("#changes")).to_be_visible()
    axe(page)
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    page.get_by_role("button", name="全部写入").click()
    expect(page).to_have_url(f"/projects/{project.pk}/funds/")
    assert str(item.expenditures.get().amount) == "2605000.00"

    page.get_by_role("link", name="撤销").click()
    expect(page.get_by_role("button", name="撤销")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".message-success")).to_contain_text("全部恢复原样")
    assert str(item.expenditures.get().amount) == "2000000.00"
    assert project.line_items.count() == 1
