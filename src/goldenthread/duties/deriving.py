"""From a case's events to its rows of the ledger: what the engine says, kept so that lists need not ask it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from goldenthread.core import clock
from goldenthread.duties.closing_days import closed_in, school_of, terms_of
from goldenthread.duties.models import Case, CaseEvent, CouncilClock, Duty, ExemptionClaim
from goldenthread.duties.rules.owning import kept_owner, side_of
from goldenthread.duties.rules.stages import CLOSED, Stage, stage_of
from goldenthread.duties.rules.telling import FAMILY, is_listed, unwitnessed
from goldenthread.duties.rules.words import COUNCIL
from goldenthread.duties.stage_changes import stage_changed
from goldenthread.organisations.queries.terms import SchoolDays
from goldenthread.people.queries.places import engine_setting
from goldenthread.statute import duties as statutory
from goldenthread.statute.deriving import derive
from goldenthread.statute.settings import Settings
from goldenthread.statute.timeline import Case as Timeline
from goldenthread.statute.timeline import Child, Claim, Event, PracticeTarget

_MET = (Duty.Outcome.MET, Duty.Outcome.MET_LATE, Duty.Outcome.EXEMPT_LATE)


def timeline_of(
    case: Case,
    events: Iterable[CaseEvent],
    council: CouncilClock | None,
    today: date,
    exemptions: Iterable[ExemptionClaim] = (),
    school: SchoolDays | None = None,
) -> Timeline:
    """The case as the engine reads it. Events that were set aside are left out. Needs `case.person`.

    `exemptions`: those that are in force; the engine tests each of them again, limit by limit. `school`: when the
    child's school is open, where the council counts in school days.
    """
    told = council or CouncilClock()
    happened = [
        Event(one.kind, one.on, _details(one)) for one in events if one.set_aside_at is None
    ]
    return Timeline(
        settings=Settings().with_values(told.settings),
        child=Child(case.person.born, case.child_setting or None),
        events=(*happened, *(closed_in(school, happened) if school else ())),
        terms=terms_of(school) if school else None,
        claims=tuple(map(claim_of, exemptions)),
        as_at=today,
        targets=tuple(
            PracticeTarget(row["rule"], row["days"], row["label"]) for row in told.targets
        ),
    )


def timeline_now(case: Case, today: date) -> Timeline:
    """The case as it stands: its events, approved exemptions, how its council counts. Three queries; six by terms."""
    council = council_of(case.area_id)
    school = school_of(case, council, today)
    return timeline_of(case, case.events.all(), council, today, case.exemptions.in_force(), school)


def claim_of(exemption: ExemptionClaim) -> Claim:
    """An exemption as the engine reads it."""
    return Claim(
        exemption.ground, (exemption.limit,), exemption.since, exemption.until,
        exemption.advice_requested_on, exemption.impractical,
    )  # fmt: skip


def council_of(area_id: int) -> CouncilClock | None:
    """How the council of an area counts; None where it follows the defaults. One query."""
    return CouncilClock.objects.filter(area=area_id).first()


def _details(event: CaseEvent) -> dict[str, object]:
    """Its details with days as days, which JSON keeps as text."""
    return {
        name: date.fromisoformat(str(value)) if name in ("reopens", "directed_date") else value
        for name, value in event.details.items()
    }


def rows_of(case: Case, timeline: Timeline) -> list[Duty]:
    """The ledger's rows of a case, not saved."""
    counts: Counter[str] = Counter()
    side = side_of(timeline, case.opened_on, elsewhere=_elsewhere(case))
    rows = []
    for duty in derive(timeline):
        counts[duty.rule] += 1
        owner = kept_owner(duty.owner, duty.rule, side)
        rows.append(_row(case, duty, owner, counts[duty.rule], timeline.as_at or clock.today()))
    return rows


