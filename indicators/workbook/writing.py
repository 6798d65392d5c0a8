"""A plan carried out: all of it or nothing."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import Max, QuerySet

from accounts.models import User
from indicators.models import Indicator, Statistic
from indicators.workbook.planning import Plan, Planned, RowChange
from projects import cells
from projects.locks import holding, writing_to
from projects.models import Project
from projects.undo import FUNDS, Kind, undoable

Record = TypeVar("Record", Indicator, Statistic)


RELATIONS = ("actual_from", "part", "whole")
KINDS = (*FUNDS, Kind(Statistic), Kind(Indicator))
"""What a plan changes, and the undo of it puts back."""


class Outdated(Exception):
    """What is stored has changed since the plan was shown; ``planned`` is what it would be now."""

    def __init__(self, planned: Planned) -> None:
        super().__init__("the plan is outdated")
        self.planned = planned


def write(plan: Plan, *, user: User, replan: Callable[[Project], Planned]) -> None:
    """Carry out a plan that a person has seen, so that one undo takes it back.

    ``replan`` makes it anew while the project is held, so that whatever happened since is noticed.

    Raises:
        Outdated: if it would now be another; nothing is written.
        YearClosed: if the year was closed meanwhile.
        ProjectLocked: if the project was submitted meanwhile.
    """
    with writing_to(plan.project, by=user) as project:
        now = replan(project)
        if [one.digest for one in now.plans] != [plan.digest]:
            raise Outdated(now)
        with undoable(project, KINDS, user=user):
            carry_out(now.plans[0])


def write_all(projects: "QuerySet[Project]", *, replan: Callable[[], Planned]) -> Planned:
    """Hold the projects, plan, and carry the plans out, all in one transaction; nothing where are faults.

    Raises:
        YearClosed: if the year is closed.
        ProjectLocked: if one that would change is submitted.
    """
    with holding(projects.values_list("pk", flat=True), by=None):
        for year in {project.fiscal_year for project in projects.select_related("fiscal_year")}:
            year.require_open()
        planned = replan()
        for plan in planned.plans:
            if plan.funds or plan.statistics or plan.indicators:
                plan.project.require_unlocked()
            carry_out(plan)
        return planned


def carry_out(plan: Plan) -> None:
    """Write a plan to its project, which the caller holds or has just made."""
    if plan.funds:
        cells.apply(plan.project, plan.funds)
    if not plan.statistics and not plan.indicators:
        return
    figures = {one.name: one for one in plan.project.statistics.all()}
    # First the values, then the rates of them.
    for keys in (("area", "name", "value", "unit"), RELATIONS):
        changes = [(change.name, _only(change, keys)) for change in plan.statistics]
        figures |= _save(Statistic, plan.project, changes, stored=figures, figures=figures)
    indicators = {one.name: one for one in plan.project.indicators.all()}
    changes = [
        (change.name, {key: new for key, (_old, new) in change.columns.items()}) for change in plan.indicators
    ]
    _save(Indicator, plan.project, changes, stored=indicators, figures=figures)


def _only(change: RowChange, keys: Iterable[str]) -> dict[str, Any]:
    return {key: change.columns[key][1] for key in keys if key in change.columns}


def _save(
    model: type[Record],
    project: Project,
    changes: Iterable[tuple[str, Mapping[str, Any]]],
    *,
    stored: Mapping[str, Record],
    figures: Mapping[str, Statistic],
) -> dict[str, Record]:
    """Add and change rows of one project, two queries whatever their number; return the changed by name."""
    rows = model._base_manager.filter(project=project)
    position = rows.aggregate(last=Max("position"))["last"] or 0
    added: list[Record] = []
    changed: list[Record] = []
    columns: set[str] = set()
    for name, values in changes:
        row = stored.get(name) or model(project=project)
        for key, value in values.items():
            setattr(row, key, figures.get(value) if key in RELATIONS else value)
        if row.pk is None:
            position += 1
            row.position = position
            added.append(row)
        elif values:
            row.version += 1
            columns.update(values)
            changed.append(row)
    model._base_manager.bulk_create(added)
    if changed:
        model._base_manager.bulk_update(changed, [*columns, "version"], batch_size=100)
    return {row.name: row for row in added + changed}
