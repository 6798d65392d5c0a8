"""A real Chromium before the live server; a page that misbehaves in any way fails its test."""

import os
import time
from collections.abc import Callable, Iterator
from threading import get_ident
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, sync_playwright
from pytest_django.live_server_helper import LiveServer

if TYPE_CHECKING:
    from accounts.models import User

CHROMIUM = "/usr/bin/chromium"
LONGEST_REQUEST = 10.0
QUIET = 0.1
"""Seconds that the server is given to end a request, and without one that tell that none is on its way."""
ARGUMENTS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium once per test process."""
    # Playwright keeps an event loop running in this thread, which makes Django refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def served(live_server: LiveServer) -> Iterator[None]:
    """Let the server end its requests before the tables are emptied: a page saves while a test ends."""
    under_way: set[int] = set()

    def started(**_signal: object) -> None:
        under_way.add(get_ident())

    def finished(**_signal: object) -> None:
        under_way.discard(get_ident())

    request_started.connect(started)
    request_finished.connect(finished)
    yield
    ends = time.monotonic() + LONGEST_REQUEST
    quiet_since = time.monotonic()
    while time.monotonic() - quiet_since < QUIET:
        if under_way:
            quiet_since = time.monotonic()
            assert quiet_since < ends, "a request is still under way"
        time.sleep(0.01)
    request_started.disconnect(started)
    request_finished.disconnect(finished)


@pytest.fixture
def context(browser: Browser, live_server: LiveServer, served: None) -> Iterator[BrowserContext]:
    """Open a fresh browser profile: a Chinese clerk's screen."""
    context = browser.new_context(
        base_url=live_server.url,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        viewport={"width": 1366, "height": 768},
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(request: pytest.FixtureRequest, context: BrowserContext, live_server: LiveServer) -> Iterator[Page]:
    """Open a page; fail on a console or script error, a failed response, a request to a foreign host.

    Tests of what a page does about a fault name a part of it: ``@pytest.mark.faults("409")``.
    """
    expected = [word for marker in request.node.iter_markers("faults") for word in marker.args]
    faults: list[str] = []

    def request_sent(sent: Request) -> None:
        if not sent.url.startswith((live_server.url, "data:", "blob:")):
            faults.append(f"request to a foreign host: {sent.url}")

    def response_came(response: Response) -> None:
        if response.status >= 400:
            faults.append(f"{response.status}: {response.request.method} {response.url}")

    page = context.new_page()
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", request_sent)
    page.on("response", response_came)
    yield page
    page.close()
    faults = [fault for fault in faults if not any(word in fault for word in expected)]
    assert not faults, "\n".join(faults)


@pytest.fixture
def log_in(context: BrowserContext, live_server: LiveServer) -> "Callable[[User], None]":
    """Give a function that logs a person in without the form."""

    def log_in(user: "User") -> None:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )

    return log_in


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Give a function that fails on any accessibility violation of a page as it stands."""
    checker = Axe()

    def check(page: Page) -> None:
        page.wait_for_load_state()
        results = checker.run(page)
        assert results.violations_count == 0, results.generate_report()

    return check
