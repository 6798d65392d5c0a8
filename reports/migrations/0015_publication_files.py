import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0005_withheld"),
        ("reports", "0014_publications"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="job",
            name="job_of_a_project_or_a_submission",
        ),
        migrations.AddField(
            model_name="job",
            name="publication",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="reports.publication",
                verbose_name="published version",
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("project__isnull", False), ("publication", None), ("submission", None)),
                    models.Q(("project", None), ("publication", None), ("submission__isnull", False)),
                    models.Q(("project", None), ("publication__isnull", False), ("submission", None)),
                    _connector="OR",
                ),
                name="job_of_one_content",
            ),
        ),
    ]
