"""Where on the site a figure, a record or a section is entered."""

import re

from django.urls import reverse

from projects.models import Project

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
}
"""The tab of a key, by its first word; all others stand among the indicators and their scores."""


def place(key: str, project: Project, *, may_edit: bool) -> str:
    """Return the address at which the fact or finding ``key`` is entered, or seen by those who may not edit.

    ``key`` is a fact's id (``item-3-budget``, ``score-total``) or a finding's ``where`` (``indicator-12``,
    ``funds``, ``section-overview``).
    """
    record = _RECORD.match(key)
    if record and (may_edit or record["kind"] == "item"):
        return reverse(_RECORD_PAGES[record["kind"]], args=[record["pk"]])
    first, _, rest = key.partition("-")
    if first == "section" and may_edit:
        return reverse("section_text", args=[project.pk, rest])
    tab = _TABS.get(first, "project_indicators")
    anchor = record[0] if record else key if first == "section" else None
    return reverse(tab, args=[project.pk], fragment=anchor)
