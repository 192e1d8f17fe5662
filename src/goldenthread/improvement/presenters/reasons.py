"""Why a status or a figure is what it is: sentences, the rule with its definition, and what was said that it uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from goldenthread.improvement.models import MilestoneEvent, PartJudgement, Plan
from goldenthread.improvement.queries.judgements import Verdict
from goldenthread.improvement.queries.milestone import MilestonePage
from goldenthread.improvement.rules.status import (
    Explained,
    Shown,
    Status,
    explain_direction,
    explain_lateness,
    explain_slippage,
    load_scheme,
)
from goldenthread.ui.addresses import address
from goldenthread.ui.filters import date_long

_REPORT, _SIGN_OFF = MilestoneEvent.Kind.REPORT, MilestoneEvent.Kind.SIGN_OFF


@dataclass(frozen=True)
class Used:
    """Something on record that a figure rests on, and where it stands."""

    words: str
    href: str


@dataclass(frozen=True)
class Reason:
    """A figure with its value, why, and the name and address of its rule."""

    key: str
    title: str
    value: str
    because: Sequence[str]
    rule: str
    rule_href: str
    used: Sequence[Used]


def rule_href(rule: str) -> str:
    """Where a rule of the scheme is defined on the page of definitions."""
    return f"{address('improvement:status_key')}#rule-{rule}"


def reasons(page: MilestonePage) -> list[Reason]:
    """Of one milestone: its status, and as far as they apply lateness, slippage and direction."""
    facts, shown = page.row.facts, page.row.shown
    scheme = load_scheme()
    reports = [event for event in page.events if event.kind == _REPORT]
    signed = [event for event in page.events if event.kind == _SIGN_OFF]
    dated = _dates(page)
    last = [_event(reports[0])] if reports else []
    used = [*last, *([_event(signed[0])] if facts.signed_off and signed else []), *dated]
    found = [
        Reason(
            "status", "Status shown", scheme.statuses[shown.status].word, shown.because,
            scheme.rule_name(shown.rule), rule_href(shown.rule), used,
        ),
        _figure(explain_lateness(facts, shown, page.as_at), [*last, *dated]),
        _figure(explain_slippage(facts, shown), dated),
    ]  # fmt: skip
    if reports:
        before = Status(reports[0].status_before) if reports[0].status_before else None
        way = explain_direction(before, Status(reports[0].status))
        found.append(_figure(way, [_event(one) for one in reports[:2]]))
    return [one for one in found if one is not None]


@dataclass(frozen=True)
class Whole:
    """The rule behind the status of a whole, its definition, and what it uses."""

    rule: str
    rule_href: str
    used: Sequence[Used]


def whole_reason(plan: Plan, shown: Shown, verdict: Verdict, below: Used) -> Whole:
    """For a priority, a section or a plan; `below` is where what stands below it is listed."""
    decided = [one for one in (verdict.by_hand, verdict.sign_off) if one is not None]
    used = [below, *(_judgement(plan, one) for one in decided)]
    return Whole(load_scheme().rule_name(shown.rule), rule_href(shown.rule), used)


def _figure(found: Explained | None, used: Sequence[Used]) -> Reason | None:
    if found is None:
        return None
    key, rule = found.measure.value, load_scheme().measures[found.measure]
    return Reason(key, rule.word, found.value, found.because, rule.word, rule_href(key), used)


def _event(event: MilestoneEvent) -> Used:
    what = "sign-off" if event.kind == _SIGN_OFF else "report"
    return Used(f"the {what} of {date_long(event.on)}", f"#event-{event.pk}")


def _dates(page: MilestonePage) -> list[Used]:
    """How its date has moved; where it never did, the plan as it was agreed."""
    if page.date_moves:
        return [Used(f"the change of date of {date_long(page.date_moves[0].on)}", "#dates")]
    agreed = page.plan.agreed_on
    words = f"the plan as agreed on {date_long(agreed)}" if agreed else "the draft"
    return [Used(words, address("improvement:plan", page.plan.pk))]


def _judgement(plan: Plan, one: PartJudgement) -> Used:
    what = (
        "the sign-off of the whole"
        if one.kind == PartJudgement.Kind.SIGN_OFF
        else "what was set by hand"
    )
    return Used(f"{what} on {date_long(one.on)}", f"{since_href(plan, one.on)}#judgement-{one.pk}")


def since_href(plan: Plan, since: date) -> str:
    """The address of what changed in the plan since a day."""
    day = {"since-day": since.day, "since-month": since.month, "since-year": since.year}
    return f"{address('improvement:changes', plan.pk)}?{urlencode(day)}"
