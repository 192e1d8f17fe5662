"""The demonstration's risks and issues, and what became of each."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml

from goldenthread.core import clock
from goldenthread.demo.people import person
from goldenthread.demo.source import DATA, DOMAIN
from goldenthread.improvement.actions.risks import raise_on
from goldenthread.improvement.models import Milestone, Priority
from goldenthread.improvement.queries.risk_items import REGISTER, Item, find_item
from goldenthread.registers.actions.moving import answer, escalate, move_entry
from goldenthread.registers.actions.raising import Raised
from goldenthread.registers.actions.scoring import Scored, review_entry, score_entry
from goldenthread.registers.models import Entry
from goldenthread.registers.queries.matrices import current_matrix
from goldenthread.registers.rules.definitions import register


@cache
def load_risks() -> dict[str, Any]:
    """What risks.yaml says."""
    loaded: dict[str, Any] = yaml.safe_load((DATA / "risks.yaml").read_text(encoding="utf-8"))
    return loaded


def steps(plan_id: int) -> list[tuple[int, Any, dict[str, Any]]]:
    """Each step in the life of each entry: its day, what to do, with what."""
    found: list[tuple[int, Any, dict[str, Any]]] = []
    for row in load_risks()["entries"]:
        found.append((row["day"], _raised, {"plan_id": plan_id, "row": row}))
        for step in row["steps"]:
            found.append((step["day"], _done, {"title": row["title"], "step": step}))
    return found


def _raised(*, plan_id: int, row: dict[str, Any], today: date) -> None:
    scope, post_id = person(row["post"])
    owner = person(row["owner"])[1] if "owner" in row else None
    key = uuid5(NAMESPACE_URL, f"https://{DOMAIN}/risks/{row['key']}")
    raise_on(
        scope=scope,
        item=_item(scope, plan_id, row["against"]),
        post_id=post_id,
        raised=Raised(row["kind"], row["title"], row["answers"], key, owner),
        today=clock.today(),
    )


def _item(scope: Any, plan_id: int, named: dict[str, str]) -> Item:
    [(kind, key)] = named.items()
    if kind == "priority":
        pk = Priority.objects.get(plan_id=plan_id, code=key).pk
        return find_item(scope, plan_id, "priorities", pk)
    code, number = key.split(".")
    pk = Milestone.objects.get(plan_id=plan_id, priority__code=code, number=number).pk
    return find_item(scope, plan_id, "milestones", pk)


def _done(*, title: str, step: dict[str, Any], today: date) -> None:
    scope, post_id = person(step["post"])
    entry = Entry.objects.visible_to(scope).get(register=REGISTER, title=title)
    given: dict[str, Any] = {
        "scope": scope, "entry_id": entry.pk, "post_id": post_id, "version": entry.version,
        "today": clock.today(),
    }  # fmt: skip
    text = step["text"]
    match step["do"]:
        case "score":
            current = current_matrix(entry.area_id, register(REGISTER))
            scores = {name: (pair[0], pair[1]) for name, pair in step["scores"].items()}
            number = current.number if current else 0
            score_entry(**given, given=Scored(number, scores, text))
        case "review":
            review_entry(**given, text=text)
        case "escalate":
            escalate(**given, text=text)
        case "answer":
            answer(**given, text=text, outcome=step["outcome"])
        case move:
            move_entry(**given, text=text, code=move)
