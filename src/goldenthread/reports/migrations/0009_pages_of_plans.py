from django.db import migrations, models

from goldenthread.documents.freezing import Blanking, Guard, for_migration
from goldenthread.reports.freezing import TOLD

# As it was before: SQLite's trigger names its columns, and a table loses its triggers with a new column.
BEFORE = (
    Guard(
        "reports_progress",
        once="published",
        blanking=Blanking(
            (
                ("opening", "NEW.opening = ''"),
                ("meanings", "CAST(NEW.meanings AS text) = '{}'"),
                ("ask", "NEW.ask = ''"),
            )
        ),
    ),
)
BACK, _ = for_migration(BEFORE)
INSTALL, AWAY = for_migration(TOLD)


def lines(apps, _editor):
    """The key of the first version of each page's plan."""
    plans = apps.get_model("improvement", "Plan").objects
    before = dict(plans.values_list("pk", "supersedes_id"))
    pages = apps.get_model("reports", "Progress").objects
    for pk, plan_id in pages.values_list("pk", "plan_id"):
        plan = plan_id
        while before.get(plan) is not None:
            plan = before[plan]
        pages.filter(pk=pk).update(line=plan)


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0008_asks_follow"),
    ]

    operations = [
        # Backwards this is last. Published pages get a column with a value, so the guard steps aside.
        migrations.RunPython(AWAY, BACK, elidable=False),
        migrations.AddField(
            model_name="progress",
            name="line",
            field=models.PositiveBigIntegerField(
                db_index=True, default=0, verbose_name="first version of the plan"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="progress",
            name="steps",
            field=models.JSONField(blank=True, default=dict, verbose_name="plain words for steps"),
        ),
        migrations.RunPython(lines, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(INSTALL, AWAY, elidable=False),
    ]
