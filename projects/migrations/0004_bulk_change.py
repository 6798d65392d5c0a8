import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The one undo is for changes of indicators and work figures, too; what it remembered has another form."""

    dependencies = [
        ("projects", "0003_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("DELETE FROM projects_fundschange", migrations.RunSQL.noop),
        migrations.RenameModel("FundsChange", "BulkChange"),
        migrations.AlterModelOptions(
            "bulkchange",
            options={"verbose_name": "change of many rows", "verbose_name_plural": "changes of many rows"},
        ),
        migrations.AlterField(
            "bulkchange",
            "project",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="bulk_change",
                to="projects.project",
                verbose_name="project",
            ),
        ),
    ]
