"""The tab 检查: what the checks find, and what people answer to it; and the page of all rules.

A warning is answered with a reason by those who edit the project, or waived by a leader of the office. Only
that very finding is answered: once its message changes, it is asked anew.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from accounts.roles import Role
from projects.locks import writing_to
from projects.models import Project
from projects.views import read_or_write, visible_project
from reports import checks
from reports.evaluation import AnswerRecord, Evaluation
from reports.facts import facts
from reports.findings import Finding, Level, answer_to
from reports.forms import AnswerForm
from reports.loading import load
from reports.models import Answer
from reports.places import place, tab_of
from reports.views import explained

PARTS: dict[str, str | Promise] = {
    "project": gettext_lazy("Basics"),
    "project_funds": gettext_lazy("Funds"),
    "project_indicators": gettext_lazy("Indicators"),
    "project_statistics": gettext_lazy("Work figures"),
    "project_texts": gettext_lazy("Report text"),
}
"""The parts of a project that findings are grouped by, by their tabs."""


@dataclass(frozen=True, slots=True)
class Row:
    """A finding on the tab: where it is mended, what was said to it, and whether the person may say more."""

    finding: Finding
    address: str
    answer: AnswerRecord | None
    may_answer: bool


def may_waive(request: UserRequest, project: Project) -> bool:
    """Return whether the person may let findings stand: a leader of the office, or a superuser."""
    if not (request.user.is_superuser or request.user.has_role(Role.APPROVER)):
        return False
    open_projects = Project.objects.visible_to(request.user).filter(
        fiscal_year__is_closed=False, locked_at=None
    )
    return open_projects.filter(pk=project.pk).exists()


def _findings(evaluation: Evaluation) -> tuple[Finding, ...]:
    return checks.run(evaluation, facts(evaluation), on=timezone.localdate())


@require_safe
@explained("project_checks")
def project_checks(request: UserRequest, pk: int) -> HttpResponse:
    """Show the findings by the part of the project that they are about, the open ones first."""
    project, may_edit = visible_project(request, pk)
    waives = may_waive(request, project)
    evaluation = load(project)
    findings = _findings(evaluation)
    groups: dict[str, list[Row]] = {tab: [] for tab in PARTS}
    for finding in findings:
        answer = answer_to(finding, evaluation.answers)
        row = Row(
            finding,
            place(finding.where, project, may_edit=may_edit),
            answer,
            finding.level is Level.WARNING
            and (waives or (may_edit and not (answer is not None and answer.is_waiver))),
        )
        groups[tab_of(finding.where)].append(row)
    context = {
        "project": project,
        "tab": "project_checks",
        "may_edit": may_edit,
        "evaluation": evaluation,
        "groups": [
            (tab, PARTS[tab], sorted(rows, key=lambda row: row.answer is not None))
            for tab, rows in groups.items()
            if rows
        ],
    }
    return render(request, "reports/checks.html", context)


@read_or_write
@explained("project_checks")
def finding_answer(request: UserRequest, pk: int, digest: str) -> HttpResponse:
    """Answer a warning with a reason, waive it, or take back what was said."""
    project, may_edit = visible_project(request, pk)
    waives = may_waive(request, project)
    if not (may_edit or waives):
        raise Http404
    evaluation = load(project)
    finding = _warning(evaluation, digest)
    form = AnswerForm(instance=_answer(project, finding, digest))
    if form.instance.is_waiver and not waives:
        raise Http404
    if request.method == "POST":
        with writing_to(project, by=request.user):
            answer = _answer(project, finding, digest)
            is_leaders = "waive" in request.POST or answer.is_waiver
            if not (waives if is_leaders else may_edit):
                raise Http404
            if "withdraw" in request.POST:
                Answer.objects.filter(project=project, digest=digest).delete()
                messages.success(request, _("The answer is taken back."))
                return redirect("project_checks", pk)
            form = AnswerForm(request.POST, instance=answer)
            if finding is not None and form.is_valid():
                answer.is_waiver = "waive" in request.POST
                answer.made_by = request.user
                answer.save()
                messages.success(request, _("The answer is saved."))
                return redirect(_next(project, evaluation, finding, goes_on="next" in request.POST))
    elif finding is None:
        messages.info(request, _("This finding is gone or says something else by now."))
        return redirect("project_checks", pk)
    context = {
        "project": project,
        "tab": "project_checks",
        "may_edit": may_edit,
        "evaluation": evaluation,
        "finding": finding,
        "address": finding and place(finding.where, project, may_edit=may_edit),
        "form": form,
        "may_waive": waives,
    }
    return render(request, "reports/answer.html", context, status=200 if finding else 409)


def _warning(evaluation: Evaluation, digest: str) -> Finding | None:
    """Return the warning with this digest, if it still stands."""
    return next(
        (one for one in _findings(evaluation) if one.digest == digest and one.level is Level.WARNING), None
    )


def _answer(project: Project, finding: Finding | None, digest: str) -> Answer:
    """Return what was said to a finding, or a new answer that is not stored yet."""
    stored = Answer.objects.filter(project=project, digest=digest).first()
    if stored is not None or finding is None:
        return stored or Answer(project=project, digest=digest)
    return Answer(
        project=project, digest=digest, rule=finding.id, place=finding.where, message=finding.message
    )


def _next(project: Project, evaluation: Evaluation, finding: Finding, *, goes_on: bool) -> str:
    """Return the address of the next warning that is open, or of the tab."""
    findings = _findings(evaluation)
    rest = findings[[one.digest for one in findings].index(finding.digest) + 1 :]
    for one in checks.open_findings(rest, evaluation.answers) if goes_on else ():
        if one.level is Level.WARNING:
            return reverse("finding_answer", args=[project.pk, one.digest])
    return reverse("project_checks", args=[project.pk])


@require_safe
def check_rules(request: UserRequest) -> HttpResponse:
    """List every check in words, how serious it is today, and since when."""
    today = timezone.localdate()
    rules = [(check, check.level(today)) for check in checks.in_order()]
    return render(request, "reports/check_rules.html", {"rules": rules})
