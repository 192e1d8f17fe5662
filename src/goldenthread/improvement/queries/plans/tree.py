"""A plan read as the tree that it is: its sections, their priorities, what these promise, and what was said of that."""

from __future__ import annotations

from collections.abc import Collection, Iterable
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
_TO_MILESTONE = "priorities__milestones__"
_TO_EVENT = f"{_TO_MILESTONE}events__"
# Where in a row the columns of each begin; what comes round again in its priority stands before those of a milestone.
_PRIORITY_AT = len(_SECTION)
_MILESTONE_AT = _PRIORITY_AT + len(_PRIORITY) + 1
_EVENT_AT = _MILESTONE_AT + len(_MILESTONE)


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
        section, priority = row[:_PRIORITY_AT], row[_PRIORITY_AT:_MILESTONE_AT]
        milestone, event = row[_MILESTONE_AT:_EVENT_AT], row[_EVENT_AT:]
        if section[1] == plan.pk:
            _add_items(found, section, priority, milestone, as_at, judgements)
        if event and event[0] is not None:
            pk, thread, *_ = milestone
            if pk not in milestones:
                milestones[pk] = Milestone(pk=pk, thread_id=thread)
            said = MilestoneEvent.from_db(None, _EVENT, event)
            said.milestone = milestones[pk]
            found.events.append(said)
    found.events.sort(key=lambda event: (event.at, event.pk))
    return found


def _rows(plan: Plan, events_of: Collection[int]) -> Iterable[tuple[Any, ...]]:
    own = Q(plan=plan)
    recurring = (
        Recurring.objects.filter(priority=OuterRef("priorities")).order_by().values("priority")
    )
    texts = _Together(JSONObject(place="position", cadence="cadence", text="text"))
    columns: list[Any] = [
        *_SECTION,
        *(f"priorities__{name}" for name in _PRIORITY),
        Subquery(recurring.annotate(all=texts).values("all")),
        *(f"{_TO_MILESTONE}{name}" for name in _MILESTONE),
    ]
    if events_of:
        # Of another version nothing is wanted but what was said.
        own |= Q(**{"plan__in": events_of, f"{_TO_EVENT}isnull": False})
        columns += [f"{_TO_EVENT}{name}" for name in _EVENT]
    in_order = (
        "position",
        "pk",
        "priorities__position",
        "priorities__pk",
        f"{_TO_MILESTONE}position",
    )
    return Section.objects.filter(own).order_by(*in_order).values_list(*columns)


def _add_items(
    found: Tree, section: tuple[Any, ...], priority: tuple[Any, ...], milestone: tuple[Any, ...],
    as_at: date, judgements: Judged,
) -> None:  # fmt: skip
    around = found.sections.get(section[0]) or _section(found, section, judgements)
    if priority[0] is None:
        return
    above = found.priorities.get(priority[0])
    if above is None:
        above = _priority(found, priority, judgements)
        around.priorities.append(above)
    # With events, a milestone comes once for each of them, all together.
    if milestone[0] is None or (above.milestones and above.milestones[-1].id == milestone[0]):
        return
    values = dict(zip(_MILESTONE, milestone, strict=True))
    values |= {"priority__code": above.code, "priority__thread_id": above.thread}
    above.milestones.append(status_row(values, as_at))


def _section(found: Tree, columns: tuple[Any, ...], judgements: Judged) -> SectionRow:
    pk, _, thread, number, title, area = columns
    verdict = judgements.sections[thread or pk]
    made = SectionRow(pk, number, title, area, verdict=verdict, thread_pk=thread or pk)
    return found.sections.setdefault(pk, made)


def _priority(found: Tree, columns: tuple[Any, ...], judgements: Judged) -> PriorityRow:
    pk, thread, code, title, printed, recurring = columns
    again = sorted(recurring or [], key=lambda one: one["place"])
    made = PriorityRow(
        pk, code, title, printed_leads=printed, recurring=len(again),
        verdict=judgements.priorities[thread or pk], thread=thread or pk,
        commitments=[Commitment(one["cadence"], one["text"]) for one in again],
    )  # fmt: skip
    return found.priorities.setdefault(pk, made)
