"""Fiscal years, projects, and the ledger behind every amount."""

import uuid

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from accounts.roles import Role
from projects.fields import MoneyField
from projects.money import amount_text, grouped


class YearClosed(Exception):
    """A write to what belongs to a closed fiscal year."""

    def __init__(self, year: "FiscalYear") -> None:
        super().__init__(f"fiscal year {year} is closed")
        self.year = year


class ProjectLocked(Exception):
    """A write to the data of a project that is submitted and not returned."""

    def __init__(self, project: "Project") -> None:
        super().__init__(f"project {project.pk} is submitted")
        self.project = project


class FiscalYear(models.Model):
    """A budget year (预算年度). A closed year takes no write to anything that belongs to it.

    The database itself refuses such a write (``projects.triggers``); ``projects.locks`` says so earlier.
    """

    year = models.PositiveSmallIntegerField(
        _("year"), unique=True, validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    is_closed = models.BooleanField(_("closed"), default=False)

    class Meta:
        verbose_name = _("fiscal year")
        verbose_name_plural = _("fiscal years")
        ordering = ["-year"]

    def __str__(self) -> str:
        return str(self.year)

    def require_open(self) -> None:
        """Go on only if the year takes writes.

        Raises:
            YearClosed: if it does not.
        """
        if self.is_closed:
            raise YearClosed(self)


def closed_year_error(year: FiscalYear) -> ValidationError:
    """Return what a form says about a closed year."""
    return ValidationError(_("The fiscal year %(year)s is closed."), "closed_year", {"year": year})


class Phase(models.Model):
    """A step of the year's course (domain: 目标申报, 运行监控, 自评, 复核, 公开) and when it is due."""

    class Kind(models.TextChoices):
        TARGETS = "targets", _("setting of targets")
        MONITORING = "monitoring", _("mid-year monitoring")
        SELF_EVALUATION = "self_evaluation", _("self-evaluation")
        REVIEW = "review", _("review")
        PUBLICATION = "publication", _("publication")

    fiscal_year = models.ForeignKey(
        FiscalYear, verbose_name=_("fiscal year"), on_delete=models.CASCADE, related_name="phases"
    )
    kind = models.CharField(_("phase"), max_length=20, choices=Kind.choices)
    opens_on = models.DateField(_("opens on"))
    due_on = models.DateField(_("due on"))

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "kind"],
                name="one_phase_of_a_kind_per_year",
                violation_error_message=_("This year already has a phase of this kind."),
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("opens_on")),
                name="phase_due_after_opening",
                violation_error_message=_("A phase cannot be due before it opens."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year} {self.get_kind_display()}"


