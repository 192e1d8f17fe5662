"""What the page of a child's record draws, section by section."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from goldenthread.access.scope import Scope
from goldenthread.assessments.queries.asking import may_ask, may_enter
from goldenthread.duties.rules.stages import stage_words
from goldenthread.people.permissions import KIND, can_edit
from goldenthread.people.protection import ADDRESS, CONTACT, SETTING
from goldenthread.people.queries.family import ContactRow
from goldenthread.people.rules.codes import words_of
from goldenthread.ui.filters import date_long
from goldenthread.workspace.presenters.clock import case_timeline
from goldenthread.workspace.presenters.matters import plan_facts, what_matters
from goldenthread.workspace.queries.record import RecordPage


def record_context(scope: Scope, page: RecordPage, today: date) -> dict[str, Any]:
    """The context of the page. No query. `contents`: the sections that the reader may see and that hold anything."""
    kept = page.whole
    plan = plan_facts(page.events, page.duties, today)
    events = page.events if page.shown.events else []
    owners = page.shown.owners
    duties = [row for row in page.duties if owners is None or row.owner in owners]
    chart = case_timeline(events, duties, today)
    points = _points(page)
    may = _rights(scope, page)
    # A section without anything in it is left out where this reader cannot fill it.
    empty: dict[str, object] = {"plan": plan, "timeline": chart, "decision": page.decision}
    empty["letters"] = page.letters
    if not (may["enter"] or may["ask"]):
        empty["requests"] = page.requests
    if not may["edit"]:
        empty["family"] = page.family.holders or page.family.waiting
        empty |= {"siblings": kept.siblings, "contacts": points, "documents": page.files}
    return {
        "page": page,
        "person": page.person,
        "summary": page.summary,
        "case": page.case,
        "stage": stage_words(page.case.stage) if page.case else "",
        # Of a child who has died nothing waits any more; the record says so, and offers to close the case.
        "matters": what_matters(duties if page.person.died_on is None else [], today),
        "some": owners is not None,
        "plan": plan,
        "chart": chart,
        "points": points,
        "numbers": [
            {"key": fact.label, "value": _words(fact.value)}
            for fact in page.summary.facts
            if fact.value
        ],
        "sections": page.shown.sections,
        "contents": [code for code in page.shown.sections if code not in empty or empty[code]],
        "hidden": {name: name in kept.hidden for name in (ADDRESS, SETTING, CONTACT)},
        "protected_words": [words_of("protection", what) for what in sorted(kept.protected)],
        "may": may,
        "actions": _actions(page, may),
        "links": _links(page),
        "today": today,
    }


def _words(value: str | date | None) -> str:
    return date_long(value) if isinstance(value, date) else value or ""


def _points(page: RecordPage) -> list[tuple[str, tuple[ContactRow, ...], bool]]:
    """Whose, by what, and whether some are protected: the child's own first, then those of today's carers."""
    family = page.whole.family
    found = [(page.summary.called, family.contacts, family.contacts_hidden)]
    found += [(one.name, one.contacts, one.contacts_hidden) for one in family.current]
    return [one for one in found if one[1] or one[2]]


def _rights(scope: Scope, page: RecordPage) -> dict[str, Any]:
    area = page.person.area_id
    return {
        "edit": can_edit(scope, page.person),
        "record": scope.has("case.record", area),
        "assign": scope.has("case.assign", area),
        "merge": scope.has("person.merge", area),
        "enter": may_enter(scope, area) and page.person.died_on is None,
        "ask": may_ask(scope, page.person),
        "letters": scope.has("letter.view", area),
        "write": scope.has("letter.write", area) and page.shown.letters,
        "trail": (KIND, page.person.pk) if scope.has("audit.view", area) else None,
    }


def _actions(page: RecordPage, may: dict[str, Any]) -> list[dict[str, Any]]:
    """What is done most: to write down what happened."""
    if page.case is None or page.case.closed_on is not None or not may["record"]:
        return []
    href = reverse("duties:add_event", args=[page.case.pk])
    return [{"text": "Record what happened", "href": href, "primary": True}]


def _links(page: RecordPage) -> dict[str, str]:
    """Where the case stands in full, for those to whom all of it is shown."""
    if page.case is None or page.shown.owners is not None or not page.shown.events:
        return {"ledger": "", "history": ""}
    return {
        "ledger": reverse("duties:ledger", args=[page.case.pk]),
        "history": reverse("duties:events", args=[page.case.pk]),
    }
