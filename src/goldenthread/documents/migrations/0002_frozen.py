"""A frozen version may not change, and the database itself sees to it."""

from django.db import migrations

from goldenthread.documents.freezing import Guard, for_migration


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.RunPython(*for_migration([Guard("documents_snapshot")]), elidable=False)
    ]
