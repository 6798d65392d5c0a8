"""What people write for a report, everything else in it being computed; and what was submitted of it."""

import hashlib

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from projects.models import Project, closed_year_error
from reports.checkup.annotating.possible import possible
from reports.checkup.checking import Checked
from reports.checkup.results.showing import shown
from reports.checkup.results.spots import spots
from reports.document import CODE_DIGITS
from reports.outline import OutlineError, parse_outline
from reports.snapshot import SnapshotError, digest, renamed


class Outline(models.Model):
    """The sections of a report as data (``reports.outline`` reads and validates them).

    ``clean`` takes code and title out of the data.
    """

    code = models.SlugField(_("code"), unique=True)
    title = models.CharField(_("title"), max_length=100)
    data = models.JSONField(_("sections"))
    is_default = models.BooleanField(_("default outline"), default=False)

    class Meta:
        verbose_name = _("outline")
        verbose_name_plural = _("outlines")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="one_default_outline"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Take the columns out of the data.

        Raises:
            ValidationError: with every problem of the data, or if another outline has its code.
        """
        try:
            outline = parse_outline(self.data)
        except OutlineError as error:
            raise ValidationError({"data": error.problems}) from error
        self.code, self.title = outline.code, outline.title
        if Outline.objects.filter(code=outline.code).exclude(pk=self.pk).exists():
            taken = _("Another outline has the code %(code)s.")
            raise ValidationError({"data": ValidationError(taken, "unique", {"code": outline.code})})

    def make_default(self) -> None:
        """Let new reports follow this outline instead of the one that they followed before."""
        with transaction.atomic():
            Outline.objects.filter(is_default=True).update(is_default=False)
            self.is_default = True
            self.save(update_fields=["is_default"])


class Report(models.Model):
    """The report of one project: which outline it follows, and whether bars of the funds are annexed."""

    project = models.OneToOneField(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="report"
    )
    outline = models.ForeignKey(
        Outline, verbose_name=_("outline"), on_delete=models.PROTECT, related_name="reports"
    )
    with_figures = models.BooleanField(_("with figures of the funds"), default=False)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def __str__(self) -> str:
        return str(self.project)

    def clean(self) -> None:
        """Refuse a project of a closed year."""
        if self.project_id is not None and self.project.fiscal_year.is_closed:
            raise ValidationError({"project": closed_year_error(self.project.fiscal_year)})


class SectionText(models.Model):
    """Prose written for one section of the outline, with ``{references}``; without it the default stands."""

    report = models.ForeignKey(
        Report, verbose_name=_("report"), on_delete=models.CASCADE, related_name="texts"
    )
    section = models.CharField(_("section"), max_length=50)
    text = models.TextField(_("text"), max_length=20000)

    class Meta:
        verbose_name = _("section text")
        verbose_name_plural = _("section texts")
        constraints = [
            models.UniqueConstraint(fields=["report", "section"], name="one_text_per_section"),
        ]

    def __str__(self) -> str:
        return self.section


class Problem(models.Model):
    """A problem found and the suggestion that answers it (section 六); both may hold references."""

    report = models.ForeignKey(
        Report, verbose_name=_("report"), on_delete=models.CASCADE, related_name="problems"
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    problem = models.TextField(_("problem"), max_length=2000)
    suggestion = models.TextField(_("suggestion"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("problem and suggestion")
        verbose_name_plural = _("problems and suggestions")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.problem[:30]


class Answer(models.Model):
    """What somebody said to a warning of the checks: a reason, or a waiver by a leader of the office.

    ``rule``, ``place`` and ``message`` are the finding's; ``digest`` is that of rule and message
    (``reports.findings.Finding.digest``): the answer to a finding that changed does not silence the new one.
    """

    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="answers"
    )
    rule = models.CharField(_("check"), max_length=4)
    place = models.CharField(_("place"), max_length=200)
    message = models.TextField(_("finding"))
    digest = models.CharField(_("digest"), max_length=64)
    reason = models.TextField(_("reason"), max_length=1000)
    is_waiver = models.BooleanField(_("waived"), default=False)
    made_by = models.ForeignKey(User, verbose_name=_("made by"), on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"), auto_now=True)

    class Meta:
        verbose_name = _("answer to a finding")
        verbose_name_plural = _("answers to findings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "digest"], name="one_answer_per_finding"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.message[:30]}"


class State(models.TextChoices):
    """Where a submission stands."""

    SUBMITTED = "submitted", _("submitted")
    APPROVED = "approved", _("approved")
    ACCEPTED = "accepted", _("accepted")
    PUBLISHED = "published", _("published")
    RETRACTED = "retracted", _("publication withdrawn")
    RETURNED = "returned", _("returned")
    WITHDRAWN = "withdrawn", _("withdrawn")

    @property
    def stands(self) -> bool:
        """Whether the project's data is locked: the submission was neither returned nor withdrawn."""
        return self not in (State.RETURNED, State.WITHDRAWN)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Submissions, by who may see them. Every view starts from this."""

    def visible_to(self, user: User | AnonymousUser) -> "SubmissionQuerySet":
        """Return those of the projects that the user sees; for a reviewer, those that were ever approved."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        if user.is_superuser:
            return self
        if user.office is None:
            return self.none()
        beneath = self.filter(project__office__path__startswith=user.office.path)
        return beneath.seen_by_the_bureau() if user.only_reviews else beneath

    def seen_by_the_bureau(self) -> "SubmissionQuerySet":
        """Return those that were ever approved."""
        approvals = Step.objects.filter(submission=models.OuterRef("pk"), state=State.APPROVED)
        return self.filter(models.Exists(approvals))

    def listed(self) -> "SubmissionQuerySet":
        """Return them with what lists show, and without what was submitted."""
        return self.select_related("project__office").defer("snapshot", "findings", "records")


