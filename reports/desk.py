"""The reviewer's desk (复核台): what the offices of a district have submitted, and accepting several at once.

Everything that the list shows of a submission was summed up when it was made (``reports.summary``), so that
no snapshot is read for it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, F, OuterRef, Subquery, Value, When
from django.db.models.expressions import CombinedExpression, OrderBy
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Office, User
from accounts.requests import UserRequest
from indicators.models import YearRules
from indicators.rules import parse_rules
from projects.models import FiscalYear, YearClosed
from projects.views import selected_year
from reports import workflow
from reports.forms import DeskFilter
from reports.models import State, Step, Submission, SubmissionQuerySet
from reports.workflow import NotClean, Overtaken, Seen

SUBMISSIONS_PER_PAGE = 50

_TICKED = re.compile("(?P<number>[0-9]{1,18}) (?P<digest>[0-9a-f]{64})")
"""What a ticked box sends: the submission, and the digest that the list showed."""

Response = TypeVar("Response", bound=HttpResponseBase)


def for_reviewers(view: Callable[..., Response]) -> Callable[..., Response]:
    """Let a view be seen by those who review for the bureau; 404 for all others."""

    @wraps(view)
    def guarded(request: UserRequest, *args: Any, **options: Any) -> Response:
        if not workflow.reviews(request.user):
            raise Http404
        return view(request, *args, **options)

    return guarded


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list and what it is sorted by; what is not known comes last either way.

    ``is_since`` is set where the column shows how long ago something was, and so counts against it.
    """

    name: str
    label: str | Promise
    by: F | CombinedExpression
    is_figure: bool = False
    is_since: bool = False

    def order(self, *, descending: bool) -> OrderBy:
        """Return the order of the column's values as they are shown."""
        return OrderBy(self.by, descending=descending is not self.is_since, nulls_last=True)

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
        Column("code", gettext_lazy("Code"), F("project__code")),
        Column("name", gettext_lazy("Project"), F("project__name")),
        Column("office", gettext_lazy("Office"), F("project__office__path")),
        Column("state", gettext_lazy("State"), F("state")),
        Column("budget", gettext_lazy("Full-year budget"), F("budget"), is_figure=True),
        Column("spent", gettext_lazy("Spent"), F("spent"), is_figure=True),
        Column("rate", gettext_lazy("Execution rate"), F("rate"), is_figure=True),
        Column("score", gettext_lazy("Self-score"), F("score"), is_figure=True),
        Column("warnings", gettext_lazy("Warnings"), F("answered") + F("waived"), is_figure=True),
        Column("changed", gettext_lazy("Changes"), F("changed"), is_figure=True),
        Column("waiting", gettext_lazy("Waits"), F("waits_since"), is_figure=True, is_since=True),
    )
}


def on_the_desk(user: User, year: FiscalYear | None) -> SubmissionQuerySet:
    """Return of each project of the year the newest version that the bureau has seen.

    ``waits_since`` is when it was approved, while it waits for the bureau; ``is_clean`` whether this person
    may accept it unopened.
    """
    approvals = Step.objects.filter(submission=OuterRef("pk"), state=State.APPROVED)
    is_clean = workflow.awaits_review(user) & workflow.clean()
    return (
        workflow.newest(user)
        .filter(project__fiscal_year=year)
        .annotate(
            waits_since=Case(When(state=State.APPROVED, then=Subquery(approvals.values("made_at")))),
            is_clean=Case(When(is_clean, then=Value(True)), default=Value(False)),
        )
    )


def _sorted(submissions: SubmissionQuerySet, sort: str) -> SubmissionQuerySet:
    """Return the submissions in a column's order; without one, those that wait first, the longest of all."""
    column = COLUMNS.get(sort.removeprefix("-"))
    orders = [column.order(descending=sort.startswith("-"))] if column else []
    orders.append(COLUMNS["waiting"].order(descending=True))
    return submissions.order_by(*orders, "project__office__path", "project__code", "pk")


def _grades(year: FiscalYear | None) -> list[str]:
    """Return the grades of the year's rules, the best first."""
    rules = YearRules.objects.filter(fiscal_year=year).select_related("rule_set").first()
    return [grade.name for grade in parse_rules(rules.rule_set.data).grades] if rules else []


