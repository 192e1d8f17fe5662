"""What the pages of a draft show of each thing, and where they lead back to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from goldenthread.access.scope import Scope
from goldenthread.improvement.draft_kinds import KINDS, Kind
from goldenthread.improvement.models import Lead, Milestone, MilestoneLead, Plan, SuccessCriterion
from goldenthread.improvement.queries import drafting as queries
from goldenthread.improvement.queries.drafting import Choices, Row
from goldenthread.ui import forms
from goldenthread.ui.filters import month_label
from goldenthread.ui.forms.wording import upper_first


@dataclass(frozen=True)
class Block:
    """One list of a page: its rows, and the link that adds to it."""

    title: str
    kind: Kind
    rows: list[Row]
    add: str
    add_words: str


def home(plan: Plan, kind: Kind, parent: Any) -> str:
    """The page on which things of this kind are listed."""
    if kind.parent == "section" and kind.code != "priorities":
        return reverse("improvement:draft_section", args=[plan.pk, parent.pk])
    if kind.parent in ("priority", "milestone"):
        priority_id = parent.pk if kind.parent == "priority" else parent.priority_id
        return reverse("improvement:draft_priority", args=[plan.pk, priority_id])
    return reverse("improvement:draft", args=[plan.pk])


def spot(plan: Plan, kind: Kind, row: Any) -> str:
    """The very place of a row on that page."""
    return f"{home(plan, kind, getattr(row, kind.parent))}#{kind.code}-{row.pk}"


def own_page(plan: Plan, kind: Kind, row: Any) -> str:
    """Where a row is changed from: sections and priorities have pages of their own."""
    pages = {"sections": "draft_section", "priorities": "draft_priority"}
    if kind.code in pages:
        return reverse(f"improvement:{pages[kind.code]}", args=[plan.pk, row.pk])
    return spot(plan, kind, row)


def section_blocks(plan: Plan, section: Any) -> list[Block]:
    """The lists of a section; its criteria by kind."""
    good, criteria, documents = (
        queries.listed(code, section) for code in ("good", "criteria", "documents")
    )
    kinds = SuccessCriterion.Kind
    return [
        _block(plan, section, "What good looks like", good.kind, good.rows, "Add a statement"),
        *(
            _block(
                plan, section, title, criteria.kind,
                [row for row in criteria.rows if row.item.kind == kind], "Add a criterion",
                f"?kind={kind.value}",
            )
            for kind, title in (
                (kinds.QUANTITATIVE, "How we will know: in numbers"),
                (kinds.QUALITATIVE, "How we will know: in what people say"),
            )
        ),
        _block(plan, section, "Other plans this relies on", documents.kind, documents.rows,
               "Add another plan"),
    ]  # fmt: skip


def priority_blocks(plan: Plan, priority: Any) -> list[Block]:
    """The lists of a priority."""
    words = {
        "leads": ("Led by", "Add a lead"),
        "actions": ("Actions", "Add an action"),
        "milestones": ("Delivery milestones", "Add a milestone"),
        "recurring": ("Recurring commitments", "Add a recurring commitment"),
    }
    return [
        _block(plan, priority, title, KINDS[code], queries.listed(code, priority).rows, add)
        for code, (title, add) in words.items()
    ]


def _block(
    plan: Plan, parent: Any, title: str, kind: Kind, rows: list[Row], words: str, query: str = ""
) -> Block:
    add = reverse("improvement:draft_add", args=[plan.pk, kind.code, parent.pk])
    return Block(title, kind, rows, add + query, words)


def opened(kind: Kind, row: Any) -> dict[str, Any]:
    """What the form of a row opens with."""
    values = {column: getattr(row, column) for column in kind.written}
    found = {column.removesuffix("_id"): value for column, value in values.items()}
    if isinstance(row, Milestone):
        found["due"] = row.due_month
    if isinstance(row, Lead | MilestoneLead):
        found["which"] = "existing"
    return found


def offered(
    scope: Scope, plan: Plan, kind: Kind, parent: Any, row: Any = None
) -> dict[str, Choices]:
    """What the drop-down lists of a kind's form offer."""
    area_id = plan.area_id
    match kind.code:
        case "criteria":
            return {"parent": queries.heads(parent, row)}
        case "priorities" if row is not None:
            return {"section": queries.sections(plan)}
        case "leads" | "own-leads":
            may_make = scope.has("organisation.edit", area_id)
            return {
                "post": queries.posts(area_id),
                "organisation": queries.organisations(area_id) if may_make else [],
            }
        case "milestones":
            return {"action": queries.actions(parent)}
    return {}


def standing_words(kind: Kind, row: Any, fields: Iterable[tuple[str, Any]]) -> list[dict[str, str]]:
    """What stands now, field by field, for somebody who typed something else meanwhile."""
    values = opened(kind, row)
    labels = dict(fields)
    return [
        {"key": labels[name].label, "value": _shown(row, name, value, labels[name])}
        for name, value in values.items()
        if name in labels
    ]


def _shown(row: Any, name: str, value: Any, field: forms.FieldMixin) -> str:
    if name == "due":
        return month_label(value) or "No date"
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return dict(choices).get(str(value or ""), "None")
    return str(value or "–")


def title_of(row: Any) -> str:
    """A row in a heading: short."""
    text = row.as_printed if isinstance(row, Lead | MilestoneLead) else str(row)
    return upper_first(text if len(text) <= 90 else f"{text[:89].rstrip()}…")
