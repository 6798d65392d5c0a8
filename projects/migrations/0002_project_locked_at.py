from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="locked_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="submitted at"),
        ),
    ]
