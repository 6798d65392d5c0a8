import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("projects", "0001_initial"),
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
    ]
