"""What anybody may read: only what was frozen, never a draft, nothing of a session, nothing that was withdrawn."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.documents import freezing
from goldenthread.documents.models import Snapshot
from goldenthread.documents.publishing import asked_of
from goldenthread.improvement.models import Milestone, Plan
from goldenthread.organisations.models import LocalArea
from goldenthread.reports.models import ProgressCopy
from tests.reports.papers import Partnership, make_partnership
from tests.reports.public import Families


@pytest.fixture
def families(partnership: Partnership) -> Families:
    return Families(partnership)


def address(families: Families, rest: str = "") -> str:
    return f"/progress/{families.partnership.area.slug}/{rest}"


def test_a_draft_never_leaks(families: Families, client: Client) -> None:
    families.drafted("Secret words.")
    for rest in ("", "1/", "1/easy-read/", "1/page/pdf/"):
        assert client.get(address(families, rest)).status_code == 404
    assert families.partnership.area.name.encode() not in client.get("/progress/").content
    families.published("Public words.")
    families.drafted("Secret words.")
    for rest in ("", "1/", "1/easy-read/"):
        answer = client.get(address(families, rest))
        assert answer.status_code == 200
        assert b"Secret words" not in answer.content
    assert client.get(address(families, "2/")).status_code == 404
    # Signing in shows no more.
    client.force_login(families.partnership.manager.user)
    assert client.get(address(families, "2/")).status_code == 404


def test_each_area_has_its_own(families: Families, client: Client) -> None:
    other = Families(make_partnership())
    other.drafted()
    families.published()
    assert client.get(address(other)).status_code == 404
    assert client.get(address(other, "1/")).status_code == 404


def test_no_session_and_kept_for_a_few_minutes(families: Families, client: Client) -> None:
    page = families.published()
    ProgressCopy.objects.create(progress=page, part="page", content=b"%PDF-1.7")
    client.force_login(families.partnership.manager.user)
    before = client.cookies.output()
    for rest in ("", "1/", "1/easy-read/", "1/page/pdf/"):
        answer = client.get(address(families, rest))
        assert answer["Cache-Control"] == "public, max-age=300"
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert b"csrfmiddlewaretoken" not in answer.content
        assert families.partnership.manager.user.name.encode() not in answer.content
    assert client.cookies.output() == before
    assert client.post(address(families)).status_code in (403, 405)


def test_only_what_was_frozen_is_read(families: Families, client: Client) -> None:
    families.published()
    before = client.get(address(families)).content
    Milestone.objects.update(text="Rewritten")
    Plan.objects.update(title="Rewritten")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address(families)).content == before
    said = " ".join(query["sql"] for query in queries.captured_queries)
    assert "improvement_" not in said
    assert "session" not in said
    assert len(queries) <= 3


def test_the_title_of_the_plan_is_checked_with_the_rest(families: Families, client: Client) -> None:
    plan, area = families.partnership.plan, families.partnership.area
    Plan.objects.filter(pk=plan.pk).update(title="Amira Hussain", version="Final for Ben Okri")
    body = families.bodies(families.drafted()).together
    assert {"Amira Hussain", "Ben Okri"} <= {one.text for one in asked_of(area.pk, body)}
    families.published()
    families.published()
    LocalArea.objects.filter(pk=area.pk).update(name="Dev Malhotra")
    for path in (address(families), address(families, "1/easy-read/"), "/progress/"):
        shown = client.get(path).content.decode()
        assert area.name in shown
        assert "Dev Malhotra" not in shown, path
        around = shown.replace(
            Snapshot.objects.get(document__kind="progress.page", number=2).body, ""
        )
        assert "Amira Hussain" not in around, path


def test_another_areas_name_is_a_persons_name_here(families: Families) -> None:
    LocalArea.objects.create(name="Amira Hussain", slug="amira-hussain")
    body = families.bodies(families.drafted("Amira Hussain told us.")).together
    asked = asked_of(families.partnership.area.pk, body)
    assert "Amira Hussain" in {one.text for one in asked}


def test_the_newest_first_and_the_older_ones_by_number(families: Families, client: Client) -> None:
    families.published("First words.")
    families.published("Second words.")
    newest = client.get(address(families)).content
    assert b"Second words." in newest
    assert address(families, "1/").encode() in newest
    assert b"First words." in client.get(address(families, "1/")).content


def test_a_withdrawn_page_says_so_and_no_more(families: Families, client: Client) -> None:
    families.published("First words.")
    second = families.published("Second words.")
    ProgressCopy.objects.create(progress=second, part="page", content=b"%PDF-1.7 Second words.")
    families.withdraw(second, "Amira stood in it.")
    for rest in ("2/", "2/easy-read/", "2/page/pdf/"):
        answer = client.get(address(families, rest))
        assert answer.status_code == 410
        assert b"was withdrawn" in answer.content
        assert b"Second words" not in answer.content
        assert b"Amira" not in answer.content
    assert b"First words." in client.get(address(families)).content
    families.withdraw(second.__class__.objects.get(snapshot__number=1))
    assert client.get(address(families)).status_code == 410
    assert families.partnership.area.name.encode() not in client.get("/progress/").content


def test_words_that_were_changed_from_outside_are_not_shown(
    families: Families, client: Client
) -> None:
    families.published()
    freezing.remove(connection)
    Snapshot.objects.update(body="<p>Forged</p>")
    answer = client.get(address(families))
    assert answer.status_code == 404
    assert b"Forged" not in answer.content
    freezing.install(connection)


def test_a_pdf_is_handed_out_only_where_it_is_made(families: Families, client: Client) -> None:
    page = families.published()
    assert client.get(address(families, "1/page/pdf/")).status_code == 404
    ProgressCopy.objects.create(progress=page, part="easy", content=b"%PDF-1.7")
    answer = client.get(address(families, "1/easy/pdf/"))
    assert answer.content == b"%PDF-1.7"
    assert answer["Content-Type"] == "application/pdf"
    assert client.get(address(families, "1/other/pdf/")).status_code == 404
