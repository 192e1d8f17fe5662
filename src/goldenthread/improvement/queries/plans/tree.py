"""A plan read as the tree that it is: its sections, their priorities, what these promise, and what was said of that."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Aggregate, JSONField, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from goldenthread.improvement.models import Milestone, MilestoneEvent, Plan, Recurring, Section
from goldenthread.improvement.queries.judgements import Judged
from goldenthread.improvement.queries.plans.rows import Commitment, PriorityRow, SectionRow
from goldenthread.improvement.queries.status import STATUS_COLUMNS, status_row

_SECTION = ("pk", "plan_id", "thread_id", "number", "title", "area_for_improvement")
_PRIORITY = ("pk", "thread_id", "code", "title", "printed_leads")
_MILESTONE = tuple(name for name in STATUS_COLUMNS if "__" not in name)
_EVENT = tuple(column.attname for column in MilestoneEvent._meta.concrete_fields)
_TO_PRIORITY, _TO_MILESTONE = "priorities__", "priorities__milestones__"
_TO_EVENT = f"{_TO_MILESTONE}events__"


class _Together(Aggregate):
    """What the rows of a group hold, as one list in no order."""

    function = "JSONB_AGG"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **context)


@dataclass
class Tree:
    """The sections of a plan, and the reports and sign-offs on its milestones, the oldest first, where asked for."""

    sections: dict[int, SectionRow] = field(default_factory=dict)
    priorities: dict[int, PriorityRow] = field(default_factory=dict)
    events: list[MilestoneEvent] = field(default_factory=list)


def read_tree(plan: Plan, as_at: date, judgements: Judged, events_of: Collection[int] = ()) -> Tree:
    """The plan, without the posts behind it: one query. `events_of` are the versions whose events are wanted."""
    found, milestones = Tree(), dict[int, Milestone]()
    # An item comes once for each of the items below it, and once where there is none.
    for row in _rows(plan, events_of):
        if row["plan_id"] == plan.pk:
            _add_items(found, row, as_at, judgements)
        if events_of and row[f"{_TO_EVENT}id"] is not None:
            pk = row[f"{_TO_MILESTONE}pk"]
            if pk not in milestones:
                milestones[pk] = Milestone(pk=pk, thread_id=row[f"{_TO_MILESTONE}thread_id"])
            event = MilestoneEvent.from_db(None, _EVENT, list(_below(row, _TO_EVENT, _EVENT)))
            event.milestone = milestones[pk]
            found.events.append(event)
    found.events.sort(key=lambda event: (event.at, event.pk))
    return found


def _rows(plan: Plan, events_of: Collection[int]) -> Any:
    own, columns = Q(plan=plan), list(_SECTION)
    parts = [(_TO_PRIORITY, _PRIORITY), (_TO_MILESTONE, _MILESTONE)]
    if events_of:
        # Of another version nothing is wanted but what was said.
        own |= Q(**{"plan__in": events_of, f"{_TO_EVENT}isnull": False})
        parts.append((_TO_EVENT, _EVENT))
    columns += [f"{path}{name}" for path, names in parts for name in names]
    recurring = (
        Recurring.objects.filter(priority=OuterRef("priorities")).order_by().values("priority")
    )
    texts = _Together(JSONObject(place="position", cadence="cadence", text="text"))
    return (
        Section.objects.filter(own)
        .order_by("position", "pk", "priorities__position", "priorities__pk", f"{_TO_MILESTONE}position")
        .values(*columns, recurring=Subquery(recurring.annotate(all=texts).values("all")))
    )  # fmt: skip


def _add_items(found: Tree, row: dict[str, Any], as_at: date, judgements: Judged) -> None:
    section = found.sections.get(row["pk"]) or _section(found, row, judgements)
    pk = row["priorities__pk"]
    if pk is None:
        return
    if pk not in found.priorities:
        section.priorities.append(_priority(found, row, judgements))
    priority, milestone = found.priorities[pk], row[f"{_TO_MILESTONE}pk"]
    # With events, a milestone comes once for each of them, all together.
    if milestone is None or (priority.milestones and priority.milestones[-1].id == milestone):
        return
    values = dict(zip(_MILESTONE, _below(row, _TO_MILESTONE, _MILESTONE), strict=True))
    above = {"priority__code": priority.code, "priority__thread_id": priority.thread}
    priority.milestones.append(status_row(values | above, as_at))


def _section(found: Tree, row: dict[str, Any], judgements: Judged) -> SectionRow:
    thread = row["thread_id"] or row["pk"]
    made = SectionRow(
        row["pk"], row["number"], row["title"], row["area_for_improvement"],
        verdict=judgements.sections[thread], thread_pk=thread,
    )  # fmt: skip
    return found.sections.setdefault(made.id, made)


def _priority(found: Tree, row: dict[str, Any], judgements: Judged) -> PriorityRow:
    pk, thread, code, title, printed = _below(row, _TO_PRIORITY, _PRIORITY)
    again = sorted(row["recurring"] or [], key=lambda one: one["place"])
    made = PriorityRow(
        pk, code, title, printed_leads=printed, recurring=len(again),
        verdict=judgements.priorities[thread or pk], thread=thread or pk,
        commitments=[Commitment(one["cadence"], one["text"]) for one in again],
    )  # fmt: skip
    return found.priorities.setdefault(made.id, made)


def _below(row: dict[str, Any], path: str, names: tuple[str, ...]) -> Iterator[Any]:
    return (row[f"{path}{name}"] for name in names)
