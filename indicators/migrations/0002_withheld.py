from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="indicator",
            name="is_withheld",
            field=models.BooleanField(
                default=False,
                help_text="The public version shows weight and score alone, without name, target and actual.",
                verbose_name="not public",
            ),
        ),
        migrations.AddField(
            model_name="statistic",
            name="is_withheld",
            field=models.BooleanField(
                default=False,
                help_text="The public version leaves it out, with the rates computed from it.",
                verbose_name="not public",
            ),
        ),
    ]
