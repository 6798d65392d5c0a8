import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0013_figures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="step",
            name="state",
            field=models.CharField(
                choices=[
                    ("submitted", "submitted"),
                    ("approved", "approved"),
                    ("accepted", "accepted"),
                    ("published", "published"),
                    ("retracted", "publication withdrawn"),
                    ("returned", "returned"),
                    ("withdrawn", "withdrawn"),
                ],
                max_length=20,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="submission",
            name="state",
            field=models.CharField(
                choices=[
                    ("submitted", "submitted"),
                    ("approved", "approved"),
                    ("accepted", "accepted"),
                    ("published", "published"),
                    ("retracted", "publication withdrawn"),
                    ("returned", "returned"),
                    ("withdrawn", "withdrawn"),
                ],
                default="submitted",
                max_length=20,
                verbose_name="state",
            ),
        ),
        migrations.CreateModel(
            name="Clearance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="digest")),
                ("statement", models.TextField(max_length=1000, verbose_name="statement")),
                ("reviewed", models.JSONField(blank=True, verbose_name="reviewed")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
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
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clearances",
                        to="reports.submission",
                        verbose_name="submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "secrecy review",
                "verbose_name_plural": "secrecy reviews",
                "ordering": ["made_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("snapshot", models.TextField(verbose_name="snapshot")),
                ("digest", models.CharField(db_index=True, max_length=64, verbose_name="digest")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "clearance",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication",
                        to="reports.clearance",
                        verbose_name="secrecy review",
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
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication",
                        to="reports.submission",
                        verbose_name="submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "published version",
                "verbose_name_plural": "published versions",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="clearance",
            constraint=models.UniqueConstraint(
                fields=("submission", "digest"), name="one_clearance_per_public_version"
            ),
        ),
    ]
