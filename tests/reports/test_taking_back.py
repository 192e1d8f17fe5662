"""A withdrawn page for families: who may still read it, that nothing starts from it, and its words taken out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.documents.files import write
from goldenthread.documents.models import Snapshot
from goldenthread.reports.actions.families import Words, change_progress, prepare_progress
from goldenthread.reports.actions.publishing import make_copies
from goldenthread.reports.actions.redacting import redact_progress
from goldenthread.reports.models import Progress, ProgressCopy, Redaction, Withdrawal
from tests.factories import make_person
from tests.reports.papers import Partnership
from tests.reports.public import Families


@pytest.fixture
def families(partnership: Partnership) -> Families:
    return Families(partnership)


@pytest.fixture
def withdrawn(families: Families) -> Progress:
    page = families.published("Amira told us.")
    for part in ProgressCopy.Part:
        ProgressCopy.objects.create(progress=page, part=part, content=b"%PDF-1.7 Amira")
    families.withdraw(page, "Amira stood in it.")
    return Progress.objects.get(pk=page.pk)


def redact(families: Families, page: Progress, reason: str = "The family asked.") -> Redaction:
    manager = families.partnership.manager
    return redact_progress(
        scope=manager.scope, progress_id=page.pk, post_id=manager.post.pk, reason=reason
    )


def test_only_who_may_publish_sees_a_withdrawn_page(
    families: Families, withdrawn: Progress, client: Client
) -> None:
    reader = make_person(families.partnership.area, "board_member")
    for rows in (Progress.objects, Withdrawal.objects, ProgressCopy.objects):
        assert not rows.visible_to(reader.scope).exists()
        assert rows.visible_to(families.partnership.manager.scope).exists()
    standing = families.published("Ben is not named here.")
    assert set(Progress.objects.visible_to(reader.scope)) == {standing}
    client.force_login(reader.user)
    assert client.get(f"/reports/families/{withdrawn.pk}/").status_code == 404
    assert client.get(f"/reports/families/{standing.pk}/").status_code == 200
    listed = client.get(f"/reports/plans/{withdrawn.plan_id}/families/").content
    assert f"/reports/families/{withdrawn.pk}/".encode() not in listed
    client.force_login(families.partnership.manager.user)
    assert b"Amira stood in it." in client.get(f"/reports/families/{withdrawn.pk}/").content


def test_nothing_starts_from_a_withdrawn_page(families: Families) -> None:
    families.published("First words.")
    families.withdraw(families.published("Amira told us."))
    manager = families.partnership.manager
    page = prepare_progress(
        scope=manager.scope, plan_id=families.partnership.plan.pk, post_id=manager.post.pk
    )
    assert page.opening == "First words."


def test_no_file_is_made_of_a_withdrawn_page(families: Families, withdrawn: Progress) -> None:
    with pytest.raises(UserError, match="withdrawn"):
        make_copies(scope=families.partnership.manager.scope, progress_id=withdrawn.pk)


def test_the_words_go_and_the_record_stays(families: Families, withdrawn: Progress) -> None:
    kept = ("sha256", "number", "as_at", "frozen_at", "frozen_by_id", "frozen_post_id", "title")
    before = list(Snapshot.objects.order_by("pk").values(*kept))
    redaction = redact(families, withdrawn)
    page = Progress.objects.get(pk=withdrawn.pk)
    assert (page.opening, page.meanings, page.ask) == ("", {}, "")
    assert {bytes(row.content) for row in ProgressCopy.objects.all()} == {b""}
    assert list(Snapshot.objects.order_by("pk").values(*kept)) == before
    assert set(Snapshot.objects.values_list("body", "source_version")) == {("", "")}
    assert page.clearance is not None
    assert (redaction.redacted_by, redaction.reason) == (
        families.partnership.manager.user, "The family asked.",
    )  # fmt: skip
    codes = AuditEntry.objects.order_by("-pk").values_list("action", flat=True)[:3]
    assert list(codes) == ["progress.redacted", "document.redacted", "document.redacted"]
    with pytest.raises(UserError, match="already"):
        redact(families, withdrawn)
    with pytest.raises(UserError) as raised:
        write(Snapshot.objects.select_related("document__area").all()[0], "html")
    assert raised.value.code == "document_redacted"


def test_only_a_withdrawn_page_and_only_with_right_and_reason(
    families: Families, withdrawn: Progress
) -> None:
    with pytest.raises(UserError, match="Only a withdrawn"):
        redact(families, families.published())
    with pytest.raises(UserError, match="Say why"):
        redact(families, withdrawn, " ")
    manager = families.partnership.manager
    lead = families.partnership.lead
    with pytest.raises(UserError, match="Only a withdrawn"):
        redact_progress(
            scope=lead.scope, progress_id=withdrawn.pk, post_id=lead.post.pk, reason="x"
        )
    with pytest.raises(NotAllowed):
        redact_progress(
            scope=manager.scope, progress_id=withdrawn.pk, post_id=lead.post.pk, reason="x"
        )
    assert Snapshot.objects.filter(body="").count() == 0


CHANGES: list[Callable[[], object]] = [
    lambda: Snapshot.objects.update(body=""),
    lambda: Snapshot.objects.update(body="", source_version="", redacted_at=clock.now(), sha256="0"),
    lambda: Snapshot.objects.update(body="x", source_version="", redacted_at=clock.now()),
    lambda: Snapshot.objects.update(redacted_at=clock.now()),
    lambda: Progress.objects.update(opening=""),
    lambda: Progress.objects.update(opening="", ask="", meanings={}, show_posts=True),
    lambda: Progress.objects.update(opening="", ask="", meanings={}, version=F("version") + 1),
    lambda: ProgressCopy.objects.update(content=b"x"),
    lambda: ProgressCopy.objects.update(content=b"", part="page"),
    lambda: Snapshot.objects.all()._raw_delete("default"),
    lambda: ProgressCopy.objects.all()._raw_delete("default"),
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_lets_no_other_change_through(
    withdrawn: Progress, change: Callable[[], object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def test_once_out_the_words_never_come_back(families: Families, withdrawn: Progress) -> None:
    redact(families, withdrawn)
    for change in (
        lambda: Snapshot.objects.update(body="x"),
        lambda: Snapshot.objects.update(redacted_at=None),
        lambda: Redaction.objects.update(reason="x"),
        lambda: Redaction.objects.all()._raw_delete("default"),
        lambda: Progress.objects.update(opening="x"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_draft_that_is_open_loses_what_went(families: Families, withdrawn: Progress) -> None:
    draft = families.drafted("Amira told us. We listened.", "Letters are short. They come soon.")
    redact(families, withdrawn)
    version = draft.version
    draft.refresh_from_db()
    assert draft.opening == "We listened."
    assert list(draft.meanings.values()) == ["They come soon."]
    assert (draft.ask, draft.version) == ("", version + 1)
    assert AuditEntry.objects.filter(action="progress.words_taken_out").count() == 1


def test_by_its_pages(families: Families, withdrawn: Progress, client: Client) -> None:
    manager = families.partnership.manager
    client.force_login(manager.user)
    page = f"/reports/families/{withdrawn.pk}/"
    assert b"Take the words out for good" in client.get(page).content
    assert client.get(f"{page}redact/").status_code == 200
    given = {"post": manager.post.pk, "reason": ""}
    assert client.post(f"{page}redact/", given).status_code == 400
    assert client.post(f"{page}redact/", {**given, "reason": "Asked."})["Location"] == page
    with CaptureQueriesContext(connection) as queries:
        shown = client.get(page).content
    assert len(queries) <= 12
    assert b"Asked." in shown
    assert b"Amira told us" not in shown
    assert client.get(f"{page}redact/")["Location"] == page
    assert client.get(f"/progress/{families.partnership.area.slug}/1/").status_code == 410


def test_withdrawing_warns_of_a_draft_that_is_open(families: Families, client: Client) -> None:
    manager, page = families.partnership.manager, families.published("Amira told us.")
    families.drafted("Amira told us.")
    client.force_login(manager.user)
    given = {"post": manager.post.pk, "reason": "A name stood in it."}
    done = client.post(f"/reports/families/{page.pk}/withdraw/", given, follow=True)
    assert b"A draft of the next page is open" in done.content


def test_who_changed_it_meanwhile(families: Families) -> None:
    page = families.drafted()
    scope = families.partnership.manager.scope
    words = Words("Mine.", {}, "", show_posts=False)
    change_progress(scope=scope, progress_id=page.pk, words=words, version=page.version)
    with pytest.raises(UserError, match="You changed this page in another window"):
        change_progress(scope=scope, progress_id=page.pk, words=words, version=page.version)
    other = make_person(families.partnership.area, "partnership_manager")
    with pytest.raises(UserError, match="Somebody else has changed this page"):
        change_progress(scope=other.scope, progress_id=page.pk, words=words, version=page.version)
