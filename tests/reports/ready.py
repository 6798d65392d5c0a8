"""A project whose report can be drawn: its year has rules, and there is an outline to follow."""

from typing import Any

from accounts.models import Office
from projects.models import Project
from reports.data import outlines
from reports.models import Outline, Report
from tests.builders import make_outline, make_project, make_report, make_year_rules


def make_ready_project(office: Office | None, **fields: Any) -> Project:
    """Make the project with the shipped rules of 2020 and the shipped outline of seven sections."""
    make_year_rules()
    seven = next(outline for outline in outlines() if outline["code"] == "seven")
    make_outline(seven, is_default=True)
    return make_project(office=office, **fields)


def begin_report(project: Project) -> Report:
    """Make the project's report, following the default outline."""
    return make_report(project, outline=Outline.objects.get(is_default=True))
