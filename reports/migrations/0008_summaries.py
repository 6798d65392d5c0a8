from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0007_checkup_spots"),
    ]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="score",
            field=models.DecimalField(
                blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="score"
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="grade",
            field=models.CharField(blank=True, default="", max_length=20, verbose_name="grade"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="submission",
            name="rate",
            field=models.DecimalField(
                decimal_places=6, max_digits=12, null=True, blank=True, verbose_name="execution rate"
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="budget",
            field=models.DecimalField(
                decimal_places=2, max_digits=20, null=True, blank=True, verbose_name="full-year budget"
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="spent",
            field=models.DecimalField(
                decimal_places=2, max_digits=20, null=True, blank=True, verbose_name="spent"
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="printed",
            field=models.JSONField(default=dict, verbose_name="key figures as printed"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="submission",
            name="answered",
            field=models.PositiveIntegerField(default=0, verbose_name="warnings answered"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="submission",
            name="waived",
            field=models.PositiveIntegerField(default=0, verbose_name="warnings waived"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="submission",
            name="changed",
            field=models.PositiveIntegerField(null=True, blank=True, verbose_name="facts changed"),
        ),
    ]
