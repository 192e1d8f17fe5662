"""Adds local areas to an installation, and says which council each has."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.models import LocalArea, PostRole
from goldenthread.organisations.names import name_key
from goldenthread.organisations.rules.councils import councils

RIGHT = "organisation.set_up"


@transaction.atomic
def add_area(*, scope: Scope, name: str, post_id: int) -> LocalArea:
    """A further local area, looked after at first by the post that adds it."""
    scope.need(RIGHT)
    if not any(post_id in scope.posts_with(RIGHT, area) for area in scope.areas_with(RIGHT)):
        raise NotAllowed("That post does not carry the right to add local areas.")
    slug = slugify(name)[:60]
    key = name_key(name)
    taken = any(
        name_key(known) == key or slug == known_slug
        for known, known_slug in LocalArea.objects.values_list("name", "slug")
    )
    if taken or not slug:
        raise UserError(
            "area_exists",
            "There is an area of that name already, or the name has no letters.",
            "name",
            "Choose another name.",
        )
    made = LocalArea.objects.create(name=name.strip(), slug=slug)
    PostRole.objects.create(post_id=post_id, area=made, role="system_administrator")
    record(scope, "area.made", made, area_id=made.pk, fields=("name",))
    return made


@transaction.atomic
def set_council(*, scope: Scope, area_id: int, code: str) -> LocalArea:
    """Say which council an area has, by its ONS code, or that nobody says it (empty)."""
    scope.need(RIGHT, area_id)
    area = LocalArea.objects.select_for_update().get(pk=area_id)
    if area.council_code == code:
        return area
    if code and code not in councils():
        raise UserError(
            "no_such_council", "There is no such council.", "council", "Choose one from the list."
        )
    area.council_code = code
    area.save(update_fields=["council_code"])
    record(scope, "area.council_set", area, area_id=area.pk, fields=("council_code",))
    return area
