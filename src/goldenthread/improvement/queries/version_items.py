"""The items of versions of a plan, ready to be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from goldenthread.improvement.models import (
    Action,
    GoodLooksLike,
    Lead,
    Milestone,
    MilestoneEvent,
    MilestoneLead,
    Plan,
    Priority,
    Recurring,
    Section,
    SectionDocument,
    SuccessCriterion,
)
from goldenthread.improvement.rules.differences import Item, Kind
from goldenthread.improvement.rules.references import milestone_reference
from goldenthread.organisations.names import name_key

_Sorted = tuple[tuple[int, ...], Item]


class Trees:
    """The items of some versions by plan id, read together: eleven queries, and three for the dates they began with."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self._ids = [plan.pk for plan in plans]
        sortable: dict[int, list[_Sorted]] = {plan.pk: [] for plan in plans}
        for plan in plans:
            title = Item(Kind.TITLE, 0, "Title of the plan", plan.title)
            sortable[plan.pk].append(((0,), title))
        for plan_id, place, item in self._read():
            sortable[plan_id].append((place, item))
        self.items = {
            plan_id: [item for _, item in sorted(rows, key=lambda row: row[0])]
            for plan_id, rows in sortable.items()
        }
        self._begun_with = self._starting_dates(plans)

    def begun(self, plan: Plan) -> list[Item]:
        """The items of a version with the dates that it was agreed with (a draft: would be agreed with)."""
        dates = self._begun_with
        return [
            replace(item, due=dates[plan.pk, item.key]) if item.kind is Kind.MILESTONE else item
            for item in self.items[plan.pk]
        ]

    def _read(self) -> Iterator[tuple[int, tuple[int, ...], Item]]:
        sections = {row.pk: row for row in Section.objects.filter(plan__in=self._ids)}
        yield from self._of_sections(sections)
        leads: dict[int, list[tuple[int, str]]] = {}
        for lead in Lead.objects.filter(priority__plan__in=self._ids).select_related("post"):
            leads.setdefault(lead.priority_id, []).append((lead.post_id, lead.post.title))
        priorities = {row.pk: row for row in Priority.objects.filter(plan__in=self._ids)}
        for row in priorities.values():
            section = sections[row.section_id]
            item = Item(
                Kind.PRIORITY, row.thread_pk, f"Priority {row.code}", row.title,
                (section.thread_pk, row.code), f"{row.code}, in section {_name(section)}",
                leads=(*leads.get(row.pk, ()), *((name_key(name), name) for name in row.printed_leads)),
            )  # fmt: skip
            yield row.plan_id, (section.position, 9, row.position, 0), item
        for plan_id, priority, rank, position, item in self._of_priorities(priorities):
            place = (sections[priority.section_id].position, 9, priority.position, rank, position)
            yield plan_id, place, item

    def _of_sections(
        self, sections: dict[int, Section]
    ) -> Iterator[tuple[int, tuple[int, ...], Item]]:
        for section in sections.values():
            ref = f"Section {_name(section)}"
            item = Item(Kind.SECTION, section.thread_pk, ref, section.title, (section.number,), ref)
            yield section.plan_id, (section.position, 0), item
            if section.area_for_improvement:
                aim = Item(
                    Kind.AIM, section.thread_pk, f"{ref}, area for improvement",
                    section.area_for_improvement,
                )  # fmt: skip
                yield section.plan_id, (section.position, 1), aim
        kinds = (
            (GoodLooksLike, Kind.GOOD, "what good looks like", 2),
            (SuccessCriterion, Kind.CRITERION, "success criterion", 3),
            (SectionDocument, Kind.DOCUMENT, "other plan relied on", 4),
        )
        for model, kind, words, rank in kinds:
            for row in model._default_manager.filter(section__in=list(sections)):
                section = sections[row.section_id]
                where = f"Section {_name(section)}"
                text = row.as_printed if isinstance(row, SectionDocument) else row.text
                item = Item(
                    kind, row.thread_pk, f"{where}, {words}", text, (section.thread_pk,), where
                )
                yield section.plan_id, (section.position, rank, row.position), item

    def _of_priorities(
        self, priorities: dict[int, Priority]
    ) -> Iterator[tuple[int, Priority, int, int, Item]]:
        actions = {row.pk: row for row in Action.objects.filter(priority__in=list(priorities))}
        for action in actions.values():
            of = priorities[action.priority_id]
            ref = f"Action {action.letter or action.position} of {of.code}"
            place = (of.thread_pk, action.letter)
            item = Item(Kind.ACTION, action.thread_pk, ref, action.text, place, ref)
            yield of.plan_id, of, 1, action.position, item
        leads: dict[int, list[tuple[int, str]]] = {}
        for lead in MilestoneLead.objects.filter(milestone__plan__in=self._ids).select_related(
            "post"
        ):
            leads.setdefault(lead.milestone_id, []).append((lead.post_id, lead.post.title))
        for row in Milestone.objects.filter(plan__in=self._ids):
            of, under = priorities[row.priority_id], actions.get(row.action_id or 0)
            ref = f"Milestone {milestone_reference(of.code, row.number, row.position)}"
            where = f"{ref}, under action {under.letter or under.position}" if under else ref
            text = f"{row.text} ({row.qualifier})" if row.qualifier else row.text
            item = Item(
                Kind.MILESTONE, row.thread_pk, ref, text,
                (of.thread_pk, row.number, under.thread_pk if under else None), where, row.due,
                leads=(*leads.get(row.pk, ()), *((name_key(name), name) for name in row.printed_leads)),
            )  # fmt: skip
            yield of.plan_id, of, 2, row.position, item
        for recurring in Recurring.objects.filter(priority__in=list(priorities)):
            of = priorities[recurring.priority_id]
            ref = f"Recurring commitment of {of.code}"
            text = f"{recurring.cadence}: {recurring.text}"
            place = (of.thread_pk, recurring.number)
            item = Item(Kind.RECURRING, recurring.thread_pk, ref, text, place, ref)
            yield of.plan_id, of, 3, recurring.position, item

    def _starting_dates(self, plans: Sequence[Plan]) -> dict[tuple[int, int], date | None]:
        """The date each milestone had when its version was agreed: later reports are not its words.

        A draft takes over the date that its predecessor has now, unless its editor has changed it.
        """
        first: dict[int, date | None] = {}
        events = MilestoneEvent.objects.filter(plan__in=self._ids).order_by("at", "pk")
        for milestone_id, due in events.values_list("milestone_id", "due_before"):
            first.setdefault(milestone_id, due)
        before = [plan.supersedes_id for plan in plans if plan.state == Plan.State.DRAFT]
        now = {
            row.thread_pk: row.due
            for row in Milestone.objects.filter(plan__in=[pk for pk in before if pk])
        }
        drafts = {plan.pk for plan in plans if plan.state == Plan.State.DRAFT}
        found = {}
        for row in Milestone.objects.filter(plan__in=self._ids):
            due = first.get(row.pk, row.due)
            if row.plan_id in drafts and row.due == row.due_when_copied:
                due = now.get(row.thread_pk, row.due)
            found[row.plan_id, row.thread_pk] = due
        return found


def _name(section: Section) -> str:
    return section.number or section.title
