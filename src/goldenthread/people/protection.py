"""What of a record is hidden from whom: everything that shows an address, a setting or a contact asks here first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Q

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.people.models import CarerLink, Protection

ADDRESS, SETTING, CONTACT = "address", "setting", "contact"


def hidden_from(scope: Scope, person_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """For each child, what is protected today and shown to none of the scope's posts. One query.

    Children of whom nothing is hidden are left out. An opening in an emergency does not lift a protection.
    """
    found: dict[int, set[str]] = defaultdict(set)
    for person_id, what, posts in _protected(person_ids):
        if not scope.post_ids & posts:
            found[person_id].add(what)
    return {person_id: frozenset(names) for person_id, names in found.items()}


def protected(person_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """For each child, what is protected today from anybody: it leaves by no letter, copy, list, search or feed."""
    found: dict[int, set[str]] = defaultdict(set)
    for person_id, what, _ in _protected(person_ids):
        found[person_id].add(what)
    return {person_id: frozenset(names) for person_id, names in found.items()}


def contact_hidden(scope: Scope) -> Exists:
    """For a query of contact points: whether each is hidden from the scope, as `hidden_from` would say it.

    One grown-up has one number: it is hidden where the contact of any of their children of today is.
    """
    today = clock.today()
    named = Protection.posts.through.objects.filter(
        protection=OuterRef("pk"), post__in=scope.post_ids
    )
    of_carer = CarerLink.objects.on(today).filter(
        person=OuterRef("person"), carer=OuterRef(OuterRef("carer"))
    )
    mine = Q(person=OuterRef("person")) | Exists(of_carer)
    return Exists(Protection.objects.on(today).filter(mine, ~Exists(named), what=CONTACT))


def _protected(person_ids: Collection[int]) -> Iterable[tuple[int, str, frozenset[int]]]:
    rows = (
        Protection.objects.on(clock.today())
        .filter(person__in=person_ids)
        .values_list("pk", "person_id", "what", "posts")
    )
    posts: dict[tuple[int, int, str], set[int]] = defaultdict(set)
    for key, person_id, what, post_id in rows:
        posts[key, person_id, what] |= {post_id} - {None}
    return [(person_id, what, frozenset(ids)) for (_, person_id, what), ids in posts.items()]
