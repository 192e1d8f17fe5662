"""What sets a duty aside once its clock runs: the other outcome came, or the period that it gave is over."""

from __future__ import annotations

from datetime import date

from goldenthread.core.months import day_words
from goldenthread.statute.case_clock import refusal
from goldenthread.statute.deriving.context import Context, clock_of, happened
from goldenthread.statute.duties import Draft
from goldenthread.statute.timeline import Event

NO_PLAN, FINAL_PLAN = "no_plan_notice_sent", "final_plan_sent"
DRAFTS = ("draft_plan_served", "draft_plan_posted")
_NONE = "The council decided that there will be no plan."
REFUSED = "appealable_decision_sent"
# What stands for a decision to go on, and ends with a refusal to.
AFTER_DECISION = ("DEC-1", "DEC-3", "PLN-9", "DP-1b", "DP-1c")
DECISIONS = ("REQ-6", "DP-1a")
# The clocks of a request; an order or a concession has days of its own, which go before them.
OF_REQUEST = ("REQ-6", "DEC-1", "PLN-9", "DP-1a", "DP-1b", "DP-1c")
ORDERS = {
    "tribunal_order_made": ("order", ("assess", "make_plan")),
    "concession_notified": ("appeal", ("refusal_to_assess", "refusal_to_issue")),
    "mediation_agreement_reached": ("appealable", ("assess", "make_plan")),
}
# A plan may not be final before these are over; the act that would end them too early.
FINAL = {"PLN-2": "final_plan_sent", "DP-2": "final_plan_sent", "AR-11": "final_amended_plan_sent"}


def set_aside(context: Context, drafts: list[Draft]) -> None:
    """Set aside duties of an outcome that did not come, where the other came before any act that would meet them."""
    for draft in drafts:
        if not draft.displaced and (found := _other_outcome(context, draft)) is not None:
            act, draft.displaced = found
            draft.met_on = None
            draft.say(f"{happened(act)} on {day_words(act.on)}.")


def _other_outcome(context: Context, draft: Draft) -> tuple[Event, str] | None:
    """The act with which a duty does not arise any more, and why."""
    waits_for = clock_of(draft.rule).met_by[:1]
    others: list[tuple[Event, str]] = []
    if waits_for == (NO_PLAN,):
        kinds = (FINAL_PLAN,) if draft.met_on else (FINAL_PLAN, *DRAFTS)
        others += [(one, "The council is making a plan.") for one in context.within(draft, *kinds)]
    elif waits_for in ((FINAL_PLAN,), DRAFTS[:1]):
        others += [(one, _NONE) for one in context.within(draft, NO_PLAN)]
    if draft.rule.id in OF_REQUEST:
        others += _ordered(context, draft)
    if draft.rule.id in AFTER_DECISION:
        refused = refusal(context.case, draft.started)
        if refused is not None and refused in context.within(draft, refused.kind):
            others.append((refused, "The council decided not to assess."))
    if draft.rule.id == "RA-4":
        on_the_day = [one for one in context.within(draft, REFUSED) if one.on == draft.started]
        others += [(one, "The council decided not to reassess.") for one in on_the_day]
    before = [one for one in others if draft.met_on is None or one[0].on < draft.met_on]
    return min(before, key=lambda one: one[0].on, default=None)


def _ordered(context: Context, draft: Draft) -> list[tuple[Event, str]]:
    """Orders, concessions and agreements that go before the days of a request."""
    found = []
    for kind, (name, values) in ORDERS.items():
        # The last of them, about the plan, says nothing of the decision whether to assess.
        about = values[:-1] if draft.rule.id in DECISIONS else values
        for event in context.within(draft, kind):
            told = event.details.get(name, ())
            if set(about) & set([told] if isinstance(told, str) else told):
                found.append((event, "An order, a concession or an agreement has days of its own."))
    return found


def periods_given(context: Context, drafts: list[Draft]) -> None:
    """A period for comments is kept when its days are over and no plan was made final in them."""
    for draft in drafts:
        kind = FINAL.get(draft.rule.id)
        if kind is None or draft.due is None or draft.earliest is None:
            continue
        final = next(iter(context.within(draft, kind)), None)
        if final is not None and final.on < draft.earliest:
            _cut_short(draft, final.on)
        elif final is not None or (
            context.case.as_at is not None and context.case.as_at > draft.due
        ):
            draft.met_on = min(draft.due, final.on) if final is not None else draft.due
            draft.say("The time for comments was given.")


def _cut_short(draft: Draft, final: date) -> None:
    """The wrong is done on the day of the final plan, and nothing makes it good."""
    draft.cut_short = True
    draft.met_on = final
    if draft.earliest is not None:
        days = (draft.earliest - final).days
        draft.say_law(
            f"The plan was made final on {day_words(final)}, {days} day{'s' if days > 1 else ''} before "
            f"{day_words(draft.earliest)}, the first lawful day."
        )
