"""The only writers of areas, organisations, posts and memberships."""

from __future__ import annotations

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.organisations.models import Organisation, Post
from goldenthread.organisations.names import name_key


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
