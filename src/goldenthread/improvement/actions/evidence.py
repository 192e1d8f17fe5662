"""Adding evidence, changing it, and reviewing what somebody else added."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed
from goldenthread.improvement.actions.evidence_uses import Named, locked, name_use
from goldenthread.improvement.actions.progress import Refused, actor_of
from goldenthread.improvement.models import EvidenceEvent, EvidenceItem
from goldenthread.improvement.permissions import changing_posts
from goldenthread.improvement.queries.barriers import review_problems
from goldenthread.improvement.queries.evidence import writers_of
from goldenthread.improvement.rules.evidence import check_evidence
from goldenthread.organisations.models import LocalArea

_KIND = EvidenceEvent.Kind


@dataclass(frozen=True)
class Written:
    """What a person says of a piece of evidence. `type` and `strength` are codes of evidence.yaml."""

    title: str
    type: str
    strength: str
    source: str
    dated: date
    kept_at: str
    shows: str
    may_publish: bool = False


@transaction.atomic
def add_evidence(
    *,
    scope: Scope,
    area_id: int,
    post_id: int,
    written: Written,
    today: date,
    shows: Named | None = None,
) -> EvidenceItem:
    """Add evidence to the area's library, and say what it shows if that is known. Sent twice, it is added once."""
    if post_id not in scope.posts_with("evidence.add", area_id):
        raise NotAllowed("That post does not carry the right to add evidence in this area.")
    _check(written, today)
    # Whoever sends the same form again waits here, and then finds what they sent first.
    LocalArea.objects.select_for_update().get(pk=area_id)
    same = EvidenceItem.objects.filter(area=area_id, user=scope.user_id, **asdict(written))
    item = same.first()
    if item is None:
        item = EvidenceItem.objects.create(
            area_id=area_id, post_id=post_id, user_id=scope.user_id, **asdict(written)
        )
        _keep(scope, item, post_id, _KIND.ADDED)
        record(scope, "evidence.added", item, area_id=area_id, fields=_names())
    if shows is not None:
        name_use(scope, item, post_id, shows)
    return item


@transaction.atomic
def change_evidence(
    *, scope: Scope, evidence_id: int, post_id: int, written: Written, version: int, today: date
) -> EvidenceItem:
    """Change evidence. What had been reviewed is to be reviewed again, by somebody who did not change it."""
    item = locked(scope, evidence_id)
    if post_id not in changing_posts(scope, item):
        raise NotAllowed("That post neither added this evidence nor keeps the library.")
    _check(written, today)
    changed = [name for name in _names() if getattr(item, name) != getattr(written, name)]
    if not changed:
        return item
    _need_version(scope, item, version)
    for name in changed:
        setattr(item, name, getattr(written, name))
    reviewed = item.review != EvidenceItem.Review.WAITING
    item.review, item.reviewed_on, item.reviewed_by = EvidenceItem.Review.WAITING, None, None
    item.review_note = ""
    item.version += 1
    item.save()
    _keep(scope, item, post_id, _KIND.REOPENED if reviewed else _KIND.CHANGED)
    code = "evidence.reopened" if reviewed else "evidence.changed"
    record(scope, code, item, area_id=item.area_id, fields=changed)
    return item


@transaction.atomic
def review_evidence(
    *,
    scope: Scope,
    evidence_id: int,
    post_id: int,
    accepted: bool,
    note: str,
    version: int,
    today: date,
) -> EvidenceItem:
    """Accept evidence, or not. Refused for whoever added or changed it, and for whoever holds a post that did."""
    item = locked(scope, evidence_id)
    if post_id not in scope.posts_with("evidence.review", item.area_id):
        raise NotAllowed("That post does not carry the right to review evidence in this area.")
    _need_version(scope, item, version)
    reviewer = actor_of(scope, post_id)
    if problems := review_problems(item, writers_of(item), reviewer, accepted=accepted, note=note):
        raise Refused(problems)
    item.review = EvidenceItem.Review.ACCEPTED if accepted else EvidenceItem.Review.REFUSED
    item.reviewed_on, item.reviewed_by_id, item.review_note = today, post_id, note.strip()
    item.version += 1
    item.save()
    _keep(scope, item, post_id, _KIND.ACCEPTED if accepted else _KIND.REFUSED, note.strip())
    record(scope, "evidence.reviewed", item, area_id=item.area_id, fields=("review", "review_note"))
    return item


def _need_version(scope: Scope, item: EvidenceItem, version: int) -> None:
    if item.version != version:
        raise changed_meanwhile(scope, item, "this evidence")


def _check(written: Written, today: date) -> None:
    if problems := check_evidence(written.dated, written.kept_at, today):
        raise Refused(problems)


def _names() -> list[str]:
    return [field.name for field in fields(Written)]


def _keep(
    scope: Scope, item: EvidenceItem, post_id: int, kind: EvidenceEvent.Kind, note: str = ""
) -> None:
    EvidenceEvent.objects.create(
        evidence=item, kind=kind, note=note, post_id=post_id, user_id=scope.user_id
    )
