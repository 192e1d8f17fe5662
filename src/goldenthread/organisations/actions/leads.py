"""The posts that lead what a plan promises."""

from __future__ import annotations

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.organisations.actions.posts import check_length, give_role
from goldenthread.organisations.models import Organisation, Post, PostRole
from goldenthread.organisations.names import name_key
from goldenthread.organisations.permissions import EDIT, areas_of_post
from goldenthread.organisations.queries.reporting import reporting_roles

LEAD = "priority_lead"


@transaction.atomic
def find_or_create_post(
    *, scope: Scope, area_id: int, organisation: Organisation, title: str, role: str | None = None
) -> Post:
    """The post of that title in `organisation`, made when there is none. Spelling variants are one post.

    A new one carries `role` in the area from the start, which says to which area it belongs.
    """
    scope.need(EDIT, area_id)
    check_length(title)
    post, made = Post.objects.get_or_create(
        organisation=organisation, title_key=name_key(title), defaults={"title": title}
    )
    if made:
        record(scope, "post.created", post, area_id=area_id, fields=("organisation", "title"))
        if role is not None:
            give_role(scope, post, area_id, role)
    return post


@transaction.atomic
def make_lead(*, scope: Scope, area_id: int, post: Post) -> None:
    """Give the post a lead's role in the area, unless one of its roles there lets it report already.

    Not where the post belongs to further areas than the scope looks after: the role would take it from them.
    """
    scope.need(EDIT, area_id)
    held = PostRole.objects.filter(post=post, area_id=area_id).values_list("role", flat=True)
    may_change = areas_of_post(post) <= scope.areas_with(EDIT)
    if may_change and not set(held) & reporting_roles():
        give_role(scope, post, area_id, LEAD)