def _narrowed(request: UserRequest, year: FiscalYear | None) -> tuple[DeskFilter, SubmissionQuerySet]:
    """Return the filter that the address means, and what it leaves of the year in the address's order."""
    offices = Office.objects.visible_to(request.user).filter(projects__fiscal_year=year).distinct()
    narrowed = DeskFilter(request.GET, offices=offices, grades=_grades(year))
    on_desk = narrowed.apply(on_the_desk(request.user, year))
    return narrowed, _sorted(on_desk, request.GET.get("sort", ""))


def beside(request: UserRequest, year: FiscalYear, number: int) -> tuple[int | None, int | None]:
    """Return the numbers of the submissions before and after one in the list that the address means."""
    _filter, submissions = _narrowed(request, year)
    numbers = list(submissions.values_list("pk", flat=True))
    if number not in numbers:
        return None, None
    place = numbers.index(number)
    return (
        numbers[place - 1] if place else None,
        numbers[place + 1] if place + 1 < len(numbers) else None,
    )


@require_safe
@for_reviewers
def desk(request: UserRequest) -> HttpResponse:
    """List what was submitted in the selected year, each project with its newest version."""
    year = selected_year(request)
    narrowed, submissions = _narrowed(request, year)
    page = Paginator(submissions.listed(), SUBMISSIONS_PER_PAGE).get_page(request.GET.get("page"))
    sort = request.GET.get("sort", "")
    context = {
        "year": year,
        "filter": narrowed,
        "headings": [column.heading(sort) for column in COLUMNS.values()],
        "sort": sort,
        "page": page,
        "may_accept": any(getattr(one, "is_clean", False) for one in page),
    }
    return render(request, "reports/desk.html", context)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one of the submissions that were to be accepted at once."""

    submission: Submission
    is_accepted: bool
    reason: str | Promise = ""


@require_POST
@for_reviewers
def desk_accept(request: UserRequest) -> HttpResponse:
    """Accept each of the submissions that were ticked, in a transaction of its own, and list the outcomes.

    Whatever becomes of one, the others are accepted. Sent twice, nothing happens twice.
    """
    ticked = filter(None, map(_TICKED.fullmatch, request.POST.getlist("accept")[:SUBMISSIONS_PER_PAGE]))
    shown = {int(one["number"]): one["digest"] for one in ticked}
    chosen = Submission.objects.visible_to(request.user).filter(pk__in=shown).listed()
    outcomes = [
        _accepted(one, request.user, Seen(State.APPROVED, shown[one.pk]))
        for one in chosen.select_related("project__fiscal_year").order_by(
            "project__office__path", "project__code"
        )
    ]
    if not outcomes:
        messages.info(request, _("Nothing was ticked."))
        return redirect(reverse("desk", query=request.GET))
    accepted = sum(outcome.is_accepted for outcome in outcomes)
    context = {
        "year": outcomes[0].submission.project.fiscal_year,
        "outcomes": outcomes,
        "accepted": accepted,
        "left": len(outcomes) - accepted,
    }
    return render(request, "reports/desk_accepted.html", context)


def _accepted(submission: Submission, user: User, seen: Seen) -> Outcome:
    """Accept a submission that need not be opened."""
    try:
        workflow.accept_unopened(submission, by=user, seen=seen)
    except Overtaken as error:
        submission.state = error.submission.state
        if workflow.took(user, error.submission, State.ACCEPTED):
            return Outcome(submission, is_accepted=True)
        reason = gettext_lazy("Somebody else took a step since the list was opened.")
    except NotClean:
        reason = gettext_lazy("There is something to look at by now. Open it and decide.")
    except YearClosed:
        reason = gettext_lazy("Its year is closed.")
    except PermissionDenied:
        reason = gettext_lazy("You submitted or approved it yourself. Somebody else has to accept it.")
    else:
        submission.state = State.ACCEPTED
        return Outcome(submission, is_accepted=True)
    return Outcome(submission, is_accepted=False, reason=reason)
