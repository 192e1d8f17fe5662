"""Adding a child's record, and changing what identifies the child."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import date
from uuid import UUID

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.core.sent import key_of_content
from goldenthread.organisations.models import LocalArea
from goldenthread.people.actions.family_links import look_anew
from goldenthread.people.facts import facts_changed
from goldenthread.people.models import NotSame, Person
from goldenthread.people.name_keys import rewrite
from goldenthread.people.queries.searching import possible_twins
from goldenthread.people.rules.identity import STORED, Identity, Wrong, checked

_ONE_EACH = {"upn": "UPN", "uln": "ULN", "nhs_number": "NHS number"}


class WrongIdentity(UserError):
    """What was given cannot be right; `problems` says where."""

    def __init__(self, problems: list[Wrong]) -> None:
        first = problems[0]
        super().__init__("wrong_identity", first.message, first.field, first.fix or None)
        self.problems = problems


class AlreadyKnown(UserError):
    """Another record of the area has this number. `person` is that one."""

    def __init__(self, person: Person, field: str) -> None:
        super().__init__(
            "already_known",
            f"{person.reference} has this {_ONE_EACH[field]} already.",
            field,
            "Open that record, or correct the number.",
        )
        self.person = person


class MayBeKnown(UserError):
    """`twins` may be the same child, and nobody has said that they are not."""

    def __init__(self, twins: list[Person]) -> None:
        super().__init__(
            "may_be_known",
            "There may be a record of this child already.",
            "another_child",
            "Look at what was found, or say that it is another child.",
        )
        self.twins = twins


@transaction.atomic
def add_person(
    *,
    scope: Scope,
    area_id: int,
    identity: Identity,
    sent_key: UUID,
    today: date,
    others: Collection[int] = (),
) -> Person:
    """Open a record for a child in an area. `others` are children of whom somebody said that they are not this one.

    That is remembered of those that look like it.

    `sent_key` is the form's own: the same child makes no second record. WrongIdentity, AlreadyKnown, MayBeKnown, or
    NotAllowed without the right.
    """
    scope.need("person.edit", area_id)
    # Records are opened one at a time in an area, so that no number is given to two.
    area = LocalArea.objects.select_for_update().get(pk=area_id)
    key = key_of_content(sent_key, asdict(identity))
    before = Person.objects.filter(area=area, made_by=scope.user_id, sent_key=key).first()
    if before is not None:
        return before
    tidy = _checked(identity, today)
    _refuse_known(area_id, tidy)
    twins = possible_twins(
        scope,
        area_id,
        surnames=[tidy.legal_surname, tidy.used_surname],
        born=tidy.born,
        numbers=list(filter(None, (tidy.upn, tidy.former_upn))),
    )
    if any(twin.pk not in others for twin in twins):
        raise MayBeKnown(twins)
    person = Person.objects.create(
        area=area, made_by_id=scope.user_id, sent_key=key, **_stored(tidy)
    )
    rewrite(person)
    # Newer than they, so that it stands second.
    NotSame.objects.bulk_create(
        NotSame(first=twin, second=person, said_by_id=scope.user_id) for twin in twins
    )
    given = [name for name, value in _stored(tidy).items() if value]
    record(scope, "person.added", person, fields=given)
    return person


@transaction.atomic
def change_person(
    *, scope: Scope, person_id: int, version: int, identity: Identity, today: date
) -> Person:
    """Change what identifies a child. WrongIdentity, AlreadyKnown, `changed_meanwhile`, or NotAllowed."""
    area_id = _area_of(scope, person_id)
    scope.need("person.edit", area_id)
    LocalArea.objects.select_for_update().get(pk=area_id)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
    if person.merged_into_id is not None:
        raise UserError(
            "merged", f"This record is now part of P-{person.merged_into_id}.", fix="Change that one."
        )  # fmt: skip
    # A date of birth that stands is not doubted again when something else is changed.
    known = replace(identity, older=identity.older or identity.born == person.born)
    tidy = _checked(known, today)
    _refuse_known(area_id, tidy, but=person.pk)
    changed = [name for name, value in _stored(tidy).items() if getattr(person, name) != value]
    if person.version != version:
        if not changed:
            # The same form sent twice: it is so already.
            return person
        raise changed_meanwhile(scope, person, "this record")
    if not changed:
        raise UserError("nothing_changed", "Nothing is different from before.")
    for name in changed:
        setattr(person, name, getattr(tidy, name))
    person.version += 1
    person.save(update_fields=[*changed, "version"])
    rewrite(person)
    record(scope, "person.changed", person, fields=changed)
    look_anew(scope, person.pk)
    if not {"born", "died_on"}.isdisjoint(changed):
        facts_changed(scope, person.pk)
    return person


def _area_of(scope: Scope, person_id: int) -> int:
    found = Person.objects.visible_to(scope).filter(pk=person_id).values_list("area", flat=True)
    area_id = found.first()
    if area_id is None:
        raise UserError("no_such_person", "There is no such record.")
    return area_id


def _checked(identity: Identity, today: date) -> Identity:
    tidy, wrong = checked(identity, today)
    if wrong:
        raise WrongIdentity(wrong)
    return tidy


def _stored(identity: Identity) -> dict[str, str | date | None]:
    given = asdict(identity)
    return {name: given[name] for name in STORED}


def _refuse_known(area_id: int, identity: Identity, but: int | None = None) -> None:
    """AlreadyKnown where another record has one of the numbers. Who may add may read every record of the area."""
    for field in _ONE_EACH:
        number = getattr(identity, field)
        if number:
            same = Person.objects.kept().filter(area=area_id, **{field: number})
            other = next((one for one in same[:2] if one.pk != but), None)
            if other is not None:
                raise AlreadyKnown(other, field)
