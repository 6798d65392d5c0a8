"""Whoever holds a paper or a file asks whether it is genuine, without an account."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from reports.seals import issued
from tests.people import make_people
from tests.reports.submissions import make_finished_project, make_submitted

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.mark.parametrize("width", [1366, 1920])
def test_a_code_and_a_file_are_verified(
    page: Page, axe: Callable[[Page], None], tmp_path: Path, width: int
) -> None:
    people = make_people()
    submission = make_submitted(make_finished_project(people.clerk.office), people.clerk)
    page.set_viewport_size({"width": width, "height": 768})
    page.goto("/verify/")
    expect(page.get_by_role("heading", name="文件验证")).to_be_visible()
    axe(page)

    page.get_by_label("验证码").fill(submission.digest[:12])
    page.keyboard.press("Enter")
    result = page.get_by_role("region", name="结果")
    expect(result).to_contain_text("平安稳定项目")
    axe(page)

    file = tmp_path / "form.xlsx"
    for content, said in ((b"", "逐字节一致"), (b"\0", "文件已改动")):
        file.write_bytes(issued(submission, "xlsx").file + content)
        page.goto("/verify/")
        page.locator("input[type=file]").set_input_files(file)
        page.get_by_role("button", name="验证", exact=True).click()
        expect(result).to_contain_text(said)
        expect(result).to_contain_text("平安稳定项目")
    axe(page)

    page.get_by_label("验证码").fill("没有")
    page.get_by_role("button", name="验证", exact=True).click()
    expect(page.get_by_role("alert").first).to_be_visible()
    axe(page)
