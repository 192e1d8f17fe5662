"""What was sent, presented, asked and decided may not change, and the database itself sees to it."""

from django.db import migrations

from goldenthread.documents.freezing import for_migration
from goldenthread.reports.freezing import SENT


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [migrations.RunPython(*for_migration(SENT), elidable=False)]
