"""What a family agreed to, and whether a young person can take a decision."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.people.actions.family_links import look_anew
from goldenthread.people.actions.keeping import need_days, person_to_change
from goldenthread.people.models import CapacityNote, Consent, Person
from goldenthread.people.queries.choices import carers_on
from goldenthread.people.queries.givers import givers_of
from goldenthread.people.queries.rights import rights_holder
from goldenthread.people.rules.purposes import purposes
from goldenthread.people.rules.recipients import Tie, silenced
from goldenthread.people.rules.rights import capacity_asked
from goldenthread.ui.filters import date_long

LONGEST = {"how": 200, "matter": 200, "judged_by": 300}
_ANSWER = Consent.Answer


@transaction.atomic
def answer_consent(
    *,
    scope: Scope,
    person_id: int,
    purpose: str,
    answer: str,
    carer_id: int | None,
    how: str,
    on: date,
    today: date,
) -> Consent:
    """Write down an answer for one purpose; it ends the one before. `carer_id` is None for the young person's own."""
    person = person_to_change(scope, person_id)
    asked = purposes().get(purpose)
    if asked is None:
        raise UserError("no_such_purpose", f"Choose one of: {', '.join(purposes())}.", "purpose")
    if answer not in _ANSWER.values:
        raise UserError("no_such_answer", f"Choose one of: {', '.join(_ANSWER.values)}.", "answer")
    said = _text(how, "how", "how it was given, such as by telephone or on a form")
    _need_day(on, today)
    before = (
        Consent.objects.select_for_update(of=("self",))
        .filter(person=person, purpose=purpose, ends_on=None)
        .first()
    )
    new = (answer, carer_id, said, on)
    if before is not None and new == (
        before.answer, before.carer_id, before.how, before.starts_on
    ):  # fmt: skip
        return before
    holder = rights_holder(person, on)
    if holder.who not in asked.given_by:
        raise UserError(
            "not_asked_yet", f"This is asked from {date_long(holder.passes_on)}.", "on",
            "Until then the parents hold the rights.",
        )  # fmt: skip
    if carer_id not in {giver.carer_id for giver in givers_of(person, on)}:
        raise UserError(
            "may_not_answer", f"On {date_long(on)} they could not answer this.", "by",
            holder.sentence,
        )  # fmt: skip
    _need_order(before, answer, on)
    if before is not None and before.starts_on is not None:
        before.ends_on = max(before.starts_on, on - timedelta(days=1))
        before.save()
    made = Consent.objects.create(
        person=person, purpose=purpose, answer=answer, carer_id=carer_id, how=said, starts_on=on,
        written_by_id=scope.user_id,
    )  # fmt: skip
    record(scope, "consent.answered", person, fields=("purpose", "answer", "carer", "how"))
    look_anew(scope, person.pk)
    return made


@transaction.atomic
def note_capacity(
    *,
    scope: Scope,
    person_id: int,
    matter: str,
    has_capacity: bool,
    judged_by: str,
    representative_id: int | None,
    on: date,
    today: date,
    covers_case: bool = False,
) -> CapacityNote:
    """Write down whether a young person can take one decision, and who takes it if they cannot.

    `covers_case`: the judgement is about all decisions of the EHC case; only then does who stands in get its letters.
    """
    person = person_to_change(scope, person_id)
    what = _text(matter, "matter", "which decision this is about")
    who = _text(judged_by, "judged_by", "who judged it, and how")
    _need_day(on, today)
    if not capacity_asked(person.born, on):
        raise UserError(
            "too_young", "The parents decide for a child of this age.", "on",
            "Capacity is judged from the 16th birthday (Mental Capacity Act 2005, s.2).",
        )  # fmt: skip
    _need_representative(person, representative_id, on, has_capacity=has_capacity)
    values = {
        "matter": what, "has_capacity": has_capacity, "judged_by": who,
        "representative_id": representative_id, "starts_on": on, "covers_case": covers_case,
    }  # fmt: skip
    found = CapacityNote.objects.filter(person=person, ends_on=None, **values).first()
    if found is not None:
        return found
    made = CapacityNote.objects.create(person=person, written_by_id=scope.user_id, **values)
    record(
        scope, "capacity.noted", person,
        fields=("matter", "has_capacity", "judged_by", "representative", "covers_case"),
    )  # fmt: skip
    look_anew(scope, person.pk)
    return made


@transaction.atomic
def end_capacity(*, scope: Scope, person_id: int, note_id: int, ends_on: date) -> CapacityNote:
    """Say until when a note held, such as after a new judgement."""
    person = person_to_change(scope, person_id)
    note = CapacityNote.objects.filter(person=person, pk=note_id).first()
    if note is None:
        raise UserError("no_such_note", "There is no such note on this record.")
    if note.ends_on == ends_on:
        return note
    if note.ends_on is not None:
        raise UserError("ended_already", "Somebody has ended this already.", "ends_on")
    need_days(person, note.starts_on, ends_on)
    note.ends_on = ends_on
    note.save()
    record(scope, "capacity.ended", person, fields=("ends_on",))
    look_anew(scope, person.pk)
    return note


def _need_order(before: Consent | None, answer: str, on: date) -> None:
    if answer == _ANSWER.WITHDRAWN and (before is None or before.answer != _ANSWER.GIVEN):
        raise UserError(
            "nothing_to_withdraw", "Nothing was agreed to that could be withdrawn.", "answer",
            "If they do not agree, choose ‘Refused’.",
        )  # fmt: skip
    if before is not None and before.starts_on is not None and on < before.starts_on:
        raise UserError(
            "later_answer", f"There is an answer of {date_long(before.starts_on)}, which is later.",
            "on", "Check the day.",
        )  # fmt: skip


def _need_representative(
    person: Person, carer_id: int | None, on: date, *, has_capacity: bool
) -> None:
    if carer_id is None:
        return
    if has_capacity:
        raise UserError(
            "decides_alone", "Somebody who can decide needs nobody to stand in.", "representative",
            "Choose nobody, or say that they cannot take this decision.",
        )  # fmt: skip
    links = [link for link in carers_on(person, on) if link.carer_id == carer_id]
    if not links or any(silenced(Tie(carer_id, link.restriction)) for link in links):
        raise UserError(
            "no_such_representative", "They can stand in for nobody: they are no carer, or may be told nothing.",
            "representative", "Choose from the list.",
        )  # fmt: skip


def _need_day(on: date, today: date) -> None:
    if on > today:
        raise UserError("in_the_future", "That day has not come yet.", "on", "Check the day.")


def _text(text: str, where: str, what: str) -> str:
    said = " ".join(text.split())
    if not said or len(said) > LONGEST[where]:
        raise UserError(
            "text_missing", f"Say {what}, in {LONGEST[where]} characters or fewer.", where
        )
    return said