class Sealed(models.Model):
    """A content that is kept for good as a text: whatever is shown of it comes from ``snapshot``."""

    snapshot = models.TextField(_("snapshot"))
    digest = models.CharField(_("digest"), max_length=64, db_index=True)

    class Meta:
        abstract = True

    @property
    def text(self) -> str:
        """The snapshot, if it is what was kept.

        Raises:
            SnapshotError: if its digest is another.
        """
        if digest(self.snapshot) != self.digest:
            raise SnapshotError("快照与提交时的摘要不一致。")
        return self.snapshot


class Submission(Sealed):
    """One version of a project's report as it was submitted: whatever is shown of it comes from ``snapshot``.

    Nothing but ``state`` ever changes, and nothing is deleted: triggers refuse it. ``findings`` are those of
    the checks when it was submitted, all of them answered, as the fields of ``reports.findings.Finding``.
    ``records`` names for each key of a record in the snapshot the record in the tables (``item-1``:
    ``item-4711``), for links and for comparing versions; it is no part of the content. The fields from
    ``score`` on are those of ``reports.summary.Summary``: lists sort by the numbers and show what is printed.
    """

    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.PROTECT, related_name="submissions"
    )
    number = models.PositiveSmallIntegerField(_("version"))
    findings = models.JSONField(_("findings"), blank=True)
    records = models.JSONField(_("records"))
    score = models.DecimalField(_("score"), max_digits=6, decimal_places=2, null=True, blank=True)
    grade = models.CharField(_("grade"), max_length=20, blank=True)
    rate = models.DecimalField(_("execution rate"), max_digits=12, decimal_places=6, null=True, blank=True)
    budget = models.DecimalField(
        _("full-year budget"), max_digits=20, decimal_places=2, null=True, blank=True
    )
    spent = models.DecimalField(_("spent"), max_digits=20, decimal_places=2, null=True, blank=True)
    printed = models.JSONField(_("key figures as printed"))
    answered = models.PositiveIntegerField(_("warnings answered"))
    waived = models.PositiveIntegerField(_("warnings waived"))
    changed = models.PositiveIntegerField(_("facts changed"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        User, verbose_name=_("submitted by"), on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(_("submitted at"))
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.SUBMITTED)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["project", "number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_submission_per_number"),
        ]

    def __str__(self) -> str:
        return _("%(project)s, version %(number)d") % {"project": self.project, "number": self.number}

    @property
    def stands(self) -> bool:
        """Whether it was neither returned nor withdrawn."""
        return State(self.state).stands

    @property
    def was_approved(self) -> bool:
        """Whether the bureau has seen it; of a submission whose steps are read."""
        return any(step.state == State.APPROVED for step in self.steps.all())

    def live(self, key: str) -> str:
        """Return what a key or a fact's id of the snapshot is called in the tables."""
        return renamed(key, self.records)


