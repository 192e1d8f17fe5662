"""The pages of the trail: who sees what, in sentences, filtered, paged, and recorded themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html
from pytest_django import DjangoAssertNumQueries

from goldenthread.access import audit
from goldenthread.access.models import AuditEntry, User
from goldenthread.access.scope import Origin, Scope
from goldenthread.core import clock
from goldenthread.organisations.models import LocalArea
from tests.access.audit.people import a_person, an_area

pytestmark = pytest.mark.django_db
ANN_AT_A_DESK = Origin("192.0.2.9", "r", "web")


@pytest.fixture
def fellmoor() -> LocalArea:
    return an_area("Fellmoor")


@pytest.fixture
def ann(fellmoor: LocalArea) -> User:
    return a_person("Ann", "partnership_manager", fellmoor)


@pytest.fixture
def page(client: Client, ann: User) -> Any:
    """Ask for the trail as Ann; gives the response."""
    client.force_login(ann)
    return lambda **params: client.get(reverse("audit:entries"), params)


def _tree(response: Any) -> html.HtmlElement:
    return html.fromstring(response.content)


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _cells(response: Any, column: int) -> list[str]:
    """What the column of the table says, row by row; columns count from 1."""
    return [_words(cell) for cell in _tree(response).xpath(f"//tbody/tr/td[{column}]")]


def _rows(response: Any) -> list[str]:
    return _cells(response, 2)


def _text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def _did(person: User | None, action: str, *arguments: Any, **options: Any) -> AuditEntry:
    scope = Scope(person and person.pk, person.name if person else "", (), ANN_AT_A_DESK)
    return audit.record(scope, action, *arguments, **options)


def test_an_entry_is_a_sentence_with_its_details(page: Any, ann: User, fellmoor: LocalArea) -> None:
    entry = _did(
        ann, "post.created", ("organisations.post", 4), area_id=fellmoor.pk, fields=("title",)
    )
    response = page()
    assert _rows(response) == ["Ann made post 4."]
    text = _text(response)
    assert f'<a class="govuk-link" href="/audit/?person={ann.pk}">Ann</a> made' in text
    assert 'href="/audit/organisations.post/4/">post 4</a>.' in text
    assert "Fields: title" in text
    assert "192.0.2.9, web" in text
    assert entry.pk


def test_only_the_areas_whose_trail_one_may_read(page: Any, ann: User, fellmoor: LocalArea) -> None:
    sands = an_area("Sands")
    _did(ann, "plan.changed", ("improvement.plan", 1), area_id=fellmoor.pk)
    _did(ann, "plan.changed", ("improvement.plan", 2), area_id=sands.pk)
    _did(ann, "account.signed_in", ann)
    assert [row.rpartition(" ")[2] for row in _rows(page())] == ["1."]


def test_entries_of_no_area_are_for_system_administrators(
    client: Client, fellmoor: LocalArea
) -> None:
    client.force_login(a_person("Sys", "system_administrator", fellmoor))
    _did(None, "account.sign_in_failed", outcome="failed")
    response = client.get(reverse("audit:entries"))
    assert _rows(response) == [
        "Someone who was not signed in tried to sign in with a wrong password or address. Failed",
        "Sys signed in.",
    ]


def test_what_is_seen_is_what_visible_to_gives(fellmoor: LocalArea, ann: User) -> None:
    sands = an_area("Sands")
    for area in (fellmoor.pk, sands.pk, None):
        _did(ann, "plan.changed", ("improvement.plan", 1), area_id=area)
    assert AuditEntry.objects.visible_to(Scope(1, "No posts")).count() == 0


def test_reading_the_trail_is_recorded_once_for_each_page(
    page: Any, ann: User, fellmoor: LocalArea
) -> None:
    shown = _did(ann, "plan.changed", ("improvement.plan", 1), area_id=fellmoor.pk)
    page(kind="change")
    entry = AuditEntry.objects.get(action="audit.read")
    assert (entry.user_id, entry.area_id, entry.count) == (ann.pk, fellmoor.pk, 1)
    assert entry.fields == "kind"
    assert entry.ids_hash == audit.digests.hash_of_ids([shown.pk])
    assert _rows(page())[0] == "Ann read the audit trail about all records."
    assert AuditEntry.objects.filter(action="audit.read").count() == 2


class TestFilters:
    @pytest.fixture(autouse=True)
    def three_entries(self, ann: User, fellmoor: LocalArea) -> None:
        bob = a_person("Bob", "priority_lead", fellmoor)
        for day, person, action, target in (
            (1, ann, "plan.agreed", ("improvement.plan", 1)),
            (2, bob, "plan.exported", ("improvement.plan", 2)),
            (3, bob, "post.created", ("organisations.post", 2)),
        ):
            with clock.fixed(datetime(2026, 7, day, 23, 30, tzinfo=UTC)):
                _did(person, action, target, area_id=fellmoor.pk)

    def _days(self, response: Any) -> list[int]:
        """Days in UTC, from the list in English summer time, an hour later: 23:30 shows as the next day."""
        assert response.status_code == 200
        return [int(text.split()[0]) - 1 for text in _cells(response, 1)]

    @pytest.mark.parametrize(
        ("params", "days"),
        [
            ({"since-day": "3", "since-month": "7", "since-year": "2026"}, [3, 2]),
            ({"until-day": "3", "until-month": "July", "until-year": "2026"}, [2, 1]),
            ({"kind": "export"}, [2]),
            ({"action": "plan.agreed"}, [1]),
            ({"record": "improvement.plan 2"}, [2]),
            ({"record": "Post 2"}, [3]),
            ({"record": "post 77"}, []),
            ({"kind": "change", "record": "post 2"}, [3]),
        ],
    )
    def test_each(self, page: Any, params: dict[str, str], days: list[int]) -> None:
        assert self._days(page(**params)) == days

    def test_by_person_among_those_who_appear(self, page: Any, ann: User) -> None:
        bob = User.objects.get(name="Bob")
        response = page(person=str(bob.pk))
        assert self._days(response) == [3, 2]
        people = [
            _words(option) for option in _tree(response).xpath("//select[@name='person']/option")
        ]
        assert people == ["Everybody", "Ann (ann@example.org)", "Bob (bob@example.org)"]

    def test_people_of_another_area_are_not_offered(self, page: Any) -> None:
        other = a_person("Zoe", "priority_lead", an_area("Sands"))
        _did(
            other,
            "plan.changed",
            ("improvement.plan", 9),
            area_id=LocalArea.objects.get(name="Sands").pk,
        )
        response = page(person=str(other.pk))
        assert response.status_code == 400
        assert "Zoe" not in _text(response)

    def test_what_is_applied_can_be_taken_away(self, page: Any) -> None:
        tags = _tree(page(kind="change", record="post 2")).find_class("gt-filter__tag")
        assert [(_words(tag), tag.get("href")) for tag in tags] == [
            ("Remove the filter Changes ✕", "?record=post+2"),
            ("Remove the filter organisations.post 2 ✕", "?kind=change"),
        ]

    @pytest.mark.parametrize(
        ("params", "message"),
        [
            ({"since-day": "31", "since-month": "2", "since-year": "2026"}, "From must be a real date"),
            ({"record": "unicorn 3"}, "Enter a kind of record and its number"),
            ({"kind": "glance"}, "Select the kind from the list"),
            (
                {"since-day": "3", "since-month": "7", "since-year": "2026",
                 "until-day": "2", "until-month": "7", "until-year": "2026"},
                "To must be the same as or after 3 July 2026",
            ),
        ],
    )  # fmt: skip
    def test_a_wrong_filter_is_told_and_shows_nothing(
        self, page: Any, params: dict[str, str], message: str
    ) -> None:
        response = page(**params)
        assert response.status_code == 400
        assert message in _text(response)
        assert _rows(response) == []
        assert not AuditEntry.objects.filter(action="audit.read").exists()


def test_fifty_at_a_time_in_few_queries(
    page: Any,
    client: Client,
    ann: User,
    fellmoor: LocalArea,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for minute in range(60):
        with clock.fixed(datetime(2026, 7, 1, tzinfo=UTC) + timedelta(minutes=minute)):
            _did(ann, "post.created", ("organisations.post", minute), area_id=fellmoor.pk)
    with django_assert_max_num_queries(12):
        response = page()
    first = _rows(response)
    assert (len(first), first[0], first[-1]) == (50, "Ann made post 59.", "Ann made post 10.")
    (following,) = _tree(response).xpath("//a[@rel='next']/@href")
    rest = client.get(reverse("audit:entries") + following)
    assert _rows(rest)[-1] == "Ann made post 0."


class TestRecordPage:
    def test_everything_about_one_record_and_the_reading_is_recorded(
        self, client: Client, ann: User, fellmoor: LocalArea
    ) -> None:
        for number in (1, 2, 1):
            _did(ann, "post.created", ("organisations.post", number), area_id=fellmoor.pk)
        client.force_login(ann)
        response = client.get(reverse("audit:record", args=["organisations.post", "1"]))
        assert _rows(response) == ["Ann made post 1.", "Ann made post 1."]
        assert '<h1 class="govuk-heading-l">Post 1</h1>' in _text(response)
        entry = AuditEntry.objects.get(action="audit.read")
        assert (entry.target_type, entry.target_id, entry.count) == ("organisations.post", "1", 2)

    def test_of_another_area_nothing_shows_and_nothing_is_left(
        self, client: Client, ann: User
    ) -> None:
        _did(ann, "post.created", ("organisations.post", 1), area_id=an_area("Sands").pk)
        client.force_login(ann)
        for number in (1, 2):
            response = client.get(reverse("audit:record", args=["organisations.post", number]))
            assert response.status_code == 404
        assert not AuditEntry.objects.filter(action="audit.read").exists()

    def test_a_persons_page_bears_their_name(self, client: Client, fellmoor: LocalArea) -> None:
        someone = a_person("Sys", "system_administrator", fellmoor)
        client.force_login(someone)
        response = client.get(reverse("audit:record", args=["access.user", str(someone.pk)]))
        assert '<h1 class="govuk-heading-l">Sys</h1>' in _text(response)
        assert _rows(response) == ["Sys signed in."]


@pytest.mark.parametrize("role", ["board_member", "priority_lead", "school_senco"])
def test_without_the_right_the_trail_is_closed(
    client: Client, fellmoor: LocalArea, role: str
) -> None:
    client.force_login(a_person("Bea", role, fellmoor))
    assert client.get(reverse("audit:entries")).status_code == 403
    assert client.get(reverse("audit:record", args=["improvement.plan", "1"])).status_code == 403


def test_someone_who_is_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    response = client.get(reverse("audit:entries"))
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


class TestUnsealedTail:
    def test_a_sealed_trail_says_so(self, page: Any) -> None:
        audit.seal_once()
        assert "Every entry is sealed into the chain." in _text(page())

    @pytest.mark.parametrize(
        ("seconds", "words"),
        [
            (50, "1 entry waits to be sealed into the chain, which happens within a minute."),
            (61, "the oldest for 61 seconds: the scheduler is not at work."),
            (150, "the oldest for 2 minutes"),
            (3 * 3600, "the oldest for 3 hours"),
            (290 * 86_400, "the oldest for 290 days"),
        ],
    )
    def test_its_length_and_age_are_shown(
        self, page: Any, ann: User, seconds: int, words: str
    ) -> None:
        audit.seal_once()
        with clock.fixed(clock.now() - timedelta(seconds=seconds)):
            _did(ann, "plan.changed", ("improvement.plan", 1))
        assert words in _text(page())
