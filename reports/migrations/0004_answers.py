import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0002_project_locked_at"),
        ("reports", "0003_remark_title"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=4, verbose_name="check")),
                ("place", models.CharField(max_length=200, verbose_name="place")),
                ("message", models.TextField(verbose_name="finding")),
                ("digest", models.CharField(max_length=64, verbose_name="digest")),
                ("reason", models.TextField(max_length=1000, verbose_name="reason")),
                ("is_waiver", models.BooleanField(default=False, verbose_name="waived")),
                ("made_at", models.DateTimeField(auto_now=True, verbose_name="made at")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer to a finding",
                "verbose_name_plural": "answers to findings",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("project", "digest"), name="one_answer_per_finding")
                ],
            },
        ),
    ]
