from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0002_project_locked_at"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoryEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("project", models.PositiveBigIntegerField(verbose_name="project")),
                ("lineage", models.UUIDField(verbose_name="lineage")),
                ("sequence", models.PositiveBigIntegerField(verbose_name="sequence number")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("person", models.PositiveBigIntegerField(null=True, verbose_name="number of the person")),
                ("made_by", models.CharField(blank=True, max_length=150, verbose_name="made by")),
                ("kind", models.CharField(max_length=100, verbose_name="kind of record")),
                ("record", models.PositiveBigIntegerField(verbose_name="number of the record")),
                ("name", models.TextField(blank=True, verbose_name="record")),
                (
                    "action",
                    models.CharField(
                        choices=[("added", "created"), ("changed", "changed"), ("removed", "removed")],
                        max_length=10,
                        verbose_name="action",
                    ),
                ),
                ("changes", models.TextField(verbose_name="changes")),
                (
                    "previous",
                    models.CharField(blank=True, max_length=64, verbose_name="digest of the entry before"),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="digest")),
            ],
            options={
                "verbose_name": "entry of the history",
                "verbose_name_plural": "history",
                "ordering": ["project", "sequence"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "sequence"), name="one_history_entry_per_number"
                    )
                ],
            },
        ),
    ]
