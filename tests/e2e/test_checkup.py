"""The check-up in a real browser: findings are read one after the other, the file comes back annotated."""

import io
from collections.abc import Callable

import docx
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from accounts.models import User
from reports import legacy
from tests.people import make_people

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.mark.parametrize("width", [1366, 1920])
def test_findings_are_read_one_after_the_other(
    page: Page, axe: Callable[[Page], None], log_in: Callable[[User], None], width: int
) -> None:
    log_in(make_people().clerk)
    page.set_viewport_size({"width": width, "height": 768})
    page.goto("/checkups/")
    axe(page)
    page.locator("[name=text]").fill(
        "一、基本情况\n受理124件，化解121件，化解率90.00%。\n共15个，其中甲8个、乙8个。\n"
    )
    page.get_by_role("button", name="开始体检").click()
    expect(page.locator(".found li")).not_to_have_count(0)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("j")
    expect(page.locator("#finding-0")).to_be_focused()
    expect(page.locator(".is-shown")).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator("#finding-0")).to_be_focused()
    page.get_by_role("link", name="尾差").click()
    expect(page.locator(".found")).to_contain_text("没有这一类问题")
    axe(page)


@pytest.mark.parametrize("width", [1366, 1920])
def test_a_file_comes_back_annotated_and_with_its_list(
    page: Page, axe: Callable[[Page], None], log_in: Callable[[User], None], width: int
) -> None:
    name, content = next((name, one) for name, one in legacy.files().items() if name.endswith(".docx"))
    log_in(make_people().clerk)
    page.set_viewport_size({"width": width, "height": 768})
    page.goto("/checkups/")
    page.locator("[name=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="开始体检").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#finding-8 .flag").click()
    expect(page.locator("#mark-8")).to_be_in_viewport()
    findings = page.locator(".found li").count()

    with page.expect_download() as download:
        page.get_by_role("link", name="批注件").click()
    assert download.value.suggested_filename == name.replace(".docx", "（体检批注）.docx")
    comments = docx.Document(str(download.value.path())).comments
    assert len(list(comments)) == findings + 1

    with page.expect_download() as download:
        page.get_by_role("link", name="问题清单").click()
    assert download.value.suggested_filename == name.replace(".docx", "（体检清单）.xlsx")
    [sheet] = load_workbook(io.BytesIO(download.value.path().read_bytes())).worksheets
    assert sheet.max_row == 5 + findings
