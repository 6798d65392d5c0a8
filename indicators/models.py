"""Rule sets, targets and what became of them."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from indicators.layouts import LayoutError, parse_layout
from indicators.rules import RuleSetError, example_failures, parse_rules
from indicators.scoring import Direction, Nature
from projects.fields import MoneyField
from projects.models import Expenditure, FiscalYear, Project


class RuleSet(models.Model):
    """Weights, bands, steps and rounding of one scheme: validated JSON, read by ``indicators.rules``.

    ``clean`` takes code, title and region out of the data. Published only when its own worked examples
    pass; a published rule set never changes, which the database sees to (``projects.triggers``).
    """

    code = models.SlugField(_("code"), unique=True)
    title = models.CharField(_("title"), max_length=100)
    region = models.CharField(_("region"), max_length=50, blank=True)
    data = models.JSONField(_("rules"))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("rule set")
        verbose_name_plural = _("rule sets")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Take the columns out of the data.

        Raises:
            ValidationError: with every problem of the data, or if another rule set has its code.
        """
        try:
            rules = parse_rules(self.data)
        except RuleSetError as error:
            raise ValidationError({"data": error.problems}) from error
        self.code, self.title, self.region = rules.code, rules.title, rules.region
        if RuleSet.objects.filter(code=rules.code).exclude(pk=self.pk).exists():
            taken = _("Another rule set has the code %(code)s.")
            raise ValidationError({"data": ValidationError(taken, "unique", {"code": rules.code})})

    @property
    def problems(self) -> list[str]:
        """What stands against publishing, as Chinese sentences: faults of the data, else of its examples."""
        try:
            return example_failures(self.data)
        except RuleSetError as error:
            return error.problems

    def publish(self) -> None:
        """Publish the rule set as it is stored; from now on it never changes. Publishing again does nothing.

        Raises:
            ValidationError: with every problem, if there is one.
        """
        with transaction.atomic():
            stored = RuleSet.objects.select_for_update().get(pk=self.pk)
            if stored.published_at is None:
                if problems := stored.problems:
                    raise ValidationError(problems, "not_publishable")
                stored.published_at = timezone.now()
                stored.save(update_fields=["published_at"])
        self.refresh_from_db()