class FundingSource(models.Model):
    """Where money comes from (资金来源): 当年财政拨款, 上年结转资金, 其他资金; the list is data."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=50, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("funding source")
        verbose_name_plural = _("funding sources")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


class ProjectQuerySet(models.QuerySet["Project"]):
    """Projects, by who may see or change them. Every view starts from one of these two."""

    def visible_to(self, user: User | AnonymousUser) -> "ProjectQuerySet":
        """Return the projects of the user's office and of the offices beneath it; all for a superuser.

        Nothing for anonymous and inactive users, for those without an office, and for those who only review:
        they see what was submitted and approved (``reports.models.SubmissionQuerySet``).
        """
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        if user.is_superuser:
            return self
        if user.office is None or user.only_reviews:
            return self.none()
        return self.filter(office__path__startswith=user.office.path)

    def editable_by(self, user: User | AnonymousUser) -> "ProjectQuerySet":
        """Return the visible projects that can be changed, for those who enter figures (clerks, superusers).

        Not those of closed years, and not those that are submitted.
        """
        if not isinstance(user, User) or not (user.is_superuser or user.has_role(Role.CLERK)):
            return self.none()
        return self.visible_to(user).filter(fiscal_year__is_closed=False, locked_at=None)

    def year_before(self, project: "Project") -> "ProjectQuerySet":
        """Return of these the one that the project is in the year before, if it was there."""
        return self.filter(lineage=project.lineage, fiscal_year__year=project.fiscal_year.year - 1)

    def current(self) -> "ProjectQuerySet":
        """Return the projects without the shells of those that were merged into others."""
        return self.exclude(successions__kind=Succession.Kind.MERGED)


class Project(models.Model):
    """A project expenditure (项目支出) of one office in one fiscal year.

    ``lineage`` is the same for the same project in other years; ``version`` grows with every change to the
    basic information, so that a later save of an older page is noticed. ``locked_at`` is set while a
    submission stands (``reports.workflow``), and for good once the project was merged into another
    (``projects.succession``): nothing of the project's data can be changed then, which the database itself
    refuses (``projects.triggers``).
    """

    fiscal_year = models.ForeignKey(
        FiscalYear, verbose_name=_("fiscal year"), on_delete=models.PROTECT, related_name="projects"
    )
    office = models.ForeignKey(
        Office, verbose_name=_("implementing office"), on_delete=models.PROTECT, related_name="projects"
    )
    department = models.CharField(_("department in charge"), max_length=100)
    code = models.CharField(_("project code"), max_length=30)
    name = models.CharField(_("project name"), max_length=100)
    purposes = models.TextField(_("purposes"), blank=True, help_text=_("One per line."))
    approval = models.TextField(_("how spending is approved"), blank=True)
    written_on = models.DateField(_("date of the report"), null=True, blank=True)
    is_withheld = models.BooleanField(
        _("secret project"), default=False, help_text=_("A secret project is never published.")
    )
    lineage = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    locked_at = models.DateTimeField(_("submitted at"), null=True, editable=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["-fiscal_year__year", "office__path", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "office", "code"],
                name="project_code_unique_per_office_and_year",
                violation_error_message=_("This office already has a project with this code in this year."),
            ),
            models.UniqueConstraint(
                fields=["fiscal_year", "office", "name"],
                name="project_name_unique_per_office_and_year",
                violation_error_message=_("This office already has a project with this name in this year."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a closed year."""
        if self.fiscal_year_id is not None and self.fiscal_year.is_closed:
            raise ValidationError({"fiscal_year": closed_year_error(self.fiscal_year)})

    def require_unlocked(self) -> None:
        """Go on only if the project is not submitted.

        Raises:
            ProjectLocked: if it is.
        """
        if self.locked_at is not None:
            raise ProjectLocked(self)


