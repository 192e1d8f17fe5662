"""A request that did not come by the public pages: one on paper or by telephone, and one that a SENCO makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.assessments.actions.keeping import STATE, post_of
from goldenthread.assessments.actions.taking_in import OWNER
from goldenthread.assessments.models import Request
from goldenthread.assessments.permissions import TAKE_IN
from goldenthread.assessments.queries.asking import child_of_setting, may_ask
from goldenthread.assessments.rules.routes import by_of, routes
from goldenthread.assessments.rules.safety import flag_of
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.core.months import day_words
from goldenthread.core.sent import key_of_content
from goldenthread.documents.uploads import Sending, keep_all
from goldenthread.duties.rules.events import value_words
from goldenthread.people.models import Person
from goldenthread.people.permissions import OF_SETTING
from goldenthread.statute.reading import vocabulary

ONLINE = "online"
Files = Sequence[tuple[str, bytes]]


@dataclass(frozen=True)
class Entered:
    """What was asked. `columns`: by the names of the table's columns, what was said of the asker and of the child.

    `answers`: by the names of the questions (rules/data/request_pages.yaml), what was written or said.
    """

    route: str
    channel: str
    received_on: date
    columns: Mapping[str, Any]
    answers: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def enter_request(
    *, scope: Scope, area_id: int, entered: Entered, sent_key: UUID, person_id: int | None = None,
    files: Files = (),
) -> Request:  # fmt: skip
    """Write down a request that reached the council on paper, by telephone or in person, on its true day of receipt.

    `person_id`: the child, where it is entered from a record; it is taken in all the same. Sent twice it is one.
    UserError for a day after today or before the child's birth, and for a file that is not taken.
    """
    scope.need(TAKE_IN, area_id)
    person = _person(scope, area_id, person_id)
    return _make(scope, area_id, entered, sent_key, person, files, post_of(scope, TAKE_IN, area_id))


@transaction.atomic
def ask_for_assessment(
    *, scope: Scope, person_id: int, post_id: int, entered: Entered, sent_key: UUID, files: Files = ()
) -> Request:  # fmt: skip
    """Ask the child's council for an assessment, from a pupil's record at the post's own setting. Received today."""
    person = child_of_setting(scope, person_id)
    if (
        person is None
        or not may_ask(scope, person)
        or (post_id not in scope.posts_with(OF_SETTING, person.area_id))
    ):
        raise NotAllowed("Only the setting where the child learns asks from the record.")
    return _make(scope, person.area_id, entered, sent_key, person, files, post_id)


def _make(
    scope: Scope, area_id: int, entered: Entered, sent_key: UUID, person: Person | None, files: Files,
    post_id: int | None,
) -> Request:  # fmt: skip
    columns, answers = dict(entered.columns), {k: v for k, v in entered.answers.items() if v}
    key = key_of_content(
        sent_key, area_id, person.pk if person else None, entered.route, entered.channel,
        entered.received_on, columns, answers,
    )  # fmt: skip
    there = Request.objects.filter(entered_by=scope.user_id, sent_key=key).first()
    if there is None:
        _check(entered, person.born if person else columns.get("child_born"))
        there = Request.objects.create(
            area_id=area_id, state=STATE.SENT, route=entered.route, channel=entered.channel,
            sent_at=clock.now(), received_on=entered.received_on, answers=answers, person=person,
            flag=flag_of(columns.get("worry", ""), answers.values()), entered_by_id=scope.user_id,
            entered_post_id=post_id, sent_key=key, **columns,
        )  # fmt: skip
        given = [name for name, value in columns.items() if value]
        record(scope, "request.entered", there, fields=["received_on", "channel", *given])
    if files:
        sent_by = there.asker_organisation or value_words("by", by_of(there.route))
        sending = Sending((OWNER, there.pk), area_id, sent_by, there.person_id)
        keep_all(scope=scope, sending=sending, files=files)
    return there


def _check(entered: Entered, born: date | None) -> None:
    if entered.route not in routes():
        raise UserError("not_in_list", "Say who asked.", "route", "Choose from the list.")
    if entered.channel not in vocabulary()["details"]["channel"]["values"]:
        raise UserError("not_in_list", "Say how it arrived.", "channel", "Choose from the list.")
    day = entered.received_on
    if day > clock.today():
        raise UserError("not_happened_yet", f"{day_words(day)} is after today.", "received_on")
    if born is not None and day < born:
        raise UserError(
            "before_birth", f"The child was born on {day_words(born)}, after {day_words(day)}.", "received_on",
            "Check both days.",
        )  # fmt: skip


def _person(scope: Scope, area_id: int, person_id: int | None) -> Person | None:
    if person_id is None:
        return None
    found = Person.objects.visible_to(scope).kept().filter(pk=person_id, area=area_id).first()
    if found is None:
        raise UserError("no_such_child", "There is no such child in this area.")
    return found
