"""Exemptions of one case: what is claimed, what could be, and what a claim would change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.duties.deriving import rows_of, timeline_now
from goldenthread.duties.models import Case, Duty, ExemptionClaim
from goldenthread.duties.queries.ledger import DutyRow, as_row, state_on
from goldenthread.duties.rules.claiming import (
    can_be_claimed,
    doubt_of_asking,
    finding_of,
    limit_of,
)
from goldenthread.duties.rules.words import rule_name
from goldenthread.people.protection import hidden_from
from goldenthread.statute.deriving import derive
from goldenthread.statute.exemptions import Finding, exemption_set, grounds
from goldenthread.statute.timeline import Claim

WITHHELD = "Withheld: a part of this record is protected from your posts."
_TONES = {"claimed": "yellow", "approved": "purple", "refused": "red", "withdrawn": "grey"}
_WITH = ("claimed_by", "claimed_post", "decided_by", "decided_post", "withdrawn_by")


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim for a page. `cause` and `evidence` are withheld from whom something of the record is hidden."""

    id: int
    reference: str
    case_id: int
    limit: str
    limit_words: str
    ground: str
    ground_words: str
    since: date
    until: date | None
    advice_requested_on: date | None
    cause: str
    evidence: str
    state: str
    state_words: str
    tone: str
    stands: bool
    claimed_at: datetime
    claimed_by_id: int
    claimed_by: str
    claimed_post: str
    decided_at: datetime | None
    decided_by: str
    decided_post: str
    decided_why: str
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_why: str
    version: int


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a case: those from which an exemption can be claimed, and those for which the law has none."""

    open: list[DutyRow]
    without: list[DutyRow]


@dataclass(frozen=True, slots=True)
class Change:
    """What a claim makes of one duty: its state now and then. Its last day stays as it is."""

    name: str
    due: date | None
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class Tested:
    """A claim tested against a case: the days in which the limit ran, what was found, and what it would change."""

    since: date
    due: date | None
    finding: Finding
    changes: list[Change]
    doubt: str


def claims_of(scope: Scope, case: Case) -> list[ClaimRow]:
    """Every claim in a case, the newest first. Two queries."""
    hidden = bool(hidden_from(scope, [case.person_id]))
    return [claim_row(one, hidden=hidden) for one in case.exemptions.select_related(*_WITH)]


def get_claim(scope: Scope, case: Case, claim_id: int) -> ClaimRow:
    """One claim of a case; Http404 where the case has none of that key. Two queries."""
    found = case.exemptions.select_related(*_WITH).filter(pk=claim_id).first()
    if found is None:
        raise Http404("There is no such claim.")
    return claim_row(found, hidden=bool(hidden_from(scope, [case.person_id])))


def as_claim(row: ClaimRow) -> Claim:
    """A claim as the engine would read it if it were approved."""
    return Claim(
        row.ground, (row.limit,), row.since, row.until, row.advice_requested_on, impractical=True
    )


def claim_row(one: ExemptionClaim, *, hidden: bool) -> ClaimRow:
    """A claim as values; read with who and which posts."""
    return ClaimRow(
        id=one.pk, reference=one.reference, case_id=one.case_id, limit=one.limit,
        limit_words=rule_name(one.limit), ground=one.ground, ground_words=ground_words(one.ground),
        since=one.since, until=one.until, advice_requested_on=one.advice_requested_on,
        cause=WITHHELD if hidden else one.cause, evidence=WITHHELD if hidden else one.evidence,
        state=one.state, state_words=one.get_state_display(), tone=_TONES[one.state],
        stands=one.stands, claimed_at=one.claimed_at, claimed_by_id=one.claimed_by_id,
        claimed_by=one.claimed_by.name,
        claimed_post=one.claimed_post.title if one.claimed_post else "",
        decided_at=one.decided_at, decided_by=one.decided_by.name if one.decided_by else "",
        decided_post=one.decided_post.title if one.decided_post else "",
        decided_why=WITHHELD if hidden and one.decided_why else one.decided_why,
        withdrawn_at=one.withdrawn_at,
        withdrawn_by=one.withdrawn_by.name if one.withdrawn_by else "",
        withdrawn_why=WITHHELD if hidden and one.withdrawn_why else one.withdrawn_why,
        version=one.version,
    )  # fmt: skip


def ground_words(ground: str) -> str:
    """What a ground is called; one that the file no longer has is said as it stands."""
    known = grounds().get(ground)
    return str(known["words"]) if known else ground


def limits_of(case: Case, today: date | None = None) -> Limits:
    """The limits of law in a case that were not kept in time or still run. One query; `case` has its person."""
    day = today or clock.today()
    rows = case.duties.filter(statutory_due__isnull=False, kind="LAW", exempt=False)
    waiting = rows.exclude(outcome__in=(Duty.Outcome.MET, Duty.Outcome.NOT_APPLICABLE))
    found = [
        as_row(one, day) for one in waiting.exclude(owner="family").select_related("person", "post")
    ]
    return Limits(
        [row for row in found if exemption_set(row.rule) is not None],
        [row for row in found if exemption_set(row.rule) is None],
    )


def duty_to_claim(case: Case, key: str, today: date) -> DutyRow:
    """The duty of that key (`REQ-6_1`), if an exemption can be claimed from its limit; Http404 otherwise. One query."""
    rule, _, number = key.rpartition("_")
    if not number.isascii() or not number.isdigit() or len(number) > 4:
        raise Http404("There is no such duty.")
    rows = case.duties.select_related("person", "post")
    found = rows.filter(rule=rule, number=int(number)).first()
    if found is None or not can_be_claimed(rule, found.outcome, found.statutory_due):
        raise Http404("No exemption can be claimed from this limit.")
    return as_row(found, today)


def asked_school_on(case: Case) -> list[date]:
    """The days on which the school's advice was asked for, as recorded, the newest first. One query."""
    found = case.events.filter(kind="advice_requested", set_aside_at=None).order_by("-on")
    return [one.on for one in found if one.details.get("adviser") == "school"]


def tested(case: Case, claim: Claim, asked: Iterable[date]) -> Tested:
    """What the engine finds of a claim, and what it would change if it were approved. Three queries.

    UserError where nothing of that rule can be claimed in the case.
    """
    today = clock.today()
    timeline = timeline_now(case, today)
    duty = limit_of(claim, derive(timeline))
    finding = finding_of(claim, duty)
    before, after = rows_of(case, timeline), rows_of(case, timeline.with_more(claims=[claim]))
    return Tested(
        duty.since, duty.statutory_due, finding,
        [
            Change(rule_name(new.rule), new.statutory_due, state_on(old, today).words, state_on(new, today).words)
            for old, new in zip(before, after, strict=True)
            if new.exempt and not old.exempt
        ],
        doubt_of_asking(claim, set(asked)),
    )  # fmt: skip
