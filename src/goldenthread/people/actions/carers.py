"""Who cares for a child: adding a carer, changing what is said of one, and ending it."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from uuid import UUID

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.core.sent import key_of_content
from goldenthread.people.actions.carer_facts import (
    CarerFacts,
    TieFacts,
    checked_name,
    checked_tie,
)
from goldenthread.people.actions.family_links import look_anew
from goldenthread.people.actions.keeping import need_days, person_to_change
from goldenthread.people.models import Carer, CarerLink, Person
from goldenthread.people.protection import post_of_carer_hidden
from goldenthread.people.queries.carers import NO_RESTRICTION, other_children, restricted_before
from goldenthread.people.queries.choices import carers_of_siblings
from goldenthread.people.rules.codes import words_of


@transaction.atomic
def add_carer(
    *, scope: Scope, person_id: int, who: CarerFacts | int, tie: TieFacts, sent_key: UUID
) -> CarerLink:
    """Put a carer on the record: a new one, or by key one of a brother or sister. Sent twice, it is one.

    Whoever was restricted here before is without a restriction only where `tie.basis` says why.
    """
    person = person_to_change(scope, person_id)
    told = who if isinstance(who, int) else asdict(who)
    key = key_of_content(sent_key, told, asdict(tie))
    sent = CarerLink.objects.filter(person=person, sent_key=key).first()
    if sent is not None:
        return sent
    checked = checked_tie(person, tie)
    carer = _known(scope, person, who) if isinstance(who, int) else _new(person, who)
    if checked.restriction == NO_RESTRICTION and (before := restricted_before(person, carer)):
        checked = replace(checked, basis=_why_no_more(tie, before))
    made = CarerLink.objects.create(
        person=person,
        carer=carer,
        sent_key=key,
        written_by_id=scope.user_id,
        **asdict(checked),
    )
    record(scope, "carer.added", person, fields=sorted(asdict(checked)))
    look_anew(scope, person.pk)
    return made


@transaction.atomic
def change_carer(
    *, scope: Scope, person_id: int, link_id: int, who: CarerFacts, tie: TieFacts, version: int
) -> CarerLink:
    """Change who a carer is, for all of their children, and what they are to this one."""
    person = person_to_change(scope, person_id)
    link = _link(person, link_id)
    carer = Carer.objects.select_for_update().get(pk=link.carer_id)
    told, tied = checked_name(who).columns, asdict(checked_tie(person, tie))
    if link.restriction == tied["restriction"] == NO_RESTRICTION:
        # Why somebody who was restricted once is so no more stays.
        tied["basis"] = link.basis
    changed = [name for name, value in told.items() if getattr(carer, name) != value]
    retied = [name for name, value in tied.items() if getattr(link, name) != value]
    if not changed and not retied:
        return link
    if carer.version != version:
        raise changed_meanwhile(scope, None, "what is said of this carer")
    if "postal_address" in changed and post_of_carer_hidden(scope, carer.pk):
        raise NotAllowed(
            "Where this carer gets post is protected.",
            "Ask one of the posts that may see it to make the change.",
        )
    for name in changed:
        setattr(carer, name, told[name])
    for name in retied:
        setattr(link, name, tied[name])
    carer.version += 1
    carer.save()
    link.save()
    record(scope, "carer.changed", person, fields=sorted([*changed, *retied]))
    look_anew(scope, person.pk)
    if changed:
        for other in other_children(carer.pk, person):
            record(scope, "carer.changed", other, fields=sorted(changed))
    return link


@transaction.atomic
def end_carer(*, scope: Scope, person_id: int, link_id: int, ends_on: date) -> CarerLink:
    """Say until when somebody was a carer of the child. From the next day they are told nothing."""
    person = person_to_change(scope, person_id)
    link = _link(person, link_id)
    if link.ends_on == ends_on:
        return link
    if link.ends_on is not None:
        raise UserError("ended_already", "Somebody has ended this already.", "ends_on")
    need_days(person, link.starts_on, ends_on)
    link.ends_on = ends_on
    link.save()
    record(scope, "carer.ended", person, fields=("ends_on",))
    look_anew(scope, person.pk)
    return link


def _link(person: Person, link_id: int) -> CarerLink:
    found = CarerLink.objects.filter(person=person, pk=link_id).first()
    if found is None:
        raise UserError("no_such_carer", "There is no such carer on this record.")
    return found


def _new(person: Person, who: CarerFacts) -> Carer:
    return Carer.objects.create(area=person.area, **checked_name(who).columns)


def _known(scope: Scope, person: Person, carer_id: int) -> Carer:
    """A carer of a brother or sister whose record the scope may see, who is none of this child yet."""
    if carer_id not in {choice.carer_id for choice in carers_of_siblings(scope, person)}:
        raise UserError(
            "no_such_carer", "That is no carer of a brother or sister, or already one of this child.",
            "who", "Choose from the list, or add somebody new.",
        )  # fmt: skip
    return Carer.objects.get(pk=carer_id)


def _why_no_more(tie: TieFacts, restriction: str) -> str:
    """Why somebody who was restricted is so no more: kept in the place of what a restriction rests on."""
    why = tie.basis.strip()
    if not why:
        words = words_of("restriction", restriction).lower()
        raise UserError(
            "was_restricted", f"On this record somebody of this name was restricted before: {words}.",
            "basis", "Choose the restriction above, or say here why there is none any more.",
        )  # fmt: skip
    return why
