"""Questions about transfers, reassessment, appeals, and the end of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from goldenthread.statute.ages import birthday, is_adult, school_year
from goldenthread.statute.checks.days import born
from goldenthread.statute.counting import add_months
from goldenthread.statute.deriving import derive
from goldenthread.statute.deriving.transfers import SAME_SCHOOL
from goldenthread.statute.reading import day, truth, vocabulary, word, words
from goldenthread.statute.timeline import Case

_LOOK_BACK_MONTHS = 6
_LAST_AGE = 25
_REASONS = ("left_education", "plan_no_longer_necessary", "not_responsible")


def transfer_of(kind: str) -> bool:
    """Whether a move of this type is a phase transfer in law."""
    return kind != SAME_SCHOOL


def phase_transfer(_case: Case, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Whether a move of a type is a phase transfer."""
    kind = word(given["type"], f"{where}.type", vocabulary()["details"]["type"]["values"])
    return {"is_phase_transfer": transfer_of(kind)}


def may_refuse_reassessment(case: Case, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Whether a request of that day may be refused on timing alone: less than six months after the last assessment."""
    on = day(given["on"], f"{where}.on")
    last = case.last("assessment_completed", until=on)
    if last is None:
        return {"may_refuse": False, "six_months_end": None}
    end = add_months(last.on, _LOOK_BACK_MONTHS)
    return {"may_refuse": on < end, "six_months_end": end}


def certificate_required(_case: Case, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Whether an appeal about these sections needs a mediation certificate: any but one about section I alone."""
    known = vocabulary()["details"]["sections"]["values"]
    about = words(given["appeal_sections"], f"{where}.appeal_sections", known, once=True)
    return {"required": set(about) != {"I"}}


def may_cease(case: Case, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Whether the plan may stop on a day, for a reason; whether a review comes first; the rule that decides."""
    on = day(given["on"], f"{where}.on")
    reason, rule, review = given.get("reason"), "CE-1", False
    if "reason" in given:
        word(reason, f"{where}.reason", _REASONS)
    held = truth(given.get("review_held", False), f"{where}.review_held")
    if reason == "left_education":
        adult = is_adult(case.child, on)
        if adult is None:
            born(case, where)
        rule, review = ("CE-6" if adult else "CE-5"), True
        if not adult or not held:
            return {"may_cease": False, "review_required": True, "rule": rule}
    ends = [one.earliest for one in derive(case) if one.rule == "CE-4"]
    if reason is None and not ends:
        # Nobody has decided that it ends, and no ground is given on which it could.
        return {"may_cease": False, "review_required": False, "rule": "CE-1"}
    if ends and (ends[-1] is None or on < ends[-1]):
        return {"may_cease": False, "review_required": review, "rule": "CE-4"}
    return {
        "may_cease": True, "review_required": review, "rule": "CE-4" if reason is None else rule,
    }  # fmt: skip


def may_continue_after_25(case: Case, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Whether the plan may be kept on a day, whether it must be, and until when at most."""
    on, born_on = day(given["on"], f"{where}.on"), born(case, where)
    until = birthday(born_on, _LAST_AGE)
    return {
        "may_continue": on <= academic_year_ends(until, case.child.setting),
        "is_duty": on < until,
        "until": "end_of_academic_year",
        "rule": "CE-7",
    }


def academic_year_ends(turned: date, setting: str | None) -> date:
    """The end of the academic year in which somebody turned an age: in a college 31 July, elsewhere 31 August.

    The prescribed day depends on the provider (reg 46, its text not checked).
    """
    college = setting == "college"
    year = school_year(turned) + 1
    end = date(year, 7, 31) if college else date(year, 8, 31)
    return end if turned <= end else date(year + 1, 7, 31)
