"""Phase transfers, moves between councils, and what happens when education or the plan ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goldenthread.core.months import day_words
from goldenthread.statute.ages import is_adult
from goldenthread.statute.calendars import BeyondCalendar
from goldenthread.statute.counting import add_months, before, months_before
from goldenthread.statute.deriving.context import Context, clock_of, has_details
from goldenthread.statute.deriving.reviews import chain_end, first_plans
from goldenthread.statute.duties import Draft
from goldenthread.statute.rulebook import Rule
from goldenthread.statute.settings import setting_words
from goldenthread.statute.timeline import Event

SAME_SCHOOL = "same_school_sixth_form"
LONGSTOPS = ("PT-1", "PT-2")


def phase_transfer(context: Context, rule: Rule) -> Iterator[Draft]:
    """PT-1, PT-2 and PT-3: the plan is reviewed and amended before the day that the type of transfer has."""
    for event in context.starting(rule):
        draft = context.begin(rule, event)
        if rule.id not in LONGSTOPS:
            _so_many_months_before(context, draft)
        elif event.details["type"] == SAME_SCHOOL:
            _into_sixth_form(context, draft)
        else:
            _longstop(context, draft)
        _amended_for_it(context, draft)
        yield draft


def named_day(rule: Rule, transfer: date) -> date:
    """The day of which the Regulations say "before", in the year of the transfer."""
    month, day = map(int, clock_of(rule).count["before"].split("-"))
    return date(transfer.year, month, day)


def _longstop(context: Context, draft: Draft) -> None:
    named = named_day(draft.rule, draft.started)
    last = before(named, context.case.settings)
    made = max((one.on for one in first_plans(context)), default=None)
    if made is not None and made > last:
        draft.displaced = (
            f"The plan was first made on {day_words(made)}, later. It should name both settings."
        )
        draft.say_law(draft.displaced)
        return
    source = setting_words("before_date")
    chosen = source["values"][context.case.settings.before_date]["words"]
    draft.due, draft.guidance = last, named
    draft.say(
        f"Before {day_words(named)}. {chosen} That is {day_words(last)}.",
        source["citation"],
        source["evidence"],
    )


def _into_sixth_form(context: Context, draft: Draft) -> None:
    source = setting_words("sixth_form")
    if context.case.settings.sixth_form == "not_a_transfer":
        draft.displaced = (
            "A move into the sixth form of the same school is no phase transfer in the Regulations."
        )
        draft.say(draft.displaced, source["citation"], source["evidence"])
        return
    draft.kind, draft.guidance = "PRACTICE", named_day(draft.rule, draft.started)
    draft.say(
        f"As a practice the move is planned to {day_words(draft.guidance)}. This is no date of law.",
        source["citation"], source["evidence"],
    )  # fmt: skip


def _so_many_months_before(context: Context, draft: Draft) -> None:
    number = clock_of(draft.rule).count["months_before"]
    draft.due = months_before(draft.started, number, context.case.settings)
    source = setting_words("months_before")
    draft.say(
        f"At least {number} months before {day_words(draft.started)}: {day_words(draft.due)}.",
        source["citation"], source["evidence"],
    )  # fmt: skip


def _amended_for_it(context: Context, draft: Draft) -> None:
    """A plan that was amended in the twelve months before the transfer."""
    since = year_before(draft.started)
    if not draft.displaced:
        context.meet(draft, context.case.first("final_amended_plan_sent", since=since))


def year_before(transfer: date) -> date:
    """The first day of the twelve months before a transfer."""
    return add_months(transfer, -12)


def transfer_chain(context: Context, rule: Rule) -> Iterator[Draft]:
    """PT-4: with a meeting, the earlier of the twelve weeks from it and the day of the transfer."""
    for event in context.starting(rule):
        longstop = _longstop_of(context, event)
        if longstop is None or longstop.due is None:
            continue
        meeting = _meeting_for(context, longstop.due)
        if meeting is None:
            continue
        draft = context.begin(rule, event)
        outer = chain_end(context, meeting.on)
        draft.due, draft.settled = min(outer, longstop.due), longstop.due < outer
        draft.say_law(
            f"Twelve weeks from the meeting of {day_words(meeting.on)} end on {day_words(outer)}, and "
            f"{longstop.rule.id} on {day_words(longstop.due)}: the earlier governs."
        )
        context.meet(draft, context.case.first("final_amended_plan_sent", since=meeting.on))
        yield draft


def _meeting_for(context: Context, longstop: date) -> Event | None:
    """The review meeting for a transfer: the last in the twelve months to its day, else the first after it."""
    before = context.case.last("review_meeting_held", until=longstop)
    if before is not None and before.on >= year_before(longstop):
        return before
    return context.case.first("review_meeting_held", since=longstop)


def _longstop_of(context: Context, event: Event) -> Draft | None:
    for name in LONGSTOPS:
        rule = context.rule(name)
        if has_details(event, clock_of(rule)):
            return next((one for one in phase_transfer(context, rule) if one.event is event), None)
    return None


def plan_move(context: Context, rule: Rule) -> Iterator[Draft]:
    """MV-1: the plan passes on the day of the move, or within fifteen working days beginning with knowing of it."""
    moved, known = (
        context.case.last("family_moved"),
        context.case.last("move_known_to_old_authority"),
    )
    if moved is None or known is None or not rule.in_force(known.on):
        return
    draft = context.begin(rule, known)
    draft.ends = None  # the move and its being known are one round
    number = clock_of(rule).count["working_days_beginning"]
    draft.say(f"The family moved on {day_words(moved.on)}.")
    try:
        ahead = context.calendar.between(known.on, moved.on) if known.on < moved.on else 0
        if ahead >= number:
            draft.due = moved.on
            draft.say_law(
                f"The council knew of it {ahead} working days ahead: the plan passes on the day of the move."
            )
        else:
            draft.due = context.calendar.beginning_with(known.on, number)
            draft.say_law(
                f"The council knew of it {ahead} working days ahead, fewer than {number}: the plan passes within "
                f"{number} working days beginning with that day, by {day_words(draft.due)}."
            )
    except BeyondCalendar as problem:
        draft.say(str(problem))
    context.meet(draft, context.act(draft))
    yield draft


def twelve_month_limb(context: Context, rule: Rule) -> Iterator[Draft]:
    """MV-4a: twelve months beginning with the last review, or with the making of the plan."""
    for event in context.starting(rule):
        base = _last_looked_at(context, event.on)
        if base is None:
            continue
        draft = context.begin(rule, event, base.on)
        draft.due, sentence, citation, evidence = context.counted(rule.id, base.on)
        draft.say(sentence, citation, evidence)
        yield draft


def _last_looked_at(context: Context, day: date) -> Event | None:
    review = context.case.last("review_decision_sent", until=day)
    return review or next((one for one in reversed(first_plans(context)) if one.on <= day), None)


def later_limb(context: Context, rule: Rule) -> Iterator[Draft]:
    """MV-4: the later of the two limbs."""
    for event in context.starting(rule):
        draft = context.begin(rule, event)
        base = _last_looked_at(context, event.on)
        limbs = {"MV-4b": context.counted("MV-4b", event.on)[0]}
        if base is not None:
            limbs["MV-4a"] = context.counted("MV-4a", base.on)[0]
        else:
            draft.say(
                "The day of the plan or of its last review is not recorded, so only the other limb is known."
            )
        known = {name: day for name, day in limbs.items() if day is not None}
        name = max(known, key=lambda one: known[one])
        draft.due = known[name]
        draft.say_law(f"The later of the two limbs is {name}: {day_words(draft.due)}.")
        review = context.case.first("review_decision_sent", since=event.on)
        context.meet(draft, review)
        yield draft


def left_education(context: Context, rule: Rule) -> Iterator[Draft]:
    """CE-5 under 18, CE-6 from 18 on: what has to come before a plan may end. Nothing where the age is not known."""
    for event in context.starting(rule):
        adult = is_adult(context.case.child, event.on)
        if adult is not None and adult == (rule.id == "CE-6"):
            draft = context.begin(rule, event)
            context.count(draft)
            yield draft
