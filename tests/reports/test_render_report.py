"""``manage.py render_report``."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from indicators.data import rule_sets
from projects.models import Project
from reports.data import outlines
from tests.builders import (
    make_line_item,
    make_outline,
    make_project,
    make_report,
    make_rule_set,
    make_section_text,
    make_year_rules,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    make_year_rules(rule_set=make_rule_set(rule_sets()[0]))
    make_outline(outlines()[0], is_default=True)
    return make_line_item(allocated="561.26", spent="561.26").project


@pytest.mark.parametrize(
    ("extension", "magic"),
    [
        ("html", b"<!doctype html>"),
        ("pdf", b"%PDF-"),
        ("docx", b"PK"),
        ("form.pdf", b"%PDF-"),
        ("form.docx", b"PK"),
        ("xlsx", b"PK"),
    ],
)
def test_each_format_is_written(project: Project, tmp_path: Path, extension: str, magic: bytes) -> None:
    file = tmp_path / f"report.{extension}"
    call_command("render_report", str(project.pk), format=extension, output=file, stdout=StringIO())
    assert file.read_bytes()[:20].lower().startswith(magic.lower())


def test_an_unknown_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="没有编号为 7 的项目"):
        call_command("render_report", "7", format="pdf", output=tmp_path / "x.pdf")


def test_an_unknown_reference_is_refused_and_nothing_is_written(project: Project, tmp_path: Path) -> None:
    report = make_report(project, outline=make_outline(outlines()[0]))
    make_section_text(report, "conclusion", "共{全年预算合}万元")
    with pytest.raises(CommandError, match="引用“全年预算合”不存在。最接近的是“全年预算合计”"):
        call_command("render_report", str(project.pk), format="pdf", output=tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


def test_a_year_without_rules_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="2020 年度尚未指定评分规则"):
        call_command("render_report", str(make_project().pk), format="html", output=tmp_path / "x.html")


def test_the_public_version_leaves_out_what_is_marked(project: Project, tmp_path: Path) -> None:
    make_line_item(project, "禁毒专项", allocated="7", spent="7", is_withheld=True)
    file = tmp_path / "report.html"
    options: dict[str, Any] = {"format": "html", "output": file, "stdout": StringIO()}
    call_command("render_report", str(project.pk), **options)
    assert "禁毒专项" in file.read_text()
    call_command("render_report", str(project.pk), public=True, **options)
    assert "禁毒专项" not in file.read_text()
    assert "（公开版）" in file.read_text()


def test_a_secret_project_has_no_public_version(project: Project, tmp_path: Path) -> None:
    Project.objects.update(is_withheld=True)
    with pytest.raises(CommandError, match="涉密项目不公开"):
        call_command("render_report", str(project.pk), format="pdf", output=tmp_path / "x.pdf", public=True)
