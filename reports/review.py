"""One report on the reviewer's desk: the paper, and beside it what there is to hold against it.

Findings with their answers, evidence, last year's figures, the neighbours', what changed and what was
remarked; and the scores that the bureau gives, each with its reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from indicators.models import Evidence
from indicators.scoring import Measure
from indicators.views import handed_over
from projects.views import read_or_write
from reports import workflow
from reports.changes import FactChange, changed_facts
from reports.data import review_reasons
from reports.desk import beside, for_reviewers
from reports.evaluation import Evaluation
from reports.facts import Fact, Facts, facts
from reports.forms import ReviewScoreForm
from reports.models import Remark, ReviewScore, State, Submission
from reports.neighbours import Neighbour, neighbours, same_named
from reports.renderers import html
from reports.rendering import FORMATS
from reports.snapshot import load, load_document, rekeyed
from reports.submissions import (
    answered_findings,
    latest_scores,
    reviewed_facts,
    seen_on_page,
    visible_submission,
)
from reports.summary import KEY_FIGURES
from reports.workflow import Overtaken, ScoredMeanwhile

OF_A_LINE = ("全年预算", "执行数", "执行率")
OF_AN_INDICATOR = ("年度指标值", "实际完成值", "得分")
"""What is held against the neighbours, by the last parts of the facts' names."""


@dataclass(frozen=True, slots=True)
class Card:
    """An indicator under review, with all that its score is held against."""

    measure: Measure
    weight: Fact
    target: Fact
    actual: Fact
    done: Fact
    points: Fact
    last: Fact | None
    near: list[tuple[Submission, list[Fact]]]
    evidence: list[Evidence]
    given: ReviewScore | None
    form: ReviewScoreForm


def _on_the_desk(request: UserRequest, pk: int) -> Submission:
    """Return the submission; 404 for one that the person may not see, or that was never approved."""
    submission = visible_submission(request, pk)
    if not submission.was_approved:
        raise Http404
    return submission


@read_or_write
@for_reviewers
def desk_report(request: UserRequest, pk: int) -> HttpResponse:
    """Show a report beside what it is held against; give review scores to it, and accept it."""
    submission = _on_the_desk(request, pk)
    if request.method != "POST":
        return _page(request, submission, None)
    evaluation = load(submission.text)
    forms = _forms(submission, evaluation, request.POST)
    if not all(form.is_valid() for form in forms.values()):
        return _page(request, submission, forms)
    marks = [mark for form in forms.values() if (mark := form.mark)]
    _previous, following = beside(request, submission.project.fiscal_year, pk)
    try:
        workflow.give_scores(submission, by=request.user, seen=seen_on_page(request), marks=marks)
        if "accept" in request.POST:
            workflow.accept(submission, by=request.user, seen=seen_on_page(request))
    except Overtaken as error:
        if not ("accept" in request.POST and workflow.took(request.user, error.submission, State.ACCEPTED)):
            return _page(request, _on_the_desk(request, pk), None, overtaken=True)
    except ScoredMeanwhile as error:
        return _page(
            request, submission, _forms(submission, evaluation, request.POST, conflicts=error.places)
        )
    if "accept" not in request.POST:
        messages.success(request, _("The review scores are saved."))
        return redirect(reverse("desk_report", args=[pk], query=request.GET))
    messages.success(request, _("“%(submission)s” is accepted.") % {"submission": submission})
    if following is None:
        return redirect(reverse("desk", query=request.GET))
    return redirect(reverse("desk_report", args=[following], query=request.GET))


def _forms(
    submission: Submission,
    evaluation: Evaluation,
    data: QueryDict | None = None,
    conflicts: frozenset[str] = frozenset(),
) -> dict[str, ReviewScoreForm]:
    """Return the forms of the indicators by their keys."""
    known = facts(evaluation)
    latest = latest_scores(submission)
    return {
        measure.key: ReviewScoreForm(
            data,
            measure=measure,
            own=known.at(f"{measure.key}-points").printed,
            latest=latest.get(measure.key),
            is_conflict=measure.key in conflicts,
        )
        for measure in evaluation.measures
    }


