"""Rule sets, targets and what became of them."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators.rules import RuleSetError, example_failures, parse_rules
from indicators.scoring import Direction, Nature
from projects.models import FiscalYear, Project


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


class YearRules(models.Model):
    """Which published rule set a fiscal year is scored by."""

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
