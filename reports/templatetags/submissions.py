"""Where a project stands, and what is still to be mended, on every page of the project."""

from datetime import datetime
from typing import Any

from django import template
from django.db.models import QuerySet
from django.utils import timezone

from projects.models import Project
from reports.models import Remark, Submission
from reports.places import tab_of, tab_place
from reports.workflow import reviews

register = template.Library()
register.filter("reviews", reviews)

ALL_REMARKS = ("project_checks", "project_preview")
"""The tabs that show every remark; the others show those about what stands on them."""


@register.filter
def days_since(moment: datetime) -> int:
    """Return how many days ago something was: 0 for today."""
    return (timezone.localdate() - timezone.localdate(moment)).days


@register.simple_tag
def last_submission(project: Project) -> Submission | None:
    """Return the newest version of the project that was submitted, without what is in it."""
    submissions: QuerySet[Submission] = Submission.objects.filter(project=project)
    return submissions.defer("snapshot", "findings").last()


@register.inclusion_tag("reports/open_remarks.html")
def open_remarks(project: Project, tab: str) -> dict[str, Any]:
    """List the remarks that are not settled, each with a link to its place, while they can be mended."""
    if project.locked_at is not None:
        return {"here": [], "elsewhere": 0}
    found = Remark.objects.filter(submission__project=project, settled_at=None)
    remarks = [
        (remark, remark.submission.live(remark.place))
        for remark in found.select_related("submission").defer("submission__snapshot", "submission__findings")
    ]
    here = [
        (remark, tab_place(place, project))
        for remark, place in remarks
        if tab in ALL_REMARKS or tab_of(place) == tab
    ]
    elsewhere = len(remarks) - len(here)
    return {"here": here, "elsewhere": elsewhere, "last": remarks[-1][0].submission if remarks else None}
