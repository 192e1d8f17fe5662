from django.db import migrations, models

from goldenthread.documents.freezing import Blanking, Guard, for_migration
from goldenthread.reports.freezing import ASKED

# As it was before: SQLite's trigger names its columns, and a table loses its triggers with a new column.
BEFORE = (
    Guard(
        "reports_report",
        once="sent",
        blanking=Blanking(
            tuple((name, f"NEW.{name} = ''") for name in ("introduction", "asks", "change_notes"))
        ),
    ),
)
BACK, _ = for_migration(BEFORE)
_, AWAY = for_migration(ASKED)


def drafts_with_asks(apps, _editor):
    """Asks that stand in a draft may be somebody's own words by now, so they stay as they are."""
    rows = apps.get_model("reports", "Report").objects.filter(state="draft")
    rows.exclude(asks="").update(asks_edited=True)


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0007_report_redaction"),
    ]

    operations = [
        # Backwards this is last.
        migrations.RunPython(migrations.RunPython.noop, BACK, elidable=False),
        migrations.AddField(
            model_name="report",
            name="asks_edited",
            field=models.BooleanField(default=False, verbose_name="asks written by a person"),
        ),
        migrations.AddField(
            model_name="report",
            name="left_out",
            field=models.JSONField(blank=True, default=list, verbose_name="asks left out"),
        ),
        migrations.RunPython(drafts_with_asks, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(for_migration(ASKED)[0], AWAY, elidable=False),
    ]
