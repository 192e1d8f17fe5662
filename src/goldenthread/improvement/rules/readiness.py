"""What a draft plan still lacks: what stops it from being agreed, and what deserves a look before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from goldenthread.core.months import Month
from goldenthread.core.plausible import PLANNED, doubt
from goldenthread.improvement.rules.importing.checkdates import before_plan_date
from goldenthread.improvement.rules.importing.sequence import code_gaps
from goldenthread.improvement.rules.status.facts import Problem

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class DraftMilestone:
    id: int
    number: str
    text: str
    due: Month | None


@dataclass(frozen=True, slots=True)
class DraftPriority:
    """`leads`, `actions` and `recurring` are how many there are; `printed` names of leads that are no posts yet."""

    id: int
    position: int
    code: str
    title: str
    leads: int
    actions: int
    recurring: int
    milestones: tuple[DraftMilestone, ...]
    printed: tuple[str, ...] = ()

    @property
    def undated(self) -> int:
        return sum(milestone.due is None for milestone in self.milestones)


@dataclass(frozen=True, slots=True)
class DraftSection:
    """`good`, `criteria` and `documents` are how many there are."""

    id: int
    position: int
    number: str
    title: str
    good: int
    criteria: int
    documents: int
    priorities: tuple[DraftPriority, ...]

    @property
    def name(self) -> str:
        return f"Section {self.number}" if self.number else f"The section “{self.title}”"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is missing or odd; `thing` and `id` say where it is put right."""

    code: str
    severity: Severity
    message: str
    thing: str
    id: int | None = None


def remarks(
    dated: date | None, sections: Sequence[DraftSection], lacking: Iterable[Problem] = ()
) -> list[Remark]:
    """Errors first, then warnings in the plan's order. With no error the plan can be agreed.

    `lacking` is what `check_agreed_head` found; the page on which the plan is agreed asks for it.
    """
    head = [
        Remark(
            one.code, "warning", f"{one.message} It is asked for when the plan is agreed.", "head"
        )
        for one in lacking
    ]
    return [*_errors(sections), *head, *_of_plan(sections), *_of_parts(dated, sections)]


def _errors(sections: Sequence[DraftSection]) -> Iterator[Remark]:
    if not any(priority.milestones for section in sections for priority in section.priorities):
        yield Remark(
            "no_milestone", "error",
            "The plan has no milestone. A plan without a milestone cannot be agreed.", "plan",
        )  # fmt: skip


def _of_plan(sections: Sequence[DraftSection]) -> Iterator[Remark]:
    numbers = [section.number for section in sections]
    for place, (section, number) in enumerate(zip(sections, numbers, strict=True)):
        if number and number in numbers[:place]:
            yield Remark(
                "duplicate_number", "warning", f"Two sections have the number {number}.",
                "sections", section.id,
            )  # fmt: skip
    for before, after, missing in code_gaps(numbers):
        yield Remark(
            "section_missing", "warning",
            f"Section {missing} is missing between {before} and {after}.", "plan",
        )  # fmt: skip


def _of_parts(dated: date | None, sections: Sequence[DraftSection]) -> Iterator[Remark]:
    for section in sections:
        for code, empty, message in (
            ("section_title_missing", not section.title, "has no title."),
            ("section_empty", not section.priorities, "has no priority."),
            ("criteria_missing", not section.criteria,
             "has no success criterion, so nobody can say later whether it worked."),
        ):  # fmt: skip
            if empty:
                yield Remark(code, "warning", f"{section.name} {message}", "sections", section.id)
        for before, after, missing in code_gaps([p.code for p in section.priorities]):
            yield Remark(
                "priority_missing", "warning",
                f"Priority {missing} is missing between {before} and {after}.",
                "sections", section.id,
            )  # fmt: skip
        for priority in section.priorities:
            yield from _of_priority(dated, priority)


def _of_priority(dated: date | None, priority: DraftPriority) -> Iterator[Remark]:
    for code, wrong, message in (
        ("priority_title_missing", not priority.title, "has no title."),
        ("lead_missing", not priority.leads and not priority.printed,
         "has no lead, so nobody answers for it."),
        ("lead_without_post", bool(priority.printed),
         f"names a lead that is no post yet ({'; '.join(priority.printed)}), so nobody reports as that."),
        ("empty_priority", not priority.milestones and not priority.recurring,
         "has no milestone, so nothing about it will ever fall due."),
    ):  # fmt: skip
        if wrong:
            yield Remark(
                code, "warning", f"Priority {priority.code} {message}", "priorities", priority.id
            )
    seen: set[str] = set()
    for milestone in priority.milestones:
        name = f"Milestone {milestone.number}" if milestone.number else f"“{milestone.text}”"
        name = f"{name} of {priority.code}"
        if milestone.due is None:
            yield _about(
                milestone, "due_missing", f"{name} has no date, so it will never be overdue."
            )
        elif dated and (
            found := doubt(milestone.due.year, PLANNED, anchor=dated.year, subject=name)
        ):
            yield _about(milestone, "due_year_doubtful", f"{found.question} {found.fix}")
        elif before_plan_date(milestone.due, dated):
            yield _about(
                milestone, "due_before_plan_date",
                f"The date of {name}, {milestone.due.label}, lies before the plan's own date. It "
                "will show as past due from the start unless it is completed.",
            )  # fmt: skip
        if milestone.number and milestone.number in seen:
            message = f"The number {milestone.number} stands twice among the milestones of "
            yield _about(milestone, "duplicate_number", f"{message}{priority.code}.")
        seen.add(milestone.number)


def _about(milestone: DraftMilestone, code: str, message: str) -> Remark:
    return Remark(code, "warning", message, "milestones", milestone.id)
