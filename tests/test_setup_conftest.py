"""The nets under every test hold."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as site
from django.template import Origin, Template, engines
from django.template.context import make_context
from pytest_django import Settings


def render(source: str, *, path: str) -> str:
    template = Template(source, origin=Origin(name=path), engine=engines["django"].engine)
    return template.render(make_context({}, None))


OURS = str(site.BASE_DIR / "templates" / "page.html")
THEIRS = "/usr/lib/python3/site-packages/theirs/templates/page.html"


@pytest.mark.parametrize(
    "source",
    [
        "{{ nowhere }}",
        "{{ nowhere.name }}",
        "{{ nowhere|default:'x' }}",
        "{% with a=nowhere %}{% endwith %}",
        "{% if True %}{{ nowhere }}{% endif %}",
        "{% for i in 'ab' %}{{ nowhere }}{% endfor %}",
    ],
)
def test_an_undefined_name_in_our_templates_fails(source: str) -> None:
    with pytest.raises(pytest.fail.Exception, match=r"templates/page\.html: nowhere\S* is not defined"):
        render(source, path=OURS)


def test_the_net_survives_a_change_of_settings(settings: Settings) -> None:
    settings.DEBUG = True
    with pytest.raises(pytest.fail.Exception, match="nowhere is not defined"):
        render("{{ nowhere }}", path=OURS)


@pytest.mark.parametrize("source", ["{% if nowhere %}x{% endif %}", "{% for i in nowhere %}x{% endfor %}"])
def test_asking_whether_a_name_is_there_is_allowed(source: str) -> None:
    assert render(source, path=OURS) == ""


@pytest.mark.parametrize(("source", "shown"), [("{{ nowhere }}", ""), ("{{ nowhere|default:'x' }}", "x")])
def test_third_party_templates_behave_as_in_production(source: str, shown: str) -> None:
    assert render(source, path=THEIRS) == shown


PROBE = """
import logging
import pytest

def test_logs_an_error():
    logging.getLogger("django.request").error("something broke")

@pytest.mark.logs_errors
def test_announces_its_error():
    logging.getLogger("django.request").error("something broke")

def test_reaches_the_database_by_fixture(db):
    pass
"""


def pytest_says(probe: Path, *arguments: str) -> str:
    """Run pytest with our conftest on a file of its own; return what it prints."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.conftest",
        "-c",
        "pyproject.toml",
        *arguments,
    ]
    return subprocess.run(
        [*command, str(probe)], cwd=site.BASE_DIR, capture_output=True, text=True, check=False
    ).stdout


def test_a_logged_error_fails_a_test_unless_announced(tmp_path: Path) -> None:
    probe = tmp_path / "test_probe.py"
    probe.write_text(PROBE)
    output = pytest_says(probe, "-k", "logs_an_error or announces")
    assert "logged as errors: ['something broke']" in output
    assert "2 passed, 1 deselected, 1 error" in output


def test_database_tests_are_selected_by_their_fixtures(tmp_path: Path) -> None:
    probe = tmp_path / "test_probe.py"
    probe.write_text(PROBE)
    output = pytest_says(probe, "--collect-only", "-m", "django_db")
    assert "test_reaches_the_database_by_fixture" in output
    assert "1/3 tests collected" in output
