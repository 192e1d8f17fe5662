"""What tests of kept files share: files are opened in this process, where the other one is not the matter."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from goldenthread.documents.keeping import examining
from goldenthread.documents.rules.uploads.cleaning import clean
from goldenthread.organisations.models import LocalArea
from goldenthread.people.models import Person as Child
from tests import factories
from tests.people.makers import make_child


@dataclass
class Office:
    """An area with a coordinator and a child; `owner` is the child's record, as files know it."""

    area: LocalArea
    coordinator: factories.Person
    child: Child

    @property
    def owner(self) -> tuple[str, int]:
        return ("people.person", self.child.pk)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(examining, "clean_apart", clean)
    area = factories.make_area()
    return Office(area, factories.make_person(area, "case_coordinator"), make_child(area))
