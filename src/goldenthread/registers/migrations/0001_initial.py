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
            name="MatrixVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("register", models.SlugField(max_length=60)),
                ("number", models.PositiveSmallIntegerField()),
                ("definition", models.JSONField()),
                ("why", models.TextField(blank=True)),
                ("at", models.DateTimeField(default=goldenthread.core.clock.now)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matrix_versions",
                        to="organisations.localarea",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.post",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "risk matrix",
                "verbose_name_plural": "risk matrices",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("area", "register", "number"), name="registers_matrix_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("post", None), models.Q(("why", ""), _negated=True), _connector="OR"
                        ),
                        name="registers_matrix_changed_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("register", models.SlugField(max_length=60)),
                ("kind", models.SlugField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("reference", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=300)),
                ("answers", models.JSONField(default=dict)),
                ("definition_version", models.CharField(max_length=20)),
                ("state", models.SlugField(max_length=20)),
                ("raised_on", models.DateField()),
                ("score", models.PositiveSmallIntegerField(default=0, verbose_name="score now")),
                ("band", models.SlugField(blank=True, max_length=20, verbose_name="band now")),
                ("review_due", models.DateField()),
                ("reviewed_on", models.DateField(blank=True, null=True)),
                (
                    "level",
                    models.PositiveSmallIntegerField(default=0, verbose_name="escalated to step"),
                ),
                ("escalated_on", models.DateField(blank=True, null=True)),
                ("answer_due", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("closed_why", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("sent_key", models.UUIDField(unique=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="organisations.localarea",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries_owned",
                        to="organisations.post",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "raised_post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries_raised",
                        to="organisations.post",
                    ),
                ),
                (
                    "matrix",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="registers.matrixversion",
                        verbose_name="matrix of the score now",
                    ),
                ),
            ],
            options={
                "verbose_name": "register entry",
                "verbose_name_plural": "register entries",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        models.F("area"),
                        models.F("register"),
                        models.OrderBy(models.F("score"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        name="registers_by_score",
                    ),
                    models.Index(
                        fields=["area", "register", "state", "review_due", "id"],
                        name="registers_by_review",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("area", "register", "reference"), name="registers_reference_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on", None), ("closed_why", "")),
                            models.Q(
                                ("closed_on__isnull", False),
                                models.Q(("closed_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="registers_closed_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer_due", None), ("escalated_on", None), ("level", 0)),
                            models.Q(
                                ("answer_due__isnull", False),
                                ("escalated_on__isnull", False),
                                ("level__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="registers_escalated_with_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level", 0), ("closed_on", None), _connector="OR"),
                        name="registers_closed_after_the_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("band", ""), ("matrix", None), ("score", 0)),
                            models.Q(
                                ("matrix__isnull", False),
                                ("score__gt", 0),
                                models.Q(("band", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="registers_scored_with_a_matrix",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("raised", "Raised"),
                            ("changed", "Changed"),
                            ("assigned", "Given an owner"),
                            ("scored", "Scored"),
                            ("reviewed", "Reviewed"),
                            ("escalated", "Escalated"),
                            ("answered", "Answered"),
                            ("sent_back", "Sent back"),
                            ("moved", "Moved on"),
                            ("closed", "Closed"),
                            ("reopened", "Reopened"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField()),
                ("at", models.DateTimeField(default=goldenthread.core.clock.now)),
                ("text", models.TextField(blank=True)),
                ("changes", models.JSONField(default=list)),
                ("level", models.PositiveSmallIntegerField(default=0)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="registers.entry",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.post",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "event of a register entry",
                "verbose_name_plural": "events of register entries",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="EntryScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.SlugField(max_length=20)),
                ("likelihood", models.PositiveSmallIntegerField()),
                ("impact", models.PositiveSmallIntegerField()),
                ("score", models.PositiveSmallIntegerField()),
                ("band", models.SlugField(max_length=20)),
                ("at", models.DateTimeField(default=goldenthread.core.clock.now)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="registers.entry",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.post",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "matrix",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="registers.matrixversion",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "position"), name="registers_position_scored_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("impact__gt", 0), ("likelihood__gt", 0), ("score__gt", 0)
                        ),
                        name="registers_score_counts_from_one",
                    ),
                ],
            },
        ),
    ]
