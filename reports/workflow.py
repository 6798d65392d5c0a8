"""The way of a report: submitted, approved, accepted or returned, published.

::

    draft ──submit──▶ submitted ──approve──▶ approved ──accept──▶ accepted ──publish──▶ published
      ▲                   │ withdraw, return     │ return             │ return              │ retract
      ├───────────────────┴──────────────────────┴────────────────────┘                     ▼
      └──────────────────────────────────────────────return────────────────────────── retracted

Every step is one conditional UPDATE under the lock on the project, in one transaction with its record: of
several people who take it at once exactly one does. While a submission stands, the project's data is locked
(``Project.locked_at``); returning or withdrawing opens it. Submitting, approving and accepting take three
people. What is published is the public version (``reports.public``), once a leader of the office who did not
submit it has cleared it (保密审查); it can be withdrawn for a reason, and the report then be returned.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from projects.locks import deciding_on, writing_to
from projects.models import Project, ProjectLocked
from reports import checks, jobs, seals
from reports.data import secrecy_words
from reports.evaluation import Evaluation
from reports.facts import facts
from reports.findings import Finding
from reports.loading import load
from reports.models import (
    Clearance,
    Publication,
    Remark,
    ReviewScore,
    State,
    Step,
    Submission,
    SubmissionQuerySet,
)
from reports.public import Redaction, redact
from reports.rendering import PUBLIC_FORMATS
from reports.scanning import Hit, scan
from reports.snapshot import digest, dump, numbered, numbers, rekeyed
from reports.snapshot import load as load_snapshot
from reports.summary import summary

MOVES: Mapping[State, Mapping[State, Role]] = {
    State.APPROVED: {State.SUBMITTED: Role.APPROVER},
    State.ACCEPTED: {State.APPROVED: Role.REVIEWER},
    State.PUBLISHED: {State.ACCEPTED: Role.REVIEWER},
    State.RETURNED: {
        State.SUBMITTED: Role.APPROVER,
        State.APPROVED: Role.REVIEWER,
        State.ACCEPTED: Role.REVIEWER,
        State.RETRACTED: Role.REVIEWER,
    },
    State.RETRACTED: {State.PUBLISHED: Role.REVIEWER},
    State.WITHDRAWN: {State.SUBMITTED: Role.CLERK},
}
"""For each state the ones that lead into it, and who takes the step."""

BY_ANOTHER = (State.APPROVED, State.ACCEPTED)
"""What nobody does who has submitted or approved the same version."""


class Blocked(Exception):
    """A project that cannot be submitted: it has errors, or warnings that nobody has answered."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"{len(findings)} findings stand in the way")
        self.findings = findings


class AlreadySubmitted(Exception):
    """A project that is submitted; ``submission`` is the one that stands."""

    def __init__(self, submission: Submission) -> None:
        super().__init__(f"{submission!r} stands")
        self.submission = submission


class ContentChanged(Exception):
    """A project that has changed since the page was opened on which somebody agreed to submit it."""


class ScoredMeanwhile(Exception):
    """Indicators, by their keys, to which somebody else has given a score since the page was opened."""

    def __init__(self, places: Collection[str]) -> None:
        super().__init__("、".join(sorted(places)))
        self.places = frozenset(places)


class NotClean(Exception):
    """A submission that has to be opened before it is accepted (``clean``)."""


class NotCleared(Exception):
    """A public version, as the program makes it now, that nobody has cleared."""


class NotReviewed(Exception):
    """A clearance without a reason for each hit of the scan; ``hits`` are those that have none."""

    def __init__(self, hits: tuple[Hit, ...]) -> None:
        super().__init__(f"{len(hits)} hits have no reason")
        self.hits = hits


class Overtaken(Exception):
    """A step that somebody else's came before; ``submission`` is as it stands now."""

    def __init__(self, submission: Submission) -> None:
        super().__init__(f"{submission!r} is {submission.state}")
        self.submission = submission


