"""Pages for insiders about the public version: what it leaves out, and clearing it (保密审查)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from projects.views import read_or_write, visible_project
from reports import workflow
from reports.compose import compose
from reports.evaluation import Evaluation
from reports.facts import facts
from reports.forms import ClearanceForm, ReturnForm
from reports.models import Clearance, State
from reports.places import place, titles
from reports.public import Omission, SecretProject
from reports.renderers import html
from reports.scanning import Hit
from reports.snapshot import load
from reports.submissions import frame_of, seen_on_page, visible_submission
from reports.views import computed, explained
from reports.workflow import ContentChanged, Overtaken, PublicDraft


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that the public version leaves out, with the title of its place and its address, if any."""

    omission: Omission
    title: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class ToReview:
    """A hit of the scan with the title of its place; its input, or the reason that was given for it."""

    hit: Hit
    title: str
    field: BoundField | None = None
    reason: str = ""


def _left_out(draft: PublicDraft, evaluation: Evaluation) -> list[LeftOut]:
    names = titles(evaluation, facts(evaluation))
    return [LeftOut(one, names.of(one.place)) for one in draft.redaction.omissions]


def _to_review(draft: PublicDraft, form: ClearanceForm | None, clearance: Clearance | None) -> list[ToReview]:
    ours = draft.redaction.evaluation
    names = titles(ours, facts(ours))
    reasons = _reasons(clearance.reviewed) if clearance else {}
    return [
        ToReview(hit, names.of(hit.place), form[hit.digest] if form else None, reasons.get(_about(hit), ""))
        for hit in draft.hits
    ]


def _about(hit: Hit) -> tuple[str, str, str]:
    return (hit.kind, hit.place, hit.found)


def _reasons(reviewed: Iterable[dict[str, str]]) -> dict[tuple[str, str, str], str]:
    return {(one["kind"], one["place"], one["found"]): one["reason"] for one in reviewed}


@require_safe
@explained("project_preview")
def project_public(request: UserRequest, pk: int) -> HttpResponse:
    """Show what the public version of a project would be now, what it leaves out, what will be looked at."""
    project, may_edit = visible_project(request, pk)
    evaluation, _known = computed(project)
    context: dict[str, Any] = {
        "project": project,
        "tab": "project_preview",
        "may_edit": may_edit,
        "evaluation": evaluation,
    }
    try:
        draft = workflow.public_draft(evaluation)
    except SecretProject:
        return render(request, "reports/project_public.html", context)
    context |= {
        "draft": draft,
        "left_out": [
            LeftOut(one.omission, one.title, place(one.omission.place, project, may_edit=may_edit))
            for one in _left_out(draft, evaluation)
        ],
        "to_review": _to_review(draft, None, None),
        "article": html.fragment(compose(draft.redaction.evaluation)),
    }
    return render(request, "reports/project_public.html", context)


@read_or_write
def submission_public(request: UserRequest, pk: int) -> HttpResponse:
    """Show the public version of a submission, and let a leader of the office clear it for release."""
    submission = visible_submission(request, pk)
    evaluation = load(submission.text)
    context: dict[str, Any] = {**frame_of(submission)}
    try:
        draft = workflow.public_draft(evaluation)
    except SecretProject:
        if request.method == "POST":
            raise PermissionDenied from None
        return render(request, "reports/submission_public.html", context)
    clearance = submission.clearances.filter(digest=draft.digest).select_related("made_by").first()
    form = None
    if clearance is None and workflow.may_clear(request.user, submission):
        form = ClearanceForm(request.POST or None, hits=draft.hits)
    status = 200
    if request.method == "POST":
        if clearance is not None:  # a button pressed twice
            return redirect("submission", pk)
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            try:
                workflow.clear(
                    submission,
                    by=request.user,
                    seen=seen_on_page(request),
                    shown=request.POST.get("public", ""),
                    statement=form.cleaned_data["statement"],
                    reasons=form.reasons,
                )
            except (ContentChanged, Overtaken):
                status = 409
            else:
                said = _("The secrecy review is recorded. The bureau can publish the report.")
                messages.success(request, said)
                return redirect("submission", pk)
    context |= {
        "draft": draft,
        "changed": status == 409,
        "clearance": clearance,
        "form": form,
        "may_return": State.RETURNED in workflow.allowed(request.user, submission),
        "left_out": _left_out(draft, evaluation),
        "to_review": _to_review(draft, form, clearance),
        "article": html.fragment(compose(draft.redaction.evaluation)),
    }
    return render(request, "reports/submission_public.html", context, status=status)


@read_or_write
def submission_retract(request: UserRequest, pk: int) -> HttpResponse:
    """Ask for the reason to withdraw a publication, and withdraw it."""
    submission = visible_submission(request, pk)
    may_retract = State.RETRACTED in workflow.allowed(request.user, submission)
    if request.method != "POST" and not may_retract:
        raise PermissionDenied
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            workflow.retract(
                submission, by=request.user, seen=seen_on_page(request), reason=form.cleaned_data["reason"]
            )
        except Overtaken as error:
            if not workflow.took(request.user, error.submission, State.RETRACTED):
                said = _("Somebody else took a step first. This is how the report stands now.")
                messages.error(request, said)
                return redirect("submission", pk)
        messages.success(request, _("The publication is withdrawn. The public page says so."))
        return redirect("submission", pk)
    return render(request, "reports/submission_retract.html", {**frame_of(submission), "form": form})
