"""Pages on which indicators, goals and work figures are entered; ``reports`` has the tables of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max, Q, QuerySet
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.requests import UserRequest
from indicators import evidence as files
from indicators.approval import are_approved, close_if_used, open_adjustment, stated
from indicators.forms import (
    AdjustmentForm,
    GoalFormSet,
    IndicatorForm,
    LibrarySearch,
    StatisticForm,
    save_in_order,
)
from indicators.models import Evidence, Indicator, LibraryIndicator, Statistic, TargetAdjustment, YearRules
from indicators.rules import Rules, parse_rules
from projects.locks import writing_to
from projects.models import Expenditure, Project
from projects.versions import save_if_unchanged
from projects.views import editable_project, read_or_write, visible_project

Record = TypeVar("Record", Indicator, Statistic)

STEPS = {"up": -1, "down": 1}


def editable_indicator(user: User, pk: int) -> Indicator:
    """Return an indicator that the person may change; 404 for any other."""
    editable = Indicator.objects.filter(project__in=Project.objects.editable_by(user))
    return get_object_or_404(editable.select_related("project__office", "project__fiscal_year"), pk=pk)


def editable_statistic(user: User, pk: int) -> Statistic:
    """Return a work figure that the person may change; 404 for any other."""
    editable = Statistic.objects.filter(project__in=Project.objects.editable_by(user))
    return get_object_or_404(editable.select_related("project__office", "project__fiscal_year"), pk=pk)


def rules_of(project: Project) -> Rules | None:
    """Return the rules of the project's year; nothing if an administrator has not chosen them yet."""
    of_year = YearRules.objects.filter(fiscal_year=project.fiscal_year_id).select_related("rule_set").first()
    return parse_rules(of_year.rule_set.data) if of_year else None


@read_or_write
def goals(request: UserRequest, pk: int) -> HttpResponse:
    """Write the overall goals of the year and what was achieved."""
    project = editable_project(request, pk)
    rows = GoalFormSet(instance=project)
    if request.method == "POST":
        with writing_to(project, by=request.user):
            rows = GoalFormSet(request.POST, instance=project)
            if rows.is_valid():
                save_in_order(rows)
                messages.success(request, _("The goals are saved."))
                return redirect("project_indicators", pk)
    context = {"project": project, "tab": "project_indicators", "may_edit": True, "rows": rows}
    return render(request, "indicators/goals.html", context)


@require_safe
def indicator_library(request: UserRequest, pk: int) -> HttpResponse:
    """Search the indicator library for one to start from."""
    project = editable_project(request, pk)
    search = LibrarySearch(request.GET)
    query = search.cleaned_data["q"] if search.is_valid() else ""
    found = LibraryIndicator.objects.all()
    for word in query.split():
        found = found.filter(Q(name__icontains=word) | Q(level2__icontains=word) | Q(level1__icontains=word))
    context = {
        "project": project,
        "tab": "project_indicators",
        "may_edit": True,
        "query": query,
        "found": found,
        "taken": set(project.indicators.values_list("name", flat=True)),
    }
    return render(request, "indicators/library.html", context)


@read_or_write
def indicator_add(request: UserRequest, pk: int) -> HttpResponse:
    """Add an indicator, empty or pre-filled from the library; once targets are approved, with the reason."""
    project = editable_project(request, pk)
    rules = rules_of(project)
    if rules is None:
        return redirect("project_indicators", pk)
    form = IndicatorForm(initial=_from_library(request), project=project, rules=rules)
    adjustment = AdjustmentForm() if _targets_are_approved(project) else None
    if request.method == "POST":
        with writing_to(project, by=request.user):
            form = IndicatorForm(request.POST, project=project, rules=rules)
            adjustment = AdjustmentForm(request.POST) if adjustment else None
            if form.is_valid() and (adjustment is None or adjustment.is_valid()):
                indicator = form.save(commit=False)
                indicator.position = _end(project.indicators.all())
                indicator.save()
                if adjustment:
                    made = adjustment.save(commit=False)
                    made.indicator, made.made_by = indicator, request.user
                    made.before, made.after = {}, stated(indicator)
                    made.save()
                arrange_indicators(project, rules)
                messages.success(request, _("“%(name)s” is added.") % {"name": indicator})
                return redirect(
                    reverse("project_indicators", args=[pk], fragment=f"indicator-{indicator.pk}")
                )
    context = {
        "project": project,
        "tab": "project_indicators",
        "may_edit": True,
        "form": form,
        "adjustment": adjustment,
        "opened": None,
        "approved": False,
    }
    return render(request, "indicators/indicator.html", context)


