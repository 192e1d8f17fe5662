"""What people decided about findings, applied to a parsed plan. Pure: a new plan comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from goldenthread.core.errors import UserError
from goldenthread.core.months import Month
from goldenthread.exchange.findings import Finding, numbered
from goldenthread.improvement.rules.importing.limits import LIMITS
from goldenthread.improvement.rules.importing.loosetext import lines_of
from goldenthread.improvement.rules.importing.parsed import ParsedPlan, ParsedPriority
from goldenthread.improvement.rules.importing.sectionedits import Part, add_to_section
from goldenthread.improvement.rules.importing.statuses import STATUSES
from goldenthread.improvement.rules.importing.textedits import replace_text
from goldenthread.improvement.rules.importing.treeedits import (
    add_priority,
    as_above,
    change_milestone,
    change_priority,
    find_priority,
    find_unplaced,
    give_words,
    merge_priorities,
    place_milestone,
    revise_due,
    set_status,
    without_milestone,
    without_unplaced,
)
from goldenthread.improvement.rules.importing.vocabulary import vocabulary

_LONGEST = 500
_LONGEST_WORDS = 2000
_CODE_FINDINGS = {"priority_code_missing", "duplicate_priority_code", "text_too_long"}


@dataclass(frozen=True, slots=True)
class Decision:
    """One person's answer to one finding.

    `choice` is the value of one of the finding's choices. `value` is what the choice needs: a
    priority's code or key, a month YYYY-MM, a code, a text. For `new_priority` it is a mapping of
    `code`, `title` and `section` (a section's number, title or key). `reason` is for leaving out.
    """

    choice: str
    value: str | Mapping[str, str] | None = None
    reason: str | None = None


def decide(parsed: ParsedPlan, decisions: Mapping[str, Decision]) -> ParsedPlan:
    """Apply decisions by finding id. The result's findings are those still open.

    Findings without a decision stay; a milestone that was left out stays as a finding
    `left_out_by_decision` with its reason. Raises UserError naming the finding and the way out:
    `unknown_finding`, `unknown_choice`, `decision_incomplete`, `decision_wrong`.
    """
    known = {finding.id: finding for finding in parsed.findings}
    for identity in decisions:
        if identity not in known:
            raise UserError(
                "unknown_finding",
                f"There is no finding {identity} in this reading of the plan.",
                identity,
                "Read the file again and use the ids that it gives now.",
            )
    plan = parsed
    for finding in sorted(parsed.findings, key=_turn):
        decision = decisions.get(finding.id)
        if decision is not None:
            plan = _apply(plan, finding, decision)
    still_open = [f for f in plan.findings if f.id and f.id not in decisions]
    new = [f for f in plan.findings if not f.id]
    return replace(plan, findings=(*still_open, *numbered(new)))


def _turn(finding: Finding) -> int:
    """Codes first: a milestone may be placed under a code that another answer gives.

    Revised dates last: the first date that stays on record may be another answer's.
    """
    if finding.code in _CODE_FINDINGS:
        return 0
    return 2 if finding.code == "date_revised" else 1


def _apply(plan: ParsedPlan, finding: Finding, decision: Decision) -> ParsedPlan:
    choices = {choice.value: choice for choice in finding.choices}
    if decision.choice == "noted" and finding.severity != "error":
        return plan
    if decision.choice not in choices:
        offered = ", ".join(choices) or "noted"
        raise _refused(
            "unknown_choice", finding, f"“{decision.choice}” is no choice here.", f"Use: {offered}."
        )
    return _ACTS[decision.choice](plan, finding, decision)


def _refused(code: str, finding: Finding, message: str, fix: str) -> UserError:
    return UserError(code, message, f"finding {finding.id} ({finding.message})", fix)


def _lacking(finding: Finding, what: str) -> str:
    """Which answer lacks something: by its place in the document, else by its question."""
    if finding.where:
        return f"{finding.where}: the {what} is missing from your answer."
    return f"The {what} is missing from your answer to “{finding.message}”"


def _text(finding: Finding, value: object, what: str, longest: int = _LONGEST) -> str:
    text = " ".join(str(value).split()) if isinstance(value, str) else ""
    if not text:
        raise _refused(
            "decision_incomplete", finding, _lacking(finding, what),
            f"Give the {what}, or choose another answer.",
        )  # fmt: skip
    if len(text) > longest:
        raise _refused(
            "decision_wrong", finding, f"The {what} is too long.",
            f"Use at most {longest} characters.",
        )  # fmt: skip
    return text


def _short(finding: Finding, value: object, name: str) -> str:
    """A text that has a limit, within it."""
    limit = LIMITS[name]
    text = _text(finding, value, limit.what, limit.longest)
    if not limit.fits(text):
        raise _refused(
            "decision_wrong", finding, f"The {limit.what} is too long.",
            f"Use at most {limit.longest} characters, counting “&” as “and”.",
        )  # fmt: skip
    return text


def _month(finding: Finding, value: object) -> Month:
    text = _text(finding, value, "month")
    try:
        return Month.parse(text)
    except ValueError as error:
        raise _refused(
            "decision_wrong", finding, f"“{text}” is no month.",
            "Give the month as YYYY-MM, for example 2026-09.",
        ) from error  # fmt: skip


def _day(finding: Finding, value: object) -> date:
    text = _text(finding, value, "date")
    due = vocabulary().dates.read(text)
    if due.kind != "month" or due.day is None or due.qualifier:
        raise _refused(
            "decision_wrong", finding, f"“{text}” is no date with its day, month and year.",
            "Give it as in 28 May 2025, 28/05/2025 or 2025-05-28.",
        )  # fmt: skip
    return due.day


def _target(plan: ParsedPlan, finding: Finding, value: object) -> ParsedPriority:
    wanted = _text(finding, value, "priority")
    priority = find_priority(plan, wanted)
    if priority is None:
        codes = ", ".join(p.code or p.key for p in plan.priorities)
        raise _refused(
            "decision_wrong", finding, f"There is no priority {wanted} in the plan, or there are "
            "several.", f"Use one of: {codes}.",
        )  # fmt: skip
    return priority


def _place(plan: ParsedPlan, finding: Finding, decision: Decision) -> ParsedPlan:
    return place_milestone(plan, finding.about, _target(plan, finding, decision.value).key)


def _new_priority(plan: ParsedPlan, finding: Finding, decision: Decision) -> ParsedPlan:
    given = decision.value if isinstance(decision.value, Mapping) else {}
    code = _free_code(plan, finding, given.get("code"))
    title = _text(finding, given.get("title"), "title of the new priority")
    wanted = _text(finding, given.get("section"), "section of the new priority")
    section = next((s for s in plan.sections if wanted in (s.number, s.title, s.key)), None)
    if section is None:
        names = ", ".join(s.number or s.title or s.key for s in plan.sections)
        raise _refused(
            "decision_wrong", finding, f"There is no section {wanted} in the plan.",
            f"Use one of: {names}.",
        )  # fmt: skip
    grown, key = add_priority(plan, section.key, code, title, finding.source_line or 0)
    return place_milestone(grown, finding.about, key)


def _leave_out(plan: ParsedPlan, finding: Finding, decision: Decision) -> ParsedPlan:
    reason = _text(finding, decision.reason or decision.value, "reason")
    milestone = find_unplaced(plan, finding.about)
    note = Finding(
        "left_out_by_decision",
        "info",
        f"This milestone was left out of the plan. Reason given: {reason}",
        milestone.source_line,
        " ".join(filter(None, [milestone.number, milestone.due_text, milestone.text])),
    )
    smaller = without_unplaced(plan, finding.about)
    return replace(smaller, findings=(*smaller.findings, note))


def _leave_row_out(plan: ParsedPlan, finding: Finding, decision: Decision) -> ParsedPlan:
    reason = _text(finding, decision.reason or decision.value, "reason")
    note = Finding(
        "left_out_by_decision", "info",
        f"This row was left out of the plan. Reason given: {reason}",
        finding.source_line, finding.text, place=finding.place,
    )  # fmt: skip
    smaller = without_milestone(plan, finding.about)
    return replace(smaller, findings=(*smaller.findings, note))


def _give_words(plan: ParsedPlan, finding: Finding, decision: Decision) -> ParsedPlan:
    text = _text(finding, decision.value, "text", _LONGEST_WORDS)
    return give_words(plan, finding.about, finding.source_line, text)


def _as_above(plan: ParsedPlan, finding: Finding, _: Decision) -> ParsedPlan:
    return as_above(plan, finding.about)


def _give_month(plan: ParsedPlan, finding: Finding, decision: Decision) -> ParsedPlan:
    return change_milestone(plan, finding.about, due=_month(finding, decision.value))


def _take_revised(plan: ParsedPlan, finding: Finding, _: Decision) -> ParsedPlan:
    words = vocabulary()
    found = words.dates.announced(finding.text, words.revised_date_words)
    if found is None or found[1].month is None:
        raise _refused(
            "decision_wrong", finding, f"“{finding.text}” names no month.",
            "Read the file again and use the findings that it gives now.",
        )  # fmt: skip
    return revise_due(plan, finding.about, found[1].month)


def _no_date(plan: ParsedPlan, finding: Finding, _: Decision) -> ParsedPlan:
    return change_milestone(plan, finding.about, due=None)


def _as_part(plan: ParsedPlan, finding: Finding, decision: Decision) -> ParsedPlan:
    part = _PARTS[decision.choice]
    line = finding.source_line or 0
    return add_to_section(plan, finding.about, part, lines_of(finding.text), line)


def _status(plan: ParsedPlan, finding: Finding, decision: Decision) -> ParsedPlan:
    return set_status(plan, finding.about, decision.choice.removeprefix("status_"))


def _unchanged(plan: ParsedPlan, _finding: Finding, _decision: Decision) -> ParsedPlan:
    return plan


def _free_code(plan: ParsedPlan, finding: Finding, value: object) -> str:
    code = _short(finding, value, "priority.code")
    if any((p.code or "").lower() == code.lower() for p in plan.priorities):
        raise _refused(
            "decision_wrong", finding, f"The code {code} is taken.",
            "Give a code that no other priority has.",
        )  # fmt: skip
    return code


def _new_code(plan: ParsedPlan, finding: Finding, decision: Decision) -> ParsedPlan:
    return change_priority(plan, finding.about, code=_free_code(plan, finding, decision.value))


def _merge(plan: ParsedPlan, finding: Finding, _: Decision) -> ParsedPlan:
    return merge_priorities(plan, finding.about)


def _give_lead(plan: ParsedPlan, finding: Finding, decision: Decision) -> ParsedPlan:
    lead = _short(finding, decision.value, "lead.name")
    return change_priority(plan, finding.about, add_lead=lead)


def _give_text(plan: ParsedPlan, finding: Finding, decision: Decision) -> ParsedPlan:
    return _exchanged(plan, finding, _short(finding, decision.value, finding.about))


def _shorten(plan: ParsedPlan, finding: Finding, _: Decision) -> ParsedPlan:
    return _exchanged(plan, finding, LIMITS[finding.about].shortened(finding.text))


def _exchanged(plan: ParsedPlan, finding: Finding, text: str) -> ParsedPlan:
    """Another text for one that is too long; the whole of it stays in a note."""
    if finding.about == "priority.code":
        text = _free_code(plan, finding, text)
    note = Finding(
        "text_shortened", "info", f"The {LIMITS[finding.about].what} became “{text}”.",
        finding.source_line, finding.text,
    )  # fmt: skip
    changed = replace_text(plan, finding.about, finding.text, text)
    return replace(changed, findings=(*changed.findings, note))


def _give_title(plan: ParsedPlan, finding: Finding, decision: Decision) -> ParsedPlan:
    return replace(
        plan, head=replace(plan.head, title=_short(finding, decision.value, "plan.title"))
    )


def _give_version(plan: ParsedPlan, finding: Finding, decision: Decision) -> ParsedPlan:
    return replace(
        plan, head=replace(plan.head, version=_short(finding, decision.value, "plan.version"))
    )


def _give_date(plan: ParsedPlan, finding: Finding, decision: Decision) -> ParsedPlan:
    return replace(plan, head=replace(plan.head, date=_day(finding, decision.value)))


_PARTS: Mapping[str, Part] = {
    "as_criteria": "criteria",
    "as_good": "good",
    "as_interdependencies": "interdependencies",
}
_ACTS: Mapping[str, Callable[[ParsedPlan, Finding, Decision], ParsedPlan]] = {
    "place": _place,
    "new_priority": _new_priority,
    "leave_out": _leave_out,
    "leave_row_out": _leave_row_out,
    "give_words": _give_words,
    "as_above": _as_above,
    "give_month": _give_month,
    "no_date": _no_date,
    "take_revised": _take_revised,
    "keep_date": _unchanged,
    "keep_out": _unchanged,
    **dict.fromkeys(_PARTS, _as_part),
    **{f"status_{status}": _status for status in STATUSES},
    "accept": _unchanged,
    "noted": _unchanged,
    "new_code": _new_code,
    "give_code": _new_code,
    "merge": _merge,
    "give_lead": _give_lead,
    "give_text": _give_text,
    "shorten": _shorten,
    "give_title": _give_title,
    "give_version": _give_version,
    "give_date": _give_date,
}
