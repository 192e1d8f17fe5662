"""The engine: every rule with a clock, in the order of the rulebook, over one timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from goldenthread.statute.calendars import WorkingDays, england
from goldenthread.statute.deriving import appeals, assessment, orders, outcomes, reviews, transfers
from goldenthread.statute.deriving.context import CASE_CLOCK, Context, clock_of
from goldenthread.statute.deriving.finishing import finished
from goldenthread.statute.duties import Draft, Duty
from goldenthread.statute.rulebook import Rule, rulebook
from goldenthread.statute.timeline import Case

Derivation = Callable[[Context, Rule], Iterator[Draft]]

# The derivations that the rulebook names: more than a count from one event.
SPECIAL: dict[str, Derivation] = {
    "comment_period": assessment.comment_period,
    "school_reply": assessment.school_reply,
    "adviser_reply": assessment.adviser_reply,
    "first_review": reviews.first_review,
    "under_five": reviews.under_five,
    "meeting_notice": reviews.meeting_notice,
    "papers_before": reviews.papers_before,
    "amended_plan": reviews.amended_plan,
    "whole_chain": reviews.whole_chain,
    "phase_transfer": transfers.phase_transfer,
    "transfer_chain": transfers.transfer_chain,
    "plan_move": transfers.plan_move,
    "twelve_month_limb": transfers.twelve_month_limb,
    "later_limb": transfers.later_limb,
    "left_education": transfers.left_education,
    "lodging": appeals.lodging,
    "contacting": appeals.contacting,
    "end_of_plan": appeals.end_of_plan,
    "directed_date": orders.directed_date,
    "agreement_as_order": orders.agreement_as_order,
    "other_matters": orders.other_matters,
    "look_back": orders.look_back,
    "arranged": orders.arranged,
}
YEARLY = ("AR-1", "AR-2")
AMENDING = ("AR-10", "AR-12", "AR-13", "AR-16", "AR-17")


def derive(case: Case, calendar: WorkingDays | None = None) -> list[Duty]:
    """Every duty that follows from a case, in the order of the rulebook and then of time.

    `safe_due` comes from a second derivation in which the day of the event is day 1.
    """
    calendar = calendar or england()
    context = Context(case, calendar)
    drafts = drafted(context)
    other = replace(case, settings=replace(case.settings, day_one="included"))
    safe = drafted(Context(other, calendar))
    return [finished(context, draft, twin.due) for draft, twin in zip(drafts, safe, strict=True)]


def drafted(context: Context) -> list[Draft]:
    """The duties before exemptions and states, under the case's own reading."""
    drafts = [
        draft
        for rule in rulebook().values()
        if rule.clock is not None
        for draft in of_rule(context, rule)
    ]
    outcomes.set_aside(context, drafts)
    outcomes.periods_given(context, drafts)
    reviews.without_amendment(context, [one for one in drafts if one.rule.id in AMENDING])
    reviews.governed_by_transfer(context, [one for one in drafts if one.rule.id in YEARLY])
    orders.displaced_by_direction(drafts)
    appeals.limbs_of(context, drafts)
    return drafts


def of_rule(context: Context, rule: Rule) -> list[Draft]:
    """What one rule brings, one duty for each event that starts its clock."""
    clock = clock_of(rule)
    if clock.starts == (CASE_CLOCK,):
        return list(assessment.of_case_clock(context, rule))
    derivation = SPECIAL[clock.by] if clock.by else _plain
    drafts = _once_a_day(list(derivation(context, rule)))
    if clock.pairs_one or clock.by == "adviser_reply":
        assessment.pair(context, drafts)
    return drafts


def _plain(context: Context, rule: Rule) -> Iterator[Draft]:
    for event in context.starting(rule):
        draft = context.begin(rule, event)
        context.count(draft)
        if not clock_of(rule).pairs_one:
            context.meet(draft, context.act(draft))
        yield draft


def _once_a_day(drafts: list[Draft]) -> list[Draft]:
    """One of those that several events of one day start, as a final plan and the decision that it is do."""
    found: list[Draft] = []
    for draft in drafts:
        same = (one for one in found if one.event.on == draft.event.on)
        if not any(one.event.kind != draft.event.kind and one.due == draft.due for one in same):
            found.append(draft)
    return found
