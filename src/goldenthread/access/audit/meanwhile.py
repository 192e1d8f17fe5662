"""What somebody is told who sends a form against a version that is no longer the newest (ADR 0006)."""

from __future__ import annotations

from django.db.models import Model

from goldenthread.access.audit.registry import codes_of
from goldenthread.access.models import AuditEntry
from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.ui.filters import datetime_long


def changed_meanwhile(
    scope: Scope,
    target: Model | None,
    what: str,
    *,
    did: str = "changed",
    fix: str = "How it stands now is shown below. Check it, then send yours again.",
) -> UserError:
    """The refusal: somebody else `did` something to `what` meanwhile, or the same person in another window.

    Who it was is read from the newest change of `target` in the audit trail: one query.
    """
    newest = None
    if target is not None and target.pk is not None:
        changes = AuditEntry.objects.about(target._meta.label_lower, str(target.pk))
        newest = changes.filter(action__in=codes_of("change")).order_by("-pk").first()
    message = f"Somebody else has {did} {what} since you opened it."
    if newest is not None and scope.user_id is not None and newest.user_id == scope.user_id:
        message = f"You {did} {what} in another window on {datetime_long(newest.at)}."
    return UserError("changed_meanwhile", message, fix=fix)
