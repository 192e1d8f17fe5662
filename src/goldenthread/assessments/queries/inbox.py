"""The inbox of requests: what was sent and is not taken in, its clock running already; what became of the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from goldenthread.access.scope import Scope
from goldenthread.assessments.models import Request
from goldenthread.assessments.permissions import VIEW
from goldenthread.assessments.queries.rounds import settings_of
from goldenthread.assessments.rules.inbox import is_late, read_by
from goldenthread.assessments.rules.rounds import decision_due, event_of
from goldenthread.assessments.rules.routes import by_of, routes
from goldenthread.core import clock
from goldenthread.duties.models import CouncilClock
from goldenthread.duties.rules.events import value_words
from goldenthread.ui.pagination import Page, paginate

STATE = Request.State
WAITING = "waiting"
SHOW: dict[str, tuple[str, ...]] = {
    WAITING: (STATE.SENT,),
    "taken_in": (STATE.TAKEN_IN, STATE.JOINED),
    "withdrawn": (STATE.WITHDRAWN,),
    "declined": (STATE.DECLINED,),
}
SHOW_WORDS = {
    WAITING: "Not taken in yet",
    "taken_in": "Taken in, or joined to an open case",
    "withdrawn": "Withdrawn",
    "declined": "Put away as no request",
}
FIRST, LAST = ("calm", "received_on", "pk"), ("-received_on", "-pk")
MARKED, WORRIES = "marked", "Only what was marked as a worry"
_PAGE, _LONGEST_KEY = 50, 19


@dataclass(frozen=True)
class Sought:
    """What the inbox is narrowed to; what is empty narrows nothing. `by`: who asked, a word of the vocabulary."""

    show: str = WAITING
    area_id: int | None = None
    by: str = ""
    worry: bool = False

    @property
    def order(self) -> tuple[str, ...]:
        """Of what waits, a worry that nobody has read first, then the oldest; of the rest the newest."""
        return FIRST if self.show == WAITING else LAST


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request in a list. `due`: by when the council must decide; None where no clock runs, or where it is over.

    `worry`: something was marked as a worry about safety; `read_by`: by which day somebody reads it, while nobody has.
    """

    id: int
    reference: str
    area: str
    child: str
    born: date | None
    by: str
    asker: str
    channel: str
    received_on: date
    days: int
    due: date | None
    left: int | None
    worry: bool
    read_by: date | None
    state: str
    person_id: int | None
    taken_in_on: date | None
    late: bool


def sought_from(params: Mapping[str, str]) -> Sought:
    """What the address asks for; what it does not know counts for nothing."""
    show, by, area = (params.get(name, "") for name in ("show", "by", "area"))
    return Sought(
        show=show if show in SHOW else WAITING,
        area_id=int(area) if area.isdecimal() and len(area) < _LONGEST_KEY else None,
        by=by if any(one.by == by for one in routes().values()) else "",
        worry=params.get("worry", "") == MARKED,
    )


def asked_in(sought: Sought) -> dict[str, str]:
    """The same in the words of an address."""
    told = {
        "show": "" if sought.show == WAITING else sought.show, "by": sought.by,
        "area": str(sought.area_id or ""), "worry": MARKED if sought.worry else "",
    }  # fmt: skip
    return {name: text for name, text in told.items() if text}


def found(scope: Scope, sought: Sought) -> QuerySet[Request]:
    """The requests of areas whose requests the scope reads; paged by `sought.order`. One query when it is read."""
    rows = Request.objects.filter(area__in=scope.areas_with(VIEW), state__in=SHOW[sought.show])
    if sought.area_id is not None:
        rows = rows.filter(area=sought.area_id)
    if sought.by:
        rows = rows.filter(
            route__in=[name for name, one in routes().items() if one.by == sought.by]
        )
    if sought.worry:
        rows = rows.exclude(flag="")
    unread = Q(flag_read_at=None) & ~Q(flag="")
    calm = Case(When(unread, then=Value(0)), default=Value(1), output_field=IntegerField())
    return rows.annotate(calm=calm).select_related("area__council_clock")


def inbox_page(
    scope: Scope, sought: Sought, params: Mapping[str, str]
) -> tuple[list[RequestRow], Page[Request]]:
    """One page of the inbox: one query."""
    page = paginate(found(scope, sought), sought.order, params, _PAGE)
    return rows_of(page.rows), page


def rows_of(requests: Iterable[Request]) -> list[RequestRow]:
    """Requests, read with their area and its clock, as they stand today. No query."""
    today = clock.today()
    return [_row(one, today) for one in requests]


def _row(asked: Request, today: date) -> RequestRow:
    received = asked.received_on or today
    by = by_of(asked.route)
    due = due_of(asked) if asked.state == STATE.SENT else None
    taken = day_of(asked.taken_in_at) if asked.taken_in_at else None
    unread = asked.flag and asked.flag_read_at is None and asked.sent_at
    return RequestRow(
        id=asked.pk, reference=asked.reference, area=asked.area.name if asked.area else "",
        child=f"{asked.child_forenames} {asked.child_surname}".strip(), born=asked.child_born,
        by=value_words("by", by), asker=asked.asker_name, channel=value_words("channel", asked.channel),
        received_on=received, days=((taken or asked.ended_on or today) - received).days, due=due,
        left=(due - today).days if due else None, worry=bool(asked.flag),
        read_by=read_by(day_of(asked.sent_at)) if unread and asked.sent_at else None,
        state=asked.get_state_display(), person_id=asked.person_id, taken_in_on=taken,
        late=is_late(received, taken or today),
    )  # fmt: skip


def day_of(moment: datetime) -> date:
    """The day in England on which something was done."""
    return moment.astimezone(clock.LONDON).date()


def due_of(asked: Request) -> date | None:
    """By when the council must say whether it will assess, if this request begins the clock; as its council counts."""
    if asked.received_on is None:
        return None
    event = event_of(by_of(asked.route), asked.channel, asked.received_on)
    return decision_due(event, asked.child_born, settings_of(_council(asked)))


def _council(asked: Request) -> CouncilClock | None:
    return getattr(asked.area, "council_clock", None)
