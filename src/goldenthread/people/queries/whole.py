"""All that is kept about one child, in one query: what the page of the record shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef

from goldenthread.access.scope import Scope
from goldenthread.people.models import (
    CapacityNote,
    CarerLink,
    Consent,
    Need,
    NetworkMember,
    Person,
    Protection,
    SettingStay,
)
from goldenthread.people.models.spans import Span
from goldenthread.people.queries.family import (
    Family,
    SiblingRow,
    family_from,
    pairs_of,
    points_of,
    siblings_from,
)
from goldenthread.people.queries.homes import homes_of
from goldenthread.people.queries.places import AddressRow, StayRow, addresses_of, stays_of
from goldenthread.people.queries.rights import (
    CapacityRow,
    ConsentRow,
    capacity_of,
    consents_of,
    family_rights,
    letters_go_to,
    rights_holder,
)
from goldenthread.people.queries.support import NeedRow, NetworkRow, needs_of, network_of
from goldenthread.people.queries.together import Wanted, together
from goldenthread.people.rules.rights import RightsHolder

_NAMES = ("legal_forenames", "legal_surname", "used_forename", "used_surname")
_CARER = ("title", "forename", "surname")
S = TypeVar("S", bound=Span)


@dataclass(frozen=True)
class Whole:
    """What is kept about a child, as far as the scope may see it.

    `hidden` is what is protected from the scope, `protected` what is from anybody. `posts` are those of its network,
    `organisations` those where it learns today: by these some read the record. `also` holds what else was asked for.
    """

    addresses: list[AddressRow]
    stays: list[StayRow]
    needs: list[NeedRow]
    network: list[NetworkRow]
    family: Family
    siblings: tuple[SiblingRow, ...]
    holder: RightsHolder
    consents: tuple[ConsentRow, ...]
    notes: tuple[CapacityRow, ...]
    letters: tuple[str, ...]
    hidden: frozenset[str]
    protected: frozenset[str]
    posts: frozenset[int]
    organisations: frozenset[int]
    also: Mapping[str, list[Any]]


def whole(scope: Scope, person: Person, today: date, *also: Wanted) -> Whole:
    """All that is kept about a child that the scope may see, in one query; `also` are rows of other rooms."""
    found = together(*_wanted(scope, person, today), *also)
    hidden = frozenset(row.what for row in found["protections"] if not row.shown)
    notes = capacity_of(person, today, read=_newest_first(found["notes"]))
    consents = consents_of(person, notes, today, read=_newest_first(found["consents"]))
    points = sorted(found["points"], key=lambda point: (not point.preferred, point.pk))
    family = family_from(_newest_first(found["links"]), points)
    rights = family_rights(person, consents, notes, today)
    network = _newest_first(found["network"])
    stays = _newest_first(found["stays"])
    return Whole(
        addresses=addresses_of(
            scope, person, hidden=hidden, rows=_newest_first(found["addresses"])
        ),
        stays=stays_of(scope, person, hidden=hidden, rows=stays),
        needs=needs_of(person, read=_newest_first(found["needs"])),
        network=network_of(scope, person, hidden=hidden, rows=network),
        family=family,
        siblings=siblings_from(sorted(found["siblings"], key=lambda pair: pair.pk), person),
        holder=rights_holder(person, today),
        consents=consents,
        notes=notes,
        letters=letters_go_to(person, family.current, rights, today),
        hidden=hidden,
        protected=frozenset(row.what for row in found["protections"]),
        posts=frozenset(row.post_id for row in _today(network, today) if row.post_id),
        organisations=frozenset(
            row.organisation_id for row in _today(stays, today) if row.organisation_id
        ),
        also={one.name: found[one.name] for one in also},
    )


def _wanted(scope: Scope, person: Person, today: date) -> tuple[Wanted, ...]:
    named = Protection.posts.through.objects.filter(
        protection=OuterRef("pk"), post__in=scope.post_ids
    )
    post = ("post__title", "post__contact", "post__organisation_id")
    organisation = ("post__organisation__name", "post__organisation__kind")
    carer = tuple(f"carer__{name}" for name in _CARER)
    return (
        Wanted("addresses", homes_of(scope, person), marks=("hidden",)),
        Wanted("stays", SettingStay.objects.filter(person=person), ("organisation__name",)),
        Wanted("needs", Need.objects.filter(person=person)),
        Wanted("network", NetworkMember.objects.filter(person=person), (*post, *organisation)),
        Wanted(
            "links",
            CarerLink.objects.filter(person=person),
            (*carer, "carer__language", "carer__needs", "carer__version"),
        ),
        Wanted("points", points_of(scope, person), ("verified_by__name",), ("hidden",)),
        Wanted(
            "siblings",
            pairs_of(scope, person),
            tuple(f"{side}__{name}" for side in ("first", "second") for name in _NAMES),
            ("seen",),
        ),
        Wanted("consents", Consent.objects.filter(person=person), carer),
        Wanted(
            "notes",
            CapacityNote.objects.filter(person=person),
            tuple(f"representative__{name}" for name in _CARER),
        ),
        Wanted(
            "protections",
            Protection.objects.on(today).filter(person=person).annotate(shown=Exists(named)),
            marks=("shown",),
        ),
    )


def _newest_first(rows: Iterable[S]) -> list[S]:
    """As the tables are ordered: by their first day, the latest first, those without one last."""
    return sorted(rows, key=lambda row: (row.starts_on or date.min, row.pk), reverse=True)


def _today(rows: Iterable[S], today: date) -> list[S]:
    return [
        row
        for row in rows
        if (row.starts_on or today) <= today and (row.ends_on is None or row.ends_on >= today)
    ]
