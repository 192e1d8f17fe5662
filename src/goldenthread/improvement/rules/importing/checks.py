"""What is odd about a plan once it is read: gaps, orders, dates, doubles."""

from __future__ import annotations

from goldenthread.exchange.reading import Document
from goldenthread.improvement.rules.importing.checkdates import check_dates
from goldenthread.improvement.rules.importing.checkleads import check_leads
from goldenthread.improvement.rules.importing.checklengths import check_lengths
from goldenthread.improvement.rules.importing.checkrevised import check_revised
from goldenthread.improvement.rules.importing.checkstatus import check_statuses
from goldenthread.improvement.rules.importing.checktexts import check_texts
from goldenthread.improvement.rules.importing.checkyears import check_years
from goldenthread.improvement.rules.importing.choices import (
    DUPLICATE_CODE,
    GIVE_CODE,
    LEAD,
    PLAN_DATE,
    TITLE,
    VERSION,
)
from goldenthread.improvement.rules.importing.drafts import (
    MilestoneDraft,
    PlanDraft,
    PriorityDraft,
    SectionDraft,
)
from goldenthread.improvement.rules.importing.links import printed_link
from goldenthread.improvement.rules.importing.parsed import linked_actions
from goldenthread.improvement.rules.importing.sequence import code_gaps, number_gaps
from goldenthread.improvement.rules.importing.vocabulary import Vocabulary


def check_plan(draft: PlanDraft, document: Document, words: Vocabulary) -> None:
    """Add the findings that need the whole plan."""
    _check_head(draft, words)
    _check_sections(draft)
    _check_codes(draft)
    for priority in draft.priorities:
        _check_priority(draft, priority)
        _check_numbers(draft, priority)
        _check_links(draft, priority)
    check_dates(draft, words)
    check_years(draft)
    check_statuses(draft, words)
    check_revised(draft, words)
    check_leads(draft)
    check_lengths(draft)
    check_texts(draft, document, words)


def _check_head(draft: PlanDraft, words: Vocabulary) -> None:
    if not draft.title:
        draft.note(
            "title_missing", "error",
            "The plan has no title that can be seen. Give its title.", None, "", choices=TITLE,
        )  # fmt: skip
    if not draft.version:
        draft.note(
            "version_missing", "warning",
            "The plan does not say its version. Give it if it has one.", None, "",
            choices=VERSION,
        )  # fmt: skip
    if not draft.date_text:
        draft.note(
            "plan_date_missing", "warning",
            "The plan does not say its date, so no milestone can be held against it.", None, "",
            choices=PLAN_DATE,
        )  # fmt: skip
    elif draft.date is None:
        draft.note(
            "plan_date_unreadable", "warning",
            f"The plan's date “{draft.date_text}” cannot be read.", draft.date_line,
            draft.date_text, choices=PLAN_DATE,
        )  # fmt: skip
    elif words.dates.read(draft.date_text).day is None:
        draft.note(
            "plan_date_vague", "info",
            f"The plan's date “{draft.date_text}” gives no day. It was read as {draft.date}.",
            draft.date_line, draft.date_text, choices=PLAN_DATE,
        )  # fmt: skip


def _check_sections(draft: PlanDraft) -> None:
    seen: dict[str, SectionDraft] = {}
    for section in draft.sections:
        if not section.number:
            continue
        first = seen.setdefault(section.number, section)
        if first is not section:
            draft.note(
                "duplicate_number", "warning",
                f"Two sections have the number {section.number} (the first on line {first.line}).",
                section.line, section.title or "", about=section.key,
            )  # fmt: skip
    for before, after, missing in code_gaps([s.number for s in draft.sections]):
        draft.note(
            "section_missing", "warning",
            f"Section {missing} is missing between {before} and {after}.",
            next(s.line for s in draft.sections if s.number == after), missing,
        )  # fmt: skip


