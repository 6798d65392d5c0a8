"""The browser of the e2e tests fails a page that misbehaves, and only such a page."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

PROBE = """
import pytest

GOOD = '''<!doctype html><html lang="zh-Hans"><head><title>Good</title><link rel="icon" href="data:,"></head>
<body><main><h1>Good</h1></main></body></html>'''

@pytest.fixture(autouse=True)
def on_a_good_page(page):
    page.route("**/good", lambda route: route.fulfill(body=GOOD, content_type="text/html"))
    page.goto("/good")

def test_behaves(page, axe):
    axe(page)

def test_knows_who_is_logged_in(page, log_in, django_user_model):
    assert "/login/" in page.request.get("/admin/").url
    log_in(django_user_model.objects.create_superuser("admin", password="secret"))
    assert "/login/" not in page.request.get("/admin/").url

def test_logs_to_the_console(page):
    page.evaluate("console.error('said to the console')")

def test_breaks_in_a_script(page):
    page.evaluate("setTimeout(() => { throw new Error('thrown by a script') }, 0)")
    page.wait_for_timeout(100)

def test_lacks_a_file(page):
    page.evaluate("fetch('/static/no-such-file.css')")
    page.wait_for_load_state("networkidle")

def test_calls_a_foreign_host(page):
    page.evaluate("fetch('http://foreign.invalid/').catch(() => null)")

def test_shuts_people_out(page, axe):
    page.evaluate("document.body.append(document.createElement('input'))")
    axe(page)
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    probe: Path = tmp_path_factory.mktemp("browser") / "test_probe.py"
    probe.write_text(PROBE)
    plugins = ["-p", "tests.conftest", "-p", "tests.e2e.conftest", "-c", "pyproject.toml"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--tb=short", *plugins, str(probe)],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    ).stdout


@pytest.mark.parametrize(
    "fault",
    [
        "said to the console",
        "thrown by a script",
        "404: GET http://",
        "request to a foreign host: http://foreign.invalid/",
        "Ensure every form element has a label",
    ],
)
def test_a_fault_fails_its_test(said: str, fault: str) -> None:
    assert fault in said


def test_a_good_page_passes(said: str) -> None:
    faulty = {
        line.split("::")[1].split(" ")[0]
        for line in said.splitlines()
        if line.startswith(("ERROR", "FAILED"))
    }
    assert faulty == {
        "test_logs_to_the_console",
        "test_breaks_in_a_script",
        "test_lacks_a_file",
        "test_calls_a_foreign_host",
        "test_shuts_people_out",
    }
