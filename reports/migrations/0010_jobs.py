import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0005_withheld"),
        ("reports", "0009_sum_up_submissions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True, verbose_name="key")),
                ("format", models.CharField(max_length=10, verbose_name="format")),
                ("name", models.CharField(max_length=300, verbose_name="file name")),
                ("snapshot", models.TextField(blank=True, verbose_name="snapshot")),
                ("requested_at", models.DateTimeField(auto_now_add=True, verbose_name="requested at")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("running", "being made"),
                            ("done", "made"),
                            ("failed", "failed"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="started at")),
                ("lease_until", models.DateTimeField(verbose_name="lost after")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="finished at")),
                ("content", models.BinaryField(blank=True, null=True, verbose_name="content")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                (
                    "fault",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lost", "The program that was making it was stopped, time and again."),
                            ("limits", "It is too large: it takes more time or memory than one file may."),
                            ("broken", "There is a fault in the program; the server's log says which."),
                        ],
                        max_length=10,
                        verbose_name="fault",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="projects.project",
                        verbose_name="project",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="requested by",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="reports.submission",
                        verbose_name="submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "file in the making",
                "verbose_name_plural": "files in the making",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["status", "lease_until"], name="jobs_by_status_and_lease")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("project", None), ("submission__isnull", False)),
                            models.Q(("project__isnull", False), ("submission", None)),
                            _connector="OR",
                        ),
                        name="job_of_a_project_or_a_submission",
                    )
                ],
            },
        ),
    ]
