"""Who owes a duty in a case: the rulebook's owner, seen through the child's setting, a move, and who was asked."""

from __future__ import annotations

from goldenthread.statute.rulebook import Rule
from goldenthread.statute.timeline import Case, Event

COUNCIL, OLD, NEW, HOME = "local_authority", "old_authority", "new_authority", "home_authority"
SETTING, HEALTH, MEDIATOR, FAMILY = "setting", "health_body", "mediation_adviser", "family"
# Where the council itself convenes the review and writes its report: only a school can be required to (reg 20).
_WITHOUT_SETTING = ("college", "educated_otherwise", "not_in_education", "youth_accommodation")
_OF_COUNCIL = ("other_authority", "youth_offending_team")
_ASKED = {"school": SETTING, "health": HEALTH}


def owner_of(case: Case, rule: Rule, event: Event | None = None) -> str:
    """One of: local_authority, old_authority, new_authority, home_authority, setting, health_body, mediation_adviser,
    family. `event` is the one that started the duty; without it the first of the case that starts the rule.
    """
    event = event or _starting(case, rule)
    details = event.details if event is not None else {}
    if rule.owner == "arranger":
        return _council(case) if case.child.setting in _WITHOUT_SETTING else SETTING
    if rule.owner == "co_operating_body":
        return COUNCIL if details.get("body") in _OF_COUNCIL else HEALTH
    if rule.owner == "adviser":
        return _ASKED.get(details.get("adviser", ""), COUNCIL)
    if rule.owner == "recommended_body":
        return _recommended(case)
    return _council(case) if rule.owner == COUNCIL else rule.owner


def _starting(case: Case, rule: Rule) -> Event | None:
    return case.first(*rule.clock.starts) if rule.clock is not None else None


def _recommended(case: Case) -> str:
    made = case.last("recommendation_made")
    return COUNCIL if made is not None and made.details["to"] == COUNCIL else HEALTH


def _council(case: Case) -> str:
    """The council that owes what councils owe: after a move the one that is responsible now."""
    if case.child.setting == "youth_accommodation":
        return HOME
    if case.first("plan_transferred") is not None:
        return NEW
    moved = case.first("family_moved")
    if moved is None:
        return COUNCIL
    told = case.of("request_received", "brought_to_attention")
    begun = any(one.on >= moved.on or one.details.get("authority") == "new" for one in told)
    return NEW if begun else OLD
