import django.db.models.deletion
import goldenthread.core.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "__first__"),
        ("organisations", "0003_roles_and_vacancies"),
    ]

    operations = [
        migrations.CreateModel(
            name="Worker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(max_length=120, unique=True, verbose_name="host and process"),
                ),
                ("started_at", models.DateTimeField(default=goldenthread.core.clock.now)),
                ("seen_at", models.DateTimeField(default=goldenthread.core.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("arguments", models.JSONField()),
                (
                    "arguments_key",
                    models.CharField(max_length=64, verbose_name="SHA-256 of the arguments"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Being made"),
                            ("done", "Ready"),
                            ("failed", "Went wrong"),
                            ("dismissed", "Given up"),
                            ("expired", "Removed, its time is over"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("run_after", models.DateTimeField(default=goldenthread.core.clock.now)),
                ("lease", models.UUIDField(blank=True, null=True)),
                ("heartbeat_at", models.DateTimeField(blank=True, null=True)),
                ("progress_words", models.CharField(blank=True, max_length=200)),
                ("progress_done", models.PositiveIntegerField(default=0)),
                ("progress_total", models.PositiveIntegerField(default=0)),
                ("error_code", models.CharField(blank=True, max_length=60)),
                ("error_words", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField(default=goldenthread.core.clock.now)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.localarea",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "task",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["state", "run_after"], name="tasks_job_due"),
                    models.Index(fields=["asked_by", "-id"], name="tasks_job_mine"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=("asked_by", "kind", "arguments_key"),
                        name="tasks_job_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("heartbeat_at__isnull", False),
                                ("lease__isnull", False),
                                ("state", "running"),
                            ),
                            models.Q(
                                models.Q(("state", "running"), _negated=True), ("lease", None)
                            ),
                            _connector="OR",
                        ),
                        name="tasks_job_lease_while_running",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("expires_at__isnull", False), ("state__in", ["done", "expired"])
                            ),
                            models.Q(
                                models.Q(("state__in", ["done", "expired"]), _negated=True),
                                ("expires_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="tasks_job_expires_when_done",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JobFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content", models.BinaryField()),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("content_type", models.CharField(max_length=120)),
                ("name", models.CharField(max_length=200)),
                (
                    "job",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="file",
                        to="tasks.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "copy made by a task",
            },
        ),
    ]