class Succession(models.Model):
    """That a project follows from one of another year or by a split or a merger: the record of it."""

    class Kind(models.TextChoices):
        CONTINUED = "continued", _("continued")
        SPLIT = "split", _("split")
        MERGED = "merged", _("merged")

    successor = models.ForeignKey(
        Project, verbose_name=_("successor"), on_delete=models.CASCADE, related_name="origins"
    )
    predecessor = models.ForeignKey(
        Project, verbose_name=_("predecessor"), on_delete=models.CASCADE, related_name="successions"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    made_by = models.ForeignKey(User, verbose_name=_("made by"), on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="one_succession_per_pair"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="no_project_succeeds_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class LineItem(models.Model):
    """A line of the project's budget (明细项目).

    ``lineage`` is the same for the same line in other years; ``version`` grows with every change to the line
    or to the entries behind it.
    """

    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="line_items"
    )
    name = models.CharField(_("name"), max_length=100)
    position = models.PositiveIntegerField(_("position"), default=0)
    is_withheld = models.BooleanField(
        _("not public"),
        default=False,
        help_text=_("In the public version its amounts are added into 其他, and its name is left out."),
    )
    lineage = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("line item")
        verbose_name_plural = _("line items")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"],
                name="line_item_name_unique_per_project",
                violation_error_message=_("This project already has a line item with this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a project of a closed year."""
        if self.project_id is not None and self.project.fiscal_year.is_closed:
            raise ValidationError({"project": closed_year_error(self.project.fiscal_year)})


class Allocation(models.Model):
    """Money given to a line item: the opening budget (年初预算) or a later adjustment (预算调整)."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("opening budget")
        ADJUSTMENT = "adjustment", _("budget adjustment")

    line_item = models.ForeignKey(
        LineItem, verbose_name=_("line item"), on_delete=models.CASCADE, related_name="allocations"
    )
    source = models.ForeignKey(
        FundingSource, verbose_name=_("funding source"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    amount = MoneyField(_("amount"))
    decided_on = models.DateField(_("date"), null=True, blank=True)
    document_number = models.CharField(_("document number"), max_length=100, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("allocation")
        verbose_name_plural = _("allocations")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="adjustment") | models.Q(amount__gte=0),
                name="opening_budget_not_negative",
                violation_error_message=_("An opening budget cannot be negative."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {grouped(amount_text(self.amount))} 万元"


class Expenditure(models.Model):
    """Money paid out of a line item (支出)."""

    line_item = models.ForeignKey(
        LineItem, verbose_name=_("line item"), on_delete=models.CASCADE, related_name="expenditures"
    )
    source = models.ForeignKey(
        FundingSource, verbose_name=_("funding source"), on_delete=models.PROTECT, related_name="+"
    )
    amount = MoneyField(_("amount"))
    paid_on = models.DateField(_("date"), null=True, blank=True)
    voucher_number = models.CharField(_("voucher number"), max_length=100, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("expenditure")
        verbose_name_plural = _("expenditures")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gte=0),
                name="expenditure_not_negative",
                violation_error_message=_("An expenditure cannot be negative."),
            ),
        ]

    def __str__(self) -> str:
        return f"{grouped(amount_text(self.amount))} 万元"


class BulkChange(models.Model):
    """The last change of many rows at once (a paste, an uploaded workbook): what one undo puts back.

    ``before`` holds the rows as they were, ``after`` as the change left them (``projects.undo``).
    """

    project = models.OneToOneField(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="bulk_change"
    )
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"))
    made_by = models.ForeignKey(User, verbose_name=_("made by"), on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"), auto_now=True)

    class Meta:
        verbose_name = _("change of many rows")
        verbose_name_plural = _("changes of many rows")

    def __str__(self) -> str:
        return f"{self.project} {self.made_at:%Y-%m-%d %H:%M}"


class HistoryEntry(models.Model):
    """What became of one row of a project's data: who did it, when, and from which value to which.

    Entries are only ever added (``projects.triggers``), by ``projects.history``. ``project`` is the number
    and not a key, so that the history outlives the project. ``changes`` is JSON: for each field its value of
    before and of after. ``digest`` chains the entry to the one before it.
    """

    class Action(models.TextChoices):
        ADDED = "added", _("created")
        CHANGED = "changed", _("changed")
        REMOVED = "removed", _("removed")

    project = models.PositiveBigIntegerField(_("project"))
    lineage = models.UUIDField(_("lineage"))
    sequence = models.PositiveBigIntegerField(_("sequence number"))
    made_at = models.DateTimeField(_("made at"))
    person = models.PositiveBigIntegerField(_("number of the person"), null=True)
    made_by = models.CharField(_("made by"), max_length=150, blank=True)
    kind = models.CharField(_("kind of record"), max_length=100)
    record = models.PositiveBigIntegerField(_("number of the record"))
    name = models.TextField(_("record"), blank=True)
    action = models.CharField(_("action"), max_length=10, choices=Action.choices)
    changes = models.TextField(_("changes"))
    previous = models.CharField(_("digest of the entry before"), max_length=64, blank=True)
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("entry of the history")
        verbose_name_plural = _("history")
        ordering = ["project", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["project", "sequence"], name="one_history_entry_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M} {self.name}"
