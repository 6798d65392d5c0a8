"""What somebody typed survives an expired login and a dropped connection, in a real browser."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from projects.models import Project
from reports.demo import load_demo

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def project(page: Page, log_in: Callable[[User], None]) -> Project:
    """Open the basics of a project for editing, and type a new approval."""
    load_demo()
    log_in(User.objects.get(username="jingban"))
    project = Project.objects.get(name="平安稳定项目")
    page.goto(f"/projects/{project.pk}/edit/")
    page.locator("[name=approval]").fill("党工委会议审议")
    return project


@pytest.mark.faults("401")
def test_an_expired_login(
    context: BrowserContext,
    page: Page,
    axe: Callable[[Page], None],
    log_in: Callable[[User], None],
    project: Project,
) -> None:
    Session.objects.all().delete()
    page.locator("form[data-guard] .btn-primary").click()
    bar = page.locator("#connection")
    expect(bar).to_contain_text("登录已失效")
    expect(bar.get_by_text("无法连接服务器")).to_be_hidden()
    axe(page)
    with context.expect_page() as opened:
        bar.get_by_role("link").click()
    opened.value.close()
    # What signing in does to the cookies, without its form.
    log_in(User.objects.get(username="jingban"))
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator(".message-success")).to_be_visible()
    project.refresh_from_db()
    assert project.approval == "党工委会议审议"


@pytest.mark.faults("net::")
def test_a_dropped_connection(context: BrowserContext, page: Page, project: Project) -> None:
    context.set_offline(True)
    page.locator("form[data-guard] .btn-primary").click()
    expect(page.locator("#connection")).to_contain_text("无法连接服务器")
    expect(page.locator("[name=approval]")).to_have_value("党工委会议审议")
    context.set_offline(False)
    expect(page.locator(".message-success")).to_be_visible()
    project.refresh_from_db()
    assert project.approval == "党工委会议审议"


def test_a_click_behind_the_one_that_is_sent_sends_nothing(page: Page, project: Project) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    # The second click comes when the first one's form is on its way and the page still stands.
    page.evaluate(
        """async () => {
            const form = document.querySelector("form[data-guard]");
            const button = form.querySelector(".btn-primary");
            const seen = new Promise((resolve) => form.addEventListener("submit", resolve, { once: true }));
            button.click();
            await seen;
            button.click();
        }"""
    )
    expect(page.locator(".message-success")).to_be_visible()
    assert len(sent) == 1


def test_a_double_click_sends_once(page: Page, project: Project) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.locator("form[data-guard] .btn-primary").dblclick()
    expect(page.locator(".message-success")).to_be_visible()
    assert len(sent) == 1
