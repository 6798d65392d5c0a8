from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0002_submissions"),
    ]

    operations = [
        migrations.AddField(
            model_name="remark",
            name="title",
            field=models.CharField(default="", max_length=300, verbose_name="place in words"),
            preserve_default=False,
        ),
    ]
