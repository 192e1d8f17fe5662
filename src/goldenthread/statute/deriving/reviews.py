"""The annual review and the amendment that may follow it: each step a fact of its own with its own clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from goldenthread.core.months import day_words
from goldenthread.statute.ages import age_on
from goldenthread.statute.counting import add_months, notice_days
from goldenthread.statute.deriving.context import Context, clock_of, happened
from goldenthread.statute.duties import Draft
from goldenthread.statute.rulebook import Rule
from goldenthread.statute.settings import setting_words
from goldenthread.statute.timeline import Event

DEVON = "R (L, M and P) v Devon CC [2022] EWHC 493 (Admin)"
UNDER_FIVE = 5
# The steps of which the twelve weeks consist: the notice, then the final plan.
ENDS_A_REVIEW = ("final_amended_plan_sent", "not_amending_notice_sent")
NO_AMENDMENT = ("maintain", "cease")
_CHAIN = ("AR-10", "AR-12")


def first_review(context: Context, rule: Rule) -> Iterator[Draft]:
    """AR-1: from the day on which the plan was first made, or was issued where nothing else is recorded."""
    for event in first_plans(context):
        if not rule.in_force(event.on):
            continue
        draft = context.begin(rule, event)
        context.count(draft)
        context.meet(draft, context.act(draft))
        yield draft


def first_plans(context: Context) -> list[Event]:
    """The days on which a plan was first made; the issue of the final plan stands for it where none is recorded."""
    made = context.case.of("plan_first_made")
    return made or context.case.of("final_plan_sent")[:1]


def under_five(context: Context, rule: Rule) -> Iterator[Draft]:
    """AR-3: for a child under five, a review is considered three to six months after the plan was made."""
    least, most = clock_of(rule).count["guidance_months"]
    for event in context.starting(rule):
        if not _is_under_five(context, event.on):
            continue
        draft = context.begin(rule, event)
        draft.earliest, draft.guidance = add_months(event.on, least), add_months(event.on, most)
        draft.say_law(
            f"The Code recommends the time from {day_words(draft.earliest)} to {day_words(draft.guidance)}. This is "
            "no date of law."
        )
        yield draft


def _is_under_five(context: Context, day: date) -> bool:
    child = context.case.child
    if child.born is not None:
        return age_on(child.born, day) < UNDER_FIVE
    return child.setting == "nursery" or (child.year_group is not None and child.year_group < 0)


def meeting_notice(context: Context, rule: Rule) -> Iterator[Draft]:
    """AR-5: the first day for which the invitations are in time; met by a meeting on or after it."""
    days = notice_days(clock_of(rule).count["notice_weeks"], context.case.settings)
    for event in context.starting(rule):
        draft = context.begin(rule, event)
        draft.earliest = event.on + days
        _say_notice(context, draft, f"The meeting may be held from {day_words(draft.earliest)}.")
        meeting = context.act(draft)
        if meeting is not None:
            draft.due = meeting.on - days
            draft.met_on = event.on
            draft.say(
                f"{happened(meeting)} on {day_words(meeting.on)}: notice had to be given by "
                f"{day_words(draft.due)}."
            )
        yield draft


def papers_before(context: Context, rule: Rule) -> Iterator[Draft]:
    """AR-6: counted back from the meeting."""
    days = notice_days(clock_of(rule).count["notice_weeks"], context.case.settings)
    for event in context.starting(rule):
        draft = context.begin(rule, event)
        draft.due = event.on - days
        _say_notice(
            context,
            draft,
            f"Counted back from the meeting, the last day is {day_words(draft.due)}.",
        )
        yield draft


def _say_notice(context: Context, draft: Draft, sentence: str) -> None:
    source = setting_words("notice")
    chosen = source["values"][context.case.settings.notice]["words"]
    draft.say(f"{chosen} {sentence}", source["citation"], source["evidence"])


def amended_plan(context: Context, rule: Rule) -> Iterator[Draft]:
    """AR-12: eight weeks from the notice actually sent, and never more than twelve from the meeting."""
    for event in context.starting(rule):
        draft = context.begin(rule, event)
        if event.details.get("without_review"):
            draft.displaced = "The amendment is one without a review (AR-16)."
            yield draft
            continue
        context.count(draft)
        meeting = _meeting_of(context, event)
        if meeting is not None and draft.due is not None:
            outer = chain_end(context, meeting.on)
            if outer <= draft.due:
                draft.due, draft.settled = outer, False
                draft.say(
                    f"The meeting was on {day_words(meeting.on)}; a late notice gives no more time, and twelve weeks "
                    f"from the meeting end on {day_words(outer)}.", DEVON, "S",
                )  # fmt: skip
        context.meet(draft, context.act(draft))
        yield draft


def _meeting_of(context: Context, notice: Event) -> Event | None:
    """The meeting of the review that a notice belongs to; none where that review was over before it."""
    meeting = context.case.last("review_meeting_held", until=notice.on)
    if meeting is None:
        return None
    over = [
        one
        for one in context.case.of("review_decision_sent", *ENDS_A_REVIEW)
        if meeting.on <= one.on < notice.on
        and (one.kind in ENDS_A_REVIEW or one.details.get("outcome") in NO_AMENDMENT)
    ]
    return None if over else meeting


def whole_chain(context: Context, rule: Rule) -> Iterator[Draft]:
    """AR-17: the outer limit of a review that amends, from the meeting."""
    for event in context.starting(rule):
        draft = context.begin(rule, event)
        draft.due, draft.settled = chain_end(context, event.on), False
        draft.say_law(
            f"Four weeks to the notice and eight from it to the final plan end on {day_words(draft.due)}."
        )
        context.meet(draft, context.act(draft))
        yield draft


def chain_end(context: Context, meeting: date) -> date:
    """The last day of the two limits after one another, each counted as the council counts."""
    day = meeting
    for name in _CHAIN:
        weeks = clock_of(context.rule(name)).count["weeks"]
        day += timedelta(days=7 * weeks - (context.case.settings.day_one == "included"))
    return day


def without_amendment(context: Context, drafts: list[Draft]) -> None:
    """Set aside what an amendment would bring, where the council decided after the review to make none."""
    for draft in drafts:
        if not draft.displaced and (why := _not_amending(context, draft)):
            draft.displaced, draft.met_on = why, None


def _not_amending(context: Context, draft: Draft) -> str:
    """Why no amendment follows, where that was said before any act that would meet the duty."""
    if draft.rule.id == "AR-13":
        sent = _before(context, draft, "final_amended_plan_sent")
        return f"The plan was amended on {day_words(sent.on)}." if sent else ""
    told = _before(context, draft, "not_amending_notice_sent")
    if told is not None and draft.rule.id != "AR-10":
        return f"The family was told on {day_words(told.on)} that the plan will not be amended."
    if draft.rule.id not in ("AR-10", "AR-17"):
        return ""
    decision = _before(context, draft, "review_decision_sent")
    decided = decision.details.get("outcome") if decision is not None else None
    if decision is None or decided not in NO_AMENDMENT:
        return ""
    return f"The decision of {day_words(decision.on)} was to {decided} the plan, not to amend it."


def _before(context: Context, draft: Draft, kind: str) -> Event | None:
    """The first event of a kind in the round of a duty, before the act that met it."""
    found = next(iter(context.within(draft, kind)), None)
    return found if found and (draft.met_on is None or found.on < draft.met_on) else None


def governed_by_transfer(context: Context, drafts: list[Draft]) -> None:
    """Set the yearly reviews aside from the day on which the plan passed to another council: MV-4 governs then."""
    for draft in drafts:
        passed = context.case.first("plan_transferred", since=draft.started)
        if passed is None or (draft.met_on is not None and draft.met_on < passed.on):
            continue
        draft.displaced, draft.met_on = (
            f"The plan passed to another council on {day_words(passed.on)}; MV-4 says when it is reviewed.", None,
        )  # fmt: skip
