"""What projects still lack before their reports can be written: for the home page and the tabs' dots."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.models import Goal, Indicator, Statistic
from indicators.scoring import Nature
from projects.models import Allocation, Expenditure, LineItem, Project

QUALITATIVE = Q(nature=Nature.QUALITATIVE.value)
UNREPORTED = (
    (QUALITATIVE & (Q(actual_text="") | Q(achieved_percent=None)))
    | (~QUALITATIVE & Q(actual=None, actual_from=None))
    | Q(actual_from__isnull=False, actual_from__value=None, actual_from__part=None)
)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing: on which tab, in words, and the address at which it is entered."""

    tab: str
    message: str
    address: str


def gaps(projects: QuerySet[Project]) -> dict[int, list[Gap]]:
    """Return what each project lacks, by its number; four queries, whatever the number of projects."""
    mine, of_item = {"project": OuterRef("pk")}, {"line_item": OuterRef("pk")}
    items = LineItem.objects.filter(project__in=projects)
    unfunded = _by_project(items.filter(~Exists(Allocation.objects.filter(**of_item))))
    unspent = _by_project(items.filter(~Exists(Expenditure.objects.filter(**of_item))))
    unreported = _by_project(Indicator.objects.filter(UNREPORTED, project__in=projects))
    rows = projects.order_by().annotate(
        has_items=Exists(LineItem.objects.filter(**mine)),
        has_goals=Exists(Goal.objects.filter(**mine)),
        has_indicators=Exists(Indicator.objects.filter(**mine)),
        has_statistics=Exists(Statistic.objects.filter(**mine)),
    )
    return {
        project.pk: [
            *_funds_gaps(project, unfunded[project.pk], unspent[project.pk]),
            *_indicator_gaps(project, unreported[project.pk]),
            *_other_gaps(project),
        ]
        for project in rows
    }


def _by_project(records: QuerySet[Any]) -> dict[int, list[int]]:
    numbers: dict[int, list[int]] = defaultdict(list)
    for project, number in records.values_list("project", "pk"):
        numbers[project].append(number)
    return numbers


def _gap(project: Any, tab: str, message: str, record: str | None = None) -> Gap:
    return Gap(tab, message, reverse(tab, args=[project.pk], fragment=record))


def _funds_gaps(project: Any, unfunded: Sequence[int], unspent: Sequence[int]) -> Iterator[Gap]:
    if not project.has_items:
        yield _gap(project, "project_funds", _("no line items"))
    if count := len(unfunded):
        message = ngettext(
            "%(number)d line item without budget", "%(number)d line items without budget", count
        )
        yield _gap(project, "project_funds", message % {"number": count}, f"item-{unfunded[0]}")
    if count := len(unspent):
        message = ngettext(
            "%(number)d line item without spending", "%(number)d line items without spending", count
        )
        yield _gap(project, "project_funds", message % {"number": count}, f"item-{unspent[0]}")


def _indicator_gaps(project: Any, unreported: Sequence[int]) -> Iterator[Gap]:
    if not project.has_goals:
        yield _gap(project, "project_indicators", _("no goal of the year"), "goals")
    if not project.has_indicators:
        yield _gap(project, "project_indicators", _("no indicators"))
    if count := len(unreported):
        message = ngettext(
            "%(number)d indicator without actual value", "%(number)d indicators without actual value", count
        )
        yield _gap(project, "project_indicators", message % {"number": count}, f"indicator-{unreported[0]}")


def _other_gaps(project: Any) -> Iterator[Gap]:
    if not project.has_statistics:
        yield _gap(project, "project_statistics", _("no work figures"))
    if project.written_on is None:
        yield _gap(project, "project", _("no date of the report"))
