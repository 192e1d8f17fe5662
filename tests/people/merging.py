"""Two records with something in every table, and what stands in those tables: for tests of making them one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps

from goldenthread.duties.models import Case
from goldenthread.organisations.models import LocalArea, Post
from goldenthread.people.actions.merging import Choice
from goldenthread.people.models import (
    CapacityNote,
    Consent,
    ContactPoint,
    Person,
    Protection,
    Sibling,
)
from goldenthread.people.rules.merging import CHOSEN
from tests.people import families
from tests.people.makers import make_child

TODAY = date(2026, 11, 22)
SINCE = date(2026, 1, 1)
# What follows from the rest, and what says how often a row was written.
_LEFT_OUT = {"people.person": {"version"}, "duties.case": {"version", "derived_for", "failed_for"}}
_DERIVED = {"people.namekey", "people.merge", "duties.duty"}


def everything() -> dict[str, dict[int, dict[str, Any]]]:
    """Every row of children and cases, by table and key, without what is derived."""
    found = {}
    for room in ("people", "duties"):
        for model in apps.get_app_config(room).get_models():
            label = model._meta.label_lower
            if label not in _DERIVED:
                found[label] = {
                    row.pop("id"): {k: v for k, v in row.items() if k not in _LEFT_OUT.get(label, ())}
                    for row in model._base_manager.values()
                }  # fmt: skip
    return found


def make_full(area: LocalArea, post: Post, word: str, **given: Any) -> Person:
    """A child with something in every table; what is the same for all is what can stand twice."""
    child = make_child(area, **given)
    families.make_places(child, word)
    link = families.make_carer(child, f"Of {word}")
    families.make_protection(child, "address", post)
    families.make_stand_in(child, link.carer)
    Consent.objects.create(
        person=child, purpose="photo", answer="given", how="Told", starts_on=SINCE
    )
    ContactPoint.objects.create(person=child, kind="mobile", value="07700900123", preferred=True)
    brother = make_child(area, legal_forenames=f"Brother {word}")
    Sibling.objects.create(
        first=min(child, brother, key=pk), second=max(child, brother, key=pk), kind="sibling"
    )
    return child


def pk(person: Person) -> int:
    return person.pk


def open_case(child: Person) -> Case:
    case = Case.objects.create(person=child, area=child.area, opened_on=SINCE)
    case.events.create(kind="request_received", on=SINCE)
    return case


def choice(kept: Person, gone: Person, **given: Any) -> Choice:
    """To keep everything that `kept` says, unless `given` says otherwise."""
    plain: dict[str, Any] = {
        "values": dict.fromkeys(CHOSEN, kept.pk), "why": "The school said so",
        "versions": {kept.pk: kept.version, gone.pk: gone.version},
    }  # fmt: skip
    return Choice(kept_id=kept.pk, gone_id=gone.pk, **plain | given)


def protections(child: Person) -> set[tuple[str, frozenset[int]]]:
    rows = Protection.objects.filter(person=child)
    return {(row.what, frozenset(row.posts.values_list("pk", flat=True))) for row in rows}


def notes(child: Person) -> int:
    return CapacityNote.objects.filter(person=child).count()
