from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0005_checkups"),
    ]

    operations = [
        migrations.AlterField(
            model_name="submission",
            name="digest",
            field=models.CharField(db_index=True, max_length=64, verbose_name="digest"),
        ),
        migrations.CreateModel(
            name="Rendering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="digest")),
                ("format", models.CharField(max_length=10, verbose_name="format")),
                ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="SHA-256")),
                ("content", models.BinaryField(verbose_name="content")),
                ("renderer", models.CharField(max_length=100, verbose_name="drawn by")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="made at")),
            ],
            options={
                "verbose_name": "issued file",
                "verbose_name_plural": "issued files",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("digest", "format"), name="one_rendering_per_format")
                ],
            },
        ),
    ]
