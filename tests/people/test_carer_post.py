"""Where a carer gets post: kept in lines, and hidden where their contact or the child's address is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed
from goldenthread.people.actions.carer_facts import CarerFacts
from goldenthread.people.actions.carers import change_carer
from goldenthread.people.models import CarerLink
from tests import factories
from tests.people.families import TODAY, make_carer, make_child, make_protection, tie

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def staff() -> factories.Person:
    return factories.make_person(factories.make_area(), "case_coordinator")


@pytest.fixture
def link(staff: factories.Person) -> CarerLink:
    return make_carer(make_child(staff.post.roles.get().area))


def change(staff: factories.Person, link: CarerLink, address: str | None) -> CarerLink:
    version = link.carer.version
    return change_carer(
        scope=staff.scope, person_id=link.person_id, link_id=link.pk, version=version, tie=tie(),
        who=CarerFacts("Ms", "Kim", "Fell", postal_address=address),
    )  # fmt: skip


def test_it_is_kept_in_lines_and_left_alone_where_nobody_was_asked(
    staff: factories.Person, link: CarerLink
) -> None:
    change(staff, link, " 19  Tannery Row \r\n\n Overbeck ")
    link.carer.refresh_from_db()
    assert link.carer.postal_address == "19 Tannery Row\nOverbeck"
    newest = AuditEntry.objects.filter(action="carer.changed").order_by("-pk")[0]
    assert "postal_address" in newest.fields
    assert "Tannery" not in str(newest.fields)
    change(staff, link, None)
    link.carer.refresh_from_db()
    assert link.carer.postal_address == "19 Tannery Row\nOverbeck"


@pytest.mark.parametrize("what", ["contact", "address"])
def test_it_is_hidden_with_the_contact_or_the_address(
    what: str, staff: factories.Person, link: CarerLink, client: Client
) -> None:
    link.carer.postal_address = "19 Tannery Row"
    link.carer.save()
    where = f"/children/{link.person_id}/carers/{link.pk}/change/"
    client.force_login(staff.user)
    assert b"Tannery" in client.get(where).content
    make_protection(link.person, what, factories.make_person(link.carer.area, "send_manager").post)
    page = client.get(where)
    assert page.status_code == 200
    assert b"Tannery" not in page.content
    with pytest.raises(NotAllowed):
        change(staff, link, "1 Other Road")
