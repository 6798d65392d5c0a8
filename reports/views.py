"""Pages that show what is computed, and pages on which the report's prose is written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.models import Office, User
from accounts.requests import UserRequest
from indicators.forms import MonitoringForm, ProgressForm
from indicators.models import Indicator, Monitoring, MonitoringEntry, TargetAdjustment
from indicators.rules import FULL, Weighting
from projects import ledger
from projects.forms import ProjectFilter
from projects.funds import Figures, whole
from projects.locks import writing_to
from projects.models import Project
from projects.money import BLANK
from projects.versions import save_if_unchanged
from projects.views import (
    editable_project,
    may_add_project,
    read_or_write,
    selected_year,
    visible_project,
)
from reports import checks, jobs
from reports.compose import SectionError, compose, monitoring_note
from reports.document import Heading, UnprintableError
from reports.evaluation import AdjustmentRecord, Evaluation, StatisticRecord
from reports.facts import DuplicateFactError, Fact, Facts, facts
from reports.levels import grouped, levels
from reports.loading import NotReadyError, load, load_many, load_monitoring
from reports.models import Submission
from reports.monitoring import PREFIX, MonitoringRecord, monitoring_facts, pace
from reports.origins import card
from reports.places import place
from reports.renderers import faces, html
from reports.rendering import FORMATS, file_name, render_monitoring
from reports.rendering import render as draw

PROJECTS_PER_PAGE = 50

View = Callable[..., HttpResponse]

HINDRANCES = (NotReadyError, DuplicateFactError, SectionError, UnprintableError)
"""What can keep a report from being computed or drawn; each says why in words for the reader."""


def explained(tab: str) -> Callable[[View], View]:
    """Let a view of a tab answer with a page that says what keeps the project from being computed.

    The page links to the place where that can be mended.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def explaining(request: UserRequest, pk: int, **options: str) -> HttpResponse:
            try:
                return view(request, pk, **options)
            except HINDRANCES as error:
                project, may_edit = visible_project(request, pk)
                where = getattr(error, "where", None)
                context = {
                    "project": project,
                    "tab": tab,
                    "may_edit": may_edit,
                    "reason": error,
                    "place": place(where, project, may_edit=may_edit) if where else None,
                }
                return render(request, "reports/hindered.html", context, status=409)

        return explaining

    return decorate


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project in the list: its figures, its state, and score and grade as printed, if there are any."""

    project: Project
    figures: Figures
    points: Decimal | None = None
    score: str = BLANK
    grade: str = BLANK
    submission: Submission | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list and what it is sorted by; ``None`` comes last either way."""

    name: str
    label: str | Promise
    key: Callable[[ProjectRow], Any]
    is_figure: bool = False

    def sorted(self, rows: Iterable[ProjectRow], *, descending: bool) -> list[ProjectRow]:
        """Return the rows in the column's order."""
        known = [row for row in rows if self.key(row) is not None]
        unknown = [row for row in rows if self.key(row) is None]
        return sorted(known, key=self.key, reverse=descending) + unknown

    def heading(self, sort: str) -> dict[str, Any]:
        """Return what the column's head shows; ``sort`` is a column's name, behind ``-`` if descending."""
        direction = {self.name: "ascending", f"-{self.name}": "descending"}.get(sort, "")
        return {
            "label": self.label,
            "is_figure": self.is_figure,
            "direction": direction,
            "next": f"-{self.name}" if direction == "ascending" else self.name,
        }


COLUMNS = {
    column.name: column
    for column in (
        Column("code", gettext_lazy("Code"), lambda row: row.project.code),
        Column("name", gettext_lazy("Project"), lambda row: row.project.name),
        Column("office", gettext_lazy("Office"), lambda row: row.project.office.path),
        Column("budget", gettext_lazy("Full-year budget"), lambda row: row.figures.budget, is_figure=True),
        Column("spent", gettext_lazy("Spent"), lambda row: row.figures.spent, is_figure=True),
        Column("rate", gettext_lazy("Execution rate"), lambda row: row.figures.rate, is_figure=True),
        Column("score", gettext_lazy("Self-score"), lambda row: row.points, is_figure=True),
    )
}


