"""Decides which post carries a statutory role."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.organisations.actions.organisations import SEE_ABOVE
from goldenthread.organisations.models import LocalArea, Organisation, Post, StatutoryRole
from goldenthread.organisations.permissions import EDIT
from goldenthread.organisations.rules.statutory import (
    StatutoryRoleRule,
    misplaced,
    statutory_rules,
)


@dataclass(frozen=True)
class Decided:
    """A post that carries the role; or that nobody has to, with the reason; or, so far, neither."""

    post_id: int | None = None
    needed: bool = True
    note: str = ""


@transaction.atomic
def decide_statutory_role(
    *,
    scope: Scope,
    area_id: int,
    organisation_id: int,
    role: str,
    decided: Decided,
    version: int,
) -> StatutoryRole | None:
    """Say who carries `role` for one organisation in one area. `version` is 0 where nothing was decided before.

    The post may stand in any organisation of the area whose kind the rule names: services are bought, and posts
    are shared.
    """
    scope.need(EDIT, area_id)
    LocalArea.objects.select_for_update().get(pk=area_id)
    organisation = Organisation.objects.serving(area_id).filter(pk=organisation_id).first()
    rule = statutory_rules().roles.get(role)
    if organisation is None or rule is None or organisation.kind not in rule.carried_by:
        raise UserError("no_such_role", "That organisation does not carry such a role.")
    row = StatutoryRole.objects.filter(
        area_id=area_id, organisation=organisation, role=role
    ).first()
    if row is not None and decided == Decided(row.post_id, row.needed, row.note):
        return row
    if (row.version if row else 0) != version:
        raise changed_meanwhile(scope, row, "who carries this role", fix=SEE_ABOVE)
    _check(area_id, rule, decided)
    row = row or StatutoryRole(area_id=area_id, organisation=organisation, role=role, version=0)
    row.post_id, row.needed, row.note = decided.post_id, decided.needed, decided.note
    row.version += 1
    row.save()
    record(scope, "statutoryrole.decided", row, area_id=area_id, fields=("post", "needed", "note"))
    return row


def _check(area_id: int, rule: StatutoryRoleRule, decided: Decided) -> None:
    if not decided.needed and (decided.post_id is not None or not decided.note):
        raise UserError(
            "reason_needed", "That nobody has to carry it needs a reason.", "note", "Say why."
        )
    if decided.post_id is None:
        return
    there = Post.objects.filter(organisation__areas=area_id, pk=decided.post_id)
    running = there.filter(Q(ended_on=None) | Q(ended_on__gte=clock.today()))
    post = running.select_related("organisation").first()
    if post is None:
        raise UserError(
            "no_such_post",
            "That post is not one of this area, or it has ended.",
            "post",
            "Choose another post.",
        )
    if post.organisation.kind not in rule.posts_in:
        raise UserError(
            "misplaced_post",
            misplaced(statutory_rules(), rule, post.organisation.name, post.organisation.kind),
            "post",
            f"Choose a post of {statutory_rules().one_of(rule.posts_in)}.",
        )
