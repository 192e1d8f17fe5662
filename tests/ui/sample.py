"""An invented plan page that uses every component, for tests and for looking at."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import QueryDict

from goldenthread.core import clock
from goldenthread.core.months import Month
from goldenthread.ui import forms
from goldenthread.ui.charts import Cell, Column, DataTable, Lane, Mark, Roadmap, StatusBar

TODAY = date(2026, 11, 21)

PLAN = (
    (
        "1 Listening and telling",
        (
            ("1a Families hear news of services when it matters", "grbbxgag"),
            ("1b Children and young people shape the plan and see what changed", "bggar"),
            ("1c A Local Offer that people find, understand and use", "bbrxagg-"),
        ),
    ),
    (
        "2 Waiting less",
        (
            ("2a Support by need while waiting for an assessment", "bbbgga"),
            ("2b Shorter neurodevelopmental waits, measured each month", "bxrragg"),
        ),
    ),
    (
        "3 Plans that hold",
        (
            ("3a Advice on time and of good quality from every service", "bbgg-"),
            ("3b Annual reviews that lead to changes within four weeks", "baxg--"),
            ("3c Preparing for adulthood from Year 9", "g---"),
        ),
    ),
)
STATUS = {
    "g": "green",
    "b": "blue",
    "a": "amber",
    "r": "red",
    "x": "new_date_needed",
    "-": "grey",
}
START = {"b": 2, "x": 11, "r": 13, "a": 17, "g": 19, "-": 25}


def roadmap() -> Roadmap:
    """Eight lanes in three groups, with months that moved."""
    lanes = []
    for group, priorities in PLAN:
        for row, (title, letters) in enumerate(priorities):
            marks = []
            for index, letter in enumerate(letters):
                agreed = Month(2025, 6) + (START[letter] + index * 2 + row)
                if letter == "x":
                    agreed = Month(2026, 4) + index
                moved = {"r": 5, "a": 2}.get(letter, 0)
                name = str(index + 1)
                text = f"Invented milestone {name} of this priority."
                href = f"/milestones/{title[:2]}-{name}"
                marks.append(Mark(name, text, agreed + moved, STATUS[letter], agreed, href))
            lanes.append(Lane(title, tuple(marks), group, f"/priorities/{title[:2]}"))
    return Roadmap("Roadmap by month", tuple(lanes), TODAY)


def status_bar() -> StatusBar:
    counts: dict[str, int] = {}
    for mark in roadmap().marks:
        counts[mark.status] = counts.get(mark.status, 0) + 1
    return StatusBar.of("How the plan stands", counts)


class FilterForm(forms.Form):
    mark_optional = False

    lead = forms.ChoiceField(
        "Lead post",
        select=True,
        required=False,
        blank="Any post",
        choices=[("1", "SEND Manager"), ("2", "Designated Clinical Officer")],
    )
    status = forms.MultipleChoiceField(
        "Status",
        required=False,
        small=True,
        choices=[("red", "Red"), ("amber", "Amber"), ("green", "Green")],
    )


class UpdateForm(forms.Form):
    """One of each field."""

    status = forms.ChoiceField(
        "How is milestone 3 going?",
        called="a status",
        choices=[
            ("green", "Green: on target"),
            ("amber", "Amber: delayed"),
            ("red", "Red: new date given"),
        ],
        hints={"amber": "It is likely to miss its date."},
        reveals={"amber": "forecast", "red": ("new_date", "reason")},
    )
    forecast = forms.MonthField(
        "When do you expect to finish?", called="expected month", hint="For example, 9 2027"
    )
    new_date = forms.DateField(
        "New completion date", hint="For example, 27 3 2027", not_before=clock.today
    )
    reason = forms.TextareaField("Reason", max_length=500, show_count=True, rows=3)
    title = forms.CharField("Short title", max_length=20, width="two-thirds")
    target = forms.DecimalField("Target", suffix="%", required=False)
    staff = forms.IntegerField("Number of staff", min_value=1, max_value=500, required=False)
    email = forms.EmailField(required=False)
    password = forms.PasswordField(required=False)
    lead = forms.ChoiceField(
        "Lead post", select=True, blank="Choose a post", choices=[("1", "SEND Manager")]
    )
    partners = forms.MultipleChoiceField(
        "Which partners does it concern?",
        called="at least one partner",
        choices=[("la", "Council"), ("icb", "Health (ICB)"), ("none", "None of these")],
        exclusive="none",
    )
    evidence = forms.FileField(
        "Evidence", required=False, extensions=("docx", "pdf"), max_bytes=1024 * 1024
    )
    agreed = forms.BooleanField("I have agreed this with the priority lead")


def page_context() -> dict[str, Any]:
    """What `config` gives to every page."""
    return {
        "area_name": "Fellmoor and Sands",
        "demo_mode": True,
        "nav": [
            {"text": "My work", "href": "/my-work"},
            {"text": "Plans", "href": "/plans", "current": True},
            {"text": "Risks", "href": "/risks"},
            {"text": "Reports", "href": "/reports"},
            {"text": "Search", "href": "/search"},
        ],
        "account": {
            "name": "Amina Yusuf",
            "href": "/account",
            "detail": "Partnership manager",
            "sign_out_href": "/sign-out",
        },
        "footer_links": [{"text": "Accessibility", "href": "/accessibility"}],
    }


def plan_context() -> dict[str, Any]:
    """The sample plan page."""
    bar = status_bar()
    columns = (
        Column("Milestone"),
        Column("What"),
        Column("Lead"),
        Column("Due"),
        Column("Days late", numeric=True),
        Column("Status"),
    )
    rows = (
        (
            "1a.3",
            "Autumn news in three formats",
            "SEND Manager",
            "April 2026",
            "204",
            "new_date_needed",
        ),
        ("2b.3", "First month of the new measure", "ICB lead", "July 2026", "112", "red"),
        ("1a.6", "Families’ panel reads every letter", "Forum chair", "January 2027", "–", "amber"),
        ("3a.3", "Advice template agreed by all", "Clinical Officer", "March 2027", "–", "green"),
        ("3c.2", "Year 9 reviews name a lead", "SEND Manager", "July 2027", "–", "grey"),
        ("2a.1", "One list of support", "ICB lead", "August 2025", "–", "blue"),
    )
    return {
        **page_context(),
        "breadcrumbs": [
            {"text": "Plans", "href": "/plans"},
            {"text": "Improvement plan 2025 to 2028", "href": "/plans/1"},
        ],
        "bar": bar,
        "roadmap_chart": roadmap(),
        "table": DataTable(
            "Milestones that need attention first",
            columns,
            tuple(
                (Cell(a, f"/m/{a}"), Cell(b), Cell(c), Cell(d), Cell(e), Cell("", status=f))
                for a, b, c, d, e, f in rows
            ),
        ),
        "cards": [
            {
                "number": 4,
                "label": "Past due without a new date",
                "href": "/x",
                "status": "new_date_needed",
                "detail": "Oldest: 204 days",
            },
            {"number": 3, "label": "Red with a new date", "href": "/x", "status": "red"},
            {"number": 6, "label": "Amber", "status": "amber", "detail": "2 more than in October"},
            {"number": 1234, "label": "Waiting for sign-off", "href": "/x"},
        ],
        "filter_form": FilterForm(QueryDict("status=red")),
    }


PLAN_PAGE = """
{% extends "ui/base.html" %}
{% from "ui/components.html" import status_bar, roadmap, data_table, summary_cards, filter_panel,
   status_key, panel, progress, definitions, empty_state, severity_tag, direction, page_heading,
   status_tag with context %}
{% block title %}Improvement plan{% endblock %}
{% block content %}
{{ page_heading("Improvement plan 2025 to 2028", "Fellmoor and Sands SEND partnership",
  [{"text": "Update a milestone", "href": "/u", "primary": true}, {"text": "Make a report", "href": "/r"}]) }}
{{ summary_cards(cards) }}
{{ status_bar(bar) }}
{{ status_key() }}
{{ roadmap(roadmap_chart) }}
<div class="govuk-grid-row">
  <div class="govuk-grid-column-one-quarter">
    {{ filter_panel(filter_form, applied=[{"text": "Red", "href": "?"}], clear_href="?") }}
  </div>
  <div class="govuk-grid-column-three-quarters">
    {{ data_table(table) }}
    {% call panel("1a Families hear news of services", "/p/1a", status_tag("new_date_needed")) %}
    {{ progress(2, 8, "Milestones of priority 1a", "milestones signed off") }}
    {{ definitions([
      {"key": "Lead", "value": "SEND Manager", "href": "/x"},
      {"key": "Since the last report", "value": direction("worse")},
      {"key": "Import finding", "value": severity_tag("warning")}
    ]) }}
    {% endcall %}
    {{ empty_state("No risks yet", "Risks that leads raise appear here.", "/risks/new", "Raise a risk") }}
  </div>
</div>
{% endblock %}
"""
