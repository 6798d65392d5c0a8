"""Evidence in a browser: a file is attached to an indicator, counted on the tab, fetched and taken away."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page
from pytest_django import Settings

from accounts.models import User
from tests.builders import make_indicator
from tests.people import make_people
from tests.reports.ready import make_ready_project


def test_a_file_is_attached_fetched_and_deleted(
    page: Page,
    log_in: Callable[[User], None],
    axe: Callable[[Page], None],
    settings: Settings,
    tmp_path: Path,
    transactional_db: None,
) -> None:
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    people = make_people()
    project = make_ready_project(people.clerk.office)
    make_indicator(project, "安全宣传活动")
    log_in(people.clerk)
    page.goto(f"/projects/{project.pk}/indicators/")
    axe(page)
    page.get_by_role("link", name="“安全宣传活动”的佐证资料 0 件").click()
    page.get_by_text("尚未上传佐证资料。").wait_for()
    file = tmp_path / "活动签到表.pdf"
    file.write_bytes(b"%PDF-1.7\n%%EOF\n")
    page.get_by_label("文件").set_input_files(file)
    page.get_by_role("button", name="上传").click()
    page.get_by_text("“活动签到表.pdf”已上传。").wait_for()
    axe(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="活动签到表.pdf", exact=True).click()
    assert download.value.suggested_filename == "活动签到表.pdf"
    page.get_by_role("link", name="删除“活动签到表.pdf”").click()
    page.get_by_role("button", name="删除").wait_for()
    axe(page)
    page.get_by_role("button", name="删除").click()
    page.get_by_text("尚未上传佐证资料。").wait_for()
