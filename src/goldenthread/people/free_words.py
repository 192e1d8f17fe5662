"""What was written freely about a child may tell anything: who still reads it where part of the record is protected."""

from __future__ import annotations

from django.db.models import Q

from goldenthread.access.rules.roles import rolebook
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed
from goldenthread.organisations.models import Post, PostRole
from goldenthread.people.models import Protection
from goldenthread.people.protection import hidden_from

WITHHELD = "Withheld: a part of this child’s record is protected from your posts."
PROTECT = "person.protect"


def words_hidden(scope: Scope, person_id: int | None) -> bool:
    """Whether any part of a child's record is hidden from the scope, and with it all free words. One query at most."""
    return person_id is not None and bool(hidden_from(scope, [person_id]))


def need_words(scope: Scope, person_id: int) -> None:
    """NotAllowed for whom the words are hidden: nobody changes or decides what they cannot read. One query."""
    if words_hidden(scope, person_id):
        raise NotAllowed(
            "A part of this child’s record is protected from your posts, so what is written here is not shown to you.",
            "A post that the protection names does this. Whoever may protect records can name yours.",
        )


def readers_of(person_id: int | None, area_id: int | None, right: str) -> list[Post]:
    """The posts of an area with that right that read every word about a child; at most four queries.

    Words about somebody's safety must be read by somebody: where every post with the right is shut out, they are read
    by those of them that may protect records too, which could name themselves. `organisation` is read with each.
    """
    named = _named(person_id)
    posts = _carrying(area_id, right)
    if named is None:
        return posts
    mine = [one for one in posts if one.pk in named]
    if mine:
        return mine
    protecting = {one.pk for one in _carrying(area_id, PROTECT)}
    return [one for one in posts if one.pk in protecting]


def _carrying(area_id: int | None, right: str) -> list[Post]:
    roles = [name for name, role in rolebook().roles.items() if right in role.permissions]
    keys = PostRole.objects.filter(area=area_id, role__in=roles).values("post")
    there = Q(ended_on=None) | Q(ended_on__gte=clock.today())
    found = Post.objects.filter(there, pk__in=keys)
    return list(found.select_related("organisation").order_by("title", "pk"))


def _named(person_id: int | None) -> frozenset[int] | None:
    """The posts that every protection of today names; None where nothing is protected. One query."""
    if person_id is None:
        return None
    found: dict[int, set[int]] = {}
    rows = Protection.objects.on(clock.today()).filter(person=person_id)
    for key, post_id in rows.values_list("pk", "posts"):
        found.setdefault(key, set()).update({post_id} - {None})
    return frozenset.intersection(*map(frozenset, found.values())) if found else None