@read_or_write
def indicator_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Change an indicator: its actual value, the reason for a deviation; its target until it is approved."""
    indicator = editable_indicator(request.user, pk)
    project = indicator.project
    rules = rules_of(project)
    if rules is None:
        return redirect("project_indicators", project.pk)
    opened = open_adjustment(indicator)
    approved = opened is None and _targets_are_approved(project)
    form = IndicatorForm(instance=indicator, project=project, rules=rules, approved=approved)
    if request.method == "POST":
        with writing_to(project, by=request.user):
            stored = editable_indicator(request.user, pk)
            opened = open_adjustment(stored)
            approved = opened is None and _targets_are_approved(project)
            form = IndicatorForm(
                request.POST, instance=stored, project=project, rules=rules, approved=approved
            )
            if form.is_valid():
                save_if_unchanged(form.save(commit=False), stored.version, form.changed_columns)
                close_if_used(opened, stored)
                arrange_indicators(project, rules)
                messages.success(request, _("“%(name)s” is saved.") % {"name": stored})
                return redirect(reverse("project_indicators", args=[project.pk], fragment=f"indicator-{pk}"))
    context = {
        "project": project,
        "tab": "project_indicators",
        "may_edit": True,
        "form": form,
        "indicator": indicator,
        "adjustment": None,
        "opened": opened,
        "approved": approved,
    }
    return render(request, "indicators/indicator.html", context)


@read_or_write
def indicator_adjust(request: UserRequest, pk: int) -> HttpResponse:
    """Open an approved indicator for one change of its target, with the reason for it."""
    indicator = editable_indicator(request.user, pk)
    project = indicator.project
    if open_adjustment(indicator) or not _targets_are_approved(project):
        return redirect("indicator_edit", pk)
    form = AdjustmentForm()
    if request.method == "POST":
        with writing_to(project, by=request.user):
            stored = editable_indicator(request.user, pk)
            if open_adjustment(stored):
                return redirect("indicator_edit", pk)
            form = AdjustmentForm(request.POST)
            if form.is_valid():
                made = form.save(commit=False)
                made.indicator, made.made_by, made.before = stored, request.user, stated(stored)
                made.save()
                return redirect("indicator_edit", pk)
    context = {
        "project": project,
        "tab": "project_indicators",
        "may_edit": True,
        "form": form,
        "indicator": indicator,
    }
    return render(request, "indicators/adjust.html", context)


@require_POST
def adjustment_withdraw(request: UserRequest, pk: int) -> HttpResponse:
    """Close an indicator that was opened by mistake: the adjustment that has changed nothing goes."""
    indicator = editable_indicator(request.user, pk)
    with writing_to(indicator.project, by=request.user):
        TargetAdjustment.objects.filter(indicator=indicator, after__isnull=True).delete()
    messages.success(request, _("The adjustment is withdrawn; the target stands as approved."))
    return redirect("indicator_edit", pk)


@read_or_write
def indicator_delete(request: UserRequest, pk: int) -> HttpResponse:
    """Ask whether to delete an indicator, and do so; refuse once targets are approved."""
    indicator = editable_indicator(request.user, pk)
    project = indicator.project
    approved = _targets_are_approved(project)
    if request.method == "POST" and not approved:
        with writing_to(project, by=request.user):
            indicator.delete()
        messages.success(request, _("“%(name)s” is deleted.") % {"name": indicator})
        return redirect("project_indicators", project.pk)
    context = {
        "project": project,
        "tab": "project_indicators",
        "may_edit": True,
        "record": indicator,
        "uses": [],
        "approved": approved,
    }
    return render(request, "indicators/delete.html", context, status=409 if request.method == "POST" else 200)


def _targets_are_approved(project: Project) -> bool:
    return are_approved(project.fiscal_year, timezone.localdate())


@require_POST
def indicator_move(request: UserRequest, pk: int) -> HttpResponse:
    """Move an indicator up or down among those of its second level."""
    indicator = editable_indicator(request.user, pk)
    project = indicator.project
    step = STEPS.get(request.POST.get("direction", ""))
    if step is None:
        return HttpResponseBadRequest()
    with writing_to(project, by=request.user):
        rows = list(project.indicators.all())
        _number(_moved(rows, pk, step, lambda row: (row.level1, row.level2)))
    return redirect(reverse("project_indicators", args=[project.pk], fragment=f"indicator-{pk}"))


@read_or_write
def statistic_add(request: UserRequest, pk: int) -> HttpResponse:
    """Add a work figure."""
    project = editable_project(request, pk)
    form = StatisticForm(initial={"area": request.GET.get("area", "")}, project=project)
    if request.method == "POST":
        with writing_to(project, by=request.user):
            form = StatisticForm(request.POST, project=project)
            if form.is_valid():
                statistic = form.save(commit=False)
                statistic.position = _end(project.statistics.all())
                statistic.save()
                _arrange_statistics(project)
                messages.success(request, _("“%(name)s” is added.") % {"name": statistic})
                return redirect(
                    reverse("project_statistics", args=[pk], fragment=f"statistic-{statistic.pk}")
                )
    context = {
        "project": project,
        "tab": "project_statistics",
        "may_edit": True,
        "form": form,
        "areas": _areas(project),
    }
    return render(request, "indicators/statistic.html", context)


@read_or_write
def statistic_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Change a work figure."""
    statistic = editable_statistic(request.user, pk)
    project = statistic.project
    form = StatisticForm(instance=statistic, project=project)
    if request.method == "POST":
        with writing_to(project, by=request.user):
            stored = editable_statistic(request.user, pk)
            form = StatisticForm(request.POST, instance=stored, project=project)
            if form.is_valid():
                form.save(commit=False).save(update_fields=form.changed_data)
                _arrange_statistics(project)
                messages.success(request, _("“%(name)s” is saved.") % {"name": stored})
                return redirect(reverse("project_statistics", args=[project.pk], fragment=f"statistic-{pk}"))
    context = {
        "project": project,
        "tab": "project_statistics",
        "may_edit": True,
        "form": form,
        "statistic": statistic,
        "areas": _areas(project),
    }
    return render(request, "indicators/statistic.html", context)


