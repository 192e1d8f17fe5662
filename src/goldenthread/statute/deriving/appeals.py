"""Appeals and their certificates, and the end of a plan that waits for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goldenthread.core.months import day_words
from goldenthread.statute.calendars import ONE_DAY, BeyondCalendar
from goldenthread.statute.counting import lodged_by
from goldenthread.statute.deriving.context import Context, clock_of, happened
from goldenthread.statute.duties import Draft
from goldenthread.statute.rulebook import Rule
from goldenthread.statute.timeline import Event

CERTIFICATE = "mediation_certificate_issued"
APPEALED = ("appeal_registered", "appeal_received")
# What ends an appeal against ceasing: the order on it.
CEASE = "cease"
DETERMINES = (CEASE, "maintain", "continue_and_amend")
WITH_LIMBS = ("AP-2", "MV-4")
_TRIBUNAL = "HESC Tribunal Rules 2008 (SI 2008/2699), r.12"


def lodging(context: Context, rule: Rule) -> Iterator[Draft]:
    """AP-2: the later of two months from the decision and one from its certificate, as the tribunal rolls days.

    A certificate that no decision comes before stands for the decision that is not recorded.
    """
    decisions = list(context.starting(rule))
    for event in decisions:
        draft = context.begin(rule, event)
        draft.due = last_day_to_appeal(context, draft, certificate_of(context, decisions, event))
        context.meet(draft, appeal_of(context, decisions, event, "appeal_registered", late=True))
        yield draft
    for certificate in context.case.of(CERTIFICATE):
        if not any(one.on <= certificate.on for one in decisions):
            draft = context.begin(rule, certificate)
            draft.due = last_day_to_appeal(context, draft, certificate)
            context.meet(draft, context.case.first("appeal_registered", since=certificate.on))
            yield draft


def contacting(context: Context, rule: Rule) -> Iterator[Draft]:
    """ME-1: two months from the decision; whatever the mediation adviser did or was told shows that they were asked."""
    decisions = list(context.starting(rule))
    ends = [_limb(context, rule.id, one.on) for one in decisions]
    for event in decisions:
        draft = context.begin(rule, event)
        context.count(draft)
        acts = context.case.of(*clock_of(rule).met_by)
        context.meet(draft, _concerning(acts, decisions, ends, event, late=True))
        yield draft


def certificate_of(context: Context, decisions: list[Event], decision: Event) -> Event | None:
    """The certificate of a decision: the first in its two months, else the first after it that concerns no other."""
    ends = [_limb(context, "AP-2a", one.on) for one in decisions]
    return _concerning(context.case.of(CERTIFICATE), decisions, ends, decision, late=True)


def appeal_of(
    context: Context, decisions: list[Event], decision: Event, *kinds: str, late: bool
) -> Event | None:
    """The appeal against a decision: the first in its time; with `late` also one that comes after it."""
    ends = [_time_to_appeal(context, decisions, one) for one in decisions]
    return _concerning(context.case.of(*kinds), decisions, ends, decision, late=late)


def _time_to_appeal(context: Context, decisions: list[Event], decision: Event) -> date:
    certificate = certificate_of(context, decisions, decision)
    last = _limb(context, "AP-2a", decision.on)
    if certificate is not None:
        last = max(last, _limb(context, "AP-2b", certificate.on))
    try:
        return lodged_by(last, context.calendar)
    except BeyondCalendar:
        return last


def _concerning(
    acts: list[Event], decisions: list[Event], ends: list[date], decision: Event, *, late: bool
) -> Event | None:
    """The first act that concerns a decision: it concerns those whose time runs, else the last one before it."""
    for one in acts:
        before = [each for each in decisions if each.on <= one.on]
        running = [
            each for each, end in zip(decisions, ends, strict=True) if each.on <= one.on <= end
        ]
        if any(each is decision for each in running or (before[-1:] if late else [])):
            return one
    return None


def last_day_to_appeal(context: Context, draft: Draft, certificate: Event | None) -> date | None:
    """The later limb, then rolled; None where the calendar does not reach. Each step is said."""
    limbs = [] if draft.event is certificate else [("AP-2a", draft.started)]
    if certificate is not None:
        limbs.append(("AP-2b", certificate.on))
        if draft.event is not certificate:
            draft.say(f"{happened(certificate)} on {day_words(certificate.on)}.")
    days = {name: _limb(context, name, since) for name, since in limbs}
    last = max(days.values())
    for name, since in limbs:
        words = context.rule(name).limit
        draft.say_law(f"{words} from {day_words(since)}: {day_words(days[name])}.")
    try:
        rolled = lodged_by(last, context.calendar)
    except BeyondCalendar as problem:
        draft.say(str(problem))
        return None
    if rolled != last:
        draft.say(
            f"The time ends on {day_words(last)}, a day that the tribunal's rules move on; the first working day after "
            f"it is {day_words(rolled)}.", _TRIBUNAL, "V",
        )  # fmt: skip
    return rolled


def _limb(context: Context, name: str, since: date) -> date:
    due = context.counted(name, since)[0]
    if due is None:
        raise ValueError(f"{name} is counted in months, which need no calendar")
    return due


def end_of_plan(context: Context, rule: Rule) -> Iterator[Draft]:
    """CE-4: the plan goes on until the time for an appeal has passed, or the appeal is finally determined."""
    decisions = list(context.starting(context.rule("AP-2")))
    for event in context.starting(rule):
        draft = context.begin(rule, event)
        due = last_day_to_appeal(context, draft, certificate_of(context, decisions, event))
        appeal = appeal_of(context, decisions, event, *APPEALED, late=False)
        if appeal is not None:
            _until_determined(context, draft, appeal)
        elif due is not None:
            draft.earliest = due + ONE_DAY
            draft.say_law(
                f"The first day on which the plan may stop is {day_words(draft.earliest)}."
            )
        yield draft


def _until_determined(context: Context, draft: Draft, appeal: Event) -> None:
    draft.say_law(
        f"{happened(appeal)} on {day_words(appeal.on)}: the plan goes on until it is finally determined."
    )
    for order in context.case.of("tribunal_order_made"):
        if order.on < appeal.on or order.details["order"] not in DETERMINES:
            continue
        if order.details["order"] == CEASE:
            draft.earliest = order.details.get("directed_date", order.on)
            draft.say_law(f"The tribunal ordered on {day_words(order.on)} that it ceases.")
        return


def limbs_of(context: Context, drafts: list[Draft]) -> None:
    """Measure a limb against the day of its whole, and meet it with it: a limb is no duty of its own."""
    decisions = list(context.starting(context.rule("AP-2")))
    for limb in drafts:
        whole = limb.rule.part_of
        if whole not in WITH_LIMBS:
            continue
        for draft in drafts:
            if draft.rule.id == whole and _is_limb(context, decisions, limb, draft):
                limb.judged_by, limb.met_on = draft.due, draft.met_on


def _is_limb(context: Context, decisions: list[Event], limb: Draft, whole: Draft) -> bool:
    if limb.rule.id != "AP-2b" or whole.event is limb.event:
        return limb.event is whole.event
    return certificate_of(context, decisions, whole.event) is limb.event
