"""Who may ask for an assessment from a child's record, and what became of the requests for a child."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery

from goldenthread.access.scope import Scope
from goldenthread.assessments.models import Request
from goldenthread.assessments.permissions import TAKE_IN, VIEW
from goldenthread.assessments.queries.inbox import day_of, due_of
from goldenthread.assessments.rules.inbox import is_late
from goldenthread.assessments.rules.rounds import DECISION
from goldenthread.assessments.rules.routes import by_of
from goldenthread.duties.models import Duty
from goldenthread.duties.rules.events import value_words
from goldenthread.people.free_words import WITHHELD
from goldenthread.people.models import Person
from goldenthread.people.permissions import OF_SETTING

STATE = Request.State
_MOST = 20


@dataclass(frozen=True, slots=True)
class OfChild:
    """One request on the page of a child's record.

    `open_to_staff`: the reader may open its page. `due`: by when the council decides, while it has not; `joined`: it
    came while another was open.
    """

    id: int
    reference: str
    by: str
    asker: str
    channel: str
    received_on: date
    state: str
    waits: bool
    joined: bool
    taken_in_on: date | None
    days: int | None
    late: bool
    due: date | None
    decided_on: date | None
    ended_on: date | None
    ended_why: str
    open_to_staff: bool


def child_of_setting(scope: Scope, person_id: int) -> Person | None:
    """A child whom the scope reads because the child learns at the setting of one of its posts. One query."""
    setting = scope.with_any({OF_SETTING})
    return (
        Person.objects.visible_to(setting)
        .kept()
        .select_related("area")
        .filter(pk=person_id)
        .first()
    )


def may_ask(scope: Scope, person: Person) -> bool:
    """Whether a setting's post asks from the record of this child: staff who take requests in enter them instead."""
    return scope.has(OF_SETTING, person.area_id) and person.died_on is None


def requests_of(scope: Scope, person: Person, *, hidden: bool) -> list[OfChild]:
    """The requests for a child, the newest first: for staff all, for a setting what its own posts made. One query.

    `hidden`: a part of the record is hidden from the scope, and so is why a request ended.
    """
    rows = Request.objects.sent().filter(
        Q(area__in=scope.areas_with(VIEW)) | Q(entered_post__in=scope.post_ids), person=person
    )
    duty = Duty.objects.filter(case=OuterRef("case"), rule=DECISION).order_by("-since")
    rows = rows.select_related("area__council_clock").annotate(
        duty_due=Subquery(duty.values("statutory_due")[:1]),
        duty_met=Subquery(duty.values("met_on")[:1]),
    )
    return list(_rows(scope, rows.order_by("-received_on", "-pk")[:_MOST], hidden=hidden))


def _rows(scope: Scope, requests: Iterable[Request], *, hidden: bool) -> Iterable[OfChild]:
    for asked in requests:
        staff = asked.area_id is not None and scope.has(VIEW, asked.area_id)
        taken = day_of(asked.taken_in_at) if asked.taken_in_at else None
        if asked.received_on is None:
            continue
        waits, met = asked.state == STATE.SENT, asked.duty_met  # type: ignore[attr-defined]
        due = due_of(asked) if waits else asked.duty_due  # type: ignore[attr-defined]
        why = WITHHELD if hidden and asked.ended_why else asked.ended_why
        ended = asked.state in (STATE.DECLINED, STATE.WITHDRAWN)
        yield OfChild(
            asked.pk, asked.reference, value_words("by", by_of(asked.route)), asked.asker_name,
            value_words("channel", asked.channel), asked.received_on, asked.get_state_display(), waits,
            asked.state == STATE.JOINED, taken, (taken - asked.received_on).days if taken else None,
            bool(taken and is_late(asked.received_on, taken)), None if ended or met else due, met,
            asked.ended_on, why if staff else "", staff,
        )  # fmt: skip


def may_enter(scope: Scope, area_id: int) -> bool:
    """Whether the scope writes down requests that came on paper or by telephone."""
    return scope.has(TAKE_IN, area_id)
