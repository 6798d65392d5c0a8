from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_renderings")]

    operations = [
        migrations.AddField(
            model_name="checkup",
            name="spots",
            field=models.JSONField(default=list, verbose_name="places"),
            preserve_default=False,
        ),
        # What was checked before is shown as ever; its list and its file are given once it is sent again.
        migrations.AddField(
            model_name="checkup",
            name="annotation",
            field=models.CharField(default="earlier", max_length=10, verbose_name="annotation"),
            preserve_default=False,
        ),
    ]
