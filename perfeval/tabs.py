"""The tabs of a project's page, in order."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: ``name`` is the name of its address, which takes the project's number."""

    name: str
    label: str | Promise


TABS = (
    Tab("project", _("Basics")),
    Tab("project_funds", _("Funds")),
    Tab("project_indicators", _("Indicators")),
    Tab("project_statistics", _("Work figures")),
    Tab("project_monitoring", _("Mid-year monitoring")),
    Tab("project_texts", _("Report text")),
    Tab("project_checks", _("Checks")),
    Tab("project_preview", _("Preview and download")),
    Tab("project_history", _("History")),
)
