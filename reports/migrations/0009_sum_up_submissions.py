from dataclasses import asdict

from django.db import migrations

from reports.findings import Finding, Level
from reports.snapshot import load, rekeyed
from reports.summary import summary


def sum_up(apps, _schema_editor):
    """Sum up what was submitted before summaries were kept."""
    Submission = apps.get_model("reports", "Submission")
    Step = apps.get_model("reports", "Step")
    approved = set(Step.objects.filter(state="approved").values_list("submission", flat=True))
    project, before = None, None
    for one in Submission.objects.order_by("project", "number").iterator(chunk_size=20):
        if one.project_id != project:
            project, before = one.project_id, None
        evaluation = rekeyed(load(one.snapshot), one.records)
        findings = [Finding(**{**stored, "level": Level(stored["level"])}) for stored in one.findings]
        Submission.objects.filter(pk=one.pk).update(**asdict(summary(evaluation, findings, before)))
        if one.pk in approved:
            before = evaluation


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0008_summaries"),
    ]

    operations = [
        migrations.RunPython(sum_up, migrations.RunPython.noop),
    ]
