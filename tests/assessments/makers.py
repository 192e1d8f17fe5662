"""Invented requests, and those who take them in."""

from __future__ import annotations

from datetime import date
from typing import Any

from goldenthread.assessments.actions.taking_in import Taking, take_in
from goldenthread.assessments.models import Request
from goldenthread.core import clock
from goldenthread.duties.actions.keeping import Doubtful
from goldenthread.organisations.models import LocalArea
from tests.factories import Person
from tests.people.makers import BORN

ASKED = date(2026, 3, 3)


def make_request(area: LocalArea, **given: Any) -> Request:
    """A mother asks for Imogen Tarn (tests.people.makers), online, on 3 March 2026; with whatever is given."""
    plain: dict[str, Any] = {
        "state": "sent", "route": "parent", "channel": "online", "sent_at": clock.now(), "received_on": ASKED,
        "asker_name": "Kim Ashby", "asker_relation": "mother", "responsibility": "yes",
        "asker_phone": "07700 900123", "child_forenames": "Imogen", "child_surname": "Tarn",
        "child_born": BORN, "answers": {"seen": "Reading is hard."},
    }  # fmt: skip
    return Request.objects.create(area=area, **plain | given)


def taken_in(by: Person, asked: Request, taking: Taking) -> Request:
    """Take it in, and confirm what is doubtful about it."""
    given: dict[str, Any] = {
        "scope": by.scope, "request_id": asked.pk, "version": asked.version, "taking": taking,
    }  # fmt: skip
    try:
        return take_in(**given)
    except Doubtful as doubt:
        return take_in(**given, confirmed=doubt.mark)