@dataclass(frozen=True, slots=True)
class Draft:
    """What submitting a project now would submit; ``blocking`` are the findings that stand in its way."""

    evaluation: Evaluation
    snapshot: str
    findings: tuple[Finding, ...]
    blocking: tuple[Finding, ...]

    @property
    def digest(self) -> str:
        """The digest of the snapshot."""
        return digest(self.snapshot)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the page showed on which somebody decided: the state of the submission, and its digest."""

    state: str
    digest: str

    @classmethod
    def of(cls, submission: Submission) -> "Seen":
        """Return what a page about the submission shows."""
        return cls(submission.state, submission.digest)


@dataclass(frozen=True, slots=True)
class Objection:
    """A remark to be made: the key of its place in the snapshot, the place in words, and what is wrong."""

    place: str
    title: str
    text: str


def draft(project: Project) -> Draft:
    """Return what submitting the project now would submit, in the state of the tables.

    Raises:
        NotReadyError, DuplicateFactError, SectionError, UnprintableError: if its report cannot be drawn.
    """
    evaluation = load(project)
    counted = numbered(evaluation)
    findings = checks.run(counted, facts(counted), on=timezone.localdate())
    return Draft(evaluation, dump(evaluation), findings, checks.open_findings(findings, counted.answers))


def submit(project: Project, *, by: User, shown: str) -> Submission:
    """Submit the project as it stands and lock it; ``shown`` is the digest of what the person agreed to.

    Raises:
        PermissionDenied: if the person may not change the project.
        AlreadySubmitted: if it is submitted.
        ProjectLocked: if it is locked and no submission stands.
        ContentChanged: if it has changed since it was shown.
        Blocked: if a finding stands in the way.
        YearClosed: if its year is closed.
        Project.DoesNotExist: if somebody has deleted it.
        NotReadyError, DuplicateFactError, SectionError, UnprintableError: if its report cannot be drawn.
    """
    if not Project.objects.visible_to(by).filter(pk=project.pk).exists() or not _holds(by, Role.CLERK):
        raise PermissionDenied
    try:
        with writing_to(project, by=by) as held:
            return _submit(held, by, shown)
    except ProjectLocked as error:
        last = Submission.objects.filter(project=project).last()
        if last is None or not last.stands:
            raise
        raise AlreadySubmitted(last) from error


def _submit(held: Project, by: User, shown: str) -> Submission:
    what = draft(held)
    if what.digest != shown:
        raise ContentChanged
    if what.blocking:
        raise Blocked(what.blocking)
    now = timezone.now()
    if not Project.objects.filter(pk=held.pk, locked_at=None).update(locked_at=now):
        raise ProjectLocked(held)
    earlier = Submission.objects.filter(project=held)
    last = earlier.aggregate(last=Max("number"))["last"] or 0
    seen = earlier.seen_by_the_bureau().last()
    before = rekeyed(load_snapshot(seen.text), seen.records) if seen else None
    return Submission.objects.create(
        project=held,
        number=last + 1,
        snapshot=what.snapshot,
        digest=what.digest,
        findings=[asdict(finding) for finding in what.findings],
        records={there: here for here, there in numbers(what.evaluation).items()},
        submitted_by=by,
        submitted_at=now,
        **asdict(summary(what.evaluation, what.findings, before)),
    )


def approve(submission: Submission, *, by: User, seen: Seen) -> None:
    """Let the head of the office put their name to the submission; see ``_move`` for what is raised."""
    _move(submission, State.APPROVED, by, seen)


def accept(submission: Submission, *, by: User, seen: Seen) -> None:
    """Accept an approved submission for the bureau; see ``_move`` for what is raised."""
    _move(submission, State.ACCEPTED, by, seen)


def accept_unopened(submission: Submission, *, by: User, seen: Seen) -> None:
    """Accept a submission from the list of the desk, together with others; see ``_move`` for the rest.

    Raises:
        NotClean: if there is something in it to look at.
    """
    _move(submission, State.ACCEPTED, by, seen, only=clean())


def clean() -> Q:
    """Return what may be accepted unopened: no waiver, no open remark on its project, no review begun.

    A warning that was answered with a reason stands on record; a waiver is a decision of the office that the
    bureau has to share. Where somebody has given review scores, somebody is at work.
    """
    remarks = Remark.objects.filter(submission__project=OuterRef("project"), settled_at=None)
    scores = ReviewScore.objects.filter(submission=OuterRef("pk"))
    return Q(~Exists(remarks), ~Exists(scores), waived=0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A review score to be given: the indicator's key and name, the points, and why.

    Without ``points`` the indicator's own score stands again. ``after`` is the number of the entry that was
    shown and is replaced, ``None`` where there was none.
    """

    place: str
    title: str
    points: Decimal | None
    reason: str
    after: int | None


