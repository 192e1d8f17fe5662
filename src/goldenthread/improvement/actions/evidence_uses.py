"""Saying what evidence shows, and taking it back."""

from __future__ import annotations

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.models import EvidenceItem, EvidenceUse
from goldenthread.improvement.permissions import ending_posts
from goldenthread.improvement.queries.evidence_targets import find_target

# What evidence shows: "milestone", "criterion" or "claim", and the id of that in any version of its plan.
Named = tuple[str, int]


@transaction.atomic
def use_evidence(*, scope: Scope, evidence_id: int, post_id: int, shows: Named) -> EvidenceUse:
    """Say that evidence shows something. Said twice, it stands once."""
    item = locked(scope, evidence_id)
    if post_id not in scope.posts_with("evidence.add", item.area_id):
        raise NotAllowed("That post does not carry the right to say what evidence shows.")
    return name_use(scope, item, post_id, shows)


@transaction.atomic
def stop_using(*, scope: Scope, use_id: int, evidence_id: int, post_id: int) -> None:
    """Take back that evidence shows something. Taken back twice, nothing more happens."""
    item = locked(scope, evidence_id)
    use = EvidenceUse.objects.filter(evidence=item, pk=use_id).first()
    if use is None:
        return
    if post_id not in ending_posts(scope, item, use):
        raise NotAllowed(
            "That post neither added this evidence, nor said this, nor keeps the library."
        )
    # Kept, because a plan that has ended shows what it showed then.
    use.ended_at, use.ended_post_id = clock.now(), post_id
    use.save(update_fields=["ended_at", "ended_post"])
    record(scope, "evidence.use_ended", item, area_id=item.area_id, fields=(_kind(use),))


def name_use(scope: Scope, item: EvidenceItem, post_id: int, shows: Named) -> EvidenceUse:
    """Keep what `item` shows, once. Call inside a transaction that holds the evidence or has just made it."""
    kind, pk = shows
    target = find_target(scope, kind, pk)
    if target is None or target.area_id != item.area_id:
        raise UserError(
            "no_such_target", "There is nothing of that kind in this area that evidence could show.",
            kind, "Choose it again from the list.",
        )  # fmt: skip
    use, made = EvidenceUse.objects.get_or_create(
        evidence=item, **{f"{kind}_id": target.root_pk},
        defaults={"post_id": post_id, "user_id": scope.user_id},
    )  # fmt: skip
    if made:
        record(scope, "evidence.used", item, area_id=item.area_id, fields=(kind,))
    return use


def locked(scope: Scope, evidence_id: int) -> EvidenceItem:
    """The evidence, held until the transaction ends. UserError where there is none to be seen."""
    found = EvidenceItem.objects.visible_to(scope).select_for_update(of=("self",))
    item = found.filter(pk=evidence_id).first()
    if item is None:
        raise UserError("no_such_evidence", "There is no such evidence.")
    return item


def _kind(use: EvidenceUse) -> str:
    if use.milestone_id is not None:
        return "milestone"
    return "criterion" if use.criterion_id is not None else "claim"
