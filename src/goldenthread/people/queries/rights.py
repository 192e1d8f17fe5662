"""Who decides for a child, what was agreed to, what is protected, and to whom letters go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goldenthread.access.scope import Scope
from goldenthread.people.models import CapacityNote, Consent, Person
from goldenthread.people.queries.family import CarerRow, ties_of
from goldenthread.people.queries.protections import ProtectionRow, protections_of
from goldenthread.people.rules import rights
from goldenthread.people.rules.purposes import (
    PARENT_ACCESS,
    WORDS,
    Answer,
    Purpose,
    Standing,
    purposes,
    standing,
)
from goldenthread.people.rules.recipients import letters_to
from goldenthread.people.rules.rights import FamilyRights, RightsHolder

YOUNG_PERSON = "The young person"


@dataclass(frozen=True)
class GivenRow:
    """One answer of the history: what, by whom, how, from when to when."""

    answer: str
    by: str
    how: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True)
class ConsentRow:
    """One purpose, how it stands today, and every answer, the newest first."""

    purpose: Purpose
    standing: Standing
    words: str
    history: tuple[GivenRow, ...]

    @property
    def given(self) -> bool:
        """Whether what the purpose says may happen. Everything but an agreement that stands is a no."""
        return self.standing is Standing.GIVEN

    @property
    def parents_off(self) -> bool:
        """Whether this keeps parents from being told: the young person holds the rights and has not agreed to it."""
        asked = self.purpose.code == PARENT_ACCESS and self.standing is not Standing.NOT_YET
        return asked and not self.given


@dataclass(frozen=True)
class CapacityRow:
    """Whether the young person can take one decision, who judged it, and who takes it if they cannot."""

    id: int
    matter: str
    has_capacity: bool
    judged_by: str
    representative_id: int | None
    representative: str
    starts_on: date | None
    ends_on: date | None
    holds: bool
    covers_case: bool

    @property
    def hands_over(self) -> bool:
        """Whether somebody else takes all decisions of the case today."""
        return self.holds and self.covers_case and not self.has_capacity


@dataclass(frozen=True)
class PersonRights:
    """All of it for one child; `family` is what `rules.recipients` asks for."""

    holder: RightsHolder
    consents: tuple[ConsentRow, ...]
    notes: tuple[CapacityRow, ...]
    protections: tuple[ProtectionRow, ...]
    family: FamilyRights


def rights_of(scope: Scope, person: Person, today: date) -> PersonRights:
    """Who decides, what was agreed to, what is protected: three queries."""
    notes = capacity_of(person, today)
    consents = consents_of(person, notes, today)
    return PersonRights(
        holder=rights_holder(person, today),
        consents=consents,
        notes=notes,
        protections=protections_of(scope, person, today),
        family=family_rights(person, consents, notes, today),
    )


def rights_holder(person: Person, today: date) -> RightsHolder:
    """Whether the parents or the young person hold the rights, with the sentence and the law. No query."""
    return rights.rights_holder(person.born, today)


def capacity_of(
    person: Person, today: date, *, read: Iterable[CapacityNote] | None = None
) -> tuple[CapacityRow, ...]:
    """Every note on a decision, the newest first. One query; whoever calls has the right to the record.

    `read`: the notes, where they were read already (`queries.whole`); then there is no query.
    """
    notes = CapacityNote.objects.filter(person=person).select_related("representative")
    return tuple(_note(note, today) for note in (notes if read is None else read))


def consents_of(
    person: Person,
    notes: Iterable[CapacityRow],
    today: date,
    *,
    read: Iterable[Consent] | None = None,
) -> tuple[ConsentRow, ...]:
    """Every purpose with its answers, in the order of the rules. One query; `notes` are those of `capacity_of`.

    `read` as there.
    """
    found = Consent.objects.filter(person=person).select_related("carer") if read is None else read
    rows = list(found)
    holder, standing_in = rights_holder(person, today).who, representatives(notes)
    return tuple(
        _consent(purpose, [row for row in rows if row.purpose == code], holder, standing_in)
        for code, purpose in purposes().items()
    )


def representatives(notes: Iterable[CapacityRow]) -> frozenset[int]:
    """The carers, by key, who take all decisions of the case today for a young person who cannot.

    A note on one decision makes nobody that (Mental Capacity Act 2005, s.2: capacity is a matter of each decision).
    """
    found = (note.representative_id for note in notes if note.hands_over)
    return frozenset(key for key in found if key is not None)


def family_rights(
    person: Person, consents: Iterable[ConsentRow], notes: Iterable[CapacityRow], today: date
) -> FamilyRights:
    """What `rules.recipients` asks for. No query."""
    notes = tuple(notes)
    if rights_holder(person, today).who == "parent":
        return FamilyRights(young_person=False, parents_told=True)
    # Where nobody is named for a young person who cannot decide, the parent stands in (CFA 2014, s.80; reg 64).
    parents_stand_in = any(note.hands_over and note.representative_id is None for note in notes)
    told = parents_stand_in or any(
        row.given for row in consents if row.purpose.code == PARENT_ACCESS
    )
    return FamilyRights(True, told, representatives(notes), parents_stand_in)


def letters_go_to(
    person: Person, carers: Iterable[CarerRow], family: FamilyRights, today: date
) -> tuple[str, ...]:
    """The names of those to whom a letter about the child goes today, the young person's own first. No query.

    None of a child who has died: whom to write to then is for a person to decide.
    """
    if person.died_on is not None:
        return ()
    rows = tuple(carers)
    found = letters_to(ties_of(rows), today, family)
    names = {row.carer_id: row.name for row in rows}
    own = (person.called,) if found.young_person else ()
    return (*own, *(names[key] for key in found.carers))


def _note(note: CapacityNote, today: date) -> CapacityRow:
    begun = note.starts_on is None or note.starts_on <= today
    return CapacityRow(
        note.pk, note.matter, note.has_capacity, note.judged_by, note.representative_id,
        note.representative.called if note.representative else "",
        note.starts_on, note.ends_on,
        begun and (note.ends_on is None or note.ends_on >= today), note.covers_case,
    )  # fmt: skip


def _consent(
    purpose: Purpose, rows: list[Consent], holder: rights.Who, standing_in: frozenset[int]
) -> ConsentRow:
    newest = next((row for row in rows if row.ends_on is None), None)
    answer = Answer(newest.answer, newest.carer_id) if newest else None
    stands = standing(purpose, answer, holder, standing_in)
    return ConsentRow(purpose, stands, WORDS[stands], tuple(_given(row) for row in rows))


def _given(row: Consent) -> GivenRow:
    by = row.carer.called if row.carer else YOUNG_PERSON
    return GivenRow(row.get_answer_display(), by, row.how, row.starts_on, row.ends_on)
