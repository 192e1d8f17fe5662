"""Keeping, moving, removing and erasing of files that people send in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import Http404

from goldenthread.access.models import AuditEntry
from goldenthread.access.scope import Origin, Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.documents import uploads
from goldenthread.documents.actions import uploads as acting
from goldenthread.documents.keeping import examining, of_children, owners, storing
from goldenthread.documents.keeping.orphans import remove_orphans
from goldenthread.documents.models import KeptFile
from goldenthread.documents.queries.uploads import (
    files_of,
    files_of_child,
    files_sent,
    get_file,
)
from goldenthread.documents.rules.uploads.book import book
from goldenthread.documents.uploads import Sending, keep, keep_all
from goldenthread.people.merging import Shift, put_back
from tests import factories
from tests.documents.conftest import Office
from tests.documents.sending import some_jpeg, some_txt
from tests.people.families import make_protection
from tests.people.makers import make_child

pytestmark = pytest.mark.django_db


def on_disk() -> set[Path]:
    return {path for path in (Path(settings.FILES_DIR) / "kept").rglob("*") if path.is_file()}


def kept_by(office: Office, data: bytes = b"A letter.", **given: Any) -> KeptFile:
    plain: dict[str, Any] = {
        "scope": office.coordinator.scope, "area_id": office.area.pk, "owner": office.owner,
        "name": "Letter of Kim Ash.txt", "data": data, "sent_by": "Mother",
    }  # fmt: skip
    return keep(**plain | given)


def test_a_file_is_kept_cleaned_under_a_name_that_says_nothing(office: Office) -> None:
    before = on_disk()
    file = kept_by(office, some_jpeg(), name="C:\\Ash\\Photo.JPG", kind="photo")
    (path,) = on_disk() - before
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert "Photo" not in str(path)
    assert len(path.name) == 32
    assert storing.read(file) == path.read_bytes() != some_jpeg()
    assert (file.name, file.kind, file.content_type) == ("Photo.jpg", "photo", "image/jpeg")
    assert (file.size, file.person_id, file.scan) == (path.stat().st_size, office.child.pk, "none")
    entry = AuditEntry.objects.get(action="keptfile.kept")
    assert (entry.target_id, entry.area_id) == (str(file.pk), office.area.pk)


def test_the_same_file_twice_is_kept_once(office: Office) -> None:
    first, before = kept_by(office), on_disk()
    assert kept_by(office, name="Another name.txt") == first
    assert on_disk() == before
    assert AuditEntry.objects.filter(action="keptfile.kept").count() == 1


def test_of_several_one_that_is_bad_keeps_them_all_out(office: Office) -> None:
    before = on_disk()
    sending = Sending(office.owner, office.area.pk, "School")
    files = [("a.txt", b"good"), ("Ash.exe", b"MZ" + bytes(60))]
    with pytest.raises(UserError) as refused:
        keep_all(scope=office.coordinator.scope, sending=sending, files=files)
    assert (refused.value.code, refused.value.where) == ("file_program", "Ash.exe")
    assert not KeptFile.objects.exists()
    assert on_disk() == before


def test_a_row_that_cannot_be_written_leaves_no_bytes(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = on_disk()

    def broken(*_: object, **__: object) -> None:
        assert len(on_disk() - before) == 1
        raise RuntimeError("the trail is full")

    monkeypatch.setattr(acting, "record", broken)
    with pytest.raises(RuntimeError):
        kept_by(office)
    assert on_disk() == before
    assert not KeptFile.objects.exists()


@pytest.mark.parametrize("role", ["school_senco", "partnership_manager", "advice_giver"])
def test_others_may_not_add(office: Office, role: str) -> None:
    other = factories.make_person(office.area, role)
    with pytest.raises(NotAllowed):
        kept_by(office, scope=other.scope)
    elsewhere = factories.make_person(factories.make_area(), "case_coordinator")
    with pytest.raises(NotAllowed):
        kept_by(office, scope=elsewhere.scope)


def test_somebody_without_an_account_adds_by_a_link_and_takes_out_their_own(
    office: Office,
) -> None:
    staffs, own = kept_by(office), kept_by(office, b"Ours.", scope=None)
    assert (own.kept_by_id, own.sent_by) == (None, "Mother")
    assert AuditEntry.objects.get(target_id=str(own.pk)).channel == "public"
    assert [row.id for row in files_sent(office.owner)] == [own.pk]
    with pytest.raises(UserError) as refused:
        uploads.remove(scope=None, owner=office.owner, file_id=staffs.pk, why="x")
    assert refused.value.code == "no_such_file"
    uploads.remove(scope=None, owner=office.owner, file_id=own.pk, why="Sent in error")
    assert files_sent(office.owner) == []


def test_a_kind_of_record_that_takes_nothing_by_links(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owners, "_owners", {})
    owners.register_owner("test.thing", lambda scope, key: scope.has("person.view"))
    with pytest.raises(NotAllowed):
        kept_by(office, scope=None, owner=("test.thing", 1))
    assert kept_by(office, owner=("test.thing", 1)).person_id is None
    assert files_of_child(office.child.pk) == []


@pytest.mark.parametrize(
    ("limit", "most", "code"),
    [
        ("files_of_record_by_link", 1, "file_too_many"), ("megabytes_of_record_by_link", 0, "file_too_many"),
        ("megabytes_a_day_by_anybody", 0, "file_too_many_today"),
    ],
)  # fmt: skip
def test_a_link_has_an_end(
    office: Office, monkeypatch: pytest.MonkeyPatch, limit: str, most: int, code: str
) -> None:
    few = replace(book(), limits={**book().limits, limit: most})
    monkeypatch.setattr(examining, "book", lambda: few)
    kept_by(office)
    with pytest.raises(UserError) as refused:
        kept_by(office, b"More.", scope=None)
    assert refused.value.code == code
    assert kept_by(office, b"More.").pk


def test_what_anybody_sends_does_not_keep_a_link_with_its_code_from_sending(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    none = replace(book(), limits={**book().limits, "megabytes_a_day_by_anybody": 0})
    monkeypatch.setattr(examining, "book", lambda: none)
    by_code = Scope(None, "Somebody of a family", (), Origin(channel="link:7"))
    assert kept_by(office, scope=by_code).pk
    with pytest.raises(UserError, match="sent today"):
        kept_by(office, b"More.", scope=None)


def test_a_text_of_a_thousand_words_says_who_sent_it_and_no_more(office: Office) -> None:
    assert len(kept_by(office, sent_by=" Mother " * 50).sent_by) == 160


def test_files_move_to_the_child_that_they_are_about(office: Office) -> None:
    other = make_child(office.area)
    first, second = kept_by(office, area_id=None), kept_by(office, b"Second.")
    has = kept_by(office, b"Second.", owner=("people.person", other.pk))
    moved = uploads.move(
        scope=office.coordinator.scope, owner=office.owner, to=("people.person", other.pk),
        area_id=office.area.pk, person_id=other.pk,
    )  # fmt: skip
    assert moved == 2
    first.refresh_from_db()
    assert (first.owner_id, first.person_id, first.area_id) == (other.pk, other.pk, office.area.pk)
    second.refresh_from_db()
    assert "the same file" in second.removed_why
    rows = files_of(office.coordinator.scope, ("people.person", other.pk))
    assert {row.id for row in rows if row.removed_at is None} == {first.pk, has.pk}


def test_some_files_move_and_not_to_where_one_may_not_add(office: Office) -> None:
    first, second = kept_by(office), kept_by(office, b"Second.")
    other = make_child(office.area)
    given: dict[str, Any] = {
        "scope": office.coordinator.scope, "owner": office.owner, "area_id": office.area.pk,
    }  # fmt: skip
    away = make_child(factories.make_area())
    with pytest.raises(NotAllowed):
        uploads.move(**given, to=("people.person", away.pk), person_id=away.pk)
    uploads.move(**given, to=("people.person", other.pk), person_id=other.pk, only=[first.pk])
    second.refresh_from_db()
    assert second.owner == office.owner


def test_removing_takes_bytes_and_name_and_leaves_the_reason(
    office: Office, django_capture_on_commit_callbacks: Any
) -> None:
    before = on_disk()
    file, given = kept_by(office), {"scope": office.coordinator.scope, "owner": office.owner}
    with pytest.raises(UserError):
        uploads.remove(**given, file_id=file.pk, why="  ")
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            uploads.remove(**given, file_id=file.pk, why="It is about another child")
    assert on_disk() == before
    file.refresh_from_db()
    assert (file.name, file.removed_why) == ("", "It is about another child")
    assert file.removed_by_id == office.coordinator.user.pk
    assert AuditEntry.objects.filter(action="keptfile.removed").count() == 1
    assert kept_by(office) != file


def test_what_is_hidden_of_a_child_hides_its_files(office: Office) -> None:
    kept_by(office)
    other = factories.make_person(office.area, "send_manager")
    make_protection(office.child, "address", other.post)
    assert files_of(office.coordinator.scope, office.owner) == []
    assert len(files_of(other.scope, office.owner)) == 1
    with pytest.raises(NotAllowed):
        kept_by(office, b"More.")


def test_what_is_hidden_of_a_child_hides_what_belongs_to_other_records_too(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owners, "_owners", {})
    owners.register_owner("test.thing", lambda scope, _: scope.has("person.view"))
    given: dict[str, Any] = {"owner": ("test.thing", 1)}
    about = kept_by(office, **given, person_id=office.child.pk)
    other = kept_by(office, b"About nobody yet.", **given)
    scope = office.coordinator.scope
    assert {row.id for row in files_of(scope, ("test.thing", 1))} == {about.pk, other.pk}
    make_protection(
        office.child, "contact", factories.make_person(office.area, "send_manager").post
    )
    assert [row.id for row in files_of(scope, ("test.thing", 1))] == [other.pk]
    assert get_file(scope, other.pk) == other
    with pytest.raises(Http404):
        get_file(scope, about.pk)


def test_files_go_with_the_child(office: Office, django_capture_on_commit_callbacks: Any) -> None:
    before = on_disk()
    kept_by(office)
    with django_capture_on_commit_callbacks(execute=True):
        of_children.remove_files([office.child.pk])
    assert not KeptFile.objects.exists()
    assert on_disk() == before


def test_files_go_with_a_record_that_is_not_a_childs(
    office: Office, django_capture_on_commit_callbacks: Any
) -> None:
    before = on_disk()
    kept_by(office)
    with django_capture_on_commit_callbacks(execute=True):
        uploads.erase(scope=office.coordinator.scope, owners=[office.child])
    assert on_disk() == before
    assert AuditEntry.objects.get(action="keptfile.erased").count == 1


def test_files_follow_a_child_whose_records_are_made_one_and_go_back(office: Office) -> None:
    gone = make_child(office.area)
    moves = kept_by(office, owner=("people.person", gone.pk))
    both = kept_by(office, b"Both.", owner=("people.person", gone.pk))
    kept_by(office, b"Both.")
    shift = Shift()
    of_children.move_files(office.child, gone, shift)
    assert {row.id for row in files_of_child(office.child.pk)} >= {moves.pk, both.pk}
    moves.refresh_from_db()
    assert moves.owner == office.owner
    put_back(shift.log)
    moves.refresh_from_db()
    assert (moves.owner_id, moves.person_id) == (gone.pk, gone.pk)


def test_bytes_without_a_row_are_swept_up_after_a_day(office: Office) -> None:
    with clock.fixed(clock.now() + timedelta(days=2)):
        remove_orphans()  # what other tests of this process have left
    removed, kept = kept_by(office, b"Removed."), kept_by(office)
    uploads.remove(
        scope=office.coordinator.scope, owner=office.owner, file_id=removed.pk, why="Sent twice"
    )
    storing.write(b"A process was killed.")
    (Path(settings.FILE_UPLOAD_TEMP_DIR) / "a.upload").write_bytes(b"It was large.")
    assert remove_orphans() == 0
    with clock.fixed(clock.now() + timedelta(days=2)):
        assert remove_orphans() == 3
        assert remove_orphans() == 0
    assert storing.read(kept) == b"A letter."
    last = AuditEntry.objects.filter(action="keptfile.orphans_removed").latest("pk")
    assert last.count == 3


def test_bytes_that_are_not_what_was_kept_are_not_handed_out(office: Office) -> None:
    file = kept_by(office, some_txt())
    (Path(settings.FILES_DIR) / file.stored).write_bytes(b"something else")
    for _ in range(2):
        with pytest.raises(UserError) as refused:
            storing.read(file)
        assert refused.value.code == "kept_file_damaged"
        storing.delete([file.stored])
