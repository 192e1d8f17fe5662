"""A request without an account, from the first page to the receipt."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goldenthread.access.models import AuditEntry
from goldenthread.assessments.models import Request
from goldenthread.core import clock
from goldenthread.documents.models import KeptFile
from goldenthread.organisations.models import LocalArea
from tests.assessments.walking import (
    CHILD,
    PARENT,
    area_with_inbox,
    begin,
    page,
    send,
    write,
    write_all,
)
from tests.factories import make_person

SUNDAY_LATE = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


def test_a_parent_asks_and_gets_a_reference_and_the_day_that_counts(
    client: Client, inbox_area: LocalArea, django_capture_on_commit_callbacks: Any
) -> None:
    with clock.fixed(SUNDAY_LATE):
        begin(client, inbox_area)
        write_all(client, PARENT)
        told = client.get(page("check"))
        assert "Imogen" in told.text
        assert "27 March 2015" in told.text
        with django_capture_on_commit_callbacks(execute=True):
            assert send(client)["Location"] == page("sent")
        asked = Request.objects.get()
        receipt = client.get(page("sent")).text
    assert (asked.state, asked.received_on) == ("sent", date(2026, 11, 22))
    assert (asked.asker_name, asked.route, asked.channel) == ("Ann Tarn", "parent", "online")
    assert asked.answers["seen"] == "She finds it hard to listen."
    assert asked.draft_ends_at is None
    assert asked.reference in receipt
    assert "3 January 2027" in receipt
    for private in ("Imogen", "Tarn", "listen"):
        assert private not in receipt
        assert all(private not in str(one.subject) + str(one.body) for one in mail.outbox)
    assert asked.reference in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["ann@example.org"]
    done = [one.action for one in AuditEntry.objects.all()]
    assert done.count("request.sent") == 1


def test_what_is_changed_leads_back_to_the_check(client: Client, inbox_area: LocalArea) -> None:
    begin(client, inbox_area)
    write_all(client, PARENT)
    assert f"{page('seen')}?from=check" in client.get(page("check")).text
    assert 'value="check"' in client.get(f"{page('seen')}?from=check").text
    answer = write(client, "seen", {"seen": "More", "to": "check"})
    assert answer["Location"] == page("check")
    assert write(client, "seen", {"seen": "More", "to": ""})["Location"] == page("tried")
    assert write(client, "seen", {"to": "//elsewhere"})["Location"] == page("tried")


def test_sending_twice_is_harmless(client: Client, inbox_area: LocalArea) -> None:
    begin(client, inbox_area)
    write_all(client, PARENT)
    version = Request.objects.get().version
    for _ in range(2):
        answer = client.post(page("check"), {"version": version, "confirmed": "on"})
        assert answer["Location"] == page("sent")
    assert Request.objects.get().version == version + 1
    assert AuditEntry.objects.filter(action="request.sent").count() == 1
    assert client.get(page("seen"))["Location"] == page("sent")


def test_what_is_missing_is_said_and_nothing_is_sent(client: Client, inbox_area: LocalArea) -> None:
    begin(client, inbox_area)
    write_all(client, {"who": {"route": "parent"}})
    assert "Tell us one way to reach you" in client.get(page("check")).text
    assert send(client).status_code == 400
    write_all(client, {name: PARENT[name] for name in ("you", "reach", "child")})
    answer = client.post(page("check"), {"version": Request.objects.get().version})
    assert answer.status_code == 400
    assert Request.objects.get().state == "draft"


def test_a_page_written_in_two_windows_loses_nothing(client: Client, inbox_area: LocalArea) -> None:
    begin(client, inbox_area)
    write_all(client, {"who": {"route": "parent"}})
    stale = Request.objects.get().version
    write_all(client, {"seen": {"seen": "The first window"}})
    answer = client.post(page("seen"), {"version": stale, "seen": "The second window"})
    assert answer.status_code == 400
    assert "another window" in answer.text
    assert "The second window" in answer.text
    assert Request.objects.get().answers["seen"] == "The first window"
    again = client.post(page("seen"), {"version": stale + 1, "seen": "Both"})
    assert again.status_code == 302


def test_a_young_person_asks_in_their_own_name(client: Client, inbox_area: LocalArea) -> None:
    begin(client, inbox_area)
    write_all(client, {
        "who": {"route": "young_person"}, "reach": {"asker_phone": "01539 000123"},
        "child": CHILD | {"child_born-year": "2008"},
    })  # fmt: skip
    assert "What do you find hard?" in client.get(page("seen")).text
    assert client.get(page("you"))["Location"] == page("check")
    send(client)
    asked = Request.objects.get()
    assert (asked.asker_name, asked.state) == ("Imogen Tarn", "sent")


def test_whoever_brings_a_child_to_attention_is_told_that_it_is_no_request(
    client: Client, inbox_area: LocalArea
) -> None:
    begin(client, inbox_area)
    write_all(client, {"who": {"route": "health"}})
    assert "is not a request by the parent" in client.get(page("you")).text
    write_all(client, {
        "you": {"asker_name": "Dr Fell", "asker_role": "GP", "asker_organisation": "Surgery"},
        "reach": {"asker_phone": "01539 000123"}, "child": CHILD,
    })  # fmt: skip
    send(client)
    receipt = client.get(page("sent")).text
    assert "36(3)" in receipt
    assert "The parent can still ask as well" in receipt


def test_what_another_route_asked_is_not_sent(client: Client, inbox_area: LocalArea) -> None:
    begin(client, inbox_area)
    write_all(client, PARENT)
    write_all(client, {
        "who": {"route": "school"}, "you": {"asker_name": "Ann", "asker_role": "SENCO", "asker_organisation": "School"},
    })  # fmt: skip
    send(client)
    asked = Request.objects.get()
    assert (asked.asker_relation, asked.responsibility, asked.asker_role) == ("", "", "SENCO")


def test_several_files_go_with_it_and_can_be_taken_out(
    client: Client, inbox_area: LocalArea
) -> None:
    draft = begin(client, inbox_area)
    write_all(client, {"who": {"route": "school"}})
    letters = [SimpleUploadedFile(f"letter {n}.txt", f"Letter {n}".encode()) for n in (1, 2)]
    assert client.post(page("files"), {"chosen": letters})["Location"] == page("files")
    assert client.post(page("files"), {"to": "check"})["Location"] == page("check")
    kept = KeptFile.objects.filter(owner_type="assessments.request", owner_id=draft.pk)
    assert sorted(kept.values_list("name", flat=True)) == ["letter 1.txt", "letter 2.txt"]
    bad = SimpleUploadedFile("run.exe", b"MZ\x90\x00" * 40)
    refused = client.post(page("files"), {"chosen": [bad]})
    assert refused.status_code == 400
    assert "run.exe" in refused.text
    assert client.post(page("files"), {"remove": kept[0].pk}).status_code == 302
    assert kept.filter(removed_at=None).count() == 1
    other = make_person(inbox_area, "case_coordinator")
    assert client.post(page("files"), {"remove": "999999"}).status_code == 400
    assert not Request.objects.visible_to(other.scope).exists()


def test_the_area_is_asked_where_there_are_several_and_one_that_takes_none_is_not_offered(
    client: Client, inbox_area: LocalArea
) -> None:
    second = area_with_inbox()
    third = make_person(LocalArea.objects.create(name="No inbox", slug="no-inbox"), "analyst")
    first_page = client.get(page("start")).text
    assert second.name in first_page
    assert "No inbox" not in first_page
    assert client.post(page("start"), {}).status_code == 400
    refused = client.post(page("start"), {"area": third.post.organisation.areas.get().pk})
    assert refused.status_code == 400
    assert begin(client, second).area == second


def test_the_form_on_paper_asks_the_same(client: Client, inbox_area: LocalArea) -> None:
    paper = client.get(page("paper", "young_person")).text
    assert "What do you find hard?" in paper
    assert "We count from the day on which we get it" in paper
    assert client.get(page("paper", "nonsense")).status_code == 200


def test_no_page_takes_more_than_twelve_queries(
    client: Client, inbox_area: LocalArea, django_assert_max_num_queries: Any
) -> None:
    begin(client, inbox_area)
    write_all(client, PARENT)
    for name in ("start", "seen", "files", "check"):
        with django_assert_max_num_queries(12):
            assert client.get(page(name)).status_code == 200
    version = Request.objects.get().version
    with django_assert_max_num_queries(12):
        write(client, "seen", {"seen": "More"})
    send(client)
    assert version
    with django_assert_max_num_queries(12):
        client.get(page("sent"))
