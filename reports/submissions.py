"""Pages about what was submitted: submitting, deciding, reading. All are drawn from the snapshot."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import UserRequest
from projects.models import Project
from projects.views import read_or_write, visible_project
from reports import jobs, workflow
from reports.changes import changed_facts, changed_sections
from reports.document import Heading
from reports.evaluation import AnswerRecord, Evaluation
from reports.facts import Fact, Facts, facts
from reports.findings import Finding, Level, answer_to
from reports.forms import RemarkFormSet, ReturnForm
from reports.models import Job, Publication, Remark, ReviewScore, State, Submission
from reports.origins import card
from reports.places import place, titles
from reports.renderers import html
from reports.rendering import FORMATS, file_name
from reports.reviewed import review_facts
from reports.seals import is_issued, issued
from reports.snapshot import load, load_document, numbers, rekeyed, renamed
from reports.summary import KEY_FIGURES
from reports.views import download, explained
from reports.workflow import (
    AlreadySubmitted,
    Blocked,
    ContentChanged,
    NotCleared,
    Objection,
    Overtaken,
    Seen,
)

STEPS: Mapping[str, tuple[Callable[..., None], State, str | Promise]] = {
    "approve": (workflow.approve, State.APPROVED, gettext_lazy("The submission is approved.")),
    "accept": (workflow.accept, State.ACCEPTED, gettext_lazy("The submission is accepted.")),
    "publish": (workflow.publish, State.PUBLISHED, gettext_lazy("The report is published.")),
    "withdraw": (
        workflow.withdraw,
        State.WITHDRAWN,
        gettext_lazy("The submission is withdrawn. The project can be changed again."),
    ),
}
"""The steps that take a button and nothing else: what is done, the state that follows, what is said."""


@read_or_write
@explained("project_preview")
def project_submit(request: UserRequest, pk: int) -> HttpResponse:
    """Show what stands in the way of submitting, or what would be submitted, and submit it."""
    project, may_edit = visible_project(request, pk)
    changed = False
    if request.method == "POST":
        try:
            made = workflow.submit(project, by=request.user, shown=request.POST.get("digest", ""))
        except AlreadySubmitted as error:
            messages.info(request, _("The project is submitted already."))
            return redirect("submission", error.submission.pk)
        except Blocked:
            pass
        except ContentChanged:
            changed = True
        else:
            messages.success(request, _("“%(project)s” is submitted.") % {"project": project})
            return redirect("submission", made.pk)
    elif not may_edit:
        raise Http404
    draft = workflow.draft(project)
    keys = {there: here for here, there in numbers(draft.evaluation).items()}
    last = Submission.objects.filter(project=project).defer("snapshot", "findings").last()
    context = {
        "project": project,
        "tab": "project_preview",
        "may_edit": may_edit,
        "evaluation": draft.evaluation,
        "draft": draft,
        "changed": changed,
        "number": last.number + 1 if last else 1,
        "blocking": [
            (finding, place(renamed(finding.where, keys), project, may_edit=may_edit))
            for finding in draft.blocking
        ],
        "answered": len(draft.findings) - len(draft.blocking),
        "open_remarks": Remark.objects.filter(submission__project=project, settled_at=None).count(),
    }
    return render(request, "reports/submit.html", context, status=409 if request.method == "POST" else 200)


def visible_submission(request: UserRequest, pk: int) -> Submission:
    """Return the submission; 404 for one that the person may not see."""
    visible = Submission.objects.visible_to(request.user).select_related(
        "project__office", "project__fiscal_year", "submitted_by"
    )
    return get_object_or_404(visible.prefetch_related("steps__made_by"), pk=pk)


def frame_of(submission: Submission) -> dict[str, Any]:
    """Return what every page about a submission shows."""
    return {"submission": submission, "year": submission.project.fiscal_year}


@require_safe
def submission(request: UserRequest, pk: int) -> HttpResponse:
    """Show a submission: where it stands, who did what, what was remarked, and what the person may do."""
    return _page(request, visible_submission(request, pk))


@dataclass(frozen=True, slots=True)
class AnsweredFinding:
    """A finding that a submission was made with, the title of its place, and what was said to it."""

    finding: Finding
    title: str
    answer: AnswerRecord | None


@dataclass(frozen=True, slots=True)
class Review:
    """What the bureau gave: each entry that counts with the office's points and its own, and the outcome."""

    rows: list[tuple[ReviewScore, Fact, Fact]]
    total: Fact
    difference: Fact


