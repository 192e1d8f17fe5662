"""A carer, and a way to reach somebody, as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from goldenthread.people.models import Carer, CarerLink, ContactPoint, Person
from goldenthread.people.rules.codes import words_of
from goldenthread.people.rules.recipients import Tie
from goldenthread.ui.filters import date_long

NO_RESTRICTION = "none"


@dataclass(frozen=True)
class ContactRow:
    """A number or an address. `verified` says when, how and by whom it was checked; empty while it was not."""

    id: int
    carer_id: int | None
    kind: str
    value: str
    preferred: bool
    verified: str


@dataclass(frozen=True)
class CarerRow:
    """A carer of the child, with the codes' words. `contacts_hidden`: there are some, protected from the scope.

    `order_over`: the last day of what the restriction rests on has passed. The restriction holds all the same.
    """

    link_id: int
    carer_id: int
    name: str
    relation: str
    responsibility: str
    lives_with: bool
    shared_care: str
    gets_letters: bool
    restriction: str
    restriction_words: str
    basis: str
    restricted_from: date | None
    restricted_until: date | None
    starts_on: date | None
    ends_on: date | None
    language: str
    needs: str
    version: int
    contacts: tuple[ContactRow, ...]
    contacts_hidden: bool
    holds: bool
    order_over: bool

    @property
    def restricted(self) -> bool:
        return self.restriction != NO_RESTRICTION

    @property
    def tie(self) -> Tie:
        """What `rules.recipients` asks for."""
        return Tie(self.carer_id, self.restriction, self.gets_letters, self.starts_on, self.ends_on)


def contact_row(point: ContactPoint) -> ContactRow:
    """A contact point in words; whoever calls has seen that it is not hidden."""
    verified = ""
    if point.verified_on is not None:
        by = f", by {point.verified_by.name}" if point.verified_by else ""
        verified = f"{date_long(point.verified_on)}: {point.verified_how}{by}"
    return ContactRow(
        point.pk, point.carer_id, words_of("contact_kind", point.kind), point.value,
        point.preferred, verified,
    )  # fmt: skip


def carer_row(
    link: CarerLink, contacts: tuple[ContactRow, ...], contacts_hidden: bool, today: date
) -> CarerRow:
    """A carer in words, as they stand on `today`."""
    carer = link.carer
    tie = Tie(carer.pk, starts_on=link.starts_on, ends_on=link.ends_on)
    return CarerRow(
        link_id=link.pk,
        carer_id=carer.pk,
        name=carer.called,
        relation=words_of("relation", link.relation),
        responsibility=words_of("parental_responsibility", link.parental_responsibility),
        lives_with=link.lives_with,
        shared_care=link.shared_care,
        gets_letters=link.gets_letters,
        restriction=link.restriction,
        restriction_words=words_of("restriction", link.restriction),
        basis=link.basis,
        restricted_from=link.restricted_from,
        restricted_until=link.restricted_until,
        starts_on=link.starts_on,
        ends_on=link.ends_on,
        language=carer.language,
        needs=carer.needs,
        version=carer.version,
        contacts=contacts,
        contacts_hidden=contacts_hidden,
        holds=tie.holds(today),
        order_over=link.restricted_until is not None and link.restricted_until < today,
    )


def restricted_before(person: Person, carer: Carer) -> str:
    """The restriction, if any, of when this grown-up, or one of the same name, last was a carer of the child."""
    same = Q(carer__forename__iexact=carer.forename, carer__surname__iexact=carer.surname)
    links = CarerLink.objects.filter(same | Q(carer=carer), person=person).order_by("-pk")
    last = links.values_list("restriction", flat=True).first()
    return "" if last in (None, NO_RESTRICTION) else str(last)


def other_children(carer_id: int | None, person: Person) -> list[Person]:
    """The other children whose carer this is or was: what is said of a grown-up is said on all of their records."""
    if carer_id is None:
        return []
    found = Person.objects.kept().filter(carerlink__carer=carer_id).exclude(pk=person.pk)
    return list(found.distinct().order_by("pk"))