class Rendering(models.Model):
    """A file of what was submitted or published, as it was first drawn: everybody gets these very bytes.

    It belongs to the content (``Sealed.digest``), not to one submission: what is submitted again
    unchanged is the same file. ``renderer`` says what drew it. Nothing of it changes or goes away.
    """

    digest = models.CharField(_("digest"), max_length=64)
    format = models.CharField(_("format"), max_length=10)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    content = models.BinaryField(_("content"))
    renderer = models.CharField(_("drawn by"), max_length=100)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("issued file")
        verbose_name_plural = _("issued files")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["digest", "format"], name="one_rendering_per_format"),
        ]

    def __str__(self) -> str:
        return f"{self.digest[:CODE_DIGITS]}.{self.format}"

    @property
    def file(self) -> bytes:
        """The bytes, if they are what was issued.

        Raises:
            SnapshotError: if their digest is another.
        """
        content = bytes(self.content)
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise SnapshotError("存档文件与生成时的摘要不一致。")
        return content


class Step(models.Model):
    """That somebody brought a submission into a state, and the digest that they put their name to."""

    submission = models.ForeignKey(
        Submission, verbose_name=_("submission"), on_delete=models.PROTECT, related_name="steps"
    )
    state = models.CharField(_("state"), max_length=20, choices=State.choices)
    digest = models.CharField(_("digest"), max_length=64)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    made_by = models.ForeignKey(User, verbose_name=_("made by"), on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "state"], name="one_step_into_each_state"),
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.get_state_display()}"