@read_or_write
def statistic_delete(request: UserRequest, pk: int) -> HttpResponse:
    """Ask whether to delete a work figure, and do so; refuse while something else is computed from it."""
    statistic = editable_statistic(request.user, pk)
    project = statistic.project
    if request.method == "POST":
        with writing_to(project, by=request.user):
            if not _uses(statistic):
                statistic.delete()
                messages.success(request, _("“%(name)s” is deleted.") % {"name": statistic})
                return redirect("project_statistics", project.pk)
    context = {
        "project": project,
        "tab": "project_statistics",
        "may_edit": True,
        "record": statistic,
        "uses": _uses(statistic),
        "approved": False,
    }
    return render(request, "indicators/delete.html", context, status=409 if request.method == "POST" else 200)


def _uses(statistic: Statistic) -> list[tuple[str, Statistic | Indicator]]:
    """Return the rates and indicators that take their value from a work figure, each with its address."""
    rates = Statistic.objects.filter(Q(part=statistic) | Q(whole=statistic))
    return [
        *((reverse("statistic_edit", args=[rate.pk]), rate) for rate in rates),
        *((reverse("indicator_edit", args=[one.pk]), one) for one in statistic.indicators.all()),
    ]


@require_POST
def statistic_move(request: UserRequest, pk: int) -> HttpResponse:
    """Move a work figure up or down among those of its area."""
    statistic = editable_statistic(request.user, pk)
    project = statistic.project
    step = STEPS.get(request.POST.get("direction", ""))
    if step is None:
        return HttpResponseBadRequest()
    with writing_to(project, by=request.user):
        _number(_moved(list(project.statistics.all()), pk, step, lambda row: row.area))
    return redirect(reverse("project_statistics", args=[project.pk], fragment=f"statistic-{pk}"))


def _areas(project: Project) -> list[str]:
    """Return the areas of work that the project has figures for, in order."""
    return list(dict.fromkeys(project.statistics.values_list("area", flat=True)))


def _from_library(request: UserRequest) -> dict[str, str]:
    """Return what the library says about the indicator that the address names; nothing if there is none."""
    named = request.GET.get("library", "")
    found = LibraryIndicator.objects.filter(pk=named).first() if named.isdecimal() else None
    if found is None:
        return {}
    return {
        "level": f"{found.level1}/{found.level2}",
        "name": found.name,
        "nature": found.nature,
        "direction": found.direction,
        "unit": found.unit,
    }


def _end(rows: QuerySet[Record]) -> int:
    """Return the position behind the last row."""
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def arrange_indicators(project: Project, rules: Rules) -> None:
    """Keep the indicators in the order of the rule set's levels, as the form prints them."""
    levels = [(level.name, name) for level in rules.level1 for name in level.level2]
    places = {level: place for place, level in enumerate(levels)}
    rows = list(project.indicators.all())
    _number(sorted(rows, key=lambda row: places.get((row.level1, row.level2), len(places))))


def _arrange_statistics(project: Project) -> None:
    """Keep the work figures of an area together, the areas in the order of their first figures."""
    rows, areas = list(project.statistics.all()), _areas(project)
    _number(sorted(rows, key=lambda row: areas.index(row.area)))


