"""Projects and their funds."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from projects.models import FiscalYear, Project


def selected_year(request: UserRequest) -> FiscalYear | None:
    """Return the fiscal year that the address names, else the newest open one, else the newest."""
    years = list(FiscalYear.objects.all())
    named = request.GET.get("year", "")
    candidates = [
        *(year for year in years if str(year) == named),
        *(year for year in years if not year.is_closed),
        *years,
    ]
    return candidates[0] if candidates else None


@require_safe
def project_list(request: UserRequest) -> HttpResponse:
    """List the projects of the selected year that the person may see."""
    year = selected_year(request)
    projects = Project.objects.visible_to(request.user).filter(fiscal_year=year).select_related("office")
    return render(request, "projects/list.html", {"year": year, "projects": projects})


def _project(request: UserRequest, pk: int) -> tuple[Project, bool]:
    """Return the project and whether the person may change it; 404 for a project they may not see."""
    visible = Project.objects.visible_to(request.user).select_related("fiscal_year", "office")
    project = get_object_or_404(visible, pk=pk)
    return project, Project.objects.editable_by(request.user).filter(pk=pk).exists()


@require_safe
def project(request: UserRequest, pk: int) -> HttpResponse:
    """Show the basics of a project."""
    project, may_edit = _project(request, pk)
    return render(
        request, "projects/project.html", {"project": project, "tab": "project", "may_edit": may_edit}
    )


@require_safe
def funds(request: UserRequest, pk: int) -> HttpResponse:
    """Show the budget and the spending of a project, line by line."""
    project, may_edit = _project(request, pk)
    return render(
        request, "projects/funds.html", {"project": project, "tab": "project_funds", "may_edit": may_edit}
    )
