import django.db.models.deletion
import goldenthread.core.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "__first__"),
        ("improvement", "0002_judgements"),
        ("organisations", "0003_roles_and_vacancies"),
    ]

    operations = [
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=goldenthread.core.clock.now)),
                (
                    "kind",
                    models.CharField(
                        choices=[("strength", "Strength"), ("weakness", "Weakness")], max_length=8
                    ),
                ),
                ("strand", models.CharField(max_length=30)),
                ("text", models.TextField()),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_why", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="organisations.localarea",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.post",
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
                "ordering": ["strand", "kind", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_on", None), ("withdrawn_why", "")),
                            models.Q(
                                ("withdrawn_on__isnull", False),
                                models.Q(("withdrawn_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="improvement_claim_withdrawn",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CriterionJudgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=goldenthread.core.clock.now)),
                ("met", models.BooleanField(null=True)),
                ("on", models.DateField()),
                ("note", models.TextField(blank=True)),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="improvement.successcriterion",
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
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CriterionTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=goldenthread.core.clock.now)),
                ("measure", models.CharField(max_length=300, verbose_name="what is measured")),
                ("unit", models.CharField(max_length=60)),
                (
                    "comparator",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("at_least", "at least"),
                            ("at_most", "at most"),
                            ("increase", "increase"),
                            ("decrease", "decrease"),
                            ("increase_by", "increase by"),
                            ("decrease_by", "decrease by"),
                            ("increase_by_percent", "increase by percent"),
                            ("decrease_by_percent", "decrease by percent"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "target",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True),
                ),
                (
                    "target_by",
                    models.DateField(blank=True, null=True, verbose_name="to be reached by"),
                ),
                (
                    "baseline",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True),
                ),
                ("baseline_on", models.DateField(blank=True, null=True)),
                (
                    "source",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="where the figures come from"
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="why it was set or changed")),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="improvement.successcriterion",
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
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("comparator", ""),
                            (
                                "comparator__in",
                                [
                                    "at_least",
                                    "at_most",
                                    "increase",
                                    "decrease",
                                    "increase_by",
                                    "decrease_by",
                                    "increase_by_percent",
                                    "decrease_by_percent",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="improvement_target_comparator",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("baseline", None), ("baseline_on__isnull", False), _connector="OR"
                        ),
                        name="improvement_baseline_has_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=goldenthread.core.clock.now)),
                ("title", models.CharField(max_length=200)),
                ("type", models.CharField(max_length=20)),
                ("strength", models.CharField(max_length=20)),
                (
                    "source",
                    models.CharField(max_length=300, verbose_name="who or what it comes from"),
                ),
                ("dated", models.DateField(verbose_name="the day it speaks of")),
                ("kept_at", models.CharField(max_length=500, verbose_name="where it is kept")),
                ("shows", models.TextField(verbose_name="what it shows")),
                (
                    "may_publish",
                    models.BooleanField(default=False, verbose_name="may be made public"),
                ),
                (
                    "review",
                    models.CharField(
                        choices=[
                            ("waiting", "Not reviewed yet"),
                            ("accepted", "Accepted"),
                            ("refused", "Not accepted"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("reviewed_on", models.DateField(blank=True, null=True)),
                ("review_note", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="organisations.localarea",
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
                    "reviewed_by",
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
                "ordering": ["-dated", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["area", "-dated", "-id"], name="improvement_evidence_dated"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("review", "waiting"), ("reviewed_by", None), ("reviewed_on", None)
                            ),
                            models.Q(
                                models.Q(("review", "waiting"), _negated=True),
                                ("reviewed_by__isnull", False),
                                ("reviewed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="improvement_evidence_reviewed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=goldenthread.core.clock.now)),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_uses",
                        to="improvement.claim",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_uses",
                        to="improvement.successcriterion",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="improvement.evidenceitem",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_uses",
                        to="improvement.milestone",
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
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("claim", None), ("criterion", None), ("milestone__isnull", False)
                            ),
                            models.Q(
                                ("claim", None), ("criterion__isnull", False), ("milestone", None)
                            ),
                            models.Q(
                                ("claim__isnull", False), ("criterion", None), ("milestone", None)
                            ),
                            _connector="OR",
                        ),
                        name="improvement_evidence_shows_one_thing",
                    ),
                    models.UniqueConstraint(
                        fields=("evidence", "milestone"), name="improvement_evidence_milestone_once"
                    ),
                    models.UniqueConstraint(
                        fields=("evidence", "criterion"), name="improvement_evidence_criterion_once"
                    ),
                    models.UniqueConstraint(
                        fields=("evidence", "claim"), name="improvement_evidence_claim_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=goldenthread.core.clock.now)),
                ("title", models.CharField(max_length=200)),
                ("framework", models.CharField(max_length=40)),
                ("starts_on", models.DateField(verbose_name="first day of the inspection")),
                (
                    "ends_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="last day of the inspection"
                    ),
                ),
                (
                    "report_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="day the report was published"
                    ),
                ),
                (
                    "link",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the report"
                    ),
                ),
                ("outcome", models.CharField(blank=True, max_length=40)),
                (
                    "response",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="what the partnership must publish"
                    ),
                ),
                ("response_due", models.DateField(blank=True, null=True)),
                ("response_published_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="organisations.localarea",
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
                "ordering": ["-starts_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="improvement_inspection_days",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InspectionFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "number",
                    models.CharField(blank=True, max_length=20, verbose_name="number as printed"),
                ),
                ("kind", models.CharField(max_length=30)),
                ("text", models.TextField()),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="improvement.inspection",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("inspection", "position"), name="improvement_finding_place"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=goldenthread.core.clock.now)),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.post",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_findings",
                        to="improvement.section",
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
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="improvement.inspectionfinding",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("finding", "section"), name="improvement_finding_answered_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Measurement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=goldenthread.core.clock.now)),
                ("value", models.DecimalField(decimal_places=4, max_digits=14)),
                ("on", models.DateField(verbose_name="how things stood on")),
                ("count", models.PositiveIntegerField(blank=True, null=True)),
                ("base", models.PositiveIntegerField(blank=True, null=True)),
                ("source", models.CharField(max_length=300)),
                ("note", models.TextField(blank=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_why", models.TextField(blank=True)),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measurements",
                        to="improvement.successcriterion",
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
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.post",
                    ),
                ),
            ],
            options={
                "ordering": ["-on", "-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("base", None), ("count", None)),
                            models.Q(("base__gt", 0), ("count__lte", models.F("base"))),
                            _connector="OR",
                        ),
                        name="improvement_measurement_count_of_base",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                                ("withdrawn_why", ""),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawn_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="improvement_measurement_withdrawn",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField()),
                ("conclusion", models.TextField()),
                ("next_due", models.DateField()),
                ("at", models.DateTimeField(default=goldenthread.core.clock.now)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="improvement.plan",
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
                "ordering": ["-held_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PostNeeded",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=goldenthread.core.clock.now)),
                ("why", models.CharField(blank=True, max_length=300)),
                (
                    "milestone",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts_needed",
                        to="improvement.milestone",
                    ),
                ),
                (
                    "needed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needed_by",
                        to="organisations.post",
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
                    "priority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts_needed",
                        to="improvement.priority",
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
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("milestone", None), ("priority__isnull", False)),
                            models.Q(("milestone__isnull", False), ("priority", None)),
                            _connector="OR",
                        ),
                        name="improvement_post_needed_by_one",
                    ),
                    models.UniqueConstraint(
                        fields=("priority", "needed"), name="improvement_priority_needs_post_once"
                    ),
                    models.UniqueConstraint(
                        fields=("milestone", "needed"), name="improvement_milestone_needs_post_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityDropped",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=goldenthread.core.clock.now)),
                ("reason", models.TextField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dropped_priorities",
                        to="improvement.plan",
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
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dropped_from",
                        to="improvement.priority",
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
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("priority", "plan"), name="improvement_dropped_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=goldenthread.core.clock.now)),
                (
                    "kind",
                    models.CharField(
                        choices=[("continues", "Goes on as"), ("partly", "Goes on in part as")],
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "earlier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mapped_to",
                        to="improvement.priority",
                    ),
                ),
                (
                    "later",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mapped_from",
                        to="improvement.priority",
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
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("earlier", "later"), name="improvement_mapped_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("earlier", models.F("later")), _negated=True),
                        name="improvement_mapped_to_another",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="partjudgement",
            name="improvement_judgement_of_one_part",
        ),
        migrations.AddField(
            model_name="action",
            name="thread",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="later",
                to="improvement.action",
            ),
        ),
        migrations.AddField(
            model_name="goodlookslike",
            name="thread",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="later",
                to="improvement.goodlookslike",
            ),
        ),
        migrations.AddField(
            model_name="milestone",
            name="due_when_copied",
            field=models.DateField(
                blank=True, null=True, verbose_name="date it had when this version was begun"
            ),
        ),
        migrations.AddField(
            model_name="milestone",
            name="thread",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="later",
                to="improvement.milestone",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.post",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="closed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="plan",
            name="closed_why",
            field=models.TextField(blank=True, verbose_name="why it was closed"),
        ),
        migrations.AddField(
            model_name="priority",
            name="thread",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="later",
                to="improvement.priority",
            ),
        ),
        migrations.AddField(
            model_name="recurring",
            name="thread",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="later",
                to="improvement.recurring",
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="thread",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="later",
                to="improvement.section",
            ),
        ),
        migrations.AddField(
            model_name="sectiondocument",
            name="thread",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="later",
                to="improvement.sectiondocument",
            ),
        ),
        migrations.AddField(
            model_name="sourcedocument",
            name="kept_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="sourcedocument",
            name="link",
            field=models.URLField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="sourcedocument",
            name="no_link_why",
            field=models.CharField(blank=True, max_length=300, verbose_name="why there is no link"),
        ),
        migrations.AddField(
            model_name="sourcedocument",
            name="review_due",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="sourcedocument",
            name="review_note",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="sourcedocument",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.post",
            ),
        ),
        migrations.AddField(
            model_name="sourcedocument",
            name="reviewed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="successcriterion",
            name="thread",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="later",
                to="improvement.successcriterion",
            ),
        ),
        migrations.AlterField(
            model_name="plan",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("agreed", "Agreed"),
                    ("superseded", "Superseded"),
                    ("closed", "Closed"),
                ],
                default="draft",
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="partjudgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("section", None), ("priority", None), _connector="OR"),
                name="improvement_judgement_of_one_part",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_by__isnull", False),
                        ("closed_on__isnull", False),
                        ("state", "closed"),
                        models.Q(("closed_why", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "closed"), _negated=True),
                        ("closed_by", None),
                        ("closed_on", None),
                        ("closed_why", ""),
                    ),
                    _connector="OR",
                ),
                name="improvement_plan_closed_by_and_why",
            ),
        ),
    ]
