"""All decisions of an area whether to assess, with how long each took, and those of which nobody has told the family.

A decision counts on the day on which the family was told. Rows are the duties of the ledger that were met so, so that
decisions recorded elsewhere, such as by an import, are among them; what was written here is put beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from goldenthread.access.scope import Scope
from goldenthread.assessments.models import Decision
from goldenthread.assessments.queries.last_days import APPEALABLE
from goldenthread.assessments.rules.rounds import DECISION
from goldenthread.core.rounding import Share
from goldenthread.duties.models import CaseEvent, Duty
from goldenthread.people.free_words import WITHHELD
from goldenthread.people.permissions import ALL
from goldenthread.people.protection import hidden_from
from goldenthread.ui.pagination import Page, paginate

ORDER = ("-met_on", "-pk")
OUTCOMES = {"": "Both", "assess": "To assess", "refuse": "Not to assess"}
YEAR, EVER = "year", ""
PERIODS = {YEAR: "Told in the last 365 days", EVER: "All"}
_DAYS = timedelta(days=365)
_MET = (Duty.Outcome.MET, Duty.Outcome.MET_LATE, Duty.Outcome.EXEMPT_LATE)
_WAITING_ROWS = 50


@dataclass(frozen=True)
class Sought:
    """What the list is narrowed to; `area_id` None is every area whose children the scope reads."""

    outcome: str = ""
    period: str = YEAR
    area_id: int | None = None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision of which the family was told. `reasons` are those that were written here, of a refusal only."""

    id: int
    case_id: int
    person_id: int
    called: str
    since: date
    told_on: date
    days: int
    days_late: int
    exempt: bool
    outcome: str
    reasons: str


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A decision that was taken, and of which the family has not been told."""

    case_id: int
    person_id: int
    called: str
    outcome: str
    decided_on: date
    letter: str


@dataclass(frozen=True, slots=True)
class NotTold:
    """Decisions of which the family was not told: how many, of cases that the reader coordinates, since which day."""

    count: int
    own: int
    oldest: date


@dataclass(frozen=True)
class Counts:
    """Of the decisions of the period: in time, late, late with an exemption, refused; each out of all of them."""

    in_time: Share
    exempt: Share
    refused: Share


def sought_from(params: Mapping[str, str], area_id: int | None = None) -> Sought:
    """What an address asks for; what it does not know counts for nothing."""
    outcome, period = params.get("outcome", ""), params.get("period", YEAR)
    return Sought(
        outcome if outcome in OUTCOMES else "", period if period in PERIODS else YEAR, area_id
    )


def told(scope: Scope, sought: Sought, today: date) -> QuerySet[Duty]:
    """The duties that such a decision met, by ORDER once paged. Nothing of areas that the scope does not read whole."""
    areas = scope.areas_with(ALL)
    if sought.area_id is not None:
        areas &= {sought.area_id}
    rows = Duty.objects.filter(
        area__in=areas,
        person__area__in=areas,
        rule=DECISION,
        outcome__in=_MET,
        met_on__isnull=False,
    )
    if sought.period == YEAR:
        rows = rows.filter(met_on__gt=today - _DAYS)
    rows = rows.annotate(is_refusal=Exists(_refusals()))
    if sought.outcome:
        rows = rows.filter(is_refusal=sought.outcome == "refuse")
    return rows


def rows_of(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """The same with the child, and with the reasons that were written here."""
    written = Decision.objects.filter(
        consideration__case=OuterRef("case"), notified_on=OuterRef("met_on")
    )
    return duties.annotate(reasons=Subquery(written.values("reasons")[:1])).select_related("person")


def decisions_page(
    scope: Scope, sought: Sought, params: Mapping[str, str], today: date
) -> tuple[list[DecisionRow], Page[Duty]]:
    """One page of them, the last told first. Two queries."""
    page = paginate(rows_of(told(scope, sought, today)), ORDER, params, 25)
    hidden = hidden_from(scope, {one.person_id for one in page.rows})
    return [as_row(one, hidden=one.person_id in hidden) for one in page.rows], page


def counts_of(scope: Scope, sought: Sought, today: date) -> Counts:
    """The counts of the period, whatever the outcome. One query."""
    rows = told(scope, Sought(period=sought.period, area_id=sought.area_id), today).order_by()
    found = rows.aggregate(
        all=Count("pk"),
        in_time=Count("pk", filter=Q(outcome=Duty.Outcome.MET)),
        exempt=Count("pk", filter=Q(outcome=Duty.Outcome.EXEMPT_LATE)),
        refused=Count("pk", filter=Q(is_refusal=True)),
    )
    base = found["all"]
    return Counts(
        Share(found["in_time"], base), Share(found["exempt"], base), Share(found["refused"], base)
    )


def waiting(scope: Scope) -> list[WaitingRow]:
    """Decisions of open cases that were taken and not told, the oldest first. One query."""
    rows = _not_told(scope).select_related("consideration__case__person", "letter")
    return [_waiting(one) for one in rows.order_by("decided_on", "pk")[:_WAITING_ROWS]]


def untold_decisions(scope: Scope) -> QuerySet[Decision] | None:
    """The same, for Today to count; None for whoever reads no area whole."""
    return _not_told(scope) if scope.has(ALL) else None


def _not_told(scope: Scope) -> QuerySet[Decision]:
    areas = scope.areas_with(ALL)
    return Decision.objects.filter(
        state=Decision.State.DECIDED, consideration__area__in=areas, consideration__case__closed_on=None,
        consideration__case__person__area__in=areas,
    )  # fmt: skip


def as_row(duty: Duty, *, hidden: bool) -> DecisionRow:
    """A duty of `rows_of` as values. `hidden`: a part of the record is protected, and so are the reasons."""
    refused = duty.is_refusal  # type: ignore[attr-defined]  # annotated above
    reasons = duty.reasons or ""  # type: ignore[attr-defined]  # annotated above
    told_on = duty.met_on or duty.since
    return DecisionRow(
        id=duty.pk, case_id=duty.case_id, person_id=duty.person_id, called=duty.person.called,
        since=duty.since, told_on=told_on, days=(told_on - duty.since).days,
        days_late=duty.days_late or 0, exempt=duty.outcome == Duty.Outcome.EXEMPT_LATE,
        outcome=OUTCOMES["refuse" if refused else "assess"],
        reasons=(WITHHELD if hidden and reasons else reasons) if refused else "",
    )  # fmt: skip


def _refusals() -> QuerySet[CaseEvent]:
    return CaseEvent.objects.filter(
        case=OuterRef("case"), kind=APPEALABLE, on=OuterRef("met_on"), set_aside_at=None
    )


def _waiting(decision: Decision) -> WaitingRow:
    case, letter = decision.consideration.case, decision.letter
    written = letter is not None and letter.open
    return WaitingRow(
        case.pk, case.person_id, case.person.called, decision.get_outcome_display(),
        decision.decided_on or decision.consideration.since,
        f"{letter.reference}: {letter.get_state_display().lower()}" if letter and written else "",
    )  # fmt: skip
