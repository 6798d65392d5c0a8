"""The browser of the e2e tests fails a page that misbehaves, and only such a page."""

import os
import re
import subprocess
import sys
from pathlib import Path

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
    page.route("**/no-such-file", lambda route: route.fulfill(status=404))
    page.evaluate("fetch('/no-such-file')")

def test_calls_a_foreign_host(page):
    page.evaluate("fetch('http://foreign.invalid/').catch(() => null)")

def test_shuts_people_out(page, axe):
    page.evaluate("document.body.append(document.createElement('input'))")
    axe(page)
"""


# The test that must fail, and what it must say.
FAULTS = {
    "test_logs_to_the_console": "said to the console",
    "test_breaks_in_a_script": "thrown by a script",
    "test_lacks_a_file": "404: GET http://",
    "test_calls_a_foreign_host": "request to a foreign host: http://foreign.invalid/",
    "test_shuts_people_out": "Ensure every form element has a label",
}


def test_a_page_that_misbehaves_fails_and_a_good_one_passes(tmp_path: Path) -> None:
    probe = tmp_path / "test_probe.py"
    probe.write_text(PROBE)
    plugins = ["-p", "tests.conftest", "-p", "tests.e2e.conftest", "-c", "pyproject.toml"]
    database = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}",
        "PERFEVAL_TEST_DB": str(tmp_path / "test.sqlite3"),
    }
    output = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--tb=short", *plugins, str(probe)],
        cwd=settings.BASE_DIR,
        env=os.environ | database,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    assert {name: text for name, text in FAULTS.items() if text not in output} == {}, output
    assert set(re.findall(r"^(?:ERROR|FAILED) .*::(\w+)", output, re.MULTILINE)) == set(FAULTS), output
