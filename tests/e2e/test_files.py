"""Waiting for a large file: it comes by itself, without a script by a link, after a fault once more."""

from collections.abc import Callable
from threading import Event

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from projects.models import Project
from reports import jobs
from reports.demo import load_demo
from reports.models import Job

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def project(log_in: Callable[[User], None], settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Project:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(jobs, "MOST_ROWS_AT_ONCE", 0)
    monkeypatch.setattr(jobs, "draw_apart", lambda *_arguments, **_options: b"%PDF drawn")
    load_demo()
    log_in(User.objects.get(username="jingban"))
    return Project.objects.get(code="PAWD")


def work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be the worker, until there is nothing to do."""
    stop = Event()
    monkeypatch.setattr(stop, "wait", lambda _seconds: stop.set())
    jobs.work(stop)


def test_a_file_comes_by_itself(
    page: Page, axe: Callable[[Page], None], project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.goto(f"/projects/{project.pk}/preview/")
    page.locator(".page-actions").get_by_role("link", name="PDF").last.click()
    expect(page.get_by_text("排队等候生成")).to_be_visible()
    axe(page)
    with page.expect_download() as download:
        work(monkeypatch)
    assert download.value.suggested_filename == "2020年度平安稳定项目绩效自评报告.pdf"
    assert download.value.path().read_bytes() == b"%PDF drawn"
    expect(page.get_by_role("link", name="下载")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="返回").click()
    expect(page.get_by_role("heading", name="平安稳定项目", exact=True)).to_be_visible()


def test_without_a_script_one_looks_again(
    browser: Browser,
    context: BrowserContext,
    live_server: LiveServer,
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="zh-CN")
    plain.add_cookies(context.cookies())
    page = plain.new_page()
    page.goto(f"/projects/{project.pk}/report.pdf")
    expect(page.get_by_text("排队等候生成")).to_be_visible()
    work(monkeypatch)
    page.get_by_role("link", name="再看一次").click()
    expect(page.get_by_text("文件已生成")).to_be_visible()
    with page.expect_download():
        page.get_by_role("link", name="下载").click()
    plain.close()


def test_after_a_fault_one_tries_again(
    page: Page, axe: Callable[[Page], None], project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.goto(f"/projects/{project.pk}/report.pdf")
    expect(page.get_by_text("排队等候生成")).to_be_visible()
    Job.objects.update(status=Job.Status.FAILED, attempts=3, fault=Job.Fault.LOST)
    again = page.get_by_role("button", name="再试一次")
    expect(again).to_be_visible()
    axe(page)
    again.click()
    expect(page.get_by_text("排队等候生成")).to_be_visible()
    with page.expect_download():
        work(monkeypatch)