def give_scores(submission: Submission, *, by: User, seen: Seen, marks: Collection[Mark]) -> None:
    """Give review scores to an approved submission, all or none.

    Raises:
        PermissionDenied: if the person is not to decide on it.
        Overtaken: if the submission is in another state than the page showed, or is another.
        ScoredMeanwhile: if somebody else has given one of the indicators a score since.
        YearClosed: if its year is closed.
    """
    with deciding_on(submission.project, by=by):
        stored = _as_seen(submission, by, seen)
        if State.ACCEPTED not in allowed(by, stored):
            raise PermissionDenied
        latest = {score.place: score for score in stored.review_scores.all()}
        new = [mark for mark in marks if not _is_given(mark, latest.get(mark.place), by)]
        places = {mark.place for mark in new if mark.after != getattr(latest.get(mark.place), "pk", None)}
        if places:
            raise ScoredMeanwhile(places)
        now = timezone.now()
        for mark in new:
            ReviewScore.objects.create(
                submission=stored,
                place=mark.place,
                title=mark.title,
                points=mark.points,
                reason=mark.reason,
                made_by=by,
                made_at=now,
            )


def _is_given(mark: Mark, latest: ReviewScore | None, by: User) -> bool:
    """Return whether this very person has given just that: a button pressed twice."""
    return latest is not None and (latest.points, latest.reason, latest.made_by_id) == (
        mark.points,
        mark.reason,
        by.pk,
    )


def _as_seen(submission: Submission, by: User, seen: Seen) -> Submission:
    """Return the submission as it is stored, if it is what the page showed."""
    stored = Submission.objects.visible_to(by).filter(pk=submission.pk).first()
    if stored is None:
        raise PermissionDenied
    if Seen.of(stored) != seen:
        raise Overtaken(stored)
    return stored


def publish(submission: Submission, *, by: User, seen: Seen) -> None:
    """Publish the public version of an accepted submission that was cleared; for the rest see ``_move``.

    Raises:
        NotCleared: if the public version, as the program makes it now, was not cleared.
    """
    _move(submission, State.PUBLISHED, by, seen)


def retract(submission: Submission, *, by: User, seen: Seen, reason: str) -> None:
    """Withdraw a publication for a reason; the report can then be returned. For the rest see ``_move``."""
    _move(submission, State.RETRACTED, by, seen, reason)


@dataclass(frozen=True, slots=True)
class PublicDraft:
    """What publishing a submission now would publish, with what is left out and what has to be looked at."""

    redaction: Redaction
    snapshot: str
    hits: tuple[Hit, ...]

    @property
    def digest(self) -> str:
        """The digest of the public version."""
        return digest(self.snapshot)


def public_draft(evaluation: Evaluation) -> PublicDraft:
    """Return the public version of an evaluation, scanned.

    Raises:
        SecretProject: if the whole project is 涉密.
        DuplicateFactError, SectionError, UnprintableError: if its report cannot be drawn.
    """
    redaction = redact(evaluation)
    return PublicDraft(redaction, dump(redaction.evaluation), scan(redaction, secrecy_words()))