def rewrite(case: Case) -> list[Duty]:
    """Derive the case anew and put rows that differ in the place of those that are there. Inside a transaction.

    The caller holds the case locked, with its `person`, and saves it: its stage, the child's setting and
    `derived_for` are set. Returns the new rows.
    """
    today = clock.today()
    case.child_setting = engine_setting(case.person_id, today)
    timeline = timeline_now(case, today)
    rows = rows_of(case, timeline)
    _put(case, rows)
    stage = stage_now(case, timeline, today)
    changed = stage.code != case.stage
    case.stage, case.stage_since = stage.code, stage.since
    if changed:
        stage_changed(case)
    case.derived_for, case.failed_for = today, None
    return rows


def derive_again(case: Case) -> None:
    """Write the duties that follow now, and the case with its stage and its next version; the action records it."""
    rewrite(case)
    case.version += 1
    case.save()


def _put(case: Case, rows: Sequence[Duty]) -> None:
    """Only what has changed is written: a night's derivation changes little."""
    there = {_content(row): row.pk for row in case.duties.all()}
    fresh = [row for row in rows if there.pop(_content(row), None) is None]
    if there:
        Duty.objects.filter(pk__in=there.values()).delete()
    Duty.objects.bulk_create(fresh)


def _content(row: Duty) -> tuple[object, ...]:
    return tuple(getattr(row, field.attname) for field in Duty._meta.concrete_fields[1:])


def stage_now(case: Case, timeline: Timeline, today: date) -> Stage:
    """Where the case stands: by its events, unless it is closed or another council has become responsible."""
    if case.closed_on is not None:
        return Stage(CLOSED, case.closed_on)
    return stage_of(timeline.events, today, elsewhere=_elsewhere(case))


def _elsewhere(case: Case) -> bool:
    """Whether the child's record has passed to another area."""
    return case.person.area_id != case.area_id


def _row(case: Case, duty: statutory.Duty, owner: str, number: int, today: date) -> Duty:
    outcome = _outcome(duty.state)
    late = None
    if outcome == Duty.Outcome.PENDING and case.closed_on is not None and duty.owner != FAMILY:
        # What a family may do is its own: closing the case takes no right of appeal away.
        outcome = Duty.Outcome.ENDED
        late = _late_at(duty, case.closed_on)
    if outcome == Duty.Outcome.PENDING and _has_passed_on(duty, today):
        outcome, late = Duty.Outcome.PASSED_ON, duty.days_late
    met = outcome in _MET
    pending = outcome == Duty.Outcome.PENDING
    return Duty(
        case=case, person_id=case.person_id, area_id=case.area_id,
        rule=duty.rule, number=number, kind=duty.kind, owner=owner,
        post_id=case.coordinator_id if owner in COUNCIL else None,
        started_by=duty.started_by, since=duty.since,
        statutory_due=duty.statutory_due, safe_due=duty.safe_due,
        last_working_day=duty.last_working_day, earliest=duty.earliest,
        guidance_due=duty.guidance_due, practice_target=duty.practice_target,
        last_day=duty.last_day, outcome=outcome.value, exempt=duty.exempt,
        listed=pending
        and case.person.died_on is None
        and is_listed(duty.rule, owner, duty.last_day, today),
        met_on=duty.met_on if met else None,
        days_late=duty.days_late if met else late,
    )  # fmt: skip


def _has_passed_on(duty: statutory.Duty, today: date) -> bool:
    """Whether another council owes it by today in the place of this one, which cannot do it any more."""
    return duty.passed_on is not None and duty.passed_on <= today


def _late_at(duty: statutory.Duty, closed_on: date) -> int | None:
    """So many days a duty had been late when its case was closed; None where it was not, or nobody can tell."""
    if duty.last_day is None or duty.exempt or duty.rule in unwitnessed():
        return None
    return max((closed_on - duty.last_day).days, 0) or None


def _outcome(state: str | None) -> Duty.Outcome:
    """What does not move with the day: open, overdue and exempt are one, told apart by `last_day`."""
    known: Sequence[str] = Duty.Outcome.values
    return Duty.Outcome(state) if state and state in known else Duty.Outcome.PENDING
