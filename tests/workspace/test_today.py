"""Today and the worklist: whose duties they show, that counts and rows agree, and what a copy holds."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.duties.deriving import rewrite
from goldenthread.duties.models import Case, CaseEvent, Duty
from tests import factories
from tests.workspace.whole_child import TODAY, Around, make_around

pytestmark = pytest.mark.django_db
WORKLIST = "workspace:worklist"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def around() -> Around:
    return make_around()


def get(
    client: Client, who: factories.Person, name: str, asked: str = "", status: int = 200
) -> str:
    client.force_login(who.user)
    answer = client.get(reverse(name) + asked)
    assert answer.status_code == status
    return answer.content.decode()


def counts(html: str) -> list[int]:
    return [int(found) for found in re.findall(r'gt-card__number">\s*(\d+)', html)]


def rows(html: str) -> int:
    return html.count('class="govuk-table__row"') - html.count("<thead")


@pytest.mark.parametrize(("card", "when"), [(0, "overdue"), (1, "7"), (2, "28")])
def test_each_count_opens_as_many_rows(
    around: Around, client: Client, card: int, when: str
) -> None:
    _second_case(around)
    html = get(client, around.coordinator, "workspace:today")
    listed = get(client, around.coordinator, WORKLIST, f"?whose=mine&when={when}&kind=LAW")
    assert counts(html)[card] == rows(listed)
    assert sum(counts(html)) > 0


def test_what_nobody_can_tell_is_asked_about_and_stays(around: Around, client: Client) -> None:
    assert "Nobody has said whether this was done" not in get(
        client, around.coordinator, "workspace:today"
    )
    CaseEvent.objects.create(
        case=around.case, kind="direct_payment_started", on=TODAY - timedelta(days=600), details={}
    )
    rewrite(around.case)
    assert Duty.objects.filter(rule="PB-3", listed=True, last_day__lt=TODAY - timedelta(days=28))
    html = get(client, around.coordinator, "workspace:today")
    assert "Nobody has said whether this was done" in html
    listed = get(client, around.coordinator, WORKLIST, "?whose=mine&when=untold&kind=LAW")
    assert rows(listed) == Duty.objects.filter(rule="PB-3", listed=True).count()


def _second_case(around: Around) -> None:
    """Another child, whose decision is due in five days."""
    sibling = around.child.siblings_after.get().second
    case = Case.objects.create(
        person=sibling, area=around.area, coordinator=around.coordinator.post, opened_on=TODAY
    )
    CaseEvent.objects.create(
        case=case, kind="request_received", on=TODAY - timedelta(days=37), details={"by": "parent"}
    )
    rewrite(case)


def test_what_somebody_else_coordinates_is_not_mine(around: Around, client: Client) -> None:
    other = factories.make_person(around.area, "case_coordinator")
    assert "Immy Tarn" in get(client, around.coordinator, WORKLIST)
    # Without a case of their own they see the area's, and can ask for one coordinator's.
    assert "Immy Tarn" in get(client, other, WORKLIST)
    assert "Immy Tarn" not in get(client, other, WORKLIST, f"?whose=post-{other.post.pk}")
    assert "Immy Tarn" in get(client, other, WORKLIST, f"?whose=post-{around.coordinator.post.pk}")
    assert "Immy Tarn" not in get(client, other, WORKLIST, "?whose=nobody")


def test_a_case_that_nobody_coordinates_stands_in_a_list_of_its_own(
    around: Around, client: Client
) -> None:
    Case.objects.update(coordinator=None)
    rewrite(Case.objects.select_related("person").get())
    html = get(client, around.coordinator, "workspace:today")
    assert "Nobody yet" in html
    assert "Immy Tarn" in get(client, around.coordinator, WORKLIST, "?whose=nobody")


def test_a_school_sees_what_it_owes_and_no_more(around: Around, client: Client) -> None:
    CaseEvent.objects.create(
        case=around.case, kind="advice_requested", on=TODAY, details={"adviser": "school"}
    )
    rewrite(around.case)
    owners = {duty.owner for duty in Duty.objects.filter(listed=True)}
    assert {"setting", "local_authority"} <= owners
    html = get(client, around.senco, WORKLIST, "?whose=all&kind=")
    assert "Immy Tarn" in html
    assert rows(html) == Duty.objects.filter(listed=True, owner="setting").count() > 0
    assert "By coordinator" not in get(client, around.senco, "workspace:today")


def test_whoever_reads_no_child_has_no_worklist(around: Around, client: Client) -> None:
    analyst = factories.make_person(around.area, "analyst")
    for name in ("workspace:today", WORKLIST):
        get(client, analyst, name, status=403)


def test_a_list_that_was_read_is_one_entry(around: Around, client: Client) -> None:
    html = get(client, around.coordinator, WORKLIST)
    entry = AuditEntry.objects.get(action="duty.list_read")
    assert entry.count == rows(html)


def test_a_copy_holds_what_the_page_lists(around: Around, client: Client) -> None:
    client.force_login(around.coordinator.user)
    url = reverse("workspace:worklist_export", args=[around.area.pk, "csv"])
    answer = client.get(url + "?whose=mine&when=overdue")
    told = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    page = get(client, around.coordinator, WORKLIST, "?whose=mine&when=overdue")
    assert len(told) - 1 == rows(page) > 0
    assert told[1][:3] == [f"P-{around.child.pk}", f"C-{around.case.pk}", "Immy Tarn"]
    assert AuditEntry.objects.get(action="duty.exported").count == len(told) - 1
    assert "Tarn" not in answer["Content-Disposition"]
    # Of another area there is nothing to take away.
    far = factories.make_area()
    client.force_login(around.coordinator.user)
    refused = client.get(reverse("workspace:worklist_export", args=[far.pk, "csv"]))
    assert refused.status_code == 404


@pytest.mark.parametrize("name", ["workspace:today", WORKLIST])
def test_a_page_keeps_to_its_queries(around: Around, client: Client, name: str) -> None:
    manager = factories.make_person(around.area, "send_manager")
    for who in (around.coordinator, around.senco, around.nurse, manager):
        client.force_login(who.user)
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse(name)).status_code == 200
        assert len(found) <= 12, [one["sql"][:90] for one in found]


def test_pages_of_a_case_tell_a_school_no_more_than_the_record_does(
    around: Around, client: Client
) -> None:
    CaseEvent.objects.create(
        case=around.case, kind="advice_requested", on=TODAY, details={"adviser": "school"}
    )
    rewrite(around.case)
    theirs = Duty.objects.filter(case=around.case, owner="setting").first()
    councils = Duty.objects.filter(case=around.case, owner="local_authority").first()
    assert theirs is not None
    assert councils is not None
    ledger = reverse("duties:ledger", args=[around.case.pk])
    history = reverse("duties:events", args=[around.case.pk])
    why = [reverse("duties:why", args=[around.case.pk, one.key]) for one in (theirs, councils)]
    whole = [200, 200, 200]
    expected = [(around.coordinator, whole), (around.nurse, whole), (around.senco, [403, 200, 403])]
    for who, statuses in expected:
        client.force_login(who.user)
        assert [client.get(url).status_code for url in (history, *why)] == statuses
    client.force_login(around.senco.user)
    assert rows(client.get(ledger).content.decode()) == 1
