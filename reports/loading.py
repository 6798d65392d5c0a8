"""From the tables to frozen evaluations, in a constant number of queries for any number of projects."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, prefetch_related_objects
from django.utils import timezone

from accounts.models import Office
from indicators.layouts import STANDARD, parse_layout
from indicators.models import Indicator, Monitoring, Statistic
from indicators.rules import Rules, parse_rules
from indicators.scoring import Direction, Measure, Nature
from projects import ledger
from projects.funds import Line
from projects.models import FundingSource, LineItem, Project, Succession
from reports import checks
from reports.evaluation import (
    AdjustmentRecord,
    AnswerRecord,
    Evaluation,
    GoalRecord,
    LastLine,
    LastYear,
    OtherReport,
    ProblemRecord,
    StatisticRecord,
    measured,
)
from reports.facts import DuplicateFactError, facts
from reports.models import Answer, Report, SectionText
from reports.models import Outline as OutlineRecord
from reports.monitoring import MonitoringRecord, ProgressRecord
from reports.outline import Outline, parse_outline

# A query that counts forgets the order of its model.
INDICATORS = Indicator.objects.annotate(files=Count("evidence")).order_by("position", "pk")
STATISTICS = Prefetch(
    "statistics", Statistic.objects.annotate(files=Count("evidence")).order_by("position", "pk")
)

RELATED = (
    "office",
    "fiscal_year__rules__rule_set",
    "fiscal_year__rules__layout",
    "goals",
    Prefetch("indicators", INDICATORS.prefetch_related("adjustments")),
    STATISTICS,
    "report__outline",
    "report__texts",
    "report__problems",
)


class NotReadyError(Exception):
    """An administrator has not set up what an evaluation needs; the message says what."""


def load(project: Project) -> Evaluation:
    """Return the project's evaluation, with other reports and the answers to findings that stand today.

    Raises:
        NotReadyError: if the year has no rule set, or there is no outline to follow.
    """
    evaluation = replace(load_many([project])[0], others=_others(project))
    given = tuple(
        AnswerRecord(
            one.rule,
            one.message,
            one.reason,
            one.is_waiver,
            str(one.made_by),
            timezone.localdate(one.made_at),
        )
        for one in Answer.objects.filter(project=project).select_related("made_by")
    )
    if not given:
        return evaluation
    try:
        findings = checks.run(evaluation, facts(evaluation), on=timezone.localdate())
    except DuplicateFactError:  # nothing can be computed, nor therefore found
        return evaluation
    return replace(evaluation, answers=checks.standing_answers(findings, given))


def load_many(projects: Iterable[Project]) -> list[Evaluation]:
    """Return the evaluations of the projects, in their order; without what only one project's pages want.

    Those are the answers to findings, and the other reports that it is held against.

    Raises:
        NotReadyError: if a year has no rule set, or there is no outline to follow.
    """
    listed = list(projects)
    if not listed:
        return []
    prefetch_related_objects(listed, *RELATED)
    sources = tuple(FundingSource.objects.values_list("name", flat=True))
    bureaus = dict(Office.objects.filter(kind=Office.Kind.BUREAU).values_list("path", "name"))
    standard = OutlineRecord.objects.filter(is_default=True).first()
    rules: dict[int, Rules] = {}
    outlines: dict[int, Outline] = {}
    before = _before(listed)
    lines = ledger.lines_of([*listed, *before.projects])
    return [
        _with_last_year(
            _evaluation(project, lines, sources, bureaus, standard, rules, outlines), project, lines, before
        )
        for project in listed
    ]


def _others(project: Project) -> tuple[OtherReport, ...]:
    """Return what was written for the other projects of the same office and year; one query for all."""
    others = Project.objects.current().filter(office=project.office_id, fiscal_year=project.fiscal_year_id)
    written = SectionText.objects.filter(report__project__in=others).exclude(report__project=project.pk)
    texts: dict[str, list[str]] = {}
    for name, text in written.order_by("report__project__code").values_list("report__project__name", "text"):
        texts.setdefault(name, []).append(text)
    return tuple(OtherReport(name, tuple(listed)) for name, listed in texts.items())


Lines = Mapping[Project, Mapping[LineItem, Line]]
"""The line items of projects, as ``ledger.lines_of`` reads them."""


@dataclass(frozen=True, slots=True)
class _Before:
    """The projects of the years before that some projects follow from.

    ``continued`` are by the number of a project the lineages that it goes on with: its own and those of the
    projects that were merged into it. ``parted`` are those that it was split from. ``taken`` are the
    lineages of the lines and indicators that a split gave away.
    """

    projects: list[Project]
    continued: Mapping[int, set[UUID]]
    parted: Mapping[int, set[UUID]]
    taken: set[UUID]


def _before(projects: Sequence[Project]) -> _Before:
    records = list(
        Succession.objects.filter(
            successor__fiscal_year__in={project.fiscal_year_id for project in projects},
            successor__office__in={project.office_id for project in projects},
        )
        .exclude(kind=Succession.Kind.CONTINUED)
        .values_list("successor", "kind", "predecessor", "predecessor__lineage")
    )
    continued = {project.pk: {project.lineage} for project in projects}
    parted: dict[int, set[UUID]] = {project.pk: set() for project in projects}
    for project in projects:
        reached, waiting = {project.pk}, [(project.pk, True)]
        while waiting:
            number, goes_on = waiting.pop()
            for successor, kind, predecessor, lineage in records:
                if successor == number and predecessor not in reached:
                    reached.add(predecessor)
                    merged = goes_on and kind == Succession.Kind.MERGED
                    (continued if merged else parted)[project.pk].add(lineage)
                    waiting.append((predecessor, merged))
    splits = {number for number, kind, *_ in records if kind == Succession.Kind.SPLIT}
    rows = (LineItem, Indicator) if splits else ()
    taken = {
        one
        for row in rows
        for one in row.objects.filter(project__in=splits).values_list("lineage", flat=True)
    }
    earlier = (
        Project.objects.filter(
            lineage__in=set().union(*continued.values(), *parted.values()),
            fiscal_year__year__in={project.fiscal_year.year - 1 for project in projects},
        )
        .order_by("pk")
        .select_related("fiscal_year")
        .prefetch_related(Prefetch("indicators", INDICATORS), STATISTICS, "report__texts")
    )
    return _Before(list(earlier), continued, parted, taken)


def _with_last_year(evaluation: Evaluation, project: Project, lines_of: Lines, before: _Before) -> Evaluation:
    """Put in what the projects before it were like.

    Of a project that was split, each part tells of what it continues itself; what none of them continues is
    told by the one that goes on with the lineage.
    """
    items = {item.lineage: line.key for item, line in lines_of[project].items()}
    indicators = {one.lineage: f"indicator-{one.pk}" for one in project.indicators.all()}
    own, year = before.continued[project.pk], evaluation.year - 1
    lines: list[LastLine] = []
    measures: list[Measure] = []
    texts: dict[str, str] = {}
    mine = [
        one
        for one in before.projects
        if one.fiscal_year.year == year and one.lineage in own | before.parted[project.pk]
    ]
    for one in mine:
        rest = one.lineage in own
        lines += [
            LastLine(items.get(item.lineage, ""), line.name, line.figures, line.is_withheld)
            for item, line in lines_of[one].items()
            if item.lineage in items or (rest and item.lineage not in before.taken)
        ]
        measures += [
            replace(measure, key=indicators.get(stored.lineage, ""), actual_from="")
            for stored, measure in zip(one.indicators.all(), _measured(one, evaluation.rules), strict=True)
            if stored.lineage in indicators or (rest and stored.lineage not in before.taken)
        ]
        report: Report | None = getattr(one, "report", None)
        if report and one.lineage == project.lineage:
            texts = {text.section: text.text for text in report.texts.all()}
    last = LastYear(year, tuple(lines), tuple(measures), texts)
    return replace(evaluation, last_year=last) if lines or measures or texts else evaluation


def _measured(project: Project, rules: Rules) -> tuple[Measure, ...]:
    return measured(
        map(_measure, project.indicators.all()),
        tuple(map(_statistic, project.statistics.all())),
        rules.rate_places,
    )


def _evaluation(
    project: Project,
    lines: Lines,
    sources: tuple[str, ...],
    bureaus: dict[str, str],
    standard: OutlineRecord | None,
    rules: dict[int, Rules],
    outlines: dict[int, Outline],
) -> Evaluation:
    """Build one evaluation; ``rules`` and ``outlines`` keep what was read for the projects before it."""
    year_rules = getattr(project.fiscal_year, "rules", None)
    if year_rules is None:
        raise NotReadyError(f"{project.fiscal_year} 年度尚未指定评分规则，请管理员在后台设置。")
    rule_set = year_rules.rule_set
    if rule_set.pk not in rules:
        rules[rule_set.pk] = parse_rules(rule_set.data)
    report: Report | None = getattr(project, "report", None)
    outline = report.outline if report else standard
    if outline is None:
        raise NotReadyError("尚未设置报告提纲，请管理员在后台设置默认提纲。")
    if outline.pk not in outlines:
        outlines[outline.pk] = parse_outline(outline.data)
    return Evaluation(
        project_key=f"project-{project.pk}",
        year=project.fiscal_year.year,
        project=project.name,
        office=project.office.name,
        department=project.department,
        district=project.office.district,
        bureau=_bureau(project.office, bureaus),
        sources=sources,
        lines=tuple(lines[project].values()),
        goals=tuple(GoalRecord(goal.expected, goal.achieved) for goal in project.goals.all()),
        measures=tuple(_measure(indicator) for indicator in project.indicators.all()),
        statistics=tuple(_statistic(statistic) for statistic in project.statistics.all()),
        problems=tuple(ProblemRecord(one.problem, one.suggestion) for one in report.problems.all())
        if report
        else (),
        rules=rules[rule_set.pk],
        outline=outlines[outline.pk],
        texts={text.section: text.text for text in report.texts.all()} if report else {},
        purposes=tuple(line.strip() for line in project.purposes.splitlines() if line.strip()),
        approval=project.approval,
        written_on=project.written_on,
        adjustments=_adjustments(project),
        is_withheld=project.is_withheld,
        with_figures=report.with_figures if report else False,
        layout=parse_layout(year_rules.layout.data) if year_rules.layout else STANDARD,
    )


def _adjustments(project: Project) -> tuple[AdjustmentRecord, ...]:
    """Return the adjustments of targets that were made, the earliest first; not those that stand open."""
    made = (
        (
            one.made_at,
            one.pk,
            AdjustmentRecord(f"adjustment-{one.pk}", indicator.name, one.reason, one.before, one.after),
        )
        for indicator in project.indicators.all()
        for one in indicator.adjustments.all()
        if one.after is not None
    )
    return tuple(record for _at, _pk, record in sorted(made, key=lambda row: row[:2]))


def _bureau(office: Office, bureaus: dict[str, str]) -> str:
    """Return the name of the nearest finance bureau above the office, or nothing."""
    above = [path for path in bureaus if office.path.startswith(path)]
    return bureaus[max(above, key=len)] if above else ""


def _measure(indicator: Any) -> Measure:
    return Measure(
        key=f"indicator-{indicator.pk}",
        level1=indicator.level1,
        level2=indicator.level2,
        name=indicator.name,
        nature=Nature(indicator.nature),
        direction=Direction(indicator.direction),
        unit=indicator.unit,
        target=indicator.target,
        target_text=indicator.target_text,
        weight=indicator.weight,
        actual=indicator.actual,
        actual_text=indicator.actual_text,
        actual_from=f"statistic-{indicator.actual_from_id}" if indicator.actual_from_id else "",
        achieved_percent=indicator.achieved_percent,
        deviation=indicator.deviation,
        improvement=indicator.improvement,
        evidence=indicator.files,
        is_withheld=indicator.is_withheld,
    )


def _statistic(statistic: Any) -> StatisticRecord:
    return StatisticRecord(
        key=f"statistic-{statistic.pk}",
        area=statistic.area,
        name=statistic.name,
        unit=statistic.unit,
        value=statistic.value,
        part=f"statistic-{statistic.part_id}" if statistic.part_id else None,
        whole=f"statistic-{statistic.whole_id}" if statistic.whole_id else None,
        evidence=statistic.files,
        is_withheld=statistic.is_withheld,
    )


def load_monitoring(project: Project) -> MonitoringRecord | None:
    """Return what was recorded at mid-year; ``None`` where nothing was."""
    stored = Monitoring.objects.filter(project=project).prefetch_related("entries").first()
    if stored is None:
        return None
    entries = {
        f"indicator-{one.indicator_id}": ProgressRecord(
            one.progress, one.forecast, one.cause, one.reason, one.possibility
        )
        for one in stored.entries.all()
    }
    return MonitoringRecord(stored.month, stored.forecast, entries)
