"""Pages that split a project or merge others into it: asked for, looked over, carried out.

The preview is the thing itself, carried out and taken back, so that it cannot promise something else. What
was seen travels in the page; if by then something else would come of it, it is shown anew.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.requests import UserRequest
from indicators.succession.forms import MergeForm, SplitForm
from indicators.succession.moving import Outcome, merge, outcome, split
from projects.models import Project
from projects.succession import Hindered
from projects.views import editable_project, read_or_write

Step = Callable[[], list[Project]]


@read_or_write
def project_split(request: UserRequest, pk: int) -> HttpResponse:
    """Split projects off a project."""
    project = editable_project(request, pk)
    form = SplitForm(request.POST or None, project=project)
    done = _("The project is split. What follows from what is recorded under its basics.")
    return _page(
        request,
        project,
        form,
        lambda: split(project, form.parts(), user=request.user),
        template="indicators/split.html",
        done=done,
    )


@read_or_write
def project_merge(request: UserRequest, pk: int) -> HttpResponse:
    """Merge other projects into a project."""
    project = editable_project(request, pk)
    alike = Project.objects.editable_by(request.user).filter(
        office=project.office, fiscal_year=project.fiscal_year
    )
    form = MergeForm(request.POST or None, choices=alike.exclude(pk=pk))
    done = _("The projects are merged. What follows from what is recorded under its basics.")
    return _page(
        request,
        project,
        form,
        lambda: [merge(form.cleaned_data["others"], project, user=request.user)],
        template="indicators/merge.html",
        done=done,
    )


def _page(
    request: UserRequest, project: Project, form: forms.Form, step: Step, *, template: str, done: str
) -> HttpResponse:
    outcomes: list[Outcome] = []
    seen = ""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                outcomes = [outcome(one) for one in step()]
                seen = _digest(outcomes)
                if "apply" in request.POST and request.POST.get("seen") == seen:
                    messages.success(request, done)
                    return redirect("project", project.pk)
                transaction.set_rollback(True)
        except Hindered as error:
            form.add_error(None, str(error))
    if "back" in request.POST:
        outcomes = []
    context = {
        "project": project,
        "tab": "project",
        "may_edit": True,
        "form": form,
        "outcomes": outcomes,
        "seen": seen,
        "is_changed": bool(outcomes) and "apply" in request.POST,
        "carried": [(name, value) for name in form.fields for value in request.POST.getlist(name)],
    }
    return render(request, template, context)


def _digest(outcomes: list[Outcome]) -> str:
    """Return the SHA-256 of what would come of it, whatever numbers the new projects get."""
    unnumbered = [replace(one, lines=tuple(replace(line, key="") for line in one.lines)) for one in outcomes]
    return hashlib.sha256(repr(unnumbered).encode()).hexdigest()
