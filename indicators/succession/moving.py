"""Split and merger of projects: what becomes of their line items, indicators, work figures and evidence.

Nothing is copied and nothing is entered anew. Rows move with everything that refers to them, so that each
amount and each file stands in exactly one project afterwards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Max, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from indicators.models import Evidence, Goal, Indicator, Monitoring, MonitoringEntry, Statistic
from projects import ledger
from projects.funds import Figures, Line, whole
from projects.history import record_new
from projects.locks import holding, writing_to
from projects.models import FiscalYear, LineItem, Project
from projects.money import total
from projects.succession import Hindered, begin_part, close_merged, forget_undo, hand_over


@dataclass(frozen=True, slots=True)
class Part:
    """A project that is to be split off: its code and name, and the numbers of the rows that it gets."""

    code: str
    name: str
    lines: frozenset[int]
    indicators: frozenset[int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a project holds after a split or a merger."""

    code: str
    name: str
    lines: tuple[Line, ...]
    indicators: tuple[str, ...]
    statistics: tuple[str, ...]

    @property
    def figures(self) -> Figures:
        """The figures of all its line items together."""
        return whole(self.lines)


def outcome(project: Project) -> Outcome:
    """Return what the project holds now."""
    return Outcome(
        project.code,
        project.name,
        tuple(ledger.lines(project).values()),
        tuple(project.indicators.values_list("name", flat=True)),
        tuple(project.statistics.values_list("name", flat=True)),
    )


def split(project: Project, parts: Sequence[Part], *, user: User) -> list[Project]:
    """Split parts off a project, all or none; return what goes on of it, and the parts.

    The project goes on with what no part gets, with its goals, its texts and its history. Work figures follow
    the indicators that take their actual from them.

    Raises:
        Hindered: if indicators that rest on the same work figures are to be parted, or the project would keep
            no line item.
        YearClosed, ProjectLocked: as ``projects.locks.writing_to``.
    """
    with writing_to(project, by=user) as held:
        if not held.line_items.exclude(pk__in=[pk for part in parts for pk in part.lines]).exists():
            raise Hindered(_("At least one line item stays in the project."))
        statistics = _following(held, parts)
        forget_undo(held)
        new = []
        for part, figures in zip(parts, statistics, strict=True):
            successor = begin_part(held, code=part.code, name=part.name, user=user)
            _move(
                successor,
                lines=held.line_items.filter(pk__in=part.lines),
                indicators=held.indicators.filter(pk__in=part.indicators),
                statistics=held.statistics.filter(pk__in=figures),
                came_from=held.name,
            )
            new.append(successor)
        _forget_forecast(held)
        record_new([successor.pk for successor in new], by=user)
        return [held, *new]


def merge(others: Iterable[Project], into: Project, *, user: User) -> Project:
    """Merge other projects of the same office and year into one, all or nothing; return it.

    Of the others a shell stays, locked: their texts can still be read, and what they were is on record.

    Raises:
        Hindered: if their mid-year monitoring is of different months, or names clash beyond telling apart.
        YearClosed, ProjectLocked, Project.DoesNotExist: as ``projects.locks.writing_to``, for any of them.
    """
    wanted = [into.pk, *(project.pk for project in others)]
    # Held together, so that a row that moves is told in the histories of both.
    with holding(wanted, by=user):
        held = Project.objects.in_bulk(wanted)
        if len(held) < len(wanted):
            raise Project.DoesNotExist
        FiscalYear.objects.get(pk=into.fiscal_year_id).require_open()
        for project in held.values():
            project.require_unlocked()
        target = held.pop(into.pk)
        forget_undo(target)
        _merge_forecasts([target, *held.values()])
        for other in held.values():
            position = target.goals.aggregate(last=Max("position"))["last"] or 0
            goals = list(other.goals.all())
            for goal in goals:
                position += 1
                goal.project, goal.position, goal.version = target, position, goal.version + 1
            Goal.objects.bulk_update(goals, ["project", "position", "version"])
            _move(
                target,
                lines=other.line_items.all(),
                indicators=other.indicators.all(),
                statistics=other.statistics.all(),
                came_from=other.name,
            )
            close_merged(other, target, user=user)
        return target


def _move(
    into: Project,
    *,
    lines: QuerySet[LineItem],
    indicators: QuerySet[Indicator],
    statistics: QuerySet[Statistic],
    came_from: str,
) -> None:
    proved = Q(expenditure__line_item__in=lines) | Q(indicator__in=indicators) | Q(statistic__in=statistics)
    files = list(Evidence.objects.filter(proved).values_list("pk", flat=True))
    entries = MonitoringEntry.objects.filter(indicator__in=indicators).select_related("monitoring")
    if noted := list(entries):
        there, _is_new = Monitoring.objects.get_or_create(
            project=into, defaults={"month": noted[0].monitoring.month}
        )
        MonitoringEntry.objects.filter(pk__in=[one.pk for one in noted]).update(monitoring=there)
    for rows in (lines, statistics, indicators):
        hand_over(rows, into, came_from=came_from)
    Evidence.objects.filter(pk__in=files).update(project=into)


def _following(project: Project, parts: Sequence[Part]) -> list[set[int]]:
    """Return for each part the work figures that its indicators rest on, rates with both parts."""
    statistics = list(project.statistics.all())
    together = {one.pk: {one.pk} for one in statistics}
    for one in statistics:
        for other in (one.part_id, one.whole_id):
            if other is not None:
                joined = together[one.pk] | together[other]
                together |= dict.fromkeys(joined, joined)
    place = {pk: number for number, part in enumerate(parts) for pk in part.indicators}
    resting: dict[int, Indicator] = {}
    following: list[set[int]] = [set() for _part in parts]
    for indicator in project.indicators.all():
        if indicator.actual_from_id is None:
            continue
        figures = together[indicator.actual_from_id]
        first = resting.setdefault(min(figures), indicator)
        if place.get(first.pk) != place.get(indicator.pk):
            message = _("“%(one)s” and “%(other)s” rest on the same work figures: leave them together.")
            raise Hindered(message % {"one": first, "other": indicator})
        if indicator.pk in place:
            following[place[indicator.pk]] |= figures
    return following


def _forget_forecast(project: Project) -> None:
    """Empty the forecast of the year's spending: it was made for the project as it was, and is asked anew."""
    Monitoring.objects.filter(project=project).update(forecast=None, version=F("version") + 1)


def _merge_forecasts(projects: Sequence[Project]) -> None:
    """Add up the forecasts of the year's spending in the first project; unknown where one is."""
    known = {one.project_id: one for one in Monitoring.objects.filter(project__in=projects)}
    if len({one.month for one in known.values()}) > 1:
        raise Hindered(
            _("The mid-year monitoring of these projects is of different months. Make them alike.")
        )
    if not known:
        return
    forecasts = [known[one.pk].forecast if one.pk in known else None for one in projects]
    there, _is_new = Monitoring.objects.get_or_create(
        project=projects[0], defaults={"month": next(iter(known.values())).month}
    )
    forecast = None if None in forecasts else total(forecasts)
    Monitoring.objects.filter(pk=there.pk).update(forecast=forecast, version=F("version") + 1)
