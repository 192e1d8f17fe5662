"""The demonstration's letters: what they say of the councils, what is said of delays, and some about told children."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from goldenthread.access.audit import record
from goldenthread.access.scope import Origin, Scope
from goldenthread.core import clock
from goldenthread.core.rulesfile import load_rules
from goldenthread.demo.people import person
from goldenthread.demo.source import DATA
from goldenthread.messages.actions import letters, statements
from goldenthread.messages.models import CouncilLetterhead, Letter
from goldenthread.messages.queries.statements import in_force
from goldenthread.organisations.models import LocalArea
from goldenthread.people.models import Person

DEMO = Scope(None, "Demonstration", (), Origin(channel="demo"))
Row = Mapping[str, Any]


def play_letters(today: date) -> None:
    """Letterheads, then each statement and each letter on its day. The children and their cases are there already."""
    told = load_rules(DATA / "letters.yaml")
    areas = {one.slug: one for one in LocalArea.objects.filter(slug__in=told["letterheads"])}
    for slug, facts in told["letterheads"].items():
        head = CouncilLetterhead.objects.create(area=areas[slug], number=1, facts=facts)
        record(
            DEMO, "councilletterhead.changed", head, area_id=areas[slug].pk, fields=sorted(facts)
        )
    area = areas[told["area"]]
    for row in told["statements"]:
        _state(area, row, told["agreed_by"], today)
    for row in told["letters"]:
        _write(area, row, today)


def _state(area: LocalArea, row: Row, agreed_by: str, today: date) -> None:
    with clock.fixed(today + timedelta(days=row["day"])):
        scope, _ = person(row["by"])
        facts = statements.StatementFacts(
            row["audience"], row["title"], row["words"],
            today + timedelta(days=row["starts"]), today + timedelta(days=row["ends"]),
        )  # fmt: skip
        made = statements.draft_statement(
            scope=scope, area_id=area.pk, facts=facts, sent_key=_key(row)
        )
        if row.get("agreed"):
            manager, post_id = person(agreed_by)
            statements.agree_statement(
                scope=manager, statement_id=made.pk, version=made.version, post_id=post_id
            )


def _write(area: LocalArea, row: Row, today: date) -> None:
    child = Person.objects.filter(
        area=area, legal_forenames=row["record"][0], legal_surname=row["record"][1]
    ).order_by("pk")[0]
    case = child.cases.order_by("pk")[0]
    with clock.fixed(today + timedelta(days=row["day"])):
        scope, post_id = person(row["by"])
        letter = letters.draft(
            scope=scope, person_id=child.pk, kind=row["kind"], about=("duties.case", case.pk),
            facts=_facts(area, row["facts"], today), to=None, post_id=post_id, sent_key=_key(row),
        )  # fmt: skip
        if row.get("ready"):
            letters.mark_ready(scope=scope, letter_id=letter.pk, version=letter.version)
    if "sent" in row:
        _send(letter, row, today)


def _send(letter: Letter, row: Row, today: date) -> None:
    scope, post_id = person(row["by"])
    day = today + timedelta(days=row["went"])
    with clock.fixed(day):
        sent = {one.pk: (row["sent"], day) for one in letter.copies.all()}
        letter = letters.send(
            scope=scope, letter_id=letter.pk, version=letter.version, sent=sent, post_id=post_id,
            sent_key=_key(row),
        )  # fmt: skip
    if "back" in row:
        on = today + timedelta(days=row["back"][0])
        with clock.fixed(on):
            letters.record_returned(
                scope=scope, letter_id=letter.pk, copy_id=letter.copies.order_by("pk")[0].pk,
                version=letter.version, on=on, why=row["back"][1],
            )  # fmt: skip


def _facts(area: LocalArea, given: Mapping[str, str], today: date) -> dict[str, str]:
    """What is given, with days that count from today as days, and an audience as the statement in force for it."""
    facts = {name: _day(text, today) for name, text in given.items()}
    if audience := given.get("statement"):
        said = in_force(area.pk, audience, clock.today())[0]
        facts |= {"statement": said.words, "statement_day": said.starts_on.isoformat()}
    return facts


def _day(text: str, today: date) -> str:
    if text.startswith("day") and text[3:].lstrip("+-").isdigit():
        return (today + timedelta(days=int(text[3:]))).isoformat()
    return text


def _key(row: Row) -> UUID:
    return uuid5(
        NAMESPACE_URL, f"told letter {row['day']} {row.get('record', row.get('audience'))}"
    )
