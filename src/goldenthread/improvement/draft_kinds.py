"""The kinds of thing that a draft plan is made of, and what the editor needs to know of each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from goldenthread.improvement.models import (
    Action,
    GoodLooksLike,
    Lead,
    Milestone,
    MilestoneLead,
    Plan,
    Priority,
    Recurring,
    Section,
    SectionDocument,
    SuccessCriterion,
)
from goldenthread.improvement.rules.ordering import Placed
from goldenthread.ui.filters import plural


@dataclass(frozen=True)
class Kind:
    """`code` stands in addresses, `words` in sentences; `parent` is the column that names what it stands in.

    `written` are the columns that a person writes, `needed` those of them that may not be empty, `limits`
    the names in rules.importing.limits of those with a limit. `below` says what goes with a removed one:
    one, many, and where they are.
    """

    code: str
    model: Any
    words: str
    parent: str
    to_plan: str
    written: tuple[str, ...]
    needed: tuple[str, ...] = ()
    limits: Mapping[str, str] = field(default_factory=dict)
    below: tuple[tuple[str, str, str], ...] = ()

    @property
    def one(self) -> str:
        """`a section`, `an action`."""
        return f"{'an' if self.words[0] in 'aeiou' else 'a'} {self.words}"


KINDS: Mapping[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "sections", Section, "section", "plan", "plan",
            ("number", "title", "area_for_improvement"), ("title",),
            {"number": "section.number", "title": "section.title"},
            (("statement of what good looks like", "statements of what good looks like",
              "good_looks_like"),
             ("success criterion", "success criteria", "criteria"),
             ("related document", "related documents", "documents"),
             ("priority", "priorities", "priorities"),
             ("milestone", "milestones", "priorities__milestones")),
        ),
        Kind("good", GoodLooksLike, "statement of what good looks like", "section", "section__plan",
             ("text",), ("text",)),
        Kind("criteria", SuccessCriterion, "success criterion", "section", "section__plan",
             ("kind", "text", "parent_id"), ("kind", "text"), below=(("part", "parts", "parts"),)),
        Kind("documents", SectionDocument, "related document", "section", "section__plan",
             ("as_printed", "document_id"), ("as_printed",), {"as_printed": "document.text"}),
        Kind(
            "priorities", Priority, "priority", "section", "plan",
            ("code", "title", "section_id"), ("code", "title"), {"code": "priority.code"},
            (("lead", "leads", "lead_rows"), ("action", "actions", "actions"),
             ("milestone", "milestones", "milestones"),
             ("recurring commitment", "recurring commitments", "recurring")),
        ),
        Kind("leads", Lead, "lead", "priority", "priority__plan",
             ("post_id", "as_printed"), (), {"as_printed": "lead.name", "title": "lead.name"}),
        Kind("actions", Action, "action", "priority", "priority__plan",
             ("letter", "text"), ("text",), {"letter": "action.letter"}),
        Kind("milestones", Milestone, "milestone", "priority", "plan",
             ("number", "text", "due", "qualifier", "action_id"), ("text",),
             {"number": "milestone.number", "qualifier": "milestone.qualifier"},
             (("lead of its own", "leads of its own", "lead_rows"),)),
        Kind("own-leads", MilestoneLead, "lead of the milestone", "milestone", "milestone__plan",
             ("post_id", "as_printed"), (), {"as_printed": "lead.name", "title": "lead.name"}),
        Kind("recurring", Recurring, "recurring commitment", "priority", "priority__plan",
             ("number", "cadence", "text"), ("cadence", "text"),
             {"number": "recurring.number", "cadence": "recurring.cadence_text"}),
    )
}  # fmt: skip
# Those that name a post: a priority's leads, and those of a single milestone.
LEADS = frozenset({"leads", "own-leads"})
HEAD = ("title", "version", "dated")


def fingerprint(row: Model, columns: tuple[str, ...], below: Sequence[str] = ()) -> str:
    """A digest of what a person could have read: another one means that somebody changed it since."""
    values = [str(getattr(row, column)) for column in columns]
    return hashlib.sha256(json.dumps([values, *below]).encode()).hexdigest()[:20]


def goes_with(kind: Kind, row: Model) -> list[str]:
    """What is removed together with a row, such as `3 milestones`: one query for each sort."""
    found = []
    for one, many, path in kind.below:
        rows = kind.model.objects.filter(pk=row.pk, **{f"{path}__isnull": False})
        if count := rows.values(path).count():
            found.append(plural(count, one, many))
    return found


def placed(kind: Kind, rows: list[Any]) -> list[Placed]:
    """The rows of one list as the rules of order take them: parts below their criterion, kinds apart."""
    if kind.model is SuccessCriterion:
        return [Placed(row.pk, row.parent_id, row.kind) for row in rows]
    return [Placed(row.pk) for row in rows]


def parent_of(kind: Kind, plan: Plan, parent_id: int) -> Any:
    """What a new thing of that kind would stand in, within the plan; None where there is no such."""
    if kind.parent == "plan":
        return plan if plan.pk == parent_id else None
    models: dict[str, Any] = {"section": Section, "priority": Priority, "milestone": Milestone}
    return models[kind.parent].objects.filter(plan=plan, pk=parent_id).first()


def item_of(kind: Kind, plan: Plan, item_id: int) -> Any:
    """A thing of that kind within the plan; None where there is no such."""
    return kind.model.objects.filter(**{kind.to_plan: plan}, pk=item_id).first()
