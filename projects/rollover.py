"""Roll-over: a new year begun from the last. The projects and their line items go on, the amounts do not.

Each app carries over what it owns: ``indicators.rollover`` the rules and indicators, ``reports.rollover``
the reports, and it puts the three together.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from projects.models import FiscalYear, LineItem, Phase, Project, Succession


@dataclass(frozen=True, slots=True)
class Plan:
    """What a roll-over would do: the projects that it carries over, and those that stay behind and why."""

    last: FiscalYear
    year: int
    carried: tuple[Project, ...]
    present: tuple[Project, ...]
    """Projects that are in the new year already, by their lineage."""
    hindered: tuple[Project, ...]
    """Projects whose code or name another project of their office has in the new year."""


def plan(last: FiscalYear) -> Plan:
    """Return what rolling over the year would do now; two queries, whatever the number of projects."""
    there = Project.objects.filter(fiscal_year__year=last.year + 1)
    lineages, codes, names = set(), set(), set()
    for lineage, office, code, name in there.values_list("lineage", "office", "code", "name"):
        lineages.add(lineage)
        codes.add((office, code))
        names.add((office, name))
    carried, present, hindered = [], [], []
    for project in last.projects.current().select_related("office"):
        if project.lineage in lineages:
            present.append(project)
        elif (project.office_id, project.code) in codes or (project.office_id, project.name) in names:
            hindered.append(project)
        else:
            carried.append(project)
    return Plan(last, last.year + 1, tuple(carried), tuple(present), tuple(hindered))


def begin_year(last: FiscalYear) -> FiscalYear:
    """Return the year after the last; if there is none yet, make it, with phases a year later.

    Raises:
        YearClosed: if it is there and closed.
    """
    year, is_new = FiscalYear.objects.get_or_create(year=last.year + 1)
    year.require_open()
    if is_new:
        Phase.objects.bulk_create(
            Phase(
                fiscal_year=year,
                kind=phase.kind,
                opens_on=_a_year_later(phase.opens_on),
                due_on=_a_year_later(phase.due_on),
            )
            for phase in last.phases.all()
        )
    return year


def _a_year_later(day: datetime.date) -> datetime.date:
    """Return the same day of the next year; for 29 February the 28th."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if is_leap_day else day.day)


def carry_projects(projects: Iterable[Project], year: FiscalYear, *, user: User) -> dict[int, Project]:
    """Make the projects anew in the year, each with its line items and the record of where it comes from.

    Returns the new projects by the numbers of the old ones. One query each to read and to write a table.
    """
    old = list(projects)
    new = Project.objects.bulk_create(
        Project(
            fiscal_year=year,
            office=project.office,
            department=project.department,
            code=project.code,
            name=project.name,
            purposes=project.purposes,
            approval=project.approval,
            is_withheld=project.is_withheld,
            lineage=project.lineage,
        )
        for project in old
    )
    successors = {one.pk: other for one, other in zip(old, new, strict=True)}
    LineItem.objects.bulk_create(
        LineItem(
            project=successors[item.project_id],
            name=item.name,
            position=item.position,
            is_withheld=item.is_withheld,
            lineage=item.lineage,
        )
        for item in LineItem.objects.filter(project__in=old)
    )
    Succession.objects.bulk_create(
        Succession(
            predecessor=project,
            successor=successors[project.pk],
            kind=Succession.Kind.CONTINUED,
            made_by=user,
        )
        for project in old
    )
    return successors
