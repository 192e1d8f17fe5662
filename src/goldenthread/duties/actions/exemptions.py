"""Claiming an exemption from one time limit, deciding on it as somebody else, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.core.sent import key_of_content
from goldenthread.duties.actions.keeping import RECORD, locked, need_open, need_text
from goldenthread.duties.deriving import claim_of, derive_again, timeline_now
from goldenthread.duties.models import Case, ExemptionClaim
from goldenthread.duties.rules.claiming import (
    checked_claim,
    finding_of,
    limit_of,
    need_ground,
    need_happened,
    need_own_cause,
    one_limit,
)
from goldenthread.statute.deriving import derive
from goldenthread.statute.duties import Duty
from goldenthread.statute.timeline import Claim

APPROVE = "exemption.approve"
LONGEST = 2000
_STATE = ExemptionClaim.State


@dataclass(frozen=True)
class Claimed:
    """What somebody claims. `limits`: ids of rules, of which only one can be claimed at a time.

    `until`: the first day on which the ground no longer held. `cause`: what made keeping this very limit impractical.
    `sent_key` is the form's own: the same content claims nothing twice.
    """

    limits: Sequence[str]
    ground: str
    since: date
    until: date | None
    advice_requested_on: date | None
    cause: str
    evidence: str
    sent_key: UUID


@transaction.atomic
def claim_exemption(*, scope: Scope, case_id: int, claimed: Claimed) -> ExemptionClaim:
    """Claim that a ground made keeping a limit impractical. Nothing changes until somebody else has approved it.

    UserError, with the reason and its source, for several limits at once, for a ground that the limit does not have,
    and for days that do not fit, before anybody is asked to approve.
    """
    case = locked(scope, case_id, RECORD)
    limit = one_limit(claimed.limits)
    key = _key(claimed)
    if sent := case.exemptions.filter(sent_key=key, claimed_by=scope.user_id).first():
        return sent
    need_open(case)
    if scope.user_id is None:
        raise NotAllowed("A person claims an exemption: another decides on it.")
    claim = checked_claim(
        limit, claimed.ground, claimed.since, claimed.until, claimed.advice_requested_on
    )
    need_happened(claim, clock.today())
    need_ground(finding_of(claim, _limit_of(case, claim)), limit)
    cause = need_text(claimed.cause, "what made keeping this limit impractical", "cause", LONGEST)
    evidence = need_text(claimed.evidence, "what shows it", "evidence", LONGEST)
    standing = [one for one in case.exemptions.all() if one.stands]
    if any(
        (one.limit, one.ground, one.since) == (limit, claim.ground, claim.since) for one in standing
    ):
        raise UserError(
            "claimed_already", "This ground is claimed for this limit already.", "ground"
        )
    need_own_cause(cause, [one.cause for one in standing if one.limit != limit])
    made = ExemptionClaim.objects.create(
        case=case, limit=limit, ground=claim.ground, since=claimed.since, until=claim.until,
        advice_requested_on=claim.advice_requested_on, cause=cause, evidence=evidence,
        claimed_by_id=scope.user_id, claimed_post_id=_post(scope, RECORD, case), sent_key=key,
    )  # fmt: skip
    fields = ["limit", "ground", "since", "until", "advice_requested_on", "cause", "evidence"]
    record(scope, "exemptionclaim.claimed", made, area_id=case.area_id, fields=fields)
    return made


@transaction.atomic
def decide_exemption(
    *, scope: Scope, claim_id: int, version: int, approve: bool, why: str
) -> ExemptionClaim:
    """Approve a claim, which finds it shown that keeping the limit was impractical, or refuse it, with a reason.

    NotAllowed for whoever claimed it. An approved one goes to the engine at once; its ground is tested once more.
    """
    made, case = _locked_claim(scope, claim_id, APPROVE)
    _need_version(scope, made, version)
    if made.claimed_by_id == scope.user_id:
        raise NotAllowed(
            "You claimed this exemption yourself.",
            "Somebody else decides on it: ask another manager.",
        )
    if made.state != _STATE.CLAIMED:
        raise UserError("decided_already", f"{made.reference} is not open to be decided any more.")
    said = need_text(why, "why", "why", LONGEST)
    if approve:
        need_open(case)
        made.impractical = True
        claim = claim_of(made)
        need_ground(finding_of(claim, _limit_of(case, claim)), made.limit)
    made.state = _STATE.APPROVED if approve else _STATE.REFUSED
    made.decided_at, made.decided_by_id, made.decided_why = clock.now(), scope.user_id, said
    made.decided_post_id = _post(scope, APPROVE, case)
    _save(made)
    code = "exemptionclaim.approved" if approve else "exemptionclaim.refused"
    record(scope, code, made, area_id=case.area_id, fields=("state", "decided_why"))
    if approve:
        derive_again(case)
    return made


@transaction.atomic
def withdraw_exemption(*, scope: Scope, claim_id: int, version: int, why: str) -> ExemptionClaim:
    """Take a claim back, whether decided or not: an approved one disapplies the limit no longer."""
    made, case = _locked_claim(scope, claim_id, RECORD)
    _need_version(scope, made, version)
    if not made.stands:
        raise UserError("not_standing", f"{made.reference} does not stand any more.")
    said = need_text(why, "why it is taken back", "why", LONGEST)
    counted = made.state == _STATE.APPROVED
    made.state = _STATE.WITHDRAWN
    made.withdrawn_at, made.withdrawn_by_id, made.withdrawn_why = clock.now(), scope.user_id, said
    _save(made)
    record(
        scope,
        "exemptionclaim.withdrawn",
        made,
        area_id=case.area_id,
        fields=("state", "withdrawn_why"),
    )
    if counted:
        derive_again(case)
    return made


def _key(claimed: Claimed) -> UUID:
    return key_of_content(
        claimed.sent_key, list(claimed.limits), claimed.ground, claimed.since, claimed.until,
        claimed.advice_requested_on, claimed.cause, claimed.evidence,
    )  # fmt: skip


def _limit_of(case: Case, claim: Claim) -> Duty:
    return limit_of(claim, derive(timeline_now(case, clock.today())))


def _locked_claim(scope: Scope, claim_id: int, right: str) -> tuple[ExemptionClaim, Case]:
    """The claim and its case, whose row is locked first, as everything about a case does."""
    known = ExemptionClaim.objects.visible_to(scope).filter(pk=claim_id).first()
    if known is None:
        raise UserError("no_such_claim", "There is no such claim.")
    case = locked(scope, known.case_id, right)
    return ExemptionClaim.objects.select_for_update().get(pk=claim_id), case


def _need_version(scope: Scope, made: ExemptionClaim, version: int) -> None:
    if made.version != version:
        raise changed_meanwhile(scope, made, "this claim")


def _save(made: ExemptionClaim) -> None:
    made.version += 1
    made.save()


def _post(scope: Scope, right: str, case: Case) -> int | None:
    """The post through which it is done; of several nobody can tell which."""
    posts = sorted(scope.posts_with(right, case.area_id))
    return posts[0] if len(posts) == 1 else None
