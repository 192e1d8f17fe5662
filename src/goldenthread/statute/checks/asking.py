"""The questions by name, what each has to be told, and what it may answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.statute.checks import assessments, days, endings, published, rules
from goldenthread.statute.reading import read_claims, read_events, table, word
from goldenthread.statute.timeline import Case

Answer = dict[str, Any]
Question = Callable[[Case, Mapping[str, Any], str], Answer]


@dataclass(frozen=True)
class Check:
    """One question. `needs` and `may` name what is given with it, `answers` what it can say."""

    ask: Question
    answers: tuple[str, ...]
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()


CHECKS: dict[str, Check] = {
    "clock_start": Check(days.clock_start, ("on", "event", "carried_over"), may=("authority",)),
    "days_between": Check(days.days_between, ("days",), ("from", "to", "count")),
    "deemed_service": Check(days.deemed_service, ("served_on",), ("posted_on", "post_class")),
    "latest_start": Check(
        days.latest_start, ("latest", "last_working_day"), ("step", "deadline")
    ),
    "compulsory_school_age": Check(days.compulsory_school_age, ("ends_on", "rule")),
    "exemption_available": Check(
        rules.exemption_available, ("available", "days", "window_from", "window_to", "provision"),
        ("ground", "limit"),
    ),
    "statistics_treatment": Check(rules.statistics_treatment, ("exception", "in_headline_rate")),
    "notice_contents": Check(rules.notice_contents, ("must_include",), ("rule",)),
    "responsible": Check(rules.responsible, ("who",), ("rule",)),
    "resets_annual_review": Check(rules.resets_annual_review, ("resets",), ("event",)),
    "may_accept_late": Check(
        rules.may_accept_late, ("may_accept_late", "needs_good_reason"), ("rule",)
    ),
    "rules_in_force": Check(
        rules.rules_in_force, ("in_force", "not_in_force", "citation"), ("on", "about")
    ),
    "advice_reuse": Check(
        assessments.advice_reuse, ("may_skip_new_advice",),
        ("advice_dated", "provider_satisfied", "authority_satisfied", "family_satisfied"),
    ),
    "advice_required": Check(
        assessments.advice_required, ("required", "year_group"), ("adviser", "on")
    ),
    "may_finalise": Check(
        assessments.may_finalise, ("may_finalise",), ("on",), ("response_final",)
    ),
    "missing_sections": Check(
        assessments.missing_sections, ("missing", "complete"), ("sections_present",), ("age",)
    ),
    "section_i_names": Check(assessments.section_i_names, ("names",)),
    "phase_transfer": Check(endings.phase_transfer, ("is_phase_transfer",), ("type",)),
    "may_refuse_reassessment": Check(
        endings.may_refuse_reassessment, ("may_refuse", "six_months_end"), ("on",)
    ),
    "certificate_required": Check(
        endings.certificate_required, ("required",), ("appeal_sections",)
    ),
    "may_cease": Check(
        endings.may_cease, ("may_cease", "review_required", "rule"), ("on",),
        ("reason", "review_held"),
    ),
    "may_continue_after_25": Check(
        endings.may_continue_after_25, ("may_continue", "is_duty", "until", "rule"), ("on",)
    ),
    "published_rates": Check(
        published.published_rates, (*published.COUNTS, *published.RATES, *published.DERIVED),
        may=("areas", "year", "plans"),
    ),
}  # fmt: skip
# Answered by deriving the duties again.
WHAT_IF = "what_if"


def answer(case: Case, name: str, given: object, where: str) -> Answer:
    """The answer to a question about a case. UserError for one that is unknown or not told what it needs."""
    word(name, f"{where}.check", (*CHECKS, WHAT_IF))
    check = CHECKS[name]
    place = f"{where}.given"
    told = table(given, place, (*check.needs, *check.may), needs=check.needs)
    return check.ask(case, told, place)


def what_if(case: Case, given: object, where: str) -> Case:
    """The same case with the events and exemptions of a question added; one of them at least."""
    told = table(given, where, ("events", "exemptions"))
    if not told:
        raise UserError("missing_field", "Nothing is added.", where, "Give events or exemptions.")
    return case.with_more(
        read_events(told.get("events", []), f"{where}.events"),
        read_claims(told.get("exemptions", []), f"{where}.exemptions"),
    )
