"""Invented children for tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import count
from typing import Any
from uuid import uuid4

from goldenthread.organisations.models import LocalArea
from goldenthread.people.models import Person
from goldenthread.people.name_keys import rewrite
from goldenthread.people.rules.identifiers import upn_letter
from goldenthread.people.rules.identity import Identity

BORN = date(2015, 3, 27)
_numbers = count(1)


def some_upn() -> str:
    """A UPN that nobody else has."""
    rest = f"9430000{next(_numbers):05}"
    return f"{upn_letter(rest)}{rest}"


def an_identity(**given: Any) -> Identity:
    """Imogen Tarn of 2015, with whatever is given."""
    plain: dict[str, Any] = {"legal_forenames": "Imogen", "legal_surname": "Tarn", "born": BORN}
    if not {"upn", "uln", "upn_unknown"} & given.keys():
        plain["upn"] = some_upn()
    return Identity(**plain | given)


def make_child(area: LocalArea, **given: Any) -> Person:
    """A child's record in an area, found by its names."""
    plain: dict[str, Any] = {
        "legal_forenames": "Imogen", "legal_surname": "Tarn", "born": BORN, "upn": some_upn(),
        "sent_key": uuid4(),
    }  # fmt: skip
    made = Person.objects.create(area=area, **plain | given)
    rewrite(made)
    return made


def keys(people: Iterable[Person]) -> set[int]:
    """Their keys."""
    return {person.pk for person in people}
