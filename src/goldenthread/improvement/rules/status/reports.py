"""What a report must bring before it is accepted, and what it changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from goldenthread.core.months import Month, day_words
from goldenthread.improvement.rules.status.names import DueState, Need, Record, Status
from goldenthread.improvement.rules.status.problems import problem
from goldenthread.improvement.rules.status.scheme import Scheme, load_scheme
from goldenthread.improvement.rules.status.sentences import month_words
from goldenthread.improvement.rules.status.shown import due_state_of, record_of
from goldenthread.improvement.rules.status.signoff import sign_off_fault

if TYPE_CHECKING:
    from datetime import date

    from goldenthread.improvement.rules.status.facts import MilestoneFacts, Problem, Report

# The fields of which each belongs to one status only, as a person would name them.
_OWN_FIELDS = {
    Need.FORECAST: "A forecast",
    Need.NEW_DUE: "A new completion date",
    Need.COMPLETED_ON: "A day of completion",
}


def needs_of(facts: MilestoneFacts, to: Status, as_at: date) -> frozenset[Need]:
    """What a report of `to` must bring, given what stands on record. For the form and the check."""
    return load_scheme().transitions[_record(facts, as_at), to]


def offers_of(facts: MilestoneFacts, to: Status, as_at: date) -> frozenset[Need]:
    """What a report of `to` may bring besides, seen from the day: a new completion date past the old one."""
    return load_scheme().offers[due_state_of(facts, as_at), to]


def check_report(facts: MilestoneFacts, report: Report, as_at: date) -> list[Problem]:
    """Why the report is refused, in the order of the form; empty where it is accepted.

    A report that would not show (Green on work whose date has passed) is accepted as what the lead
    says: `shown_status(apply_report(...))` tells what readers will see.
    """
    scheme = load_scheme()
    record = _record(facts, as_at)
    needs = scheme.transitions[record, report.status]
    offers = offers_of(facts, report.status, as_at)
    moves = Need.NEW_DUE in offers and report.new_due is not None
    found: list[Problem] = []
    signed = facts.signed_off
    if Need.REOPEN in needs and not report.reopen and signed is not None:
        # Nothing else about the report matters until the person means to end the sign-off.
        return [problem("reopen_missing", signed_on=day_words(signed.on))]
    if report.reopen and Need.REOPEN not in needs:
        found.append(problem("reopen_not_used"))
    if Need.FORECAST in needs:
        found += _forecast(facts, report, as_at) or (_beside_new_due(report) if moves else [])
    if Need.NEW_DUE in needs or moves:
        found += _new_due(facts, report, as_at)
    if Need.COMPLETED_ON in needs:
        found += _completed_on(report, as_at)
    found += _strays(report, scheme, due_state_of(facts, as_at))
    if moves and not report.reason.strip():
        found.append(problem("date_reason_missing"))
    elif Need.REASON in needs and not report.reason.strip():
        words = scheme.statuses[facts.reported].word, scheme.statuses[report.status].word
        found.append(problem("reason_missing", from_status=words[0], to_status=words[1]))
    return found


def apply_report(facts: MilestoneFacts, report: Report, on: date) -> MilestoneFacts:
    """The facts after a report that `check_report` lets through on the day `on`.

    A new completion date moves the current due date and leaves the baseline alone; Amber keeps a forecast; Blue
    keeps the day of completion. Any report ends an earlier sign-off.
    """
    return replace(
        facts,
        reported=report.status,
        reported_by=report.by,
        reported_on=on,
        due=facts.due if report.new_due is None else report.new_due,
        forecast=report.forecast if report.status is Status.AMBER else None,
        completed_on=report.completed_on if report.status is Status.BLUE else None,
        signed_off=None,
        sent_back_on=None,
    )


def _record(facts: MilestoneFacts, as_at: date) -> Record:
    return record_of(facts, sign_off_fault(facts, as_at))


def _forecast(facts: MilestoneFacts, report: Report, as_at: date) -> list[Problem]:
    given, this_month, due = report.forecast, Month.of(as_at), facts.current_due
    if given is None:
        return [problem("forecast_missing")]
    if given < this_month:
        return [
            problem(
                "forecast_in_past", given=month_words(given), this_month=month_words(this_month)
            )
        ]
    if due is not None and given <= due:
        return [problem("forecast_not_late", given=month_words(given), due=month_words(due))]
    return []


def _beside_new_due(report: Report) -> list[Problem]:
    """A forecast and a new completion date given together: the work is not done before it is forecast to be."""
    given, new_due = report.forecast, report.new_due
    if given is None or new_due is None or given >= new_due:
        return []
    words = {"given": month_words(given), "new_due": month_words(new_due)}
    return [problem("forecast_before_new_due", **words)]


def _new_due(facts: MilestoneFacts, report: Report, as_at: date) -> list[Problem]:
    given, this_month = report.new_due, Month.of(as_at)
    if given is None:
        return [problem("new_due_missing")]
    if given < this_month:
        return [
            problem("new_due_in_past", given=month_words(given), this_month=month_words(this_month))
        ]
    # Against the first date, not the current one: a second Red may confirm the new date or bring it
    # forward.
    first = facts.baseline_due
    if first is not None and given <= first:
        return [problem("new_due_not_later", given=month_words(given), first=month_words(first))]
    return []


def _completed_on(report: Report, as_at: date) -> list[Problem]:
    if report.completed_on is None:
        return [problem("completed_on_missing")]
    if report.completed_on > as_at:
        return [problem("completed_on_in_future", given=day_words(report.completed_on))]
    return []


def _strays(report: Report, scheme: Scheme, due: DueState) -> list[Problem]:
    """Fields filled in that the status does not take. Dropping them would lose what was typed."""
    given = {
        Need.FORECAST: report.forecast,
        Need.NEW_DUE: report.new_due,
        Need.COMPLETED_ON: report.completed_on,
    }
    return [
        problem(
            "field_not_used",
            given_field=need.value,
            field_words=_OWN_FIELDS[need],
            to_status=scheme.statuses[report.status].word,
            other_status=_takers(need, scheme, due),
        )
        for need, value in given.items()
        if value is not None and not _takes(report.status, need, scheme, due)
    ]


def _takes(status: Status, need: Need, scheme: Scheme, due: DueState) -> bool:
    return need in scheme.statuses[status].takes or need in scheme.offers[due, status]


def _takers(need: Need, scheme: Scheme, due: DueState) -> str:
    """`Red`, or `Green, Amber or Red` where the date has passed."""
    *most, last = [e.word for e in scheme.statuses.values() if _takes(e.status, need, scheme, due)]
    return f"{', '.join(most)} or {last}" if most else last
