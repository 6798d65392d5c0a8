"""What the history tells of a workbook: who brought it, old and new values, and that it was taken back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from accounts.models import User
from projects.history import broken
from projects.models import HistoryEntry, Project
from tests.builders import make_project
from tests.indicators.test_workbook_pages import hidden
from tests.indicators.workbooks import (
    FUNDS,
    INDICATORS,
    SOURCE,
    STATISTICS,
    make_filled_project,
    workbook,
)
from tests.people import People, browser, make_people

pytestmark = pytest.mark.django_db

SHEETS: dict[str, list[list[object]]] = {
    "资金": [[*FUNDS], ["社区巡防经费", SOURCE, 101, -1.5, 98.5], ["消防经费", SOURCE, 7, None, 3]],
    "绩效指标": [
        [*INDICATORS],
        ["产出", "数量", "巡防次数", "≥", "正向", 50, "次", 10, 63],
        ["产出", "数量", "消防演练", "≥", "正向", 2, "次", 5, 1],
    ],
    "工作数据": [[*STATISTICS], ["信访工作", "受理数", 125, "件"], ["信访工作", "回访数", 9, "件"]],
}
Changes = dict[tuple[str, str], dict[str, list[str | None]]]
CHANGED: Changes = {
    ("projects.allocation", "社区巡防经费 · 年初预算 · 当年财政拨款"): {
        "amount": ["1000000.00", "1010000.00"]
    },
    ("indicators.indicator", "巡防次数"): {"actual": ["62.0000", "63.0000"]},
    ("indicators.statistic", "受理数"): {"value": ["124.0000", "125.0000"]},
}
ADDED: Changes = {
    ("projects.lineitem", "消防经费"): {"name": [None, "消防经费"]},
    ("projects.allocation", "消防经费 · 年初预算 · 当年财政拨款"): {"amount": [None, "70000.00"]},
    ("projects.expenditure", "消防经费 · 当年财政拨款"): {"amount": [None, "30000.00"]},
    ("indicators.indicator", "消防演练"): {"unit": [None, "次"]},
    ("indicators.statistic", "回访数"): {"unit": [None, "件"]},
}


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    return make_filled_project(make_project("平安稳定项目", office=people.clerk.office, code="P1"))


def upload(people: People, project: Project, _folder: Path) -> User | None:
    """Let the clerk send and apply the workbook."""
    client = browser(people.clerk)
    file = SimpleUploadedFile("填报表.xlsx", workbook(**SHEETS))
    shown = client.post(reverse("workbook", args=[project.pk]), {"file": file})
    client.post(reverse("workbook_apply", args=[project.pk]), hidden(shown))
    return people.clerk


def command(_people: People, project: Project, folder: Path) -> User | None:
    """Bring the same workbook with the command, which knows no person."""
    coded = {
        name: [["项目编码", *headings], *([project.code, *row] for row in rows)]
        for name, (headings, *rows) in SHEETS.items()
    }
    file = folder / "填报表.xlsx"
    file.write_bytes(workbook(**coded))
    call_command("import_workbook", str(file), "--office", project.office.code, "--year", "2020")
    return None


def told(project: Project, after: int = 0) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Return the changes of each entry behind so many, by action, table and name."""
    return {
        (one.action, one.kind, one.name): json.loads(one.changes)
        for one in HistoryEntry.objects.filter(project=project.pk, sequence__gt=after)
    }


@pytest.mark.parametrize("bring", [upload, command])
def test_a_workbook_is_told_with_old_and_new_values(
    bring: Callable[[People, Project, Path], User | None], people: People, project: Project, tmp_path: Path
) -> None:
    person = bring(people, project, tmp_path)
    found = told(project)
    changed = {key[1:]: changes for key, changes in found.items() if key[0] == "changed"}
    assert changed == CHANGED
    assert {key[1:] for key in found if key[0] == "added"} == set(ADDED)
    for key, changes in ADDED.items():
        assert changes.items() <= found["added", *key].items()
    history = HistoryEntry.objects.filter(project=project.pk)
    who = (None, "") if person is None else (person.pk, str(person))
    assert {(one.person, one.made_by) for one in history} == {who}
    assert broken(history) is None


def test_the_undo_is_told_the_other_way_round(people: People, project: Project, tmp_path: Path) -> None:
    upload(people, project, tmp_path)
    history = HistoryEntry.objects.filter(project=project.pk)
    written = history.count()
    browser(people.clerk).post(reverse("change_undo", args=[project.pk]))
    found = told(project, after=written)
    turned = {
        ("changed", *key): {name: [new, old] for name, (old, new) in changes.items()}
        for key, changes in CHANGED.items()
    }
    assert {key: changes for key, changes in found.items() if key[0] == "changed"} == turned
    assert {key[1:] for key in found if key[0] == "removed"} == set(ADDED)
    for key, changes in ADDED.items():
        removed = {name: [new, old] for name, (old, new) in changes.items()}
        assert removed.items() <= found["removed", *key].items()
    assert len(found) == len(CHANGED) + len(ADDED)
    assert {one.person for one in history} == {people.clerk.pk}
    assert broken(history) is None


def test_nobody_takes_back_what_the_command_brought(people: People, project: Project, tmp_path: Path) -> None:
    command(people, project, tmp_path)
    before = told(project)
    browser(people.clerk).post(reverse("change_undo", args=[project.pk]))
    assert told(project) == before