def _check_codes(draft: PlanDraft) -> None:
    seen: dict[str, PriorityDraft] = {}
    for priority in draft.priorities:
        if not priority.code:
            draft.note(
                "priority_code_missing", "error",
                f"{_opening(priority.name)} has no code such as 1a. Give it one.",
                priority.line, priority.title or "", choices=GIVE_CODE, about=priority.key,
            )  # fmt: skip
            continue
        first = seen.setdefault(priority.code.lower(), priority)
        if first is not priority:
            draft.note(
                "duplicate_priority_code", "error",
                f"Two priorities have the code {priority.code}: “{first.title}” (line {first.line}) "
                f"and “{priority.title}”. Give this one another code, or put them together.",
                priority.line, f"{priority.code} {priority.title or ''}".strip(),
                choices=DUPLICATE_CODE, about=priority.key,
            )  # fmt: skip
    for section in draft.sections:
        for before, after, missing in code_gaps([p.code for p in section.priorities]):
            line = next(p.line for p in section.priorities if p.code == after)
            draft.note(
                "priority_missing", "warning",
                f"Priority {missing} is missing between {before} and {after} in {section.name}. "
                "Look at the original document for a page that was lost.", line, missing,
            )  # fmt: skip


def _opening(name: str) -> str:
    """A name at the start of a sentence, its own capitals kept."""
    return name[:1].upper() + name[1:]


def _check_priority(draft: PlanDraft, priority: PriorityDraft) -> None:
    name = _opening(priority.name)
    title = f"{priority.code or ''} {priority.title or ''}".strip()
    if not priority.milestones and not priority.recurring:
        draft.note(
            "empty_priority", "warning",
            f"{name} has no milestone, so nothing about it will ever fall due.",
            priority.line, title, about=priority.key,
        )  # fmt: skip
    if not priority.leads:
        draft.note(
            "lead_missing", "warning", f"{name} names no lead.", priority.line, title,
            choices=LEAD, about=priority.key,
        )  # fmt: skip


def _check_numbers(draft: PlanDraft, priority: PriorityDraft) -> None:
    # A milestone that is named by its action needs no number of its own.
    numbers = [(m.number, m.line, m.text) for m in priority.milestones if m.number or not m.action]
    letters = [(a.letter, a.source_line, a.text) for a in priority.actions]
    for what, items in (("milestones", numbers), ("actions", letters)):
        unnumbered = [item for item in items if item[0] is None]
        if unnumbered:
            called = ": pages call them by their place in brackets" if what == "milestones" else ""
            draft.note(
                "unnumbered_list", "info",
                f"{len(unnumbered)} {what} of {priority.name} have no printed number or letter. "
                f"They keep their order and are not given one{called}.", unnumbered[0][1],
                unnumbered[0][2], last_line=unnumbered[-1][1], about=priority.key,
            )  # fmt: skip
        seen: set[str] = set()
        for number, line, text in items:
            if number and number in seen:
                draft.note(
                    "duplicate_number", "warning",
                    f"The number {number} stands twice among the {what} of {priority.name}.",
                    line, text, about=priority.key,
                )  # fmt: skip
            seen.add(number or "")
    recurring = [r.number for r in priority.recurring]
    for place, missing in number_gaps([m.number for m in priority.milestones], recurring):
        milestone = priority.milestones[place]
        draft.note(
            "number_gap", "warning",
            f"The milestones of {priority.name} go from {missing[0]} to {missing[1]}.",
            milestone.line, milestone.text, about=priority.key,
        )  # fmt: skip


def _check_links(draft: PlanDraft, priority: PriorityDraft) -> None:
    """Links to actions that a milestone prints: "(Action B)", "B2", "1a.B.2"."""
    letters = {a.letter.lower(): a.letter for a in priority.actions if a.letter}
    for milestone in priority.milestones:
        printed = printed_link(milestone.number, milestone.text, set(letters))
        known = letters.get(printed.lower()) if printed else None
        # A link that the row's own place gives says more than the letter alone.
        if known and known != milestone.action:
            milestone.action, milestone.action_line = known, None
        _settle_link(draft, priority, milestone)
        if printed and not known:
            draft.note(
                "link_unknown_action", "warning",
                f"The milestone names action {printed}, which {priority.name} does not have.",
                milestone.line, milestone.text, about=milestone.key,
            )  # fmt: skip


def _settle_link(draft: PlanDraft, priority: PriorityDraft, milestone: MilestoneDraft) -> None:
    """The line of the linked action; no link where its letter stands at several actions."""
    actions = linked_actions(priority.actions, milestone.action, milestone.action_line)
    if len(actions) == 1:
        milestone.action_line = actions[0].source_line
    elif actions:
        draft.note(
            "link_ambiguous", "warning",
            f"Several actions of {priority.name} have the letter {milestone.action or '(none)'}, so "
            "this milestone was linked to none of them.",
            milestone.line, milestone.text, about=milestone.key,
        )  # fmt: skip
        milestone.action = milestone.action_line = None
