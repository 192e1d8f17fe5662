"""Writing the self-evaluation: what the partnership claims of itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.models import Claim
from goldenthread.improvement.queries.claims import owning_posts
from goldenthread.organisations.models import LocalArea


@dataclass(frozen=True)
class Claimed:
    """A claim in words. `strand` is a code of self_evaluation.yaml; `owner_id` the post that answers for it."""

    kind: str
    strand: str
    text: str
    owner_id: int


@transaction.atomic
def add_claim(*, scope: Scope, area_id: int, post_id: int, claimed: Claimed) -> Claim:
    """Add a claim to the area's self-evaluation. Sent twice, it is added once."""
    _need_post(scope, area_id, post_id)
    _check_owner(area_id, claimed.owner_id)
    # Whoever sends the same form again waits here, and then finds what they sent first.
    LocalArea.objects.select_for_update().get(pk=area_id)
    same = Claim.objects.filter(
        area=area_id, user=scope.user_id, withdrawn_on=None, **asdict(claimed)
    )
    claim = same.first()
    if claim is None:
        claim = Claim.objects.create(
            area_id=area_id, post_id=post_id, user_id=scope.user_id, **asdict(claimed)
        )
        record(scope, "claim.added", claim, area_id=area_id, fields=_names())
    return claim


@transaction.atomic
def change_claim(
    *, scope: Scope, claim_id: int, post_id: int, claimed: Claimed, version: int
) -> Claim:
    """Change a claim. Its evidence stays; whether it still shows the new words is for people to see."""
    claim = _held(scope, claim_id, post_id)
    changed = [name for name in _names() if getattr(claim, name) != getattr(claimed, name)]
    if not changed:
        return claim
    _need_version(scope, claim, version)
    _check_owner(claim.area_id, claimed.owner_id)
    for name in changed:
        setattr(claim, name, getattr(claimed, name))
    claim.version += 1
    claim.save()
    record(scope, "claim.changed", claim, area_id=claim.area_id, fields=changed)
    return claim


@transaction.atomic
def withdraw_claim(
    *, scope: Scope, claim_id: int, post_id: int, reason: str, version: int, today: date
) -> Claim:
    """Take a claim out of the self-evaluation, with the reason. It stays to be read among those withdrawn."""
    claim = _held(scope, claim_id, post_id)
    _need_version(scope, claim, version)
    if not reason.strip():
        raise UserError("reason_missing", "Say why the claim is withdrawn.", "reason")
    claim.withdrawn_on, claim.withdrawn_why = today, reason.strip()
    claim.version += 1
    claim.save()
    record(
        scope, "claim.withdrawn", claim, area_id=claim.area_id,
        fields=("withdrawn_on", "withdrawn_why"),
    )  # fmt: skip
    return claim


def _held(scope: Scope, claim_id: int, post_id: int) -> Claim:
    found = Claim.objects.visible_to(scope).select_for_update(of=("self",))
    claim = found.filter(pk=claim_id).first()
    if claim is None:
        raise UserError("no_such_claim", "There is no such claim.")
    _need_post(scope, claim.area_id, post_id)
    if claim.withdrawn_on is not None:
        raise UserError(
            "claim_withdrawn", "This claim is withdrawn.", fix="Add it anew if it holds again."
        )
    return claim


def _need_post(scope: Scope, area_id: int, post_id: int) -> None:
    if post_id not in scope.posts_with("claim.edit", area_id):
        raise NotAllowed("That post does not carry the right to write the self-evaluation.")


def _check_owner(area_id: int, owner_id: int) -> None:
    if not owning_posts(area_id, clock.today()).filter(pk=owner_id).exists():
        raise UserError(
            "owner_elsewhere", "That post has no part in this area, or has come to its end.", "owner",
            "Choose a post from the list.",
        )  # fmt: skip


def _need_version(scope: Scope, claim: Claim, version: int) -> None:
    if claim.version != version:
        raise changed_meanwhile(scope, claim, "this claim")


def _names() -> list[str]:
    return [field.name for field in fields(Claimed)]