class FormLayout(models.Model):
    """The layout of a place's 自评表: validated JSON, read by ``indicators.layouts``.

    ``clean`` takes code, title and region out of the data.
    """

    code = models.SlugField(_("code"), unique=True)
    title = models.CharField(_("title"), max_length=100)
    region = models.CharField(_("region"), max_length=50, blank=True)
    data = models.JSONField(_("layout"))

    class Meta:
        verbose_name = _("form layout")
        verbose_name_plural = _("form layouts")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Take the columns out of the data.

        Raises:
            ValidationError: with every problem of the data, or if another layout has its code.
        """
        try:
            layout = parse_layout(self.data)
        except LayoutError as error:
            raise ValidationError({"data": error.problems}) from error
        self.code, self.title, self.region = layout.code, layout.title, layout.region
        if FormLayout.objects.filter(code=layout.code).exclude(pk=self.pk).exists():
            taken = _("Another form layout has the code %(code)s.")
            raise ValidationError({"data": ValidationError(taken, "unique", {"code": layout.code})})


class YearRules(models.Model):
    """Which published rule set a fiscal year is scored by, and which layout its form has."""

    fiscal_year = models.OneToOneField(
        FiscalYear, verbose_name=_("fiscal year"), on_delete=models.CASCADE, related_name="rules"
    )
    rule_set = models.ForeignKey(
        RuleSet,
        verbose_name=_("rule set"),
        on_delete=models.PROTECT,
        related_name="years",
        limit_choices_to={"published_at__isnull": False},
    )
    layout = models.ForeignKey(
        FormLayout,
        verbose_name=_("form layout"),
        on_delete=models.PROTECT,
        related_name="years",
        null=True,
        blank=True,
        help_text=_("Without one, the form has the common layout."),
    )

    class Meta:
        verbose_name = _("rules of a year")
        verbose_name_plural = _("rules of the years")

    def __str__(self) -> str:
        return f"{self.fiscal_year}: {self.rule_set}"


NATURES = [(nature.value, nature.value) for nature in Nature]
DIRECTIONS = [(direction.value, direction.value) for direction in Direction]


class LibraryIndicator(models.Model):
    """A common indicator to start from (指标库)."""

    level1 = models.CharField(_("first level"), max_length=20)
    level2 = models.CharField(_("second level"), max_length=30)
    name = models.CharField(_("name"), max_length=100)
    nature = models.CharField(_("nature"), max_length=4, choices=NATURES)
    unit = models.CharField(_("unit of measure"), max_length=20, blank=True)
    direction = models.CharField(_("direction"), max_length=4, choices=DIRECTIONS)
    evidence_kind = models.CharField(_("kind of evidence"), max_length=100)

    class Meta:
        verbose_name = _("library indicator")
        verbose_name_plural = _("indicator library")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["level2", "name"], name="library_indicator_unique"),
        ]

    def __str__(self) -> str:
        return self.name


class Goal(models.Model):
    """An overall goal of the year (年度总体目标): what was expected and what was achieved."""

    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="goals"
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    expected = models.TextField(_("expected goal"), max_length=2000)
    achieved = models.TextField(_("what was achieved"), max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.expected[:30]


class Indicator(models.Model):
    """One performance indicator (三级指标) of a project: target, actual, and the reason for a deviation.

    A quantitative indicator has ``target`` and ``actual`` in ``unit``; a qualitative one (定性) has
    ``target_text`` and ``actual_text``, and ``achieved_percent`` (0–100) that a person picks inside a band.
    ``lineage`` is the same for the same indicator in other years; ``version`` grows with every change.
    """

    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="indicators"
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    level1 = models.CharField(_("first level"), max_length=20)
    level2 = models.CharField(_("second level"), max_length=30)
    name = models.CharField(_("name"), max_length=100)
    nature = models.CharField(_("nature"), max_length=4, choices=NATURES)
    direction = models.CharField(
        _("direction"), max_length=4, choices=DIRECTIONS, default=Direction.POSITIVE.value
    )
    unit = models.CharField(_("unit of measure"), max_length=20, blank=True)
    target = models.DecimalField(_("target"), max_digits=15, decimal_places=4, null=True, blank=True)
    target_text = models.CharField(_("target in words"), max_length=200, blank=True)
    weight = models.DecimalField(_("weight"), max_digits=5, decimal_places=2, null=True, blank=True)
    actual = models.DecimalField(_("actual"), max_digits=15, decimal_places=4, null=True, blank=True)
    actual_from = models.ForeignKey(
        "Statistic",
        verbose_name=_("actual taken from the work figure"),
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="indicators",
    )
    actual_text = models.CharField(_("actual in words"), max_length=200, blank=True)
    achieved_percent = models.DecimalField(
        _("degree of achievement (%)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    deviation = models.TextField(_("reason for the deviation"), max_length=1000, blank=True)
    improvement = models.TextField(_("measures for improvement"), max_length=1000, blank=True)
    is_withheld = models.BooleanField(
        _("not public"),
        default=False,
        help_text=_("The public version shows weight and score alone, without name, target and actual."),
    )
    lineage = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"],
                name="indicator_name_unique_per_project",
                violation_error_message=_("This project already has an indicator with this name."),
            ),
            models.CheckConstraint(
                condition=models.Q(target__isnull=True) | models.Q(target__gte=0),
                name="indicator_target_not_negative",
                violation_error_message=_("A target cannot be negative."),
            ),
            models.CheckConstraint(
                condition=models.Q(actual__isnull=True) | models.Q(actual__gte=0),
                name="indicator_actual_not_negative",
                violation_error_message=_("An actual value cannot be negative."),
            ),
            models.CheckConstraint(
                condition=models.Q(actual__isnull=True) | models.Q(actual_from__isnull=True),
                name="indicator_actual_entered_once",
                violation_error_message=_("Enter the actual value or take it from a work figure, not both."),
            ),
            models.CheckConstraint(
                condition=models.Q(weight__isnull=True) | models.Q(weight__gte=0, weight__lte=100),
                name="indicator_weight_in_range",
                violation_error_message=_("A weight lies between 0 and 100."),
            ),
            models.CheckConstraint(
                condition=models.Q(achieved_percent__isnull=True)
                | models.Q(achieved_percent__gte=0, achieved_percent__lte=100),
                name="indicator_achieved_in_range",
                violation_error_message=_("A degree of achievement lies between 0 and 100."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Statistic(models.Model):
    """A work figure (工作数据) of section 四: a value with its unit, or a rate of two others (computed).

    One that a rate or an indicator is taken from stays while that stands; only with the whole project does
    everything go.
    """

    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="statistics"
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    area = models.CharField(_("area of work"), max_length=50)
    name = models.CharField(_("name"), max_length=100)
    value = models.DecimalField(_("value"), max_digits=15, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("unit of measure"), max_length=20, blank=True)
    part = models.ForeignKey(
        "self", verbose_name=_("part"), on_delete=models.RESTRICT, null=True, blank=True, related_name="+"
    )
    whole = models.ForeignKey(
        "self", verbose_name=_("whole"), on_delete=models.RESTRICT, null=True, blank=True, related_name="+"
    )
    is_withheld = models.BooleanField(
        _("not public"),
        default=False,
        help_text=_("The public version leaves it out, with the rates computed from it."),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("work figure")
        verbose_name_plural = _("work figures")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"],
                name="statistic_name_unique_per_project",
                violation_error_message=_("This project already has a work figure with this name."),
            ),
            models.CheckConstraint(
                condition=models.Q(part__isnull=True, whole__isnull=True)
                | models.Q(part__isnull=False, whole__isnull=False, value__isnull=True),
                name="statistic_is_value_or_rate",
                violation_error_message=_("A work figure is either a value or a rate of two others."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_rate(self) -> bool:
        """Whether the figure is computed from two others."""
        return self.part_id is not None


class TargetAdjustment(models.Model):
    """A 绩效目标调整: after targets are approved, the one way to change a target, with its reason.

    ``before`` and ``after`` hold name, nature, target, unit and weight as text; ``after`` stays empty while
    the indicator is unlocked and nothing has been saved yet.
    """

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.CASCADE, related_name="adjustments"
    )
    reason = models.CharField(_("reason"), max_length=500)
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"), null=True, blank=True)
    made_by = models.ForeignKey(User, verbose_name=_("made by"), on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("target adjustment")
        verbose_name_plural = _("target adjustments")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator"],
                condition=models.Q(after__isnull=True),
                name="one_open_adjustment_per_indicator",
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class Monitoring(models.Model):
    """The mid-year monitoring (绩效运行监控, 双监控) of a project as of the end of a month."""

    project = models.OneToOneField(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="monitoring"
    )
    month = models.PositiveSmallIntegerField(
        _("as of the end of month"), default=7, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    forecast = MoneyField(  # type: ignore[misc]  # the field's type has no nullable form
        _("forecast of the year's spending"), null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("mid-year monitoring")
        verbose_name_plural = _("mid-year monitorings")

    def __str__(self) -> str:
        return f"{self.project} 1-{self.month}月"


class MonitoringEntry(models.Model):
    """How far one indicator has come at mid-year, and where it is expected to end."""

    class Cause(models.TextChoices):
        FUNDING = "funding", _("funding")
        RULES = "rules", _("rules and procedures")
        STAFF = "staff", _("staff")
        EQUIPMENT = "equipment", _("equipment")
        OTHER = "other", _("other")

    class Possibility(models.TextChoices):
        CERTAIN = "certain", _("certain")
        POSSIBLE = "possible", _("possible")
        IMPOSSIBLE = "impossible", _("impossible")

    monitoring = models.ForeignKey(
        Monitoring, verbose_name=_("mid-year monitoring"), on_delete=models.CASCADE, related_name="entries"
    )
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.CASCADE, related_name="monitoring_entries"
    )
    progress = models.CharField(_("progress so far"), max_length=200, blank=True)
    forecast = models.CharField(_("forecast for the year"), max_length=200, blank=True)
    cause = models.CharField(_("kind of cause"), max_length=20, choices=Cause.choices, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    possibility = models.CharField(
        _("can the target be reached"), max_length=20, choices=Possibility.choices, blank=True
    )

    class Meta:
        verbose_name = _("monitoring entry")
        verbose_name_plural = _("monitoring entries")
        ordering = ["indicator__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["monitoring", "indicator"], name="one_monitoring_entry_per_indicator"
            ),
        ]

    def __str__(self) -> str:
        return str(self.indicator)


class Evidence(models.Model):
    """A file that proves an indicator, an expenditure or a work figure (佐证资料).

    An expenditure with evidence stays until the evidence is deleted; only with the whole project does it go.
    The bytes lie outside the web root under their SHA-256; the name is what the person's file was called.
    """

    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="evidence"
    )
    indicator = models.ForeignKey(
        Indicator,
        verbose_name=_("indicator"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="evidence",
    )
    expenditure = models.ForeignKey(
        Expenditure,
        verbose_name=_("expenditure"),
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="evidence",
    )
    statistic = models.ForeignKey(
        Statistic,
        verbose_name=_("work figure"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="evidence",
    )
    name = models.CharField(_("file name"), max_length=255)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    added_by = models.ForeignKey(User, verbose_name=_("added by"), on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(indicator__isnull=False, expenditure=None, statistic=None)
                | models.Q(indicator=None, expenditure__isnull=False, statistic=None)
                | models.Q(indicator=None, expenditure=None, statistic__isnull=False),
                name="evidence_proves_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.name
