from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0012_review_scores"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="with_figures",
            field=models.BooleanField(default=False, verbose_name="with figures of the funds"),
        ),
    ]
