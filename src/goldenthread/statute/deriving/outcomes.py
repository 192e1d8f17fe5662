"""What sets a duty aside once its clock runs: the other outcome came, or the period that it gave is over."""

from __future__ import annotations

from datetime import date

from goldenthread.core.months import day_words
from goldenthread.statute.deriving.context import Context, clock_of, happened
from goldenthread.statute.duties import Draft

_NO_PLAN = "no_plan_notice_sent"
_DRAFTS = ("draft_plan_served", "draft_plan_posted")
# By the act that a duty waits for: the acts with which it does not arise any more, and why.
_OTHER_OUTCOME = {
    _NO_PLAN: (("final_plan_sent", *_DRAFTS), "The council is making a plan."),
    "final_plan_sent": ((_NO_PLAN,), "The council decided that there will be no plan."),
    _DRAFTS[0]: ((_NO_PLAN,), "The council decided that there will be no plan."),
}  # fmt: skip
# A plan may not be final before these are over; the act that would end them too early.
_FINAL = {"PLN-2": "final_plan_sent", "DP-2": "final_plan_sent", "AR-11": "final_amended_plan_sent"}


def set_aside(context: Context, drafts: list[Draft]) -> None:
    """Set aside duties of an outcome that did not come."""
    for draft in drafts:
        acts = clock_of(draft.rule).met_by
        if draft.met_on is not None or draft.displaced or not acts or acts[0] not in _OTHER_OUTCOME:
            continue
        others, why = _OTHER_OUTCOME[acts[0]]
        if (act := context.case.first(*others, since=draft.started)) is not None:
            draft.displaced = why
            draft.say(f"{happened(act)} on {day_words(act.on)}.")


def periods_given(context: Context, drafts: list[Draft]) -> None:
    """A period for comments is kept when its days are over and no plan was made final in them."""
    for draft in drafts:
        kind = _FINAL.get(draft.rule.id)
        if kind is None or draft.due is None or draft.earliest is None:
            continue
        final = context.case.first(kind, since=draft.started)
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
