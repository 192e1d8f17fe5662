"""The demonstration's requests for an assessment that nobody has taken in yet: sent, rung through, asked by a SENCO."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from goldenthread.access.scope import without_account
from goldenthread.assessments.actions import drafts
from goldenthread.assessments.actions.entering import (
    ONLINE,
    Entered,
    ask_for_assessment,
    enter_request,
)
from goldenthread.assessments.actions.sending import send
from goldenthread.assessments.forms.entering import columns_of
from goldenthread.core import clock
from goldenthread.core.rulesfile import load_rules
from goldenthread.demo.people import person
from goldenthread.demo.source import DATA
from goldenthread.organisations.models import LocalArea, Post
from goldenthread.people.models import Person
from goldenthread.statute.counting import add_months

Row = Mapping[str, Any]


def play_requests(today: date) -> None:
    """Each request on its day, in the order of the days. The children are there already."""
    told = load_rules(DATA / "requests.yaml")
    area = LocalArea.objects.get(slug=told["area"])
    acts: list[tuple[int, Callable[[], object]]] = []
    for name, act in (("sent", _sent), ("entered", _entered), ("asked", _asked)):
        acts += [(row["day"], partial(act, area, row, today)) for row in told[name]]
    for day, step in sorted(acts, key=lambda pair: pair[0]):
        with clock.fixed(today + timedelta(days=day)):
            step()


def _sent(area: LocalArea, row: Row, today: date) -> None:
    scope = without_account()
    draft = drafts.start(scope=scope, area_id=area.pk)
    given = {"route": row["route"], "child_born": _born(area, row, today), **row["given"]}
    draft = drafts.write(scope=scope, request_id=draft.pk, version=draft.version, given=given)
    send(scope=scope, request_id=draft.pk, version=draft.version)


def _entered(area: LocalArea, row: Row, today: date) -> None:
    scope, _ = person(row["by"])
    columns = {**row["columns"], "child_born": _born(area, row, today)}
    received = today + timedelta(days=row["received"])
    entered = Entered(row["route"], row["channel"], received, columns, {"seen": row["seen"]})
    enter_request(scope=scope, area_id=area.pk, entered=entered, sent_key=_key(row))


def _asked(area: LocalArea, row: Row, _today: date) -> None:
    scope, post_id = person(row["by"])
    child, post = _child(area, row), Post.objects.select_related("organisation").get(pk=post_id)
    columns = {
        "asker_name": scope.name, "asker_role": post.title, "asker_organisation": post.organisation.name,
        "family_told": "yes", "child_setting": post.organisation.name, **columns_of(child),
    }  # fmt: skip
    answers = {name: row[name] for name in ("seen", "tried", "views")}
    entered = Entered("school", ONLINE, clock.today(), columns, answers)
    ask_for_assessment(
        scope=scope, person_id=child.pk, post_id=post_id, entered=entered, sent_key=_key(row)
    )


def _born(area: LocalArea, row: Row, today: date) -> date:
    """The last birthday, so many years before; or the one of the child who is named."""
    if "record" in row:
        return _child(area, row).born
    month, day = map(int, row["born"]["birthday"].split("-"))
    last = date(today.year, month, day)
    if last > today:
        last = add_months(last, -12)
    return add_months(last, -12 * row["born"]["age"])


def _child(area: LocalArea, row: Row) -> Person:
    forenames, surname = row["record"]
    return Person.objects.filter(
        area=area, legal_forenames=forenames, legal_surname=surname
    ).order_by("pk")[0]


def _key(row: Row) -> UUID:
    return uuid5(NAMESPACE_URL, f"told request {row['day']} {row['by']}")