def _page(request: UserRequest, submission: Submission, *, overtaken: bool = False) -> HttpResponse:
    evaluation = load(submission.text)
    known = facts(evaluation)
    project = submission.project
    remarks = Remark.objects.select_related("submission", "made_by", "settled_by")
    versions = Submission.objects.visible_to(request.user).filter(project=project)
    earlier = remarks.filter(submission__in=versions.filter(number__lt=submission.number))
    context = {
        **frame_of(submission),
        "overtaken": overtaken,
        "sees_project": Project.objects.visible_to(request.user).filter(pk=project.pk).exists(),
        "figures": [known.at(key) for key in KEY_FIGURES.values()],
        "allowed": workflow.allowed(request.user, submission),
        "may_settle": workflow.may_settle(request.user),
        "may_clear": workflow.may_clear(request.user, submission),
        "clearances": submission.clearances.select_related("made_by"),
        "publication": Publication.objects.filter(submission=submission).defer("snapshot").first(),
        "public_jobs": Job.objects.filter(publication__submission=submission).exclude(status=Job.Status.DONE),
        "remarks": remarks.filter(submission=submission),
        "earlier": earlier.exclude(submission__state=State.WITHDRAWN),
        "review": _review(request, submission, evaluation, known),
        "on_desk": workflow.reviews(request.user) and submission.was_approved,
        "findings": list(answered_findings(submission, evaluation, known)),
        "versions": versions.defer("snapshot", "findings").order_by("-number"),
        "formats": FORMATS,
    }
    return render(request, "reports/submission.html", context, status=409 if overtaken else 200)


def answered_findings(
    submission: Submission, evaluation: Evaluation, known: Facts
) -> Iterator[AnsweredFinding]:
    """Yield the findings that the submission was made with."""
    names = titles(evaluation, known)
    for stored in submission.findings:
        finding = Finding(**{**stored, "level": Level(stored["level"])})
        yield AnsweredFinding(finding, names.of(finding.where), answer_to(finding, evaluation.answers))


DECIDED = (State.ACCEPTED, State.PUBLISHED, State.RETRACTED, State.RETURNED)
"""The states in which the office sees what the bureau gave."""


def latest_scores(submission: Submission) -> dict[str, ReviewScore]:
    """Return of each indicator that was given a score the last entry, by its key in the snapshot."""
    return {entry.place: entry for entry in submission.review_scores.select_related("made_by")}


def reviewed_facts(evaluation: Evaluation, latest: Mapping[str, ReviewScore]) -> Facts:
    """Return what comes out of the review scores that count."""
    given = {place: entry.points for place, entry in latest.items() if entry.points is not None}
    return review_facts(evaluation, given)


def _review(
    request: UserRequest, submission: Submission, evaluation: Evaluation, known: Facts
) -> Review | None:
    """Return what the bureau gave; nothing before it has decided, but for those who review."""
    latest = latest_scores(submission)
    if not latest or not (submission.state in DECIDED or workflow.reviews(request.user)):
        return None
    reviewed = reviewed_facts(evaluation, latest)
    return Review(
        [
            (entry, known.at(f"{place}-points"), reviewed.at(f"review-{place}-points"))
            for place, entry in latest.items()
        ],
        total=reviewed.at("review-total"),
        difference=reviewed.at("review-difference"),
    )


def seen_on_page(request: UserRequest) -> Seen:
    """Return what the page showed that was sent."""
    return Seen(request.POST.get("state", ""), request.POST.get("digest", ""))


@require_POST
def submission_step(request: UserRequest, pk: int, step: str) -> HttpResponse:
    """Take one of ``STEPS``; where somebody else's came first, show how the submission stands now."""
    submission = visible_submission(request, pk)
    if step not in STEPS:
        raise Http404
    take, into, done = STEPS[step]
    try:
        take(submission, by=request.user, seen=seen_on_page(request))
    except NotCleared:
        said = _("The public version is another than was reviewed. It has to be reviewed again.")
        messages.error(request, said)
        return redirect("submission_public", pk)
    except Overtaken as error:
        if not workflow.took(request.user, error.submission, into):
            return _page(request, visible_submission(request, pk), overtaken=True)
    messages.success(request, str(done))
    return redirect("submission", pk)


