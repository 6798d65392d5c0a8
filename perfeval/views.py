"""The home page, and the way from a project to its namesake in another year."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from perfeval.tabs import TABS
from projects.models import FiscalYear, Project
from projects.views import selected_year


@require_safe
def home(request: UserRequest) -> HttpResponse:
    """Show what the person has to do in the selected year."""
    year = selected_year(request)
    return render(request, "home.html", {"year": year})


@require_safe
def project_in_year(request: UserRequest, pk: int, year: int) -> HttpResponse:
    """Go to the same tab of the same project in another year; where there is none, to that year's list."""
    project = get_object_or_404(Project.objects.visible_to(request.user), pk=pk)
    fiscal_year = get_object_or_404(FiscalYear, year=year)
    namesake = fiscal_year.projects.filter(office_id=project.office_id, code=project.code).first()
    if namesake is None:
        messages.info(
            request,
            _("%(project)s does not exist in %(year)s.") % {"project": project, "year": fiscal_year},
        )
        return redirect(reverse("project_list", query={"year": fiscal_year.year}))
    tab = request.GET.get("tab")
    return redirect(tab if tab in {choice.name for choice in TABS} else "project", namesake.pk)
