from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0004_bulk_change"),
    ]

    operations = [
        migrations.AddField(
            model_name="lineitem",
            name="is_withheld",
            field=models.BooleanField(
                default=False,
                help_text="In the public version its amounts are added into 其他, and its name is left out.",
                verbose_name="not public",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="is_withheld",
            field=models.BooleanField(
                default=False, help_text="A secret project is never published.", verbose_name="secret project"
            ),
        ),
    ]
