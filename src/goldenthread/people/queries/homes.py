"""A child's addresses as rows, with what each would tell of a brother or sister who is protected."""

from __future__ import annotations

from django.db.models import QuerySet

from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed
from goldenthread.people.models import Address, Person
from goldenthread.people.protection import address_hidden


def homes_of(scope: Scope, person: Person) -> QuerySet[Address]:
    """A child's addresses; each says whether it is `hidden` from the scope for the sake of a brother or sister."""
    return Address.objects.filter(person=person).annotate(hidden=address_hidden(scope))


def need_home_shown(home: Address) -> None:
    """NotAllowed for one of `homes_of` that would tell where a brother or sister lives, which is protected."""
    if home.hidden:  # type: ignore[attr-defined]  # annotated by homes_of
        raise NotAllowed(
            "This address is protected on the record of a brother or sister.",
            "Ask one of the posts that may see it there to make the change.",
        )
