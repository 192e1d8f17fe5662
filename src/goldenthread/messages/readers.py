"""What is known of a child's family on a day, as far as letters must obey it: who gets them, where, and in which words.

What is said here of protected things reaches no page: callers compare words with it, and show only what kind it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from goldenthread.messages.rules.envelopes import Envelope, Homes, to_carer, to_young_person
from goldenthread.messages.rules.withheld import (
    What,
    Withheld,
    address_texts,
    any_name_texts,
    contact_texts,
    name_texts,
    street_names,
    told_by,
    without,
)
from goldenthread.people.models import Address, Carer, CarerLink, ContactPoint, Person, SettingStay
from goldenthread.people.protection import ADDRESS, CONTACT, SETTING
from goldenthread.people.queries.places import stay_name
from goldenthread.people.rules.postcodes import shown
from goldenthread.people.rules.recipients import (
    Recipients,
    Tie,
    letters_to,
    may_be_named_to,
    may_be_told,
    may_know_place,
    silenced,
)
from goldenthread.people.rules.rights import FamilyRights


@dataclass(frozen=True)
class FamilyNow:
    """What is known today of a child's family, as far as letters must obey it."""

    person: Person
    day: date
    ties: tuple[Tie, ...]
    rights: FamilyRights
    links: tuple[CarerLink, ...]
    points: tuple[ContactPoint, ...]
    addresses: tuple[Address, ...]
    stays: tuple[SettingStay, ...]
    protected: frozenset[str]

    @property
    def recipients(self) -> Recipients:
        """To whom a letter goes: of a child who has died to nobody, which is for a person to decide."""
        if self.person.died_on is not None:
            return Recipients(False, ())
        return letters_to(self.ties, self.day, self.rights)

    @property
    def carers(self) -> dict[int, Carer]:
        """Everybody who is or was a carer of the child, by key."""
        return {link.carer_id: link.carer for link in self.links}

    def told(self, carer_id: int | None) -> bool:
        """Whether that carer, or the young person where there is none, may get a letter today."""
        if self.person.died_on is not None:
            return False
        if carer_id is None:
            return self.rights.young_person
        return may_be_told(carer_id, self.ties, self.day, self.rights)

    def knows_place(self, carer_id: int | None) -> bool:
        """Whether the reader may learn where the child lives and learns; nobody but a carer is asked."""
        return carer_id is None or may_know_place(carer_id, self.ties, self.day, self.rights)

    def envelope(self, carer_id: int | None) -> Envelope:
        """The envelope for that carer, or for the young person."""
        if carer_id is None:
            return to_young_person(self._homes)
        own = self.carers[carer_id].postal_address
        lives_with = any(
            link.lives_with
            for link in self.links
            if link.carer_id == carer_id and self._holds(link)
        )
        told = told_by(own, self._places(ADDRESS in self.protected))
        hidden = bool(told) or (bool(own) and carer_id in self._posts_hidden)
        return to_carer(own, self._homes, lives_with=lives_with, withheld=hidden)

    def named_to(self, reader: int | None, others: Iterable[int]) -> tuple[str, ...]:
        """The names of those of `others` who may be named to the reader, the young person where there is none."""
        return tuple(
            self.carers[key].called
            for key in others
            if key != reader and self.told(key) and self._nameable(key, reader)
        )

    def withheld(self, carer_id: int | None) -> tuple[Withheld, ...]:
        """What may not stand in the copy of that carer. None: the young person, a post, or another body."""
        place = self.knows_place(carer_id)
        unnamed = {key for key in self.carers if not self._nameable(key, carer_id)}
        found = [
            *self._places(not place or ADDRESS in self.protected),
            *self._settings(not place or SETTING in self.protected),
            *self._contacts(carer_id, everything=not place),
            *(one for key in self._posts_hidden - {carer_id} for one in self._post_of(key)),
            *(one for key in unnamed for one in self._all_of(key)),
        ]
        named = (self.carers[key] for key in self.carers if key not in unnamed)
        allowed = [text for one in named for text in _names(one)]
        return without(found, [*allowed, *_child_names(self.person)])

    def doubtful_names(self, reader: int | None) -> tuple[str, ...]:
        """First and last names of those who may not be named to the reader, which nobody else of the family bears, and
        streets that are withheld: each may be somebody or something else.
        """
        child, nameable = self.person, {key for key in self.carers if self._nameable(key, reader)}
        borne = {child.used_forename, child.legal_forenames, child.used_surname, child.legal_surname}  # fmt: skip
        borne |= {name for key in nameable for name in _parts(self.carers[key])}
        hidden = (name for key in self.carers if key not in nameable for name in _parts(self.carers[key]))  # fmt: skip
        streets = street_names(self.withheld(reader))
        return tuple(dict.fromkeys([*(name for name in hidden if name not in borne), *streets]))

    @property
    def _homes(self) -> Homes:
        rows = {row.kind: row for row in reversed(self.addresses) if self._holds(row)}
        told = {kind: f"{row.lines}\n{shown(row.postcode)}".strip() for kind, row in rows.items()}
        hidden = any(row.hidden for row in rows.values())  # type: ignore[attr-defined]  # annotated
        return Homes(
            told.get("home", ""), told.get("second_home", ""), told.get("letters", ""),
            ADDRESS in self.protected or hidden,
        )  # fmt: skip

    def _nameable(self, carer_id: int, reader: int | None) -> bool:
        if reader is not None:
            return may_be_named_to(carer_id, reader, self.ties, self.day, self.rights)
        held = [tie for tie in self.ties if tie.carer == carer_id]
        return not any(silenced(tie) for tie in held)

    def _places(self, everything: bool) -> Iterator[Withheld]:
        for row in self.addresses:
            if everything or row.hidden:  # type: ignore[attr-defined]  # annotated
                for text in address_texts(row.lines, row.postcode):
                    yield Withheld(text, What.ADDRESS)

    def _settings(self, everything: bool) -> Iterator[Withheld]:
        if everything:
            for row in self.stays:
                if row.organisation_id is not None or row.name:
                    yield Withheld(stay_name(row), What.SETTING)

    def _contacts(self, reader: int | None, *, everything: bool) -> Iterator[Withheld]:
        for point in self.points:
            own = reader is not None and point.carer_id == reader
            hidden = CONTACT in self.protected or point.hidden  # type: ignore[attr-defined]  # annotated
            if hidden or (everything and not own):
                yield from (Withheld(text, What.CONTACT) for text in contact_texts(point.value))

    def _all_of(self, carer_id: int) -> Iterator[Withheld]:
        """Everything by which a carer would be told: names, numbers, where they get post."""
        one = self.carers[carer_id]
        for text in any_name_texts(one.title, one.forename, one.surname):
            yield Withheld(text, What.CARER)
        for point in self.points:
            if point.carer_id == carer_id:
                yield from (Withheld(text, What.CONTACT) for text in contact_texts(point.value))
        yield from self._post_of(carer_id)

    @property
    def _posts_hidden(self) -> frozenset[int]:
        """The carers of whom it is protected, on the record of any child of theirs, where they get post."""
        return frozenset(link.carer_id for link in self.links if link.post_hidden)  # type: ignore[attr-defined]  # annotated

    def _post_of(self, carer_id: int) -> Iterator[Withheld]:
        for text in address_texts(self.carers[carer_id].postal_address, ""):
            yield Withheld(text, What.ADDRESS)

    def _holds(self, row: CarerLink | Address) -> bool:
        begun = row.starts_on is None or row.starts_on <= self.day
        return begun and (row.ends_on is None or row.ends_on >= self.day)


def _names(carer: Carer) -> Iterable[str]:
    return (carer.called, *name_texts(carer.title, carer.forename, carer.surname))


def _parts(carer: Carer) -> Iterable[str]:
    return (carer.forename, carer.surname)


def _child_names(person: Person) -> Iterable[str]:
    legal = name_texts("", person.legal_forenames, person.legal_surname)
    return (person.called, *legal, *name_texts("", person.used_forename, person.used_surname))
