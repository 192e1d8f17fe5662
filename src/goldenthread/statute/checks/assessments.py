"""Questions about an assessment and its plan: which advice, when it may be final, what it must have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.statute.ages import year_group
from goldenthread.statute.checks.endings import transfer_of
from goldenthread.statute.deriving import derive
from goldenthread.statute.reading import day, truth, vocabulary, whole, word, words
from goldenthread.statute.timeline import Case

# Asked in every assessment (reg 6(1)); the others by need, or on a reasonable request.
_ALWAYS = ("educational_psychologist", "school", "health", "social_care")
_ADULTHOOD, _FROM_YEAR = "preparation_for_adulthood", 9
_COMMENTS = ("PLN-2", "DP-2", "AR-11")
_OLDEST = 10**6


def advice_reuse(_case: Case, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Existing advice stands in place of new where all three are satisfied with it, however old it is (reg 6(4))."""
    day(given["advice_dated"], f"{where}.advice_dated")
    names = ("provider_satisfied", "authority_satisfied", "family_satisfied")
    satisfied = [truth(given[name], f"{where}.{name}") for name in names]
    return {"may_skip_new_advice": satisfied == [True] * len(names)}


def advice_required(case: Case, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Whether an adviser has to be asked in an assessment on that day, and the child's year group then."""
    adviser = word(
        given["adviser"], f"{where}.adviser", vocabulary()["details"]["adviser"]["values"]
    )
    on = day(given["on"], f"{where}.on")
    year = case.child.year_group
    if case.child.born is not None:
        year = year_group(case.child.born, on)
    if adviser != _ADULTHOOD:
        return {"required": adviser in _ALWAYS, "year_group": year}
    if year is None:
        raise UserError(
            "missing_field", "The child's year group is needed for this.", where,
            "Give child.born or child.year_group.",
        )  # fmt: skip
    return {"required": year >= _FROM_YEAR, "year_group": year}


def may_finalise(case: Case, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Whether the plan may be final on a day: after the period for comments, or once the family has no more to say.

    `response_final` tells it in place of what the events say.
    """
    on = day(given["on"], f"{where}.on")
    if "response_final" in given:
        case = _answered(case, truth(given["response_final"], f"{where}.response_final"))
    periods = [one for one in derive(case) if one.rule in _COMMENTS and one.since <= on]
    latest = max(periods, key=lambda one: one.since, default=None)
    return {
        "may_finalise": latest is not None and latest.earliest is not None and latest.earliest <= on
    }


def _answered(case: Case, final: bool) -> Case:
    events = tuple(
        replace(one, details={**one.details, "final": final})
        if one.kind == "family_response_received"
        else one
        for one in case.events
    )
    return replace(case, events=events)


def missing_sections(_case: Case, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Sections without a heading. Each has one at any age: "none identified" is an entry, a missing heading is not."""
    known = vocabulary()["details"]["sections"]["values"]
    if "age" in given:
        whole(given["age"], f"{where}.age", 0, _OLDEST)
    present = words(given["sections_present"], f"{where}.sections_present", known, once=True)
    missing = [name for name in known if name not in present]
    return {"missing": set(missing), "complete": not missing}


def section_i_names(case: Case, _given: Mapping[str, Any], _where: str) -> dict[str, Any]:
    """Which placements section I should name: before a phase transfer both."""
    planned = any(transfer_of(one.details["type"]) for one in case.of("transfer_planned"))
    return {"names": {"current_setting", "transfer_setting"} if planned else {"current_setting"}}
