import django.db.models.deletion
import goldenthread.core.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "__first__"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("version", models.CharField(blank=True, max_length=60)),
                (
                    "dated",
                    models.DateField(
                        blank=True, null=True, verbose_name="date printed on the plan"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("agreed", "Agreed"),
                            ("superseded", "Superseded"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("agreed_on", models.DateField(blank=True, null=True)),
                (
                    "review_due",
                    models.DateField(blank=True, null=True, verbose_name="next yearly review"),
                ),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.post",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="organisations.localarea",
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="improvement.plan",
                    ),
                ),
            ],
            options={
                "ordering": ["-dated", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_by", None), ("agreed_on", None), ("state", "draft")),
                            models.Q(
                                models.Q(("state", "draft"), _negated=True),
                                ("agreed_by__isnull", False),
                                ("agreed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="improvement_plan_agreed_by_and_on",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("number", models.CharField(blank=True, max_length=20)),
                ("title", models.CharField(max_length=300)),
                ("area_for_improvement", models.TextField(blank=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="improvement.plan",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "position"), name="improvement_section_place"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GoodLooksLike",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="good_looks_like",
                        to="improvement.section",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("section", "position"), name="improvement_good_place"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("title_key", models.CharField(editable=False, max_length=300)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="source_documents",
                        to="organisations.localarea",
                    ),
                ),
            ],
            options={
                "ordering": ["title"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("area", "title_key"), name="improvement_document_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SectionDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("as_printed", models.CharField(max_length=300)),
                ("source_line", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="improvement.section",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relied_on_by",
                        to="improvement.sourcedocument",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("section", "position"), name="improvement_dependency_place"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SuccessCriterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("quantitative", "Quantitative"), ("qualitative", "Qualitative")],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField()),
                ("source_line", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="improvement.successcriterion",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="improvement.section",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "success criteria",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("section", "position"), name="improvement_criterion_place"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["quantitative", "qualitative"])),
                        name="improvement_criterion_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Action",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("letter", models.CharField(blank=True, max_length=20)),
                ("text", models.TextField()),
                ("source_line", models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Lead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("as_printed", models.CharField(max_length=300)),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lead_rows",
                        to="organisations.post",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Priority",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("code", models.CharField(max_length=20)),
                ("title", models.TextField()),
                (
                    "leads",
                    models.ManyToManyField(
                        related_name="leads_priorities",
                        through="improvement.Lead",
                        to="organisations.post",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="priorities",
                        to="improvement.plan",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="priorities",
                        to="improvement.section",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "priorities",
                "ordering": ["section__position", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "code"), name="improvement_priority_code_once"
                    ),
                    models.UniqueConstraint(
                        fields=("section", "position"), name="improvement_priority_place"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
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
                ("text", models.TextField()),
                ("due", models.DateField(blank=True, null=True, verbose_name="falls due")),
                ("due_as_printed", models.CharField(blank=True, max_length=120)),
                (
                    "baseline_due",
                    models.DateField(blank=True, null=True, verbose_name="date agreed at first"),
                ),
                ("qualifier", models.CharField(blank=True, max_length=300)),
                (
                    "reported_status",
                    models.CharField(
                        choices=[
                            ("grey", "Grey"),
                            ("blue", "Blue"),
                            ("green", "Green"),
                            ("amber", "Amber"),
                            ("red", "Red"),
                        ],
                        default="grey",
                        max_length=5,
                    ),
                ),
                ("reported_on", models.DateField(blank=True, null=True)),
                (
                    "forecast",
                    models.DateField(
                        blank=True, null=True, verbose_name="forecast given with Amber"
                    ),
                ),
                ("completed_on", models.DateField(blank=True, null=True)),
                ("signed_off_on", models.DateField(blank=True, null=True)),
                (
                    "signed_off_owners",
                    models.JSONField(
                        blank=True,
                        default=list,
                        verbose_name="posts that led the item when it was signed off",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "imported_update",
                    models.TextField(blank=True, verbose_name="update as the document printed it"),
                ),
                ("source_line", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="improvement.action",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reported_post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.post",
                    ),
                ),
                (
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "signed_off_post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.post",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="improvement.plan",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="improvement.priority",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "indexes": [models.Index(fields=["plan", "due", "id"], name="improvement_by_due")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("priority", "position"), name="improvement_milestone_place"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reported_status__in", ["grey", "blue", "green", "amber", "red"])
                        ),
                        name="improvement_milestone_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_off_on", None), ("signed_off_post", None)),
                            models.Q(
                                ("completed_on__isnull", False),
                                ("reported_status", "blue"),
                                ("signed_off_on__isnull", False),
                                ("signed_off_post__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="improvement_milestone_signed_off",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reported_on", None), ("reported_post", None)),
                            models.Q(
                                ("reported_on__isnull", False), ("reported_post__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="improvement_milestone_reported",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MilestoneEvent",
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
                        choices=[("report", "Report"), ("sign_off", "Sign-off")], max_length=8
                    ),
                ),
                ("at", models.DateTimeField(default=goldenthread.core.clock.now)),
                ("on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("grey", "Grey"),
                            ("blue", "Blue"),
                            ("green", "Green"),
                            ("amber", "Amber"),
                            ("red", "Red"),
                        ],
                        max_length=5,
                    ),
                ),
                (
                    "status_before",
                    models.CharField(
                        choices=[
                            ("grey", "Grey"),
                            ("blue", "Blue"),
                            ("green", "Green"),
                            ("amber", "Amber"),
                            ("red", "Red"),
                        ],
                        max_length=5,
                    ),
                ),
                ("due_before", models.DateField(blank=True, null=True)),
                ("due_after", models.DateField(blank=True, null=True)),
                ("forecast", models.DateField(blank=True, null=True)),
                ("completed_on", models.DateField(blank=True, null=True)),
                ("progress", models.TextField(blank=True, verbose_name="what has been done")),
                (
                    "impact",
                    models.TextField(blank=True, verbose_name="so what: the difference made"),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "milestone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
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
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestone_events",
                        to="improvement.plan",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["plan", "-at"], name="improvement_events_by_plan")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "report"), ("status", "red"), _negated=True),
                            models.Q(
                                ("due_after__isnull", False),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="improvement_red_has_new_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "report"), ("status", "amber"), _negated=True),
                            ("forecast__isnull", False),
                            _connector="OR",
                        ),
                        name="improvement_amber_has_forecast",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recurring",
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
                ("cadence", models.CharField(max_length=40)),
                ("text", models.TextField()),
                ("source_line", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recurring",
                        to="improvement.priority",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "recurring commitments",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("priority", "position"), name="improvement_recurring_place"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="lead",
            name="priority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lead_rows",
                to="improvement.priority",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="priority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="actions",
                to="improvement.priority",
            ),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.UniqueConstraint(
                fields=("priority", "post"), name="improvement_lead_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.UniqueConstraint(
                fields=("priority", "position"), name="improvement_action_place"
            ),
        ),
    ]
