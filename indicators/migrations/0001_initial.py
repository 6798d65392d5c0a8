import django.core.validators
import django.db.models.deletion
import projects.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("projects", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RuleSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True, verbose_name="code")),
                ("title", models.CharField(max_length=100, verbose_name="title")),
                ("region", models.CharField(blank=True, max_length=50, verbose_name="region")),
                ("data", models.JSONField(verbose_name="rules")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="published at"),
                ),
            ],
            options={
                "verbose_name": "rule set",
                "verbose_name_plural": "rule sets",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="position")),
                ("expected", models.TextField(max_length=2000, verbose_name="expected goal")),
                ("achieved", models.TextField(blank=True, max_length=2000, verbose_name="what was achieved")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goals",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
            ],
            options={
                "verbose_name": "goal",
                "verbose_name_plural": "goals",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LibraryIndicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("level1", models.CharField(max_length=20, verbose_name="first level")),
                ("level2", models.CharField(max_length=30, verbose_name="second level")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("≥", "≥"),
                            ("≤", "≤"),
                            ("=", "="),
                            (">", ">"),
                            ("<", "<"),
                            ("定性", "定性"),
                        ],
                        max_length=4,
                        verbose_name="nature",
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="unit of measure")),
                (
                    "direction",
                    models.CharField(
                        choices=[("正向", "正向"), ("反向", "反向")], max_length=4, verbose_name="direction"
                    ),
                ),
                ("evidence_kind", models.CharField(max_length=100, verbose_name="kind of evidence")),
            ],
            options={
                "verbose_name": "library indicator",
                "verbose_name_plural": "indicator library",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("level2", "name"), name="library_indicator_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Monitoring",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "month",
                    models.PositiveSmallIntegerField(
                        default=7,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="as of the end of month",
                    ),
                ),
                (
                    "forecast",
                    projects.fields.MoneyField(
                        blank=True, null=True, verbose_name="forecast of the year's spending"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "project",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="monitoring",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
            ],
            options={
                "verbose_name": "mid-year monitoring",
                "verbose_name_plural": "mid-year monitorings",
            },
        ),
        migrations.CreateModel(
            name="Statistic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="position")),
                ("area", models.CharField(max_length=50, verbose_name="area of work")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=15, null=True, verbose_name="value"
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="unit of measure")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "part",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="indicators.statistic",
                        verbose_name="part",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statistics",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
                (
                    "whole",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="indicators.statistic",
                        verbose_name="whole",
                    ),
                ),
            ],
            options={
                "verbose_name": "work figure",
                "verbose_name_plural": "work figures",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="position")),
                ("level1", models.CharField(max_length=20, verbose_name="first level")),
                ("level2", models.CharField(max_length=30, verbose_name="second level")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("≥", "≥"),
                            ("≤", "≤"),
                            ("=", "="),
                            (">", ">"),
                            ("<", "<"),
                            ("定性", "定性"),
                        ],
                        max_length=4,
                        verbose_name="nature",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("正向", "正向"), ("反向", "反向")],
                        default="正向",
                        max_length=4,
                        verbose_name="direction",
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="unit of measure")),
                (
                    "target",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=15, null=True, verbose_name="target"
                    ),
                ),
                ("target_text", models.CharField(blank=True, max_length=200, verbose_name="target in words")),
                (
                    "weight",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="weight"
                    ),
                ),
                (
                    "actual",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=15, null=True, verbose_name="actual"
                    ),
                ),
                ("actual_text", models.CharField(blank=True, max_length=200, verbose_name="actual in words")),
                (
                    "achieved_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="degree of achievement (%)",
                    ),
                ),
                (
                    "deviation",
                    models.TextField(blank=True, max_length=1000, verbose_name="reason for the deviation"),
                ),
                (
                    "improvement",
                    models.TextField(blank=True, max_length=1000, verbose_name="measures for improvement"),
                ),
                ("lineage", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicators",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
                (
                    "actual_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="indicators",
                        to="indicators.statistic",
                        verbose_name="actual taken from the work figure",
                    ),
                ),
            ],
            options={
                "verbose_name": "indicator",
                "verbose_name_plural": "indicators",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="file name")),
                ("content_type", models.CharField(max_length=100, verbose_name="type")),
                ("size", models.PositiveBigIntegerField(verbose_name="size")),
                ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="SHA-256")),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="added at")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
                (
                    "expenditure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="evidence",
                        to="projects.expenditure",
                        verbose_name="expenditure",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="indicators.indicator",
                        verbose_name="indicator",
                    ),
                ),
                (
                    "statistic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="indicators.statistic",
                        verbose_name="work figure",
                    ),
                ),
            ],
            options={
                "verbose_name": "evidence",
                "verbose_name_plural": "evidence",
                "ordering": ["added_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TargetAdjustment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("before", models.JSONField(verbose_name="before")),
                ("after", models.JSONField(blank=True, null=True, verbose_name="after")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="made at")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="adjustments",
                        to="indicators.indicator",
                        verbose_name="indicator",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
            ],
            options={
                "verbose_name": "target adjustment",
                "verbose_name_plural": "target adjustments",
                "ordering": ["made_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="YearRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fiscal_year",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="projects.fiscalyear",
                        verbose_name="fiscal year",
                    ),
                ),
                (
                    "rule_set",
                    models.ForeignKey(
                        limit_choices_to={"published_at__isnull": False},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="years",
                        to="indicators.ruleset",
                        verbose_name="rule set",
                    ),
                ),
            ],
            options={
                "verbose_name": "rules of a year",
                "verbose_name_plural": "rules of the years",
            },
        ),
        migrations.CreateModel(
            name="MonitoringEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("progress", models.CharField(blank=True, max_length=200, verbose_name="progress so far")),
                (
                    "forecast",
                    models.CharField(blank=True, max_length=200, verbose_name="forecast for the year"),
                ),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("funding", "funding"),
                            ("rules", "rules and procedures"),
                            ("staff", "staff"),
                            ("equipment", "equipment"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="kind of cause",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                (
                    "possibility",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("certain", "certain"),
                            ("possible", "possible"),
                            ("impossible", "impossible"),
                        ],
                        max_length=20,
                        verbose_name="can the target be reached",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="monitoring_entries",
                        to="indicators.indicator",
                        verbose_name="indicator",
                    ),
                ),
                (
                    "monitoring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="indicators.monitoring",
                        verbose_name="mid-year monitoring",
                    ),
                ),
            ],
            options={
                "verbose_name": "monitoring entry",
                "verbose_name_plural": "monitoring entries",
                "ordering": ["indicator__position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("monitoring", "indicator"), name="one_monitoring_entry_per_indicator"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="statistic",
            constraint=models.UniqueConstraint(
                fields=("project", "name"),
                name="statistic_name_unique_per_project",
                violation_error_message="This project already has a work figure with this name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statistic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("part__isnull", True), ("whole__isnull", True)),
                    models.Q(("part__isnull", False), ("value__isnull", True), ("whole__isnull", False)),
                    _connector="OR",
                ),
                name="statistic_is_value_or_rate",
                violation_error_message="A work figure is either a value or a rate of two others.",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(
                fields=("project", "name"),
                name="indicator_name_unique_per_project",
                violation_error_message="This project already has an indicator with this name.",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("target__isnull", True), ("target__gte", 0), _connector="OR"),
                name="indicator_target_not_negative",
                violation_error_message="A target cannot be negative.",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("actual__isnull", True), ("actual__gte", 0), _connector="OR"),
                name="indicator_actual_not_negative",
                violation_error_message="An actual value cannot be negative.",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("actual__isnull", True), ("actual_from__isnull", True), _connector="OR"),
                name="indicator_actual_entered_once",
                violation_error_message="Enter the actual value or take it from a work figure, not both.",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("weight__isnull", True),
                    models.Q(("weight__gte", 0), ("weight__lte", 100)),
                    _connector="OR",
                ),
                name="indicator_weight_in_range",
                violation_error_message="A weight lies between 0 and 100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("achieved_percent__isnull", True),
                    models.Q(("achieved_percent__gte", 0), ("achieved_percent__lte", 100)),
                    _connector="OR",
                ),
                name="indicator_achieved_in_range",
                violation_error_message="A degree of achievement lies between 0 and 100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("expenditure", None), ("indicator__isnull", False), ("statistic", None)),
                    models.Q(("expenditure__isnull", False), ("indicator", None), ("statistic", None)),
                    models.Q(("expenditure", None), ("indicator", None), ("statistic__isnull", False)),
                    _connector="OR",
                ),
                name="evidence_proves_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetadjustment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("after__isnull", True)),
                fields=("indicator",),
                name="one_open_adjustment_per_indicator",
            ),
        ),
    ]
