"""What every action on a child's record does first: take the row, check the right, check what may be seen."""

from __future__ import annotations

from datetime import date

from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.people.models import Person
from goldenthread.people.protection import hidden_from
from goldenthread.people.rules.codes import codes, words_of

EDIT = "person.edit"


def person_to_change(scope: Scope, person_id: int) -> Person:
    """The child with the row locked, so that changes of one record come one after the other.

    UserError where there is none that the scope may see; NotAllowed where it may not be changed.
    """
    visible = Person.objects.visible_to(scope).filter(pk=person_id).values("pk")
    rows = Person.objects.select_for_update(of=("self",)).select_related("area")
    person = rows.filter(pk__in=visible).first()
    if person is None:
        raise UserError("no_such_record", "There is no such record.")
    scope.need(EDIT, person.area_id)
    if person.merged_into_id is not None:
        raise UserError(
            "record_merged",
            "This record was made one with another.",
            fix="Open the other one, and change it there.",
        )
    return person


def need_shown(scope: Scope, person: Person, what: str) -> None:
    """NotAllowed where `what` of the record is protected from the scope: nobody changes what they may not see."""
    if what in hidden_from(scope, [person.pk]).get(person.pk, ()):
        words = words_of("protection", what).lower()
        raise NotAllowed(
            f"On this record it is protected {words}.",
            "Ask one of the posts that may see it to make the change.",
        )


def need_code(name: str, code: str, where: str, *, needed: bool = True) -> None:
    """UserError unless `code` is one of that list; the empty one only where it is not `needed`."""
    if code in codes(name) or (not code and not needed):
        return
    raise UserError(
        "not_in_list", "That answer is not in the list.", where, "Choose one from the list."
    )


def need_days(person: Person, starts_on: date | None, ends_on: date | None) -> None:
    """UserError for days in the wrong order or before the child's birth."""
    if starts_on is not None and starts_on < person.born:
        raise UserError(
            "before_birth", "That day is before the date of birth.", "starts_on",
            "Check the day, or the date of birth on the record.",
        )  # fmt: skip
    if ends_on is not None and ends_on < (starts_on or person.born):
        raise UserError(
            "ends_before_start", "The last day is before the first.", "ends_on",
            "Check both days.",
        )  # fmt: skip
