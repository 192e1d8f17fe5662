"""Opens a record in an emergency, ends that, and judges it afterwards."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.break_glass import telling
from goldenthread.access.break_glass.kinds import get_kind
from goldenthread.access.break_glass.pages import OPEN
from goldenthread.access.break_glass.permissions import may_end, may_judge
from goldenthread.access.models import BreakGlass, User
from goldenthread.access.rules.break_glass import limits
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError

UNKNOWN = "no_such_record"


@transaction.atomic
def open_record(*, scope: Scope, kind: str, reference: str, reason: str, hours: int) -> BreakGlass:
    """Open the record with that reference to be read for some hours. The same one that is open already stays.

    NotAllowed without the right. UserError `no_such_record` alike for a reference that leads nowhere and for a
    record of an area where the person may not do this; the caller records that. UserError `seen_already`,
    `reason_too_short`.
    """
    scope.need(OPEN)
    if scope.user_id is None:
        raise ValueError("a person opens a record in an emergency, and answers for it")
    if not limits().says_enough(reason):
        raise UserError(
            "reason_too_short",
            f"The reason has fewer than {limits().least_words} words.",
            "reason",
            "Say what has happened and why it cannot wait.",
        )
    openable = get_kind(kind)
    found = openable.find(reference)
    if found is None or found.area_id not in scope.areas_with(OPEN):
        raise UserError(
            UNKNOWN,
            "There is no such record that you may open.",
            "reference",
            "Copy the reference exactly as it is printed.",
        )
    if openable.seen(scope, found.key):
        raise UserError(
            "seen_already",
            "Your posts let you read this record.",
            "reference",
            "Open it in the usual way.",
        )
    moment = clock.now()
    # Two forms sent at once by one person wait for each other.
    person = User.objects.select_for_update().get(pk=scope.user_id)
    running = BreakGlass.objects.running(moment).filter(
        user_id=scope.user_id, kind=kind, key=found.key
    )
    if there := running.first():
        return there
    made = BreakGlass.objects.create(
        user_id=scope.user_id, area_id=found.area_id, kind=kind, key=found.key, reason=reason,
        post_ids=",".join(str(one) for one in sorted(scope.post_ids)),
        opened_at=moment, ends_at=limits().ends(moment, hours),
        review_due=limits().review_due(clock.today()),
    )  # fmt: skip
    person.opened_until = max(made.ends_at, person.opened_until or made.ends_at)
    person.save(update_fields=["opened_until"])
    record(scope, "breakglass.opened", made, fields=("reason", "ends_at"))
    transaction.on_commit(partial(telling.tell_owners, made.pk))
    return made


@transaction.atomic
def end_opening(*, scope: Scope, opening_id: int) -> BreakGlass:
    """Close the record again before its time. Once it is over, nothing happens."""
    opening = _locked(scope, opening_id)
    if opening.over_at <= clock.now():
        return opening
    if not may_end(scope, opening):
        raise NotAllowed("Whoever opened the record ends this, or somebody who reviews it.")
    opening.ended_at = clock.now()
    opening.save(update_fields=["ended_at"])
    record(scope, "breakglass.ended", opening, fields=("ended_at",))
    return opening


@transaction.atomic
def review(*, scope: Scope, opening_id: int, judgement: str, remarks: str) -> BreakGlass:
    """Judge whether it was right to open the record. Once, when it is over, and by somebody else."""
    opening = _locked(scope, opening_id)
    if not may_judge(scope, opening):
        raise NotAllowed(
            "Somebody else reviews this: not who opened the record, nor anybody in a post that they held."
        )
    if opening.over_at > clock.now():
        raise UserError("still_open", "The record is still open.", fix="End the opening first.")
    if opening.reviewed_at is not None:
        raise UserError("reviewed_already", "This was reviewed already.")
    opening.judgement = BreakGlass.Judgement(judgement)
    opening.remarks = remarks
    opening.reviewed_at, opening.reviewed_by_id = clock.now(), scope.user_id
    opening.save(update_fields=["judgement", "remarks", "reviewed_at", "reviewed_by"])
    record(scope, "breakglass.reviewed", opening, fields=("judgement", "remarks"))
    transaction.on_commit(partial(telling.tell_outcome, opening.pk))
    return opening


def _locked(scope: Scope, opening_id: int) -> BreakGlass:
    seen = BreakGlass.objects.visible_to(scope).values("pk")
    found = BreakGlass.objects.select_for_update().filter(pk__in=seen, pk=opening_id).first()
    if found is None:
        raise UserError("no_such_opening", "There is no such opening.")
    return found
