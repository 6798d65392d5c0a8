"""Split and merger of projects of one office and year, and the record of it.

Each app hands over what it owns: the line items with the ledger behind them are handed over here, the
indicators and what goes with them in ``indicators.succession``, which puts the two together.
"""

from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from projects.models import BulkChange, Project, Succession


class Hindered(Exception):
    """A split or a merger that cannot be made as it was asked for; the text tells the person why."""


def begin_part(project: Project, *, code: str, name: str, user: User) -> Project:
    """Make the project, empty yet, that is split off another, and record where it comes from."""
    part = Project.objects.create(
        fiscal_year=project.fiscal_year,
        office=project.office,
        department=project.department,
        approval=project.approval,
        code=code,
        name=name,
    )
    Succession.objects.create(predecessor=project, successor=part, kind=Succession.Kind.SPLIT, made_by=user)
    return part


def hand_over(rows: QuerySet[Any], into: Project, *, came_from: str) -> None:
    """Move rows that have a name and a place to another project, behind those that it has of their kind.

    What refers to a row (entries, evidence, adjustments) goes on referring to it. A name that is taken there
    is told apart by ``came_from``. As many queries for many rows as for one.

    Raises:
        Hindered: if a name would become too long by it.
    """
    manager = rows.model._base_manager
    there = manager.filter(project=into)
    taken = set(there.values_list("name", flat=True))
    first = (there.aggregate(last=Max("position"))["last"] or 0) + 1
    moved = list(rows)
    for position, row in enumerate(moved, start=first):
        if row.name in taken:
            row.name = _told_apart(row, came_from, taken)
        taken.add(row.name)
        row.project, row.position, row.version = into, position, row.version + 1
    manager.bulk_update(moved, ["project", "name", "position", "version"])


def _told_apart(row: Any, came_from: str, taken: set[str]) -> str:
    name = f"{row.name}（{came_from}）"
    if name in taken or len(name) > row._meta.get_field("name").max_length:
        message = _("“%(name)s” is there twice. Rename one of them first.")
        raise Hindered(message % {"name": row.name})
    return name


def close_merged(project: Project, into: Project, *, user: User) -> None:
    """Record that a project was merged into another. Its shell stays, with its texts, locked for good."""
    Succession.objects.create(predecessor=project, successor=into, kind=Succession.Kind.MERGED, made_by=user)
    forget_undo(project)
    Project.objects.filter(pk=project.pk).update(locked_at=timezone.now())


def forget_undo(project: Project) -> None:
    """Drop the last change of many rows: it cannot be taken back once line items have moved."""
    BulkChange.objects.filter(project=project).delete()


def relatives(project: Project, user: User) -> QuerySet[Succession]:
    """Return the records of where the project comes from and of what became of it, the earliest first.

    Without those that name a project which the person may not see.
    """
    visible = Project.objects.visible_to(user)
    return (
        Succession.objects.filter(
            Q(successor=project, predecessor__in=visible) | Q(predecessor=project, successor__in=visible)
        )
        .select_related("predecessor__fiscal_year", "successor__fiscal_year", "made_by")
        .order_by("made_at", "pk")
    )


def holds_records(project: Project) -> bool:
    """Return whether a split or a merger is recorded at the project, so that it cannot be deleted."""
    return (
        project.successions.filter(kind=Succession.Kind.SPLIT).exists()
        or project.origins.filter(kind=Succession.Kind.MERGED).exists()
    )
