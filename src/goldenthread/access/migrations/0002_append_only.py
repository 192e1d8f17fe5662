"""The audit trail may only grow, and the database itself sees to it."""

from django.db import migrations

from goldenthread.access.audit.protection import install_for_migration, remove_for_migration


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]

    operations = [migrations.RunPython(install_for_migration, remove_for_migration, elidable=False)]
