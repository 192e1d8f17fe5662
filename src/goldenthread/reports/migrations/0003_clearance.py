"""A clearance becomes a record of its own, for exactly the words that were sent."""

import django.db.models.deletion
from django.db import migrations, models

from goldenthread.documents.freezing import for_migration
from goldenthread.reports.freezing import SENT

INSTALL, REMOVE = for_migration(SENT)


def copy_clearances(apps, editor):
    """What was confirmed by hand before there was a check: who and when stay; nothing was found by rules."""
    Report = apps.get_model("reports", "Report")
    Clearance = apps.get_model("documents", "Clearance")
    cleared = Report.objects.filter(cleared_at__isnull=False).select_related("plan", "snapshot")
    for report in cleared:
        report.clearance = Clearance.objects.create(
            area_id=report.plan.area_id,
            kind=f"report.{report.kind}",
            sha256=report.snapshot.sha256,
            check_version="confirmed by hand",
            answers=[
                {"key": name, "kind": name, "reason": "confirmed"} for name in report.cleared_of
            ],
            cleared_at=report.cleared_at,
            cleared_post_id=report.cleared_post_id,
            cleared_by_id=report.cleared_by_id,
        )
        report.save(update_fields=["clearance"])
    # PostgreSQL changes no table while checks of its rows are waiting.
    editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_clearance"),
        ("reports", "0002_frozen"),
    ]

    operations = [
        # Sent reports are guarded against every change, this one too.
        migrations.RunPython(REMOVE, INSTALL, elidable=False),
        migrations.AddField(
            model_name="report",
            name="clearance",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.clearance",
            ),
        ),
        migrations.RunPython(copy_clearances, migrations.RunPython.noop, elidable=True),
        migrations.RemoveConstraint(
            model_name="report",
            name="reports_cleared_by_and_at",
        ),
        migrations.RemoveField(
            model_name="report",
            name="cleared_at",
        ),
        migrations.RemoveField(
            model_name="report",
            name="cleared_by",
        ),
        migrations.RemoveField(
            model_name="report",
            name="cleared_of",
        ),
        migrations.RemoveField(
            model_name="report",
            name="cleared_post",
        ),
        # SQLite lost them when it rebuilt the table.
        migrations.RunPython(INSTALL, REMOVE, elidable=False),
    ]
