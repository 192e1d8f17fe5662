"""Questions about a rule in a case: an exemption, a notice, who owes it, whether it is in force."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.statute.deriving import derive
from goldenthread.statute.exemptions import Period, available, grounds
from goldenthread.statute.owners import owner_of
from goldenthread.statute.reading import day, vocabulary, word
from goldenthread.statute.rulebook import proposals, rulebook
from goldenthread.statute.timeline import Case, Claim

_TWENTY_WEEKS = ("PLN-9", "DP-1c")
_YEARLY = ("AR-1", "AR-2")


def exemption_available(case: Case, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Whether the case's claim on a ground is available for a limit, apart from whether compliance was impractical."""
    ground = word(given["ground"], f"{where}.ground", grounds())
    limit = word(given["limit"], f"{where}.limit", rulebook())
    claims = [one for one in case.claims if one.ground == ground]
    periods = _periods(case, limit) or [None]
    made = [
        (available(one, limit, period), one)
        for one in claims
        if limit in named(one)
        for period in periods
    ]
    if not made:
        # No claim on that ground is made for this limit.
        days = claims[0].days if claims else None
        return {
            "available": False,
            "days": days,
            "window_from": None,
            "window_to": None,
            "provision": None,
        }
    # One that is available goes before one that is not.
    found, claim = max(made, key=lambda one: one[0].available)
    first, last = found.window or (None, None)
    return {
        "available": found.available, "days": claim.days, "window_from": first, "window_to": last,
        "provision": found.provision,
    }  # fmt: skip


def named(claim: Claim) -> set[str]:
    """The limits for which a claim is made, the parts of a rule with it."""
    return {name for name, rule in rulebook().items() if {name, rule.part_of} & set(claim.limits)}


def _periods(case: Case, limit: str) -> list[Period | None]:
    """The days in which the limit runs in this case, each round of its own; none where no event starts it."""
    return [
        Period(duty.since, duty.statutory_due)
        for duty in derive(case)
        if duty.rule == limit and duty.statutory_due is not None
    ]


def statistics_treatment(case: Case, _given: Mapping[str, Any], _where: str) -> dict[str, Any]:
    """How the plan counts in the published 20-week figures: only issued plans do, exceptions in neither number."""
    duties = [one for one in derive(case) if one.rule in _TWENTY_WEEKS][-1:]
    exception = any(one.exempt for one in duties)
    issued = any(one.met_on is not None for one in duties)
    return {"exception": exception, "in_headline_rate": issued and not exception}


def notice_contents(_case: Case, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """What the notice under a rule has to contain."""
    rule = rulebook()[word(given["rule"], f"{where}.rule", rulebook())]
    if not rule.notice:
        raise UserError(
            "no_notice", f"{rule.id} has no notice with required contents.", f"{where}.rule"
        )
    return {"must_include": set(rule.notice)}


def responsible(case: Case, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Who owes a duty in this case."""
    rule = rulebook()[word(given["rule"], f"{where}.rule", rulebook())]
    if rule.owner == "nobody":
        raise UserError("no_duty", f"{rule.id} is no duty of anybody.", f"{where}.rule")
    return {"who": owner_of(case, rule)}


def resets_annual_review(_case: Case, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Whether an event starts a new twelve months."""
    kind = word(given["event"], f"{where}.event", vocabulary()["events"])
    clocks = [rulebook()[name].clock for name in _YEARLY]
    return {"resets": any(clock is not None and kind in clock.starts for clock in clocks)}


def may_accept_late(_case: Case, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Whether the body that decides may accept the act after the day."""
    late = rulebook()[word(given["rule"], f"{where}.rule", rulebook())].late
    return {
        "may_accept_late": late.get("may_accept", False),
        "needs_good_reason": late.get("needs_good_reason", False),
    }


def rules_in_force(_case: Case, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Which rules govern on a day, and which are proposals only."""
    on = day(given["on"], f"{where}.on")
    about = word(given["about"], f"{where}.about", ("plan_review",))
    rules = [rulebook()[name] for name in _YEARLY]
    return {
        "in_force": {rule.id for rule in rules if rule.in_force(on)},
        "not_in_force": {name for name, one in proposals().items() if one["about"] == about},
        "citation": "CFA s.44(1)",
    }