def clear(
    submission: Submission,
    *,
    by: User,
    seen: Seen,
    shown: str,
    statement: str,
    reasons: Mapping[str, str],
) -> Clearance:
    """Record that the person read the public version and answers for its release (保密审查).

    What was cleared already stays as it is and is returned. ``shown`` is the digest of the public version
    that the page showed, ``reasons`` say by a hit's digest why it may stay.

    Raises:
        PermissionDenied: if it is not this person's to clear.
        Overtaken: if the submission is in another state than the page showed, or is another.
        ContentChanged: if the public version is another than was shown.
        NotReviewed: if a hit has no reason.
        SecretProject: if the whole project is 涉密.
        YearClosed: if its year is closed.
    """
    with deciding_on(submission.project, by=by):
        stored = _as_seen(submission, by, seen)
        if not may_clear(by, stored):
            raise PermissionDenied
        draft = public_draft(load_snapshot(stored.text))
        if draft.digest != shown:
            raise ContentChanged
        if cleared := stored.clearances.filter(digest=draft.digest).first():
            return cleared
        if open_hits := tuple(hit for hit in draft.hits if not reasons.get(hit.digest)):
            raise NotReviewed(open_hits)
        return Clearance.objects.create(
            submission=stored,
            digest=draft.digest,
            statement=statement,
            reviewed=[{**asdict(hit), "reason": reasons[hit.digest]} for hit in draft.hits],
            made_by=by,
            made_at=timezone.now(),
        )


def may_clear(user: User, submission: Submission) -> bool:
    """Return whether the person may clear the submission's public version: a leader who did not submit it."""
    return (
        submission.state in (State.APPROVED, State.ACCEPTED)
        and _holds(user, Role.APPROVER)
        and user.pk != submission.submitted_by_id
    )


def _release(submission: Submission, by: User) -> None:
    """Keep the public version that was cleared, and its files: the large ones are made in the background.

    They are drawn here because nobody from outside makes the program draw anything.

    Raises:
        NotCleared: if the public version, as the program makes it now, was not cleared.
    """
    draft = public_draft(load_snapshot(submission.text))
    clearance = submission.clearances.filter(digest=draft.digest).first()
    if clearance is None:
        raise NotCleared
    publication = Publication.objects.create(
        submission=submission,
        clearance=clearance,
        snapshot=draft.snapshot,
        digest=draft.digest,
        made_by=by,
        made_at=timezone.now(),
    )
    evaluation = draft.redaction.evaluation
    for name in PUBLIC_FORMATS:
        if jobs.is_quick(evaluation, name):
            seals.issued(publication, name)
        else:
            jobs.for_publication(publication, evaluation, name)


def withdraw(submission: Submission, *, by: User, seen: Seen) -> None:
    """Take back what is not approved yet, and open the project; see ``_move`` for what is raised."""
    _move(submission, State.WITHDRAWN, by, seen)


@transaction.atomic
def return_with_remarks(
    submission: Submission, *, by: User, seen: Seen, reason: str, objections: Iterable[Objection] = ()
) -> None:
    """Return a submission for a reason and with remarks, and open the project; for the rest see ``_move``."""
    _move(submission, State.RETURNED, by, seen, reason)
    now = timezone.now()
    with deciding_on(submission.project, by=by):
        Remark.objects.bulk_create(
            Remark(submission=submission, made_by=by, made_at=now, **asdict(objection))
            for objection in objections
        )


def _move(
    submission: Submission, into: State, by: User, seen: Seen, reason: str = "", only: Q | None = None
) -> None:
    """Bring a submission from the state that was seen into another, and keep who did it.

    Raises:
        PermissionDenied: if the step does not follow, or is not this person's to take.
        NotClean: if it is not among those that ``only`` means.
        Overtaken: if the submission is in another state than the page showed, or is another.
        YearClosed: if its year is closed.
    """
    with deciding_on(submission.project, by=by) as project:
        stored = _as_seen(submission, by, seen)
        if into not in allowed(by, stored):
            raise PermissionDenied
        if into is State.PUBLISHED:
            _release(stored, by)
        if only is not None and not Submission.objects.filter(only, pk=stored.pk).exists():
            raise NotClean
        rows = Submission.objects.filter(pk=stored.pk, state=seen.state, digest=seen.digest)
        if not rows.update(state=into):
            raise Overtaken(stored)
        Step.objects.create(
            submission=stored,
            state=into,
            digest=seen.digest,
            reason=reason,
            made_by=by,
            made_at=timezone.now(),
        )
        if not into.stands:
            Project.objects.filter(pk=project.pk).update(locked_at=None)


