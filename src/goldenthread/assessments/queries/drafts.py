"""What the public pages show of a request. No scope: the caller has seen that the browser is the writer's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from goldenthread.assessments.models import Request
from goldenthread.assessments.queries.given import values_of
from goldenthread.assessments.queries.rounds import settings_of
from goldenthread.assessments.rules.pages import pages_for
from goldenthread.assessments.rules.rounds import decision_due, event_of
from goldenthread.assessments.rules.routes import by_of, voice_of
from goldenthread.core import clock
from goldenthread.core.months import day_words
from goldenthread.duties.deriving import council_of


@dataclass(frozen=True, slots=True)
class Told:
    """What was told on one page: its name and heading, and each question with what was given, in words."""

    page: str
    heading: str
    rows: tuple[tuple[str, str], ...]


def held_by_browser(request_id: int) -> Request | None:
    """A draft whose time is not over, or a request that was sent; with its area."""
    found = Request.objects.select_related("area").filter(pk=request_id)
    return found.filter(~Q(state=Request.State.DRAFT) | Q(draft_ends_at__gt=clock.now())).first()


def told_in(asked: Request) -> list[Told]:
    """Everything that was given, page by page, for whoever gave it to look at."""
    given, found = values_of(asked), []
    for page in pages_for(voice_of(asked.route)):
        rows = tuple(
            (one.label, _words(given.get(one.name), dict(one.choices))) for one in page.questions
        )
        found.append(Told(page.name, page.heading, rows))
    return found


def decision_by(asked: Request) -> date | None:
    """By when the council must say whether it will assess, if nothing came before; None where no clock runs."""
    if asked.received_on is None or asked.area_id is None:
        return None
    event = event_of(by_of(asked.route), asked.channel, asked.received_on)
    return decision_due(event, asked.child_born, settings_of(council_of(asked.area_id)))


def _words(value: object, choices: dict[str, str]) -> str:
    if isinstance(value, date):
        return day_words(value)
    text = str(value or "")
    return choices.get(text, text)