class Remark(models.Model):
    """What is to be mended in a returned submission.

    ``place`` is the key of what it is about in the snapshot: a record or section as in findings
    (``indicator-2``, ``section-overview``), the id of a figure (``total-budget``), or nothing for the whole;
    ``title`` says it in words. It is settled once somebody who decides on a later version has found it
    mended.
    """

    submission = models.ForeignKey(
        Submission, verbose_name=_("submission"), on_delete=models.PROTECT, related_name="remarks"
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    title = models.CharField(_("place in words"), max_length=300)
    text = models.TextField(_("remark"), max_length=1000)
    made_by = models.ForeignKey(User, verbose_name=_("made by"), on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    settled_by = models.ForeignKey(
        User, verbose_name=_("settled by"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:30]


class ReviewScore(models.Model):
    """What the bureau gave an indicator of a submission (复核得分), and why; the last entry of each counts.

    ``place`` is the indicator's key in the snapshot, ``title`` its name. Without ``points`` the score of the
    self-evaluation stands again. Entries are added and never changed.
    """

    submission = models.ForeignKey(
        Submission, verbose_name=_("submission"), on_delete=models.PROTECT, related_name="review_scores"
    )
    place = models.CharField(_("place"), max_length=200)
    title = models.CharField(_("place in words"), max_length=300)
    points = models.DecimalField(_("review score"), max_digits=5, decimal_places=2, null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    made_by = models.ForeignKey(User, verbose_name=_("made by"), on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("review score")
        verbose_name_plural = _("review scores")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(points__gte=0), name="review_score_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.points}"


class Clearance(models.Model):
    """A recorded 保密审查: that somebody read a submission's public version and answers for its release.

    ``digest`` is that of the public version's text. ``reviewed`` are the hits of the scan that may stay, as
    the fields of ``reports.scanning.Hit`` and the ``reason`` of each.
    """

    submission = models.ForeignKey(
        Submission, verbose_name=_("submission"), on_delete=models.PROTECT, related_name="clearances"
    )
    digest = models.CharField(_("digest"), max_length=64)
    statement = models.TextField(_("statement"), max_length=1000)
    reviewed = models.JSONField(_("reviewed"), blank=True)
    made_by = models.ForeignKey(User, verbose_name=_("made by"), on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("secrecy review")
        verbose_name_plural = _("secrecy reviews")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "digest"], name="one_clearance_per_public_version"),
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.digest[:CODE_DIGITS]}"


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Publications, as the public sees them. Every public page starts from this."""

    def current(self) -> "PublicationQuerySet":
        """Return those that were not withdrawn."""
        return self.filter(submission__state=State.PUBLISHED)

    def listed(self) -> "PublicationQuerySet":
        """Return them with what lists show, and without what was published."""
        texts = ("snapshot", "findings", "records")
        return self.select_related("submission__project__office", "submission__project__fiscal_year").defer(
            "snapshot", *(f"submission__{name}" for name in texts)
        )


class Publication(Sealed):
    """The public version of a submission, composed once when it was published, after a clearance of it.

    It is shown while the submission is published; withdrawing it is a step of the submission.
    """

    submission = models.OneToOneField(
        Submission, verbose_name=_("submission"), on_delete=models.PROTECT, related_name="publication"
    )
    clearance = models.OneToOneField(
        Clearance, verbose_name=_("secrecy review"), on_delete=models.PROTECT, related_name="publication"
    )
    made_by = models.ForeignKey(User, verbose_name=_("made by"), on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.submission} {self.digest[:CODE_DIGITS]}"

    @property
    def is_current(self) -> bool:
        """Whether it was not withdrawn."""
        return self.submission.state == State.PUBLISHED


class CheckupQuerySet(models.QuerySet["Checkup"]):
    """Check-ups, by who may see them. Every view starts from this."""

    def visible_to(self, user: User | AnonymousUser) -> "CheckupQuerySet":
        """Return those of the user's own office alone; their own, if they have no office."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        if user.office is None:
            return self.filter(office=None, uploaded_by=user)
        return self.filter(office=user.office)

    def keep(self, checked: Checked, *, name: str, content: bytes, by: User) -> "Checkup":
        """Keep a person's file and what was found in it for the person's office."""
        source, examination = checked.source, checked.examination
        return self.create(
            office=by.office,
            uploaded_by=by,
            name=name[-255:],
            content=content,
            shown=shown(source.document, examination),
            result=examination.as_json(),
            spots=[spot.as_json() for spot in spots(source, examination)],
            annotation=possible(source.kind, content),
        )


class SourceFile(models.Model):
    """The file that a project was taken over from (``reports.takeover``), as its history tells it.

    The file itself goes with its check-up; its SHA-256 tells whether a file is the one.
    """

    project = models.OneToOneField(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="source_file"
    )
    name = models.CharField(_("file name"), max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    taken_by = models.ForeignKey(
        User, verbose_name=_("taken over by"), on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField(_("taken over at"), auto_now_add=True)

    class Meta:
        verbose_name = _("file taken over")
        verbose_name_plural = _("files taken over")

    def __str__(self) -> str:
        return self.name


class Checkup(models.Model):
    """A stranger's file and what the check-up (文档体检) found in it; private to an office, kept for a while.

    ``shown`` is the document as ``reports.checkup.results`` shows it, ``result`` what was found as the
    command prints it, ``spots`` where each of the findings stands in the file, ``annotation`` whether
    comments can be put into it. The bytes stay as they came.
    """

    office = models.ForeignKey(
        Office, verbose_name=_("office"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    uploaded_by = models.ForeignKey(
        User, verbose_name=_("uploaded by"), on_delete=models.CASCADE, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    name = models.CharField(_("file name"), max_length=255)
    content = models.BinaryField(_("content"))
    shown = models.JSONField(_("document"))
    result = models.JSONField(_("result"))
    spots = models.JSONField(_("places"))
    annotation = models.CharField(_("annotation"), max_length=10)

    objects = CheckupQuerySet.as_manager()

    class Meta:
        verbose_name = _("check-up")
        verbose_name_plural = _("check-ups")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs, by who may see them. Every view starts from this."""

    def visible_to(self, user: User | AnonymousUser) -> "JobQuerySet":
        """Return those for projects and submissions that the user sees, published versions included."""
        return self.filter(
            models.Q(project__in=Project.objects.visible_to(user))
            | models.Q(submission__in=Submission.objects.visible_to(user))
            | models.Q(publication__submission__in=Submission.objects.visible_to(user))
        )


class Job(models.Model):
    """A file that takes longer to draw than a person should wait: asked for once, made in the background.

    It belongs to a project, whose draft it is, to a submission or to its published version. ``key`` says of
    what content, in which format and drawn by what: whoever asks for the same gets the same job. ``snapshot``
    is what a draft is drawn from, as it was when it was asked for, and ``content`` the file; those of the
    others are kept elsewhere. While it runs, whoever draws it renews ``lease_until``; after that it is lost
    (``reports.jobs``). Old ones are removed.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("being made")
        DONE = "done", _("made")
        FAILED = "failed", _("failed")

    class Fault(models.TextChoices):
        LOST = "lost", _("The program that was making it was stopped, time and again.")
        LIMITS = "limits", _("It is too large: it takes more time or memory than one file may.")
        BROKEN = "broken", _("There is a fault in the program; the server's log says which.")

    key = models.CharField(_("key"), max_length=200, unique=True)
    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    submission = models.ForeignKey(
        Submission,
        verbose_name=_("submission"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    publication = models.ForeignKey(
        Publication,
        verbose_name=_("published version"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    format = models.CharField(_("format"), max_length=10)
    name = models.CharField(_("file name"), max_length=300)
    snapshot = models.TextField(_("snapshot"), blank=True)
    requested_by = models.ForeignKey(
        User, verbose_name=_("requested by"), on_delete=models.CASCADE, related_name="+"
    )
    requested_at = models.DateTimeField(_("requested at"), auto_now_add=True)
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    lease_until = models.DateTimeField(_("lost after"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    content = models.BinaryField(_("content"), null=True, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    fault = models.CharField(_("fault"), max_length=10, choices=Fault.choices, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("file in the making")
        verbose_name_plural = _("files in the making")
        ordering = ["pk"]
        indexes = [models.Index(fields=["status", "lease_until"], name="jobs_by_status_and_lease")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(project__isnull=False, submission=None, publication=None)
                | models.Q(project=None, submission__isnull=False, publication=None)
                | models.Q(project=None, submission=None, publication__isnull=False),
                name="job_of_one_content",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return where the file is, or where one waits for it."""
        return reverse("job_file" if self.status == self.Status.DONE else "job", args=[self.pk])

    @property
    def sealed(self) -> Sealed | None:
        """The submission or published version that it is a file of; ``None`` for a draft."""
        return self.submission or self.publication

    @property
    def is_under_way(self) -> bool:
        """Whether it waits or is being made."""
        return self.status in (self.Status.WAITING, self.Status.RUNNING)

    @property
    def file(self) -> bytes:
        """The bytes of a draft, once they are there, if they are what was drawn.

        Raises:
            SnapshotError: if their digest is another.
        """
        content = bytes(self.content or b"")
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise SnapshotError("文件与生成时的摘要不一致。")
        return content
