"""Gives roles to posts and takes them away."""

from __future__ import annotations

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.organisations.actions.keepers import need_a_keeper
from goldenthread.organisations.actions.organisations import SEE_ABOVE
from goldenthread.organisations.actions.posts import locked_post
from goldenthread.organisations.models import LocalArea, Post, PostRole
from goldenthread.organisations.permissions import (
    EDIT,
    areas_of_organisation,
    need_all_areas,
    need_to_give,
)


@transaction.atomic
def set_roles(
    *, scope: Scope, post_id: int, area_id: int, roles: frozenset[str], version: int
) -> Post:
    """Let the post carry exactly these roles in one area.

    NotAllowed where a role that is given or taken has rights that the scope does not hold there, unless it may
    give any. Refused where nobody would be left who could look after the area's posts.
    """
    post = locked_post(scope, post_id)
    scope.need(EDIT, area_id)
    need_all_areas(scope, post)
    area = LocalArea.objects.select_for_update().get(pk=area_id)
    held = frozenset(
        PostRole.objects.filter(post=post, area_id=area_id).values_list("role", flat=True)
    )
    # The first role of a new area can be taken back, though the organisation does not serve it.
    if roles - held and area_id not in areas_of_organisation(post.organisation):
        raise UserError(
            "area_not_served",
            f"{post.organisation} does not serve that area.",
            "roles",
            "Add the area to the organisation first.",
        )
    if held == roles:
        return post
    if post.version != version:
        raise changed_meanwhile(scope, post, "this post", fix=SEE_ABOVE)
    need_to_give(scope, area_id, held ^ roles)
    for role in sorted(roles - held):
        PostRole.objects.create(post=post, area_id=area_id, role=role)
        record(scope, "post.role_given", post, area_id=area_id, fields=("roles",))
    if held - roles:
        PostRole.objects.filter(post=post, area_id=area_id, role__in=held - roles).delete()
        record(scope, "post.role_taken", post, area_id=area_id, fields=("roles",))
        need_a_keeper([area], clock.today(), "roles")
    post.version += 1
    post.save(update_fields=["version"])
    return post
