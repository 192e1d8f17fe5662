"""What of a record is hidden from whom: everything that shows an address, a setting or a contact asks here first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.people.models import Address, CarerLink, Protection, Sibling

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


def protections_of(person_id: int) -> tuple[tuple[str, frozenset[int]], ...]:
    """What of one child is protected today, each with the posts that see it. One query."""
    return tuple((what, posts) for _, what, posts in _protected([person_id]))


def address_hidden(scope: Scope) -> Exists:
    """For a query of addresses: whether each is one of a brother's or sister's whose address is hidden from the scope.

    The same postcode, or the same lines, would give it away on the record that is not protected.
    """
    child, other = OuterRef(OuterRef("person")), OuterRef("person")
    pairs = Sibling.objects.filter(Q(first=child, second=other) | Q(first=other, second=child))
    one_postcode = Q(postcode=OuterRef(OuterRef("postcode"))) & ~Q(postcode="")
    one_place = Address.objects.filter(
        one_postcode | Q(lines__iexact=OuterRef(OuterRef("lines"))), person=other
    )
    return Exists(
        Protection.objects.on(clock.today()).filter(
            Exists(pairs), Exists(one_place), ~Exists(_naming(scope)), what=ADDRESS
        )
    )


def _naming(scope: Scope) -> QuerySet[Any]:
    """For a query of protections: the posts of the scope that each names."""
    return Protection.posts.through.objects.filter(
        protection=OuterRef("pk"), post__in=scope.post_ids
    )


def contact_hidden(scope: Scope) -> Exists:
    """For a query of contact points: whether each is hidden from the scope, as `hidden_from` would say it.

    One grown-up has one number: it is hidden where the contact of any child is whose carer they are or were.
    """
    today = clock.today()
    of_carer = CarerLink.objects.filter(
        person=OuterRef("person"), carer=OuterRef(OuterRef("carer"))
    )
    mine = Q(person=OuterRef("person")) | Exists(of_carer)
    return Exists(Protection.objects.on(today).filter(mine, ~Exists(_naming(scope)), what=CONTACT))


def contact_of_carer_hidden(scope: Scope, carer_id: int) -> bool:
    """Whether the contact of any child whose carer this is or was is hidden from the scope. Two queries."""
    children = CarerLink.objects.filter(carer=carer_id).values_list("person", flat=True)
    return any(CONTACT in names for names in hidden_from(scope, list(children)).values())


def post_of_carer_hidden(scope: Scope, carer_id: int) -> bool:
    """Whether where a carer gets post is hidden from the scope: where the contact of any child whose carer this is or
    was is, or the address, which may be theirs too. Two queries.
    """
    children = CarerLink.objects.filter(carer=carer_id).values_list("person", flat=True)
    found = hidden_from(scope, list(children)).values()
    return any({CONTACT, ADDRESS} & names for names in found)


def post_hidden(scope: Scope) -> Exists:
    """For a query of carers' links: whether where that carer gets post is hidden, as `post_of_carer_hidden` says it."""
    of_carer = CarerLink.objects.filter(
        person=OuterRef("person"), carer=OuterRef(OuterRef("carer"))
    )
    return Exists(
        Protection.objects.on(clock.today()).filter(
            Exists(of_carer), ~Exists(_naming(scope)), what__in=(CONTACT, ADDRESS)
        )
    )


def posts_hidden(scope: Scope, carer_ids: Collection[int]) -> frozenset[int]:
    """Those of the carers of whom it is hidden from the scope where they get post. One query."""
    links = CarerLink.objects.filter(post_hidden(scope), carer__in=carer_ids)
    return frozenset(links.values_list("carer_id", flat=True))


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