def _moved(rows: list[Record], pk: int, step: int, group: Callable[[Record], object]) -> list[Record]:
    """Return the rows, the one numbered ``pk`` exchanged for its neighbour if that is in the same group."""
    here = next(place for place, row in enumerate(rows) if row.pk == pk)
    there = here + step
    if 0 <= there < len(rows) and group(rows[there]) == group(rows[here]):
        rows[here], rows[there] = rows[there], rows[here]
    return rows


def _number(rows: Iterable[Record]) -> None:
    """Store the order of the rows; write only those whose position changes."""
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of record that evidence is attached to: its table, the way to its project, and its tab."""

    model: type[Indicator] | type[Statistic] | type[Expenditure]
    project: str
    tab: str
    key: str


SUBJECTS = {
    "indicators": Subject(Indicator, "project", "project_indicators", "indicator"),
    "statistics": Subject(Statistic, "project", "project_statistics", "statistic"),
    "expenditures": Subject(Expenditure, "line_item__project", "project_funds", "expenditure"),
}
"""By the word that stands for them in an address."""


@read_or_write
def evidence(request: UserRequest, subject: str, pk: int) -> HttpResponse:
    """List the files that prove an indicator, a work figure or an expenditure; attach another."""
    kind = SUBJECTS.get(subject)
    if kind is None:
        raise Http404
    visible = kind.model._default_manager.filter(
        **{f"{kind.project}__in": Project.objects.visible_to(request.user)}
    )
    record: Any = get_object_or_404(visible, pk=pk)
    owner = record.line_item if isinstance(record, Expenditure) else record
    project, may_edit = visible_project(request, owner.project_id)
    refusal = ""
    if request.method == "POST":
        if not may_edit:
            raise Http404
        uploaded = request.FILES.get("file")
        try:
            row = _evidence(uploaded)
        except files.EvidenceRefused as error:
            refusal = str(error)
        else:
            with writing_to(project, by=request.user):
                row.project, row.added_by = project, request.user
                setattr(row, kind.key, get_object_or_404(visible, pk=pk))
                row.save()
            messages.success(request, _("“%(name)s” is attached.") % {"name": row})
            return redirect("evidence", subject, pk)
    context = {
        "project": project,
        "tab": kind.tab,
        "may_edit": may_edit,
        "record": record,
        "owner": owner,
        "rows": record.evidence.select_related("added_by"),
        "refusal": refusal,
        "limit": settings.EVIDENCE_MAX_MB,
        "endings": ",".join(files.ENDINGS),
    }
    return render(request, "indicators/evidence.html", context, status=422 if refusal else 200)


def _evidence(uploaded: "UploadedFile[bytes] | None") -> Evidence:
    """Judge and keep an uploaded file; return its row, not stored yet.

    Raises:
        EvidenceRefused: if the file is not kept.
    """
    if uploaded is None:
        raise files.EvidenceRefused("missing")
    files.require_size(uploaded.size or 0)
    name = files.plain_name(uploaded.name or "")
    content = uploaded.read()
    kind = files.content_type(name, content)
    return Evidence(name=name, content_type=kind, size=len(content), sha256=files.keep(content))


@require_safe
def evidence_file(request: UserRequest, pk: int) -> FileResponse:
    """Download a file of evidence; a browser must neither show, guess nor keep it."""
    visible = Evidence.objects.filter(project__in=Project.objects.visible_to(request.user))
    return handed_over(get_object_or_404(visible, pk=pk))


def handed_over(row: Evidence) -> FileResponse:
    """Return a file of evidence as a download, harmless whatever is in it."""
    stream = files.path(row.sha256).open("rb")
    response = FileResponse(stream, as_attachment=True, filename=row.name, content_type=row.content_type)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@read_or_write
def evidence_delete(request: UserRequest, pk: int) -> HttpResponse:
    """Ask whether to take a file of evidence away, and do so; the bytes go when they are swept."""
    editable = Evidence.objects.filter(project__in=Project.objects.editable_by(request.user))
    row = get_object_or_404(editable.select_related("project__office", "project__fiscal_year"), pk=pk)
    subject, kind = next((word, kind) for word, kind in SUBJECTS.items() if getattr(row, f"{kind.key}_id"))
    proved = getattr(row, f"{kind.key}_id")
    if request.method == "POST":
        with writing_to(row.project, by=request.user):
            row.delete()
        messages.success(request, _("“%(name)s” is deleted.") % {"name": row})
        return redirect("evidence", subject, proved)
    context = {
        "project": row.project,
        "tab": kind.tab,
        "may_edit": True,
        "row": row,
        "back": reverse("evidence", args=[subject, proved]),
    }
    return render(request, "indicators/evidence_delete.html", context)
