"""The questions by name, what each has to be told, and what it may answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.statute.checks import assessments, days, endings, published, rules, values
from goldenthread.statute.checks.values import Reader, day, number, one_of, some_of, truth
from goldenthread.statute.owners import COUNCIL, FAMILY, HEALTH, HOME, MEDIATOR, NEW, OLD, SETTING
from goldenthread.statute.reading import read_claims, read_events, table, word
from goldenthread.statute.timeline import Case

Answer = dict[str, Any]
Question = Callable[[Case, Mapping[str, Any], str], Answer]


@dataclass(frozen=True)
class Check:
    """One question. `says` reads what it always answers, `may_say` what else; `needs` and `may` are given with it."""

    ask: Question
    says: Mapping[str, Reader]
    may_say: Mapping[str, Reader] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()

    @property
    def answers(self) -> dict[str, Reader]:
        """Everything that it can answer."""
        return {**self.says, **self.may_say}


_NOTICE = (
    "appeal_right", "appeal_time_limit", "mediation_information", "disagreement_resolution",
    "information_advice_support",
)  # fmt: skip
_COUNTS = dict.fromkeys((*published.COUNTS, *published.EXCEPTIONS), number)
_FIGURES: dict[str, Reader] = {**_COUNTS, **dict.fromkeys(published.RATES, values.percentage)}


def figures(given: object, where: str) -> dict[str, Any]:
    """Published figures by their names."""
    told = table(given, where, tuple(_FIGURES))
    return {name: _FIGURES[name](value, f"{where}.{name}") for name, value in told.items()}


CHECKS: dict[str, Check] = {
    "clock_start": Check(
        days.clock_start, {"on": day, "event": one_of("request_received", "brought_to_attention")},
        {"carried_over": truth}, may=("authority",),
    ),
    "days_between": Check(days.days_between, {"days": number}, needs=("from", "to", "count")),
    "deemed_service": Check(days.deemed_service, {"served_on": day}, needs=("posted_on", "post_class")),
    "latest_start": Check(
        days.latest_start, {"latest": day}, {"last_working_day": day}, needs=("step", "deadline")
    ),
    "compulsory_school_age": Check(days.compulsory_school_age, {"ends_on": day}, {"rule": values.rule}),
    "exemption_available": Check(
        rules.exemption_available, {"available": truth},
        {"days": number, "window_from": day, "window_to": day, "provision": values.provision},
        needs=("ground", "limit"),
    ),
    "statistics_treatment": Check(
        rules.statistics_treatment, {"exception": truth, "in_headline_rate": truth}
    ),
    "notice_contents": Check(
        rules.notice_contents, {"must_include": some_of(lambda: _NOTICE, 1)}, needs=("rule",)
    ),
    "responsible": Check(
        rules.responsible, {"who": one_of(COUNCIL, HOME, OLD, NEW, SETTING, HEALTH, MEDIATOR, FAMILY)},
        needs=("rule",),
    ),
    "resets_annual_review": Check(rules.resets_annual_review, {"resets": truth}, needs=("event",)),
    "may_accept_late": Check(
        rules.may_accept_late, {"may_accept_late": truth}, {"needs_good_reason": truth}, needs=("rule",)
    ),
    "rules_in_force": Check(
        rules.rules_in_force, {"in_force": some_of(values.rules)},
        {"not_in_force": some_of(values.proposed), "citation": values.any_words}, needs=("on", "about"),
    ),
    "advice_reuse": Check(
        assessments.advice_reuse, {"may_skip_new_advice": truth},
        needs=("advice_dated", "provider_satisfied", "authority_satisfied", "family_satisfied"),
    ),
    "advice_required": Check(
        assessments.advice_required, {"required": truth}, {"year_group": values.year}, needs=("adviser", "on")
    ),
    "may_finalise": Check(
        assessments.may_finalise, {"may_finalise": truth}, needs=("on",), may=("response_final",)
    ),
    "missing_sections": Check(
        assessments.missing_sections, {"missing": some_of(values.sections), "complete": truth},
        needs=("sections_present",), may=("age",),
    ),
    "section_i_names": Check(
        assessments.section_i_names,
        {"names": some_of(lambda: ("current_setting", "transfer_setting"), 1)},
    ),
    "phase_transfer": Check(endings.phase_transfer, {"is_phase_transfer": truth}, needs=("type",)),
    "may_refuse_reassessment": Check(
        endings.may_refuse_reassessment, {"may_refuse": truth}, {"six_months_end": day}, needs=("on",)
    ),
    "certificate_required": Check(
        endings.certificate_required, {"required": truth}, needs=("appeal_sections",)
    ),
    "may_cease": Check(
        endings.may_cease, {"may_cease": truth}, {"review_required": truth, "rule": values.rule},
        needs=("on",), may=("reason", "review_held"),
    ),
    "may_continue_after_25": Check(
        endings.may_continue_after_25, {"may_continue": truth},
        {"is_duty": truth, "until": one_of("birthday", "end_of_academic_year"), "rule": values.rule}, needs=("on",),
    ),
    "published_rates": Check(
        published.published_rates, {}, {**_FIGURES, "not": figures}, may=("areas", "year", "plans")
    ),
}  # fmt: skip
# Answered by deriving the duties again.
WHAT_IF = "what_if"


def answer(case: Case, name: str, given: object | None, where: str) -> Answer:
    """The answer to a question about a case; `given` is None where nothing is told with it.

    UserError for a question that is unknown or is not told what it needs.
    """
    word(name, f"{where}.check", (*CHECKS, WHAT_IF))
    check = CHECKS[name]
    place = f"{where}.given"
    told = table(
        {} if given is None else given, place, (*check.needs, *check.may), needs=check.needs
    )
    if given is not None and not told:
        raise UserError("empty_object", "Nothing is given.", place, "Leave it out.")
    return check.ask(case, told, place)


def expected_answer(name: str, given: object, where: str) -> dict[str, Any]:
    """What a worked case expects of a question: each value read, what it always answers not left out."""
    check = CHECKS[name]
    told = table(given, where, tuple(check.answers), needs=tuple(check.says))
    if not told:
        raise UserError("nothing_expected", "The check expects nothing.", where, "Say what.")
    return {key: check.answers[key](value, f"{where}.{key}") for key, value in told.items()}


def what_if(case: Case, given: object, where: str) -> Case:
    """The same case with the events and exemptions of a question added; one of them at least."""
    told = table(given, where, ("events", "exemptions"))
    if not told:
        raise UserError("missing_field", "Nothing is added.", where, "Give events or exemptions.")
    for name in told:
        if told[name] == []:
            raise UserError(
                "empty_list", "The list is empty.", f"{where}.{name}", "Fill it, or leave it out."
            )
    return case.with_more(
        read_events(told.get("events", []), f"{where}.events"),
        read_claims(told.get("exemptions", []), f"{where}.exemptions"),
    )
