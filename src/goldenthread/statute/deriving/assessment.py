"""Request to final plan: the clocks of the case, advice, the draft and its comment period, consultations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goldenthread.core.months import day_words
from goldenthread.statute.calendars import ONE_DAY, BeyondCalendar, school_year
from goldenthread.statute.case_clock import all_starts
from goldenthread.statute.deriving.context import Context, clock_of
from goldenthread.statute.duties import Draft
from goldenthread.statute.rulebook import Rule
from goldenthread.statute.timeline import Event, Terms

DETAINED = "youth_accommodation"
_MOVED = "CFA 2014 s.24"
POSTED_TAKES = 2
_BY_POST = "Interpretation Act 1978 s.7"
# Advisers whose six weeks are guidance; health bodies and others under CFA s.31 have their own rule.
GUIDED = ("school", "educational_psychologist", "social_care")


def of_case_clock(context: Context, rule: Rule) -> Iterator[Draft]:
    """REQ-6, DEC-1, DEC-3, PLN-9, and in their place DP-1 for a detained person."""
    case = context.case
    detained = case.child.setting == DETAINED
    starts = all_starts(case, context.calendar)
    for number, start in enumerate(starts):
        if not rule.in_force(start.on) or (rule.topic == "detained" and not detained):
            continue
        draft = context.begin(rule, start.event, start.on)
        ends = [one.on for one in starts[number + 1 : number + 2]]
        ends += [start.passed_on] if start.passed_on is not None else []
        draft.ends = min(ends, default=None)
        for sentence, citation, evidence in start.reasons:
            draft.say(sentence, citation, evidence)
        if start.too_old:
            draft.displaced = "The person is 25 or older."
            yield draft
            continue
        if rule.topic != "detained" and rule.kind == "LAW" and detained:
            draft.displaced = "The person is detained: SI 2015/62 has limits of its own (DP-1)."
            yield draft
            continue
        context.count(draft)
        context.meet(draft, context.act(draft))
        if start.passed_on is not None:
            _pass_on(context, draft, start.passed_on)
        yield draft


def _pass_on(context: Context, draft: Draft, moved: date) -> None:
    """What was late when the family moved stays so, up to that day; what ran does not arise any more."""
    draft.passed_on = moved
    as_at = context.case.as_at
    if draft.met_on is not None or (as_at is not None and as_at < moved):
        return
    if draft.last_day is not None and draft.last_day < moved:
        draft.say(
            f"It was late when the family moved on {day_words(moved)}, and stays so to the account of the council that "
            "it left; from that day on another council is responsible.", _MOVED, "V",
        )  # fmt: skip
        return
    draft.displaced = (
        f"The family moved on {day_words(moved)} while it ran: from that day on another council is responsible, with a "
        "clock of its own."
    )
    draft.say(draft.displaced, _MOVED, "V")


def comment_period(context: Context, rule: Rule) -> Iterator[Draft]:
    """PLN-2, DP-2, AR-11: fifteen days beginning with service, and the first day on which a plan may be final."""
    if rule.topic == "detained" and context.case.child.setting != DETAINED:
        return
    for event in context.starting(rule):
        try:
            served = served_on(context, event)
        except BeyondCalendar as problem:
            draft = context.begin(rule, event)
            draft.say(str(problem))
            yield draft
            continue
        draft = context.begin(rule, event, served)
        if rule.id == "PLN-2" and context.case.child.setting == DETAINED:
            draft.displaced = "The person is detained: SI 2015/62 gives the fifteen days (DP-2)."
        if served != event.on:
            draft.say(
                f"A letter by first class post is taken as served on the second working day: {day_words(served)}.",
                _BY_POST, "M",
            )  # fmt: skip
        context.count(draft)
        if draft.due is not None:
            draft.earliest = draft.due + ONE_DAY
            _has_no_more_to_say(context, draft)
        yield draft


def served_on(context: Context, event: Event) -> date:
    """The day on which a draft or a notice counts as served. BeyondCalendar where the post cannot be counted."""
    if event.kind != "draft_plan_posted":
        return event.on
    return context.calendar.after(event.on, POSTED_TAKES)


def _has_no_more_to_say(context: Context, draft: Draft) -> None:
    """A final answer of the family within the period, where the council's reading lets it end the wait."""
    if context.case.settings.early_final != "allowed" or draft.earliest is None:
        return
    answer = next(
        (
            one for one in context.case.of("family_response_received")
            if one.details.get("final") and draft.event.on <= one.on < draft.earliest
        ),
        None,
    )  # fmt: skip
    if answer is not None:
        draft.earliest = answer.on
        draft.say_law(
            f"The family said on {day_words(answer.on)} that it has no more to say: the plan may be final from then on."
        )


def school_reply(context: Context, rule: Rule) -> Iterator[Draft]:
    """PLN-5: fifteen days for a school's answer, by the Code, or in school days by local practice."""
    for event in context.starting(rule):
        draft = context.begin(rule, event)
        if context.case.settings.school_reply == "calendar_days":
            context.count(draft)
        else:
            draft.kind = "PRACTICE"
            _in_school_days(context, draft, int(clock_of(rule).count["guidance_days"]))
        yield draft


def _in_school_days(context: Context, draft: Draft, number: int) -> None:
    closures = [(one.on, one.details["reopens"]) for one in context.case.of("school_closed")]
    terms, day, left = context.case.terms, draft.started, number
    try:
        while left:
            day += ONE_DAY
            if terms is not None and not terms.has(day):
                year, to = _year_unknown(terms, day), day_words(day)
                draft.say(
                    f"The school terms of {year} are not known yet; the count runs to {to} and is not guessed."
                )
                return
            closed = any(first <= day < opens for first, opens in closures)
            left -= not closed and context.calendar.is_working(day)
    except BeyondCalendar as problem:
        draft.say(str(problem))
        return
    draft.guidance = day
    draft.say(
        f"By local practice {number} working days on which the school is open end on {day_words(day)}. This is no "
        "date of law.", draft.rule.citation, "S",
    )  # fmt: skip


def _year_unknown(terms: Terms, day: date) -> str:
    """The school year of a day beyond the known terms; of a summer after its last one, the year that follows."""
    if day > terms.last and school_year(day) == school_year(terms.last):
        return school_year(day, later=1)
    return school_year(day)


def adviser_reply(context: Context, rule: Rule) -> Iterator[Draft]:
    """ADV-6: six weeks by the Code for a school, an educational psychologist or social care; each its own answer."""
    for event in context.starting(rule):
        adviser = event.details["adviser"]
        if adviser not in GUIDED:
            continue
        draft = context.begin(rule, event)
        context.count(draft)
        yield draft


def pair(context: Context, drafts: list[Draft]) -> None:
    """Give each answer to the oldest request that it can answer: by adviser where the events name one."""
    taken: set[int] = set()
    for draft in drafts:
        for event in context.case.of(*clock_of(draft.rule).met_by):
            same = event.details.get("adviser") == draft.event.details.get("adviser")
            if event.on >= draft.started and id(event) not in taken and same:
                taken.add(id(event))
                context.meet(draft, event)
                break
