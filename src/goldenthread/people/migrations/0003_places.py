from django.db import migrations, models

import goldenthread.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_rights_and_restrictions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Postcode",
            fields=[
                (
                    "pcd",
                    models.CharField(
                        max_length=7,
                        primary_key=True,
                        serialize=False,
                        verbose_name="postcode without its space",
                    ),
                ),
                ("council", models.CharField(max_length=9, verbose_name="council or district")),
            ],
        ),
        migrations.CreateModel(
            name="PostcodeEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="edition")),
                ("postcodes", models.PositiveIntegerField()),
                ("loaded_at", models.DateTimeField(default=goldenthread.core.clock.now)),
            ],
        ),
        migrations.AddField(
            model_name="address",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="networkmember",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="settingstay",
            name="phase",
            field=models.CharField(blank=True, max_length=20, verbose_name="kind of setting"),
        ),
        migrations.AddField(
            model_name="settingstay",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
    ]
