"""The home page, and the way from a project to itself in another year."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Office, User
from accounts.requests import UserRequest
from accounts.roles import Role
from perfeval.gaps import Gap, gaps
from perfeval.phases import Due
from perfeval.tabs import TABS
from projects import ledger
from projects.funds import Figures, Line, whole
from projects.models import FiscalYear, Project
from projects.views import may_add_project, selected_year, visible_project
from reports.models import Clearance, SubmissionQuerySet
from reports.workflow import newest, waiting_for

SUBMISSIONS_PER_PAGE = 50
WAITING_SHOWN = 20
"""How many submissions the page names that wait for the person; those who review have the desk for all."""


@dataclass(frozen=True, slots=True)
class Task:
    """A project of the person's own office, and what it lacks."""

    project: Project
    figures: Figures
    gaps: list[Gap]


@dataclass(frozen=True, slots=True)
class Overview:
    """An office, its projects as a whole, and how many of them lack nothing."""

    office: Office
    projects: int
    complete: int
    figures: Figures


def oversees(user: User) -> bool:
    """Return whether the person looks after offices rather than after projects of their own."""
    return user.is_superuser or user.has_role(Role.REVIEWER) or user.has_role(Role.ADMINISTRATOR)


@require_safe
def home(request: UserRequest) -> HttpResponse:
    """Show what the person has to do in the selected year: what is missing and what is due."""
    year = selected_year(request)
    seen = Project.objects.visible_to(request.user).current()
    projects = seen.filter(fiscal_year=year).select_related("office")
    totals = ledger.totals(projects)
    lacking = gaps(projects)
    today = timezone.localdate()
    cleared = Exists(Clearance.objects.filter(submission=OuterRef("pk")))
    waits = _listed(waiting_for(request.user), year).annotate(is_cleared=cleared)
    waiting = list(waits[: WAITING_SHOWN + 1])
    return render(
        request,
        "home.html",
        {
            "year": year,
            "due": [Due(phase, today) for phase in year.phases.all()] if year else [],
            "oversees": oversees(request.user),
            "tasks": [Task(project, line.figures, lacking[project.pk]) for project, line in totals.items()],
            "overviews": _overviews(totals, lacking),
            "total": whole(totals.values()),
            "complete": sum(not missing for missing in lacking.values()),
            "may_add": may_add_project(request.user, year),
            "waiting": waiting[:WAITING_SHOWN],
            "more_waits": len(waiting) > WAITING_SHOWN,
            "submitted": Paginator(_listed(newest(request.user), year), SUBMISSIONS_PER_PAGE).get_page(
                request.GET.get("page")
            )
            if request.user.only_reviews
            else None,
        },
    )


def _listed(submissions: SubmissionQuerySet, year: FiscalYear | None) -> SubmissionQuerySet:
    """Return the submissions of a year as a list shows them, by office and project."""
    of_year = submissions.filter(project__fiscal_year=year).listed()
    return of_year.order_by("project__office__path", "project__code", "number")


def _overviews(totals: dict[Project, Line], lacking: dict[int, list[Gap]]) -> list[Overview]:
    by_office: dict[Office, list[Project]] = {}
    for project in totals:
        by_office.setdefault(project.office, []).append(project)
    return [
        Overview(
            office,
            projects=len(projects),
            complete=sum(not lacking[project.pk] for project in projects),
            figures=whole(totals[project] for project in projects),
        )
        for office, projects in by_office.items()
    ]


@require_safe
def project_in_year(request: UserRequest, pk: int, year: int) -> HttpResponse:
    """Go to the same tab of the same project in another year; where there is none, to that year's list."""
    visible = Project.objects.visible_to(request.user)
    project = get_object_or_404(visible, pk=pk)
    fiscal_year = get_object_or_404(FiscalYear, year=year)
    there = visible.filter(fiscal_year=fiscal_year)
    namesake = (
        there.filter(lineage=project.lineage).first()
        or there.filter(office_id=project.office_id, code=project.code).first()
    )
    if namesake is None:
        message = _("“%(project)s” does not exist in %(year)s.")
        messages.info(request, message % {"project": project, "year": fiscal_year})
        return redirect(reverse("project_list", query={"year": fiscal_year.year}))
    tab = request.GET.get("tab")
    return redirect(tab if tab in {choice.name for choice in TABS} else "project", namesake.pk)


@require_safe
def project_head(request: UserRequest, pk: int) -> HttpResponse:
    """Show the key figures and the tabs of a project anew, for a page that has just changed them."""
    project, _may_edit = visible_project(request, pk)
    return render(request, "projects/head.html", {"project": project, "tab": request.GET.get("tab")})


@require_safe
def session(request: UserRequest) -> HttpResponse:
    """Tell a page's script whether the person whom it was drawn for is still signed in: 204, else 401."""
    is_same = request.GET.get("user") == str(request.user.pk)
    return HttpResponse(status=204 if is_same else 401, headers={"Cache-Control": "no-store"})


@require_safe
def session_back(request: UserRequest) -> HttpResponse:
    """Say, in the tab that was opened for signing in again, that the page left behind goes on."""
    return render(request, "registration/signed_in_again.html")