@require_safe
def projects(request: UserRequest) -> HttpResponse:
    """List the projects of the selected year that the person may see."""
    year = selected_year(request)
    seen = Project.objects.visible_to(request.user).current()
    visible = seen.filter(fiscal_year=year).select_related("office")
    offices = Office.objects.visible_to(request.user).filter(projects__fiscal_year=year).distinct()
    narrowed = ProjectFilter(request.GET, offices=list(offices))
    totals = ledger.totals(list(narrowed.apply(visible)))
    rows = [ProjectRow(project, line.figures) for project, line in totals.items()]
    sort = request.GET.get("sort", "")
    column = COLUMNS.get(sort.removeprefix("-"))
    if column is COLUMNS["score"]:
        rows = _scored(rows)
    if column:
        rows = column.sorted(rows, descending=sort.startswith("-"))
    page = Paginator(rows, PROJECTS_PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = _with_states(_scored(list(page)), request.user)
    return render(
        request,
        "projects/list.html",
        {
            "year": year,
            "filter": narrowed,
            "headings": [column.heading(sort) for column in COLUMNS.values()],
            "sort": sort,
            "page": page,
            "total": whole(totals.values()),
            "may_add": may_add_project(request.user, year),
        },
    )


def _scored(rows: Sequence[ProjectRow]) -> list[ProjectRow]:
    """Return the rows with their scores, in as many queries for all as for one."""
    try:
        evaluations = load_many([row.project for row in rows])
    except NotReadyError:
        return list(rows)
    return [_with_score(row, evaluation) for row, evaluation in zip(rows, evaluations, strict=True)]


def _with_states(rows: Sequence[ProjectRow], user: User) -> list[ProjectRow]:
    """Return the rows with the newest submission of each that the person sees; one query."""
    seen = Submission.objects.visible_to(user).filter(project__in=[row.project for row in rows])
    without_content = seen.defer("snapshot", "findings", "records").order_by("number")
    found = {one.project_id: one for one in without_content}
    return [replace(row, submission=found.get(row.project.pk)) for row in rows]


def _with_score(row: ProjectRow, evaluation: Evaluation) -> ProjectRow:
    try:
        known = facts(evaluation)
    except DuplicateFactError:
        return row
    score, grade = known.at("score-total"), known.at("score-grade")
    return replace(row, points=score.printed, score=score.text, grade=grade.text)


def computed(project: Project) -> tuple[Evaluation, Facts]:
    """Return the project's evaluation and the facts that follow from it."""
    evaluation = load(project)
    return evaluation, facts(evaluation)


@require_safe
@explained("project_indicators")
def indicators(request: UserRequest, pk: int) -> HttpResponse:
    """Show the goals, and the indicators with their scores and the reasons for them."""
    project, may_edit = visible_project(request, pk)
    evaluation, known = computed(project)
    weights = known.at("weights-total")
    monitored = load_monitoring(project)
    context = {
        "project": project,
        "tab": "project_indicators",
        "may_edit": may_edit,
        "evaluation": evaluation,
        "levels": list(levels(evaluation, known, monitored)),
        "execution": {part: known.at(f"execution-{part}") for part in ("weight", "points")},
        "execution_rate": known.at("total-rate"),
        "weights": weights,
        "weights_fit": evaluation.rules.weighting is Weighting.NONE or weights.value == FULL,
        "score": {part: known.at(f"score-{part}") for part in ("total", "grade")},
        "adjustments": list(_adjustments(project, evaluation)),
        "monitored": monitored,
    }
    return render(request, "reports/indicators.html", context)


def _adjustments(
    project: Project, evaluation: Evaluation
) -> Iterator[tuple[TargetAdjustment, AdjustmentRecord | None]]:
    """Yield the adjustments of targets, each with what it changed; ``None`` while the target stands open."""
    changes = {record.key: record for record in evaluation.adjustments}
    made = TargetAdjustment.objects.filter(indicator__project=project).select_related("indicator", "made_by")
    for adjustment in made:
        yield adjustment, changes.get(f"adjustment-{adjustment.pk}")


MONITORING_FORMATS = ("pdf", "docx", "xlsx")


def _monitoring_forms(
    project: Project, data: QueryDict | None = None
) -> tuple[MonitoringForm, dict[str, ProgressForm]]:
    """Return the forms of the monitoring, new where nothing is stored, the rows by indicator number."""
    stored = Monitoring.objects.filter(project=project).first() or Monitoring(project=project)
    entries = {
        entry.indicator_id: entry
        for entry in MonitoringEntry.objects.filter(monitoring__project=project).select_related("indicator")
    }
    rows = {
        str(one.pk): ProgressForm(
            data, instance=entries.get(one.pk, MonitoringEntry(indicator=one)), indicator=one
        )
        for one in Indicator.objects.filter(project=project)
    }
    return MonitoringForm(data, instance=stored), rows


def _save_monitoring(form: MonitoringForm, rows: Iterable[ProgressForm]) -> None:
    """Store what the person changed; the record is begun with the first change."""
    changed = [row for row in rows if row.changed_data]
    stored = form.save(commit=False)
    if stored._state.adding:
        stored.save()
    elif changed or form.changed_data:
        save_if_unchanged(stored, stored.version, form.changed_data)
    for row in changed:
        entry = row.save(commit=False)
        entry.monitoring = stored
        entry.save()


@read_or_write
@explained("project_monitoring")
def monitoring(request: UserRequest, pk: int) -> HttpResponse:
    """Show the mid-year monitoring, its figures taken from the ledger; those who may, enter it."""
    if request.method == "POST":
        project, may_edit = editable_project(request, pk), True
    else:
        project, may_edit = visible_project(request, pk)
    form, rows = _monitoring_forms(project)
    if request.method == "POST":
        with writing_to(project, by=request.user):
            form, rows = _monitoring_forms(project, request.POST)
            if not any(one.errors for one in (form, *rows.values())):
                _save_monitoring(form, rows.values())
                messages.success(request, _("The monitoring is saved."))
                return redirect("project_monitoring", pk)
    evaluation, known = computed(project)
    record = load_monitoring(project) or MonitoringRecord()
    figures = monitoring_facts(evaluation, record)
    context = {
        "project": project,
        "tab": "project_monitoring",
        "may_edit": may_edit,
        "evaluation": evaluation,
        "form": form,
        "forms": [form, *rows.values()],
        "has_faults": any(one.is_bound and one.errors for one in (form, *rows.values())),
        "levels": [
            (level, [(row, rows[row.pk]) for row in level.rows if row.pk in rows])
            for level in levels(evaluation, known)
        ],
        "record": record,
        "is_recorded": form.instance.pk is not None,
        "light": pace(figures, record),
        "residues": "".join(run.text for run in monitoring_note(figures)),
        "undated": {part: figures.at(f"{PREFIX}undated-{part}") for part in ("count", "amount")},
        "money": [
            (name, *(figures.at(f"{PREFIX}{key}-{part}") for part in ("opening", "spent", "rate")))
            for key, name in (
                ("whole", _("Total")),
                *((f"source-{n}", source) for n, source in enumerate(evaluation.sources, start=1)),
            )
        ],
        "forecast": figures.at(f"{PREFIX}whole-forecast"),
        "extensions": MONITORING_FORMATS,
    }
    return render(request, "reports/monitoring.html", context)


@require_safe
@explained("project_monitoring")
def monitoring_file(request: UserRequest, pk: int, extension: str) -> HttpResponse:
    """Download the 绩效目标运行监控表; 404 before anything is recorded."""
    project, _may_edit = visible_project(request, pk)
    record = load_monitoring(project)
    if extension not in MONITORING_FORMATS or record is None:
        raise Http404
    content, name = render_monitoring(load(project), record, extension)
    return download(content, name, extension)


@dataclass(frozen=True, slots=True)
class StatisticRow:
    """A work figure in the table."""

    pk: str
    record: StatisticRecord
    fact: Fact
    is_first: bool
    is_last: bool


@require_safe
@explained("project_statistics")
def statistics(request: UserRequest, pk: int) -> HttpResponse:
    """Show the work figures by area of work; rates are computed."""
    project, may_edit = visible_project(request, pk)
    evaluation, known = computed(project)
    areas = grouped(evaluation.statistics, lambda record: record.area)
    context = {
        "project": project,
        "tab": "project_statistics",
        "may_edit": may_edit,
        "evaluation": evaluation,
        "areas": {
            area: [
                StatisticRow(
                    record.key.removeprefix("statistic-"),
                    record,
                    known.at(record.key),
                    is_first=record is records[0],
                    is_last=record is records[-1],
                )
                for record in records
            ]
            for area, records in areas.items()
        },
    }
    return render(request, "reports/statistics.html", context)


@require_safe
@explained("project_preview")
def preview(request: UserRequest, pk: int) -> HttpResponse:
    """Show the report as paper, with its contents, the findings about it and the files to take away."""
    project, may_edit = visible_project(request, pk)
    evaluation, known = computed(project)
    document = compose(evaluation)
    context = {
        "project": project,
        "tab": "project_preview",
        "may_edit": may_edit,
        "evaluation": evaluation,
        "article": html.fragment(document),
        "headings": [block for block in document.blocks if isinstance(block, Heading) and block.level <= 2],
        "attachments": document.attachments,
        "findings": [
            (finding, place(finding.where, project, may_edit=may_edit))
            for finding in checks.open_findings(
                checks.run(evaluation, known, on=timezone.localdate()), evaluation.answers
            )
        ],
        "formats": FORMATS,
        "missing_faces": [face.families[0] for face in faces.missing(settings.FONT_DIRS)],
    }
    return render(request, "reports/preview.html", context)


@require_safe
@explained("project_preview")
def fact(request: UserRequest, pk: int, key: str) -> HttpResponse:
    """Say where a figure comes from: its formula, its inputs, who entered them, and what proves them."""
    project, may_edit = visible_project(request, pk)
    evaluation, known = computed(project)
    if key.startswith(PREFIX):
        known = monitoring_facts(evaluation, load_monitoring(project) or MonitoringRecord())
    try:
        shown = known.at(key)
    except KeyError as error:
        raise Http404 from error
    context = {
        "project": project,
        "tab": "project_preview",
        "may_edit": may_edit,
        "evaluation": evaluation,
        "card": card(
            shown,
            known,
            evaluation,
            project=project,
            user=request.user,
            address=lambda one: reverse("project_fact", args=[pk, one]),
        ),
        "place": place(key, project, may_edit=may_edit),
        "return_address": None,
    }
    return render(request, "reports/card.html" if "card" in request.GET else "reports/fact.html", context)


@require_safe
@explained("project_preview")
def report_file(request: UserRequest, pk: int, format_name: str) -> HttpResponse:
    """Download the report, or the form alone, in one format; a large one is made in the background."""
    if format_name not in FORMATS:
        raise Http404
    project, _may_edit = visible_project(request, pk)
    evaluation = load(project)
    if not jobs.is_quick(evaluation, format_name):
        return redirect(jobs.for_draft(project, evaluation, format_name, by=request.user))
    content = draw(evaluation, format_name, draft=True)
    return download(content, file_name(evaluation, format_name), format_name)


def download(content: bytes, name: str, format_name: str) -> HttpResponse:
    """Hand over a file under its name; neither a proxy nor the browser keeps a copy."""
    return HttpResponse(
        content,
        content_type=FORMATS[format_name].content_type,
        headers={
            "Content-Disposition": content_disposition_header(True, name),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
