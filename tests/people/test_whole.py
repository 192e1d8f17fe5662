"""All of a record in one query is what its single queries say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from goldenthread.core import clock
from goldenthread.people.models import CapacityNote, Person
from goldenthread.people.queries.family import family_of, siblings_of
from goldenthread.people.queries.places import addresses_of, stays_of
from goldenthread.people.queries.rights import rights_of
from goldenthread.people.queries.support import needs_of, network_of
from goldenthread.people.queries.whole import Whole, whole
from tests import factories
from tests.people.families import make_protection
from tests.workspace.whole_child import TODAY, make_around

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(TODAY):
        yield


def same(found: Whole, reader: factories.Person, child: Person) -> None:
    """Row for row what the single queries give."""
    scope = reader.scope
    rights = rights_of(scope, child, TODAY)
    assert found.addresses == addresses_of(scope, child)
    assert found.stays == stays_of(scope, child)
    assert found.needs == needs_of(child)
    assert found.network == network_of(scope, child)
    assert found.family == family_of(scope, child)
    assert found.siblings == siblings_of(scope, child)
    assert (found.holder, found.consents, found.notes) == (
        rights.holder,
        rights.consents,
        rights.notes,
    )


def test_one_query_says_what_the_single_ones_say(django_assert_num_queries: object) -> None:
    around = make_around()
    CapacityNote.objects.create(
        person=around.child, matter="Where to learn", has_capacity=False, judged_by="Two people",
        representative=around.carers[0].carer, starts_on=TODAY,
    )  # fmt: skip
    for what in ("address", "contact", "setting"):
        make_protection(around.child, what, around.coordinator.post)
    child = Person.objects.select_related("area").get(pk=around.child.pk)
    with django_assert_num_queries(1):  # type: ignore[operator]
        mine = whole(around.coordinator.scope, child, TODAY)
    assert (mine.hidden, mine.protected) == (frozenset(), {"address", "contact", "setting"})
    assert len(mine.addresses) == len(mine.family.carers) == len(mine.needs) == 2
    same(mine, around.coordinator, child)
    # Not for one whose post is not named.
    theirs = whole(around.senco.scope, child, TODAY)
    assert theirs.hidden == {"address", "contact", "setting"}
    assert theirs.siblings[0].person_id is None
    same(theirs, around.senco, child)


def test_a_record_with_nothing_in_it() -> None:
    area = factories.make_area()
    reader = factories.make_person(area, "case_coordinator")
    child = Person.objects.create(
        area=area, legal_forenames="A", legal_surname="B", born=TODAY, sent_key="0" * 32
    )
    found = whole(reader.scope, child, TODAY)
    assert (found.addresses, found.needs, found.letters, found.posts) == ([], [], (), frozenset())
    same(found, reader, child)
