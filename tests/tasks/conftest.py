from __future__ import annotations

from collections.abc import Iterator

import pytest

from goldenthread.tasks import kinds
from tests.factories import Person, make_area, make_person
from tests.tasks.making import NOTE, Notes


@pytest.fixture
def notes() -> Iterator[Notes]:
    """A kind of task of the tests' own: it counts how often it ran, and can be told to go wrong."""
    made = Notes()
    kinds.register(made.kind())
    yield made
    del kinds._kinds[NOTE]


@pytest.fixture
def person(db: None) -> Person:
    return make_person(make_area(), "partnership_manager")
