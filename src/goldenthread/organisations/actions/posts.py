"""Makes posts."""

from __future__ import annotations

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.rules.roles import rolebook
from goldenthread.access.scope import Scope
from goldenthread.organisations.models import Organisation, Post, PostRole
from goldenthread.organisations.names import name_key

REPORTING = frozenset({"milestone.report", "milestone.report_own"})


@transaction.atomic
def find_or_create_post(
    *, scope: Scope, area_id: int, organisation: Organisation, title: str
) -> Post:
    """The post of that title in `organisation`, made when there is none. Spelling variants are one post."""
    scope.need("organisation.edit", area_id)
    post, made = Post.objects.get_or_create(
        organisation=organisation, title_key=name_key(title), defaults={"title": title}
    )
    if made:
        record(scope, "post.created", post, area_id=area_id, fields=("organisation", "title"))
    return post


@transaction.atomic
def make_lead(*, scope: Scope, area_id: int, post: Post) -> None:
    """Give the post a lead's role in the area, unless one of its roles there lets it report already."""
    scope.need("organisation.edit", area_id)
    held = PostRole.objects.filter(post=post, area_id=area_id).values_list("role", flat=True)
    rights = {right for role in held for right in rolebook().role(role).permissions}
    if rights & REPORTING:
        return
    PostRole.objects.create(post=post, area_id=area_id, role="priority_lead")
    record(scope, "post.role_given", post, area_id=area_id, fields=("roles",))
