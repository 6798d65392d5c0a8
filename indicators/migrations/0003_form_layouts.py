import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0002_withheld"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormLayout",
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
                ("data", models.JSONField(verbose_name="layout")),
            ],
            options={
                "verbose_name": "form layout",
                "verbose_name_plural": "form layouts",
                "ordering": ["code"],
            },
        ),
        migrations.AddField(
            model_name="yearrules",
            name="layout",
            field=models.ForeignKey(
                blank=True,
                help_text="Without one, the form has the common layout.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="years",
                to="indicators.formlayout",
                verbose_name="form layout",
            ),
        ),
    ]
