"""The Chinese catalogue is complete."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

SOURCES = ("accounts", "indicators", "perfeval", "projects", "reports", "templates", "manage.py", "Makefile")
CATALOGUE = "perfeval/locale/zh_Hans/LC_MESSAGES/django.po"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bring a copy of the catalogue up to date with the code, as `make messages` does."""
    copy = tmp_path_factory.mktemp("project")
    for name in SOURCES:
        source = settings.BASE_DIR / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    command = ["make", "messages", "--assume-old=setup", f"PYTHON={sys.executable}"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "perfeval.settings"}
    subprocess.run(command, cwd=copy, env=environment, check=True)
    return copy / CATALOGUE


@pytest.mark.parametrize("flag", ["--untranslated", "--only-fuzzy"])
def test_every_message_is_translated(catalogue: Path, flag: str) -> None:
    command = ["msgattrib", "--no-obsolete", "--no-wrap", flag, str(catalogue)]
    messages = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert [line for line in messages.splitlines() if line.startswith("msgid ")][1:] == []


def test_nothing_is_translated_that_the_code_does_not_say(catalogue: Path) -> None:
    def messages(path: Path) -> set[str]:
        command = ["msgattrib", "--no-wrap", "--sort-output", str(path)]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
        return {line for line in lines if line.startswith("msgid ")}

    assert messages(settings.BASE_DIR / CATALOGUE) - messages(catalogue) == set()
