"""The last steps of a derivation: exemptions, the state, the working day before, the safe day, the council's target."""

from __future__ import annotations

from datetime import date, timedelta

from goldenthread.core.months import day_words
from goldenthread.statute.calendars import BeyondCalendar
from goldenthread.statute.deriving.context import Context, clock_of
from goldenthread.statute.duties import Draft, Duty
from goldenthread.statute.exemptions import Period, available, grounds
from goldenthread.statute.owners import NEW, OLD, owner_of
from goldenthread.statute.timeline import Claim

_STANDS = "Nothing in the rule moves the day on."
_NOT_MOVED = dict.fromkeys(("AP-2a", "AP-2b"), "The limb stands; only the whole time is moved on.")
# How the other count of day one moves these is not settled, or their wording was not checked.
UNSETTLED = ("TR-10",)


def finished(context: Context, draft: Draft, other_count: date | None) -> Duty:
    """The duty of a draft. `other_count`: its last day where the day of the event is day 1."""
    exempt = _exempt(context, draft)
    target = _target(context, draft)
    working = _last_working_day(context, draft)
    state = _state(context, draft, exempt=exempt)
    settled = draft.settled and draft.rule.id not in UNSETTLED
    days = [day for day in (draft.due, other_count) if day is not None]
    owner = owner_of(context.case, draft.rule, draft.event)
    return Duty(
        rule=draft.rule.id,
        owner=OLD if draft.passed_on is not None and owner == NEW else owner,
        kind=draft.kind,
        state=state,
        since=draft.started,
        started_by=draft.event.kind,
        statutory_due=draft.due,
        safe_due=min(days) if days and draft.due and settled else None,
        last_working_day=working,
        earliest=draft.earliest,
        guidance_due=draft.guidance,
        practice_target=target,
        met_on=draft.met_on,
        days_late=_days_late(context, draft, state),
        exempt=exempt,
        because=tuple(draft.reasons),
        last_day=draft.last_day,
        passed_on=draft.passed_on,
    )


def _exempt(context: Context, draft: Draft) -> bool:
    """Whether a claim disapplies the limit: its ground is one for it, and it is shown that it made it impractical."""
    exempt = False
    period = Period(draft.started, draft.due) if draft.due else None
    for claim in context.case.claims:
        if not _names(claim, draft):
            continue
        found = available(claim, draft.rule.id, period)
        holds = found.available and claim.impractical
        exempt = exempt or holds
        draft.say(
            f"Exemption claimed: {grounds()[claim.ground]['words']} {found.because}",
            found.citation,
            found.evidence,
        )
        draft.say(_effect(found.available, claim.impractical), found.citation, found.evidence)
    return exempt


def _names(claim: Claim, draft: Draft) -> bool:
    return draft.rule.id in claim.limits or draft.rule.part_of in claim.limits


def _effect(ground: bool, impractical: bool) -> str:
    if not ground:
        return "The ground is not available for this limit, so the limit stands."
    if not impractical:
        return "It is not shown that the ground made keeping the limit impractical, so the limit stands."
    return "The limit is disapplied. It is neither paused nor moved, and the act is still due as soon as practicable."


def _target(context: Context, draft: Draft) -> date | None:
    """The council's own target, always said to be one."""
    for target in context.case.targets:
        if target.rule == draft.rule.id and not draft.displaced:
            day = draft.started + timedelta(days=target.days)
            draft.say(
                f"The council's own target, no date of law: {target.label}, {day_words(day)}."
            )
            return day
    return None


def _last_working_day(context: Context, draft: Draft) -> date | None:
    if draft.due is None:
        return None
    try:
        day = context.calendar.on_or_before(draft.due)
    except BeyondCalendar as problem:
        draft.say(str(problem))
        return None
    if day != draft.due:
        draft.say(
            f"{day_words(draft.due)} is {context.calendar.why_not(draft.due)}. "
            f"{_NOT_MOVED.get(draft.rule.id, _STANDS)} The last working day before it is {day_words(day)}."
        )
    return day


def _state(context: Context, draft: Draft, *, exempt: bool) -> str | None:
    if draft.displaced:
        draft.say(f"It does not arise. {draft.displaced}")
        return "not_applicable"
    last, as_at = draft.last_day, context.case.as_at
    if draft.cut_short:
        return "met_late"
    if draft.met_on is not None:
        if last is None or draft.met_on <= last:
            return "met"
        return "exempt_late" if exempt else "met_late"
    if as_at is None:
        return None
    if last is None:
        return "open" if draft.earliest or not clock_of(draft.rule).count else None
    if as_at <= last:
        return "open"
    return "exempt" if exempt else "overdue"


def _days_late(context: Context, draft: Draft, state: str | None) -> int | None:
    """Days from the last lawful day to the act, or to the day on which the case is looked at or another council became
    responsible.
    """
    until = draft.met_on or context.case.as_at
    if draft.met_on is None and draft.passed_on is not None and until is not None:
        until = min(until, draft.passed_on)
    if state in (None, "not_applicable") or draft.due is None or until is None:
        return None
    late = max((until - (draft.judged_by or draft.due)).days, 0)
    if late:
        draft.say(f"That is {late} day{'s' if late > 1 else ''} late on {day_words(until)}.")
    return late
