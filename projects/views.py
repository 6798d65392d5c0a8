"""Projects and their funds."""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Min, OuterRef, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.requests import UserRequest
from accounts.roles import Role
from projects.forms import (
    NewProjectForm,
    ProjectForm,
)
from projects.locks import writing_to
from projects.models import FiscalYear, Project
from projects.succession import holds_records, relatives

View = Callable[..., HttpResponse]


def read_or_write(view: View) -> View:
    """Let a view be read and posted to; 404 where somebody deletes the project in that very moment."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: UserRequest, *args: Any, **options: Any) -> HttpResponse:
        try:
            return view(request, *args, **options)
        except Project.DoesNotExist as error:
            raise Http404 from error

    return guarded


def selected_year(request: UserRequest) -> FiscalYear | None:
    """Return the fiscal year that the address names, else the one that there is work to do for.

    That is the open year whose running phase ends next; where no phase is running, the newest open year in
    which the person sees a project, else the newest open one. A closed year only where none is open.
    """
    today = timezone.localdate()
    running = Q(phases__opens_on__lte=today, phases__due_on__gte=today)
    seen = Project.objects.visible_to(request.user).filter(fiscal_year=OuterRef("pk"))
    years = FiscalYear.objects.annotate(ends=Min("phases__due_on", filter=running), is_used=Exists(seen))
    named = request.GET.get("year")
    return min(
        years,
        key=lambda year: (
            str(year) != named,
            year.is_closed,
            year.ends or datetime.date.max,
            not year.is_used,
            -year.year,
        ),
        default=None,
    )


def may_add_project(user: User, year: FiscalYear | None) -> bool:
    """Return whether the person may begin a project in the year: a clerk, while it is open."""
    return year is not None and not year.is_closed and (user.is_superuser or user.has_role(Role.CLERK))


@read_or_write
def project_add(request: UserRequest) -> HttpResponse:
    """Begin a project in the selected year."""
    year = selected_year(request)
    if year is None or not may_add_project(request.user, year):
        raise PermissionDenied
    project = Project(fiscal_year=year)
    form = NewProjectForm(instance=project, user=request.user)
    if request.method == "POST":
        with writing_to(project, by=request.user):
            form = NewProjectForm(request.POST, instance=project, user=request.user)
            if form.is_valid():
                form.save()
                messages.success(request, _("The project is saved. Now enter its line items."))
                return redirect("project_funds", project.pk)
    return render(request, "projects/add.html", {"year": year, "form": form})


def visible_project(request: UserRequest, pk: int) -> tuple[Project, bool]:
    """Return the project and whether the person may change it; 404 for a project they may not see."""
    visible = Project.objects.visible_to(request.user).select_related("fiscal_year", "office")
    project = get_object_or_404(visible, pk=pk)
    return project, Project.objects.editable_by(request.user).filter(pk=pk).exists()


def editable_project(request: UserRequest, pk: int) -> Project:
    """Return the project; 404 for one that the person may not change."""
    editable = Project.objects.editable_by(request.user).select_related("fiscal_year", "office")
    return get_object_or_404(editable, pk=pk)


@require_safe
def project(request: UserRequest, pk: int) -> HttpResponse:
    """Show the basics of a project."""
    project, may_edit = visible_project(request, pk)
    context = {
        "project": project,
        "tab": "project",
        "may_edit": may_edit,
        "relatives": relatives(project, request.user),
    }
    return render(request, "projects/project.html", context)


@read_or_write
def project_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Change the basics of a project."""
    project = editable_project(request, pk)
    form = ProjectForm(instance=project)
    if request.method == "POST":
        with writing_to(project, by=request.user) as stored:
            form = ProjectForm(request.POST, instance=stored)
            if form.is_valid():
                form.save(commit=False).save(update_fields=form.changed_data)
                messages.success(request, _("The basics are saved."))
                return redirect("project", pk)
    context = {"project": project, "tab": "project", "may_edit": True, "form": form}
    return render(request, "projects/edit.html", context)


@read_or_write
def project_delete(request: UserRequest, pk: int) -> HttpResponse:
    """Ask whether the project and everything in it is to go, and delete it."""
    project = editable_project(request, pk)
    if holds_records(project):
        messages.error(request, _("A project that was split, or that others were merged into, stays."))
        return redirect("project", pk)
    if request.method == "POST":
        with writing_to(project, by=request.user):
            project.delete()
        messages.success(request, _("The project “%(name)s” is deleted.") % {"name": project.name})
        return redirect(reverse("project_list", query={"year": project.fiscal_year.year}))
    context = {
        "project": project,
        "tab": "project",
        "may_edit": True,
        "line_items": project.line_items.count(),
    }
    return render(request, "projects/delete.html", context)