def _page(
    request: UserRequest,
    submission: Submission,
    forms: dict[str, ReviewScoreForm] | None,
    *,
    overtaken: bool = False,
) -> HttpResponse:
    """Show the page; ``forms`` are those that were sent and refused."""
    evaluation = load(submission.text)
    known = facts(evaluation)
    near = neighbours(submission, evaluation, request.user)
    evidence = _evidence(submission)
    latest = latest_scores(submission)
    reviewed = reviewed_facts(evaluation, latest)
    versions = Submission.objects.visible_to(request.user).filter(project=submission.project)
    earlier = versions.filter(number__lt=submission.number)
    before = earlier.seen_by_the_bureau().last()
    lasts = {
        measure.key: f"last-indicator-{place}"
        for place, measure in enumerate(
            evaluation.last_year.measures if evaluation.last_year else (), start=1
        )
    }
    allowed = workflow.allowed(request.user, submission)
    shown = forms or _forms(submission, evaluation)
    previous, following = beside(request, submission.project.fiscal_year, submission.pk)
    context = {
        "submission": submission,
        "year": submission.project.fiscal_year,
        "on_desk": True,
        "overtaken": overtaken,
        "allowed": allowed,
        "previous": previous,
        "following": following,
        "figures": [known.at(key) for key in KEY_FIGURES.values()],
        "review": {part: reviewed.at(f"review-{part}") for part in ("total", "difference", "grade")},
        "is_reviewed": bool(latest),
        "cards": [
            _card(
                measure,
                known,
                lasts.get(measure.key, ""),
                near,
                _proof(submission, evaluation, measure, evidence),
                latest.get(measure.key),
                shown[measure.key],
            )
            for measure in evaluation.measured
        ],
        "has_faults": forms is not None,
        "reasons": review_reasons(),
        "findings": list(answered_findings(submission, evaluation, known)),
        "evidence": evidence,
        "lines": list(_lines(evaluation, known)),
        "near": [(one.submission, [one.known.at(key) for key in KEY_FIGURES.values()]) for one in near],
        "near_lines": [
            (line.name, [known[f"{line.name}.{part}"] for part in OF_A_LINE], rows)
            for line in evaluation.lines
            if (rows := same_named(near, line.name, *OF_A_LINE))
        ],
        "before": before,
        "changes": _changes(before, submission) if before else (),
        "remarks": Remark.objects.filter(submission__in=versions)
        .exclude(submission__state=State.WITHDRAWN)
        .select_related("submission", "made_by", "settled_by")
        .defer("submission__snapshot", "submission__findings"),
        "may_settle": workflow.may_settle(request.user),
        "article": html.fragment(load_document(submission.text)),
        "formats": FORMATS,
        "versions": versions.listed().order_by("-number"),
    }
    status = 409 if overtaken else 422 if forms else 200
    return render(request, "reports/desk_report.html", context, status=status)


def _card(
    measure: Measure,
    known: Facts,
    last: str,
    near: list[Neighbour],
    evidence: list[Evidence],
    given: ReviewScore | None,
    form: ReviewScoreForm,
) -> Card:
    """Return an indicator with what it is held against; ``last`` is what it was called last year."""
    at = {
        part: known.at(f"{measure.key}-{part}") for part in ("weight", "target", "actual", "done", "points")
    }
    return Card(
        measure,
        **at,
        last=known.find(f"{last}-actual"),
        near=same_named(near, measure.name, *OF_AN_INDICATOR),
        evidence=evidence,
        given=given,
        form=form,
    )


def _evidence(submission: Submission) -> list[Evidence]:
    """Return the files that prove the submission: while it stands, nobody can have changed them."""
    if not submission.stands:
        return []
    rows = Evidence.objects.filter(project=submission.project_id)
    return list(rows.select_related("indicator", "statistic", "expenditure__line_item"))


def _proof(
    submission: Submission, evaluation: Evaluation, measure: Measure, rows: list[Evidence]
) -> list[Evidence]:
    """Return the files of an indicator, and of the work figures that its actual is taken from."""
    by_key = {statistic.key: statistic for statistic in evaluation.statistics}
    source = by_key.get(measure.actual_from)
    behind = (source.key, source.part, source.whole) if source else ()
    keys = {submission.live(key) for key in (measure.key, *behind) if key}
    return [row for row in rows if {f"indicator-{row.indicator_id}", f"statistic-{row.statistic_id}"} & keys]


def _lines(evaluation: Evaluation, known: Facts) -> Iterator[tuple[str, list[Fact | None]]]:
    """Yield the line items of both years by name: budgets, their difference, spending; then the whole."""
    last = evaluation.last_year
    if last is None:
        return
    places = {line.key: f"last-{place}" for place, line in enumerate(last.lines, start=1) if line.key}
    rows = [(line.name, line.key, places.get(line.key, "")) for line in evaluation.lines]
    rows += [
        (line.name, "", f"last-{place}") for place, line in enumerate(last.lines, start=1) if not line.key
    ]
    rows.append((_("Total"), "total", "last-total"))
    for name, now, then in rows:
        keys = (f"{then}-budget", f"{now}-budget", f"{now or then}-change", f"{then}-spent", f"{now}-spent")
        yield name, [known.find(key) for key in keys]


def _changes(before: Submission, submission: Submission) -> tuple[FactChange, ...]:
    old, new = (facts(rekeyed(load(one.text), one.records)) for one in (before, submission))
    return changed_facts(old, new)


@require_safe
@for_reviewers
def desk_evidence(request: UserRequest, pk: int, evidence: int) -> FileResponse:
    """Download a file that proves a submission, while it stands."""
    submission = visible_submission(request, pk)
    rows = (
        Evidence.objects.filter(project=submission.project_id)
        if submission.stands
        else Evidence.objects.none()
    )
    return handed_over(get_object_or_404(rows, pk=evidence))