def allowed(user: User, submission: Submission) -> frozenset[State]:
    """Return the states into which the person may bring a submission that they see."""
    taken_by = {submission.submitted_by_id, *(step.made_by_id for step in submission.steps.all())}
    return frozenset(
        into
        for into, moves in MOVES.items()
        if (role := moves.get(State(submission.state))) is not None
        and _holds(user, role)
        and not (into in BY_ANOTHER and user.pk in taken_by)
        and not (into is State.PUBLISHED and not submission.clearances.exists())
    )


def took(user: User, submission: Submission, into: State) -> bool:
    """Return whether it was this very person who took the step: a button pressed twice."""
    return submission.state == into and submission.steps.filter(state=into, made_by=user).exists()


def may_settle(user: User) -> bool:
    """Return whether the person decides on submissions, and so says whether a remark is settled."""
    return _holds(user, Role.APPROVER) or _holds(user, Role.REVIEWER)


def settle(remark: Remark, *, by: User, settled: bool) -> None:
    """Say that a remark is settled, or that it is not after all.

    Raises:
        PermissionDenied: if the person does not decide on submissions or does not see this one.
        YearClosed: if its year is closed.
    """
    visible = Submission.objects.visible_to(by).filter(pk=remark.submission_id)
    if not may_settle(by) or not visible.exists():
        raise PermissionDenied
    with deciding_on(remark.submission.project, by=by):
        Remark.objects.filter(pk=remark.pk, settled_at__isnull=settled).update(
            settled_by=by if settled else None, settled_at=timezone.now() if settled else None
        )


def waiting_for(user: User) -> SubmissionQuerySet:
    """Return the submissions that wait for the person.

    They are to be approved, reviewed, cleared for release, published or mended.
    """
    waits = Q(pk=None)
    # Neither is owed of a secret project, nor possible in a closed year.
    releasable = Q(state=State.ACCEPTED, project__is_withheld=False, project__fiscal_year__is_closed=False)
    cleared = Exists(Clearance.objects.filter(submission=OuterRef("pk")))
    if _holds(user, Role.APPROVER):
        waits |= Q(~Q(submitted_by=user), state=State.SUBMITTED)
        waits |= Q(releasable, ~Q(submitted_by=user), ~cleared)
    if _holds(user, Role.REVIEWER):
        waits |= awaits_review(user)
        waits |= Q(releasable, cleared)
    if _holds(user, Role.CLERK):
        later = Submission.objects.filter(project=OuterRef("project"), number__gt=OuterRef("number"))
        waits |= Q(~Exists(later), state=State.RETURNED)
    return Submission.objects.visible_to(user).filter(waits)


def awaits_review(user: User) -> Q:
    """Return what a reviewer is to decide on: it is approved, and they had no part in it."""
    approved = Step.objects.filter(submission=OuterRef("pk"), made_by=user)
    return Q(~Exists(approved), ~Q(submitted_by=user), state=State.APPROVED)


def reviews(user: User) -> bool:
    """Return whether the person reviews for the bureau, and so works at its desk."""
    return _holds(user, Role.REVIEWER)


def newest(user: User) -> SubmissionQuerySet:
    """Return of each project that the person sees the newest version that the bureau has seen."""
    seen = Submission.objects.seen_by_the_bureau()
    later = seen.filter(project=OuterRef("project"), number__gt=OuterRef("number"))
    return Submission.objects.visible_to(user).seen_by_the_bureau().filter(~Exists(later))


def _holds(user: User, role: Role) -> bool:
    return user.is_superuser or user.has_role(role)
