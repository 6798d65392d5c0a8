"""A newcomer's machine: what the project's own files promise about it."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

ROOT: Path = settings.BASE_DIR
VARIABLE = re.compile(r"\b(?:PERFEVAL_[A-Z_]+|DATABASE_URL)\b")


def text(path: str) -> str:
    return (ROOT / path).read_text()


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in an environment that holds none of our variables, as far as they are not given."""
    variables = {name: value for name, value in os.environ.items() if not VARIABLE.fullmatch(name)}
    variables["DJANGO_SETTINGS_MODULE"] = "perfeval.settings"
    return subprocess.run(
        [*map(str, command)],
        cwd=ROOT,
        env=variables | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_variable_is_documented() -> None:
    read = {*VARIABLE.findall(text("perfeval/settings.py")), *VARIABLE.findall(text("Makefile"))}
    assert read
    assert read <= set(VARIABLE.findall(text("docs/settings.md")))
    assert set(VARIABLE.findall(text(".env.example"))) < read


def test_the_locks_hold_no_address() -> None:
    for path in (ROOT / "requirements").iterdir():
        assert "://" not in path.read_text(), path
        assert not re.search(r"^\s*-(?!-hash)", path.read_text(), re.MULTILINE), path
    packages = json.loads(text("package-lock.json"))["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_every_package_of_pyproject_is_locked() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]

    def names(requirements: list[str]) -> set[str]:
        return {re.split(r"[\[<>=~! ;]", requirement)[0].lower() for requirement in requirements}

    def locked(path: str) -> set[str]:
        return set(re.findall(r"^([a-z0-9.-]+)==", text(path), re.MULTILINE))

    assert names(project["dependencies"]) <= locked("requirements/base.txt")
    assert locked("requirements/base.txt") <= locked("requirements/dev.txt")
    assert names(project["optional-dependencies"]["dev"]) <= locked("requirements/dev.txt")


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"PERFEVAL_SECRET_KEY": ""}, "PERFEVAL_SECRET_KEY has 0 characters"),
        ({"PERFEVAL_DEBUG": "flase"}, "PERFEVAL_DEBUG is 'flase'"),
        ({"PERFEVAL_DEBUG": "1", "DATABASE_URL": "mysql://db/perfeval"}, "DATABASE_URL must begin with"),
        ({"PERFEVAL_SECRET_KEY": "k" * 50, "PERFEVAL_SSL_REDIRECT": "ja"}, "PERFEVAL_SSL_REDIRECT is 'ja'"),
    ],
)
def test_a_server_with_a_senseless_variable_does_not_start(variables: dict[str, str], says: str) -> None:
    started = run(sys.executable, "-c", "import perfeval.wsgi", **variables)
    assert started.returncode == 1
    assert f"ImproperlyConfigured: {says}" in started.stderr


def test_without_the_right_to_install_the_missing_packages_are_named(tmp_path: Path) -> None:
    stubs = {"dpkg-query": "exit 1", "id": "echo 1000", "sudo": "exit 1", "apt-get": "exit 1"}
    for name, script in stubs.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
    made = run("make", "debian", PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert made.returncode != 0
    assert re.search(
        r"^    apt-get install python3-venv .*libpango-1\.0-0 .*gettext$", made.stderr, re.MULTILINE
    )


def test_make_help_names_every_target() -> None:
    targets = set(re.findall(r"^make ([a-z]+) ", run("make", "help").stdout, re.MULTILINE))
    assert targets >= {"demo", "test", "bench", "lint", "format", "lock", "clean"}