@read_or_write
def submission_return(request: UserRequest, pk: int) -> HttpResponse:
    """Return a submission with a reason and remarks, each about a section, a record or a figure."""
    submission = visible_submission(request, pk)
    if request.method != "POST" and State.RETURNED not in workflow.allowed(request.user, submission):
        raise PermissionDenied
    evaluation = load(submission.text)
    names = titles(evaluation, facts(evaluation))
    about = request.GET.get("about", "")
    form = ReturnForm(request.POST or None)
    rows = RemarkFormSet(
        request.POST or None,
        initial=[{"place": about}] if about and about in names else None,
        form_kwargs={"titles": names},
    )
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        objections = [
            Objection(row["place"], names.of(row["place"]), row["text"]) for row in rows.cleaned_data if row
        ]
        try:
            workflow.return_with_remarks(
                submission,
                by=request.user,
                seen=seen_on_page(request),
                reason=form.cleaned_data["reason"],
                objections=objections,
            )
        except Overtaken as error:
            if not workflow.took(request.user, error.submission, State.RETURNED):
                return _page(request, visible_submission(request, pk), overtaken=True)
        messages.success(request, _("The submission is returned. The project can be changed again."))
        return redirect("submission", pk)
    context = {**frame_of(submission), "form": form, "rows": rows}
    return render(request, "reports/submission_return.html", context)


@require_POST
def remark_settle(request: UserRequest, pk: int) -> HttpResponse:
    """Say whether a remark is settled, and show the newest version, which it is settled by."""
    visible = Submission.objects.visible_to(request.user)
    remark = get_object_or_404(
        Remark.objects.filter(submission__in=visible).select_related("submission__project__fiscal_year"),
        pk=pk,
    )
    workflow.settle(remark, by=request.user, settled="settled" in request.POST)
    later = visible.filter(project=remark.submission.project, number__gt=remark.submission.number)
    shown_on = later.last() or remark.submission
    return redirect("submission", shown_on.pk)


@require_safe
def submission_report(request: UserRequest, pk: int) -> HttpResponse:
    """Show the report as it was submitted, as paper, with the remarks on it."""
    submission = visible_submission(request, pk)
    document = load_document(submission.text)
    context = {
        **frame_of(submission),
        "article": html.fragment(document),
        "headings": [block for block in document.blocks if isinstance(block, Heading) and block.level <= 2],
        "attachments": document.attachments,
        "remarks": [
            (remark, remark.place.removeprefix("section-") if remark.place.startswith("section-") else "")
            for remark in submission.remarks.select_related("made_by")
        ],
        "formats": FORMATS,
    }
    return render(request, "reports/submission_report.html", context)


@require_safe
def submission_fact(request: UserRequest, pk: int, key: str) -> HttpResponse:
    """Say where a figure of a submission comes from, as ``reports.views.fact`` does, up to its submission."""
    submission = visible_submission(request, pk)
    evaluation = load(submission.text)
    known = facts(evaluation)
    shown = known.find(key)
    if shown is None:
        raise Http404
    context = {
        **frame_of(submission),
        "card": card(
            shown,
            known,
            evaluation,
            project=submission.project,
            user=request.user,
            address=lambda one: reverse("submission_fact", args=[pk, one]),
            records=submission.records,
            until=submission.submitted_at,
        ),
        "place": None,
        "return_address": reverse("submission_return", args=[pk], query={"about": key})
        if State.RETURNED in workflow.allowed(request.user, submission)
        else None,
    }
    name = "card" if "card" in request.GET else "submission_fact"
    return render(request, f"reports/{name}.html", context)


@require_safe
def submission_changes(request: UserRequest, pk: int) -> HttpResponse:
    """Show what changed since the version before, fact by fact and sentence by sentence."""
    submission = visible_submission(request, pk)
    versions = Submission.objects.visible_to(request.user).filter(project=submission.project)
    before = versions.filter(number__lt=submission.number).last()
    if before is None:
        raise Http404
    old, new = (rekeyed(load(one.text), one.records) for one in (before, submission))
    context = {
        **frame_of(submission),
        "before": before,
        "facts": changed_facts(facts(old), facts(new)),
        "sections": changed_sections(load_document(before.text), load_document(submission.text)),
    }
    return render(request, "reports/submission_changes.html", context)


@require_safe
def submission_file(request: UserRequest, pk: int, format_name: str) -> HttpResponse:
    """Download a submission, or its form alone, in one format; a large one is made in the background."""
    if format_name not in FORMATS:
        raise Http404
    submission = visible_submission(request, pk)
    evaluation = load(submission.text)
    if not jobs.is_quick(evaluation, format_name) and not is_issued(submission, format_name):
        return redirect(jobs.for_submission(submission, evaluation, format_name, by=request.user))
    name = file_name(evaluation, format_name)
    return download(issued(submission, format_name).file, name, format_name)
