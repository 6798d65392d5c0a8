"""The grid of indicators: one form that saves all or nothing, and by htmx row by row.

The page's script (``static/js/grid.js``) hears by events what became of a row; every figure comes from here.
"""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.requests import UserRequest
from indicators.approval import are_approved, close_if_used
from indicators.forms import IndicatorRowForm
from indicators.models import Indicator, TargetAdjustment
from indicators.rules import FULL, Rules, Weighting
from indicators.views import arrange_indicators, editable_indicator, rules_of
from projects.locks import writing_to
from projects.models import Project
from projects.versions import save_if_unchanged
from projects.views import editable_project, read_or_write
from reports.evaluation import Evaluation
from reports.facts import Facts, facts
from reports.levels import levels
from reports.loading import load, load_monitoring
from reports.views import HINDRANCES, explained

Forms = Mapping[str, IndicatorRowForm]
"""The rows of a grid, by the indicator's number."""


@read_or_write
@explained("project_indicators")
def grid(request: UserRequest, pk: int) -> HttpResponse:
    """Enter all indicators of a project; without a script the whole grid is posted here."""
    project = editable_project(request, pk)
    rules = rules_of(project)
    forms = _forms(project, rules) if rules else {}
    if request.method == "POST" and rules:
        with writing_to(project, by=request.user):
            forms = _forms(project, rules, request.POST)
            changed = [form for form in forms.values() if form.has_changed()]
            if _are_valid(changed):
                _save(changed, project, rules)
                text = ngettext(
                    "%(number)d indicator is saved.", "%(number)d indicators are saved.", len(changed)
                )
                messages.success(request, text % {"number": len(changed)})
                return redirect("indicator_grid", pk)
    evaluation = load(project)
    known = facts(evaluation)
    monitored = load_monitoring(project)
    context = {
        "project": project,
        "tab": "project_indicators",
        "may_edit": True,
        "evaluation": evaluation,
        "levels": [
            (level, [(row, forms[row.pk]) for row in level.rows if row.pk in forms])
            for level in levels(evaluation, known, monitored)
        ],
        "refused": [form for form in forms.values() if form.is_bound and form.has_changed() and form.errors],
        "monitored": monitored,
        **_totals(evaluation, known),
    }
    return render(request, "reports/grid/grid.html", context)


@require_POST
def row(request: UserRequest, pk: int) -> HttpResponse:
    """Save one row of the grid and answer with what changes on the page, but for what is being typed.

    Nothing is saved where something cannot be stored (422) or somebody else has changed it (409).
    """
    project = editable_indicator(request.user, pk).project
    rules = rules_of(project)
    if rules is None:
        return _reload()
    with writing_to(project, by=request.user):
        form = _forms(project, rules, request.POST, only=pk)[str(pk)]
        if form.has_changed():
            if not _are_valid([form]):
                return _refused(request, form)
            _save([form], project, rules)
    stored = _forms(project, rules, only=pk)[str(pk)]
    saved = {"grid:saved": {"texts": stored.texts}}
    try:
        evaluation = load(project)
        known = facts(evaluation)
    except HINDRANCES:
        return _announced(_reload(), saved)
    if "level" in form.changed_data or form.opened != stored.opened:
        # The row moves, or its target stands again.
        return _announced(_reload(), saved)
    shown = list(levels(evaluation, known))
    context = {
        "project": project,
        "evaluation": evaluation,
        "form": stored,
        "row": next(one for level in shown for one in level.rows if one.pk == str(pk)),
        "levels": shown,
        **_totals(evaluation, known),
    }
    return _announced(render(request, "reports/grid/saved.html", context), saved)


def _forms(
    project: Project, rules: Rules, data: QueryDict | None = None, *, only: int | None = None
) -> dict[str, IndicatorRowForm]:
    """Return the rows by the indicator's number, as stored or as sent; as many queries for all as for one."""
    rows = Indicator.objects.filter(project=project)
    opened = TargetAdjustment.objects.filter(indicator__project=project, after__isnull=True)
    by_indicator = {one.indicator_id: one for one in opened}
    approved = are_approved(project.fiscal_year, timezone.localdate())
    return {
        str(one.pk): IndicatorRowForm(
            data,
            instance=one,
            project=project,
            rules=rules,
            approved=approved,
            opened=by_indicator.get(one.pk),
        )
        for one in (rows if only is None else rows.filter(pk=only))
    }


def _are_valid(forms: list[IndicatorRowForm]) -> bool:
    """Judge rows that are to be stored together: each for itself, and their new names against one another."""
    for form in forms:
        form.full_clean()
    names = Counter(form.cleaned_data.get("name") for form in forms if "name" in form.changed_data)
    for form in forms:
        if names[form.cleaned_data.get("name")] > 1 and "name" in form.changed_data:
            form.add_error("name", _("This project already has an indicator with this name."))
    return not any(form.errors for form in forms)


def _save(forms: list[IndicatorRowForm], project: Project, rules: Rules) -> None:
    for form in forms:
        save_if_unchanged(form.save(commit=False), form.instance.version, form.changed_columns)
        close_if_used(form.opened, form.instance)
    if any("level" in form.changed_data for form in forms):
        arrange_indicators(project, rules)


def _totals(evaluation: Evaluation, known: Facts) -> dict[str, Any]:
    weights = known.at("weights-total")
    return {
        "execution": {part: known.at(f"execution-{part}") for part in ("weight", "points")},
        "weights": weights,
        "weights_fit": evaluation.rules.weighting is Weighting.NONE or weights.value == FULL,
        "score": {part: known.at(f"score-{part}") for part in ("total", "grade")},
    }


def _refused(request: UserRequest, form: IndicatorRowForm) -> HttpResponse:
    """Answer with the words for what is wrong; untouched inputs take over what is stored."""
    mine = {form[name].html_name for name in form.changed_data}
    texts = {name: text for name, text in form.texts.items() if name not in mine}
    faults = {form[name].html_name: f"{form[name].auto_id}_error" for name in form.errors}
    status = 409 if form.theirs else 422
    response = render(request, "reports/grid/refused.html", {"form": form}, status=status)
    return _announced(response, {"grid:refused": {"texts": texts, "faults": faults}})


def _announced(response: HttpResponse, events: dict[str, Any]) -> HttpResponse:
    response.headers["HX-Trigger"] = json.dumps(events)
    return response


def _reload() -> HttpResponse:
    """Have the page read again: more has changed than the figures of a row."""
    response = HttpResponse()
    response.headers["HX-Refresh"] = "true"
    return response
