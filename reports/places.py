"""Where on the site a figure, a record or a section is entered."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from projects.models import Project
from reports.evaluation import Evaluation
from reports.facts import Facts

_RECORD = re.compile(r"(?P<kind>item|indicator|statistic)-(?P<pk>[0-9]+)")

_RECORD_PAGES = {"item": "line_item", "indicator": "indicator_edit", "statistic": "statistic_edit"}
"""The page of one record; those of indicators and work figures are for people who may change them."""

_TABS = {
    "project": "project",
    "item": "project_funds",
    "items": "project_funds",
    "funds": "project_funds",
    "total": "project_funds",
    "source": "project_funds",
    "largest": "project_funds",
    "statistic": "project_statistics",
    "section": "project_texts",
    "problems": "project_texts",
    "monitoring": "project_monitoring",
    "last": "project_funds",
}
"""The tab of a key, by its first word; all others stand among the indicators and their scores."""


_FORMS = {"project": "project_edit", "goals": "goals", "problems": "problems"}
"""The page on which a place is entered that is no record; for people who may change it."""


@dataclass(frozen=True, slots=True)
class Titles:
    """What the places of a report are called: in groups those to choose from, and ``others``."""

    groups: Mapping[str, Mapping[str, str]]
    others: Mapping[str, str]

    def __contains__(self, key: str) -> bool:
        return key in self.others or any(key in group for group in self.groups.values())

    def of(self, key: str) -> str:
        """Return the title of a place; without one that of the whole report."""
        for group in (*self.groups.values(), self.others):
            if key in group:
                return group[key]
        return _("The whole report")

    def choices(self, chosen: str) -> list[tuple[str, Any]]:
        """Return what to choose from, the place that is chosen already among it."""
        groups = [(name, list(group.items())) for name, group in self.groups.items() if group]
        other = [(chosen, self.others[chosen])] if chosen in self.others else []
        return [("", self.of("")), *other, *groups]


def titles(evaluation: Evaluation, known: Facts) -> Titles:
    """Return the places of a report that a remark can be about: its sections, records and figures.

    The figures of a record are among ``others``: there are too many to choose from.
    """
    groups = {
        _("Sections"): {
            f"section-{section.key}": f"{section.number}{section.title}"
            for section in evaluation.outline.sections
        },
        _("Line items"): {line.key: line.name for line in evaluation.lines},
        _("Indicators"): {measure.key: measure.name for measure in evaluation.measures},
        _("Work figures"): {statistic.key: statistic.name for statistic in evaluation.statistics},
    }
    records = {key for group in groups.values() for key in group}
    figures = {fact.id: fact.name for fact in known.values() if fact.id not in records}
    groups[_("Figures")] = {key: name for key, name in figures.items() if not _RECORD.match(key)}
    return Titles(groups, {key: name for key, name in figures.items() if _RECORD.match(key)})


def tab_of(key: str) -> str:
    """Return the name of the tab on which a place is shown."""
    return _TABS.get(key.partition("-")[0], "project_indicators") if key else "project_preview"


def tab_place(key: str, project: Project) -> str:
    """Return the address of a place on its tab, for those who may edit and those who may not."""
    record = _RECORD.match(key)
    anchor = record[0] if record else key if key.startswith("section-") else None
    return reverse(tab_of(key), args=[project.pk], fragment=anchor)


def place(key: str, project: Project, *, may_edit: bool) -> str:
    """Return the address at which the fact or finding ``key`` is entered, or seen by those who may not edit.

    ``key`` is a fact's id (``item-3-budget``, ``score-total``) or a finding's ``where`` (``indicator-12``,
    ``funds``, ``problems``, ``section-overview``).
    """
    if key in _FORMS and may_edit:
        return reverse(_FORMS[key], args=[project.pk])
    record = _RECORD.match(key)
    if record and (may_edit or record["kind"] == "item"):
        return reverse(_RECORD_PAGES[record["kind"]], args=[record["pk"]])
    if key.startswith("section-") and may_edit:
        return reverse("section_text", args=[project.pk, key.removeprefix("section-")])
    return tab_place(key, project)
