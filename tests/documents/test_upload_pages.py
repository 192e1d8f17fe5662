"""The pages with which files are added, handed out and removed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from goldenthread.access.models import AuditEntry, BreakGlass
from goldenthread.core import clock
from goldenthread.documents.keeping import storing
from goldenthread.documents.models import KeptFile
from tests import factories
from tests.documents.conftest import Office
from tests.documents.sending import some_pdf, some_txt
from tests.documents.test_uploads import kept_by
from tests.people.families import make_protection

pytestmark = pytest.mark.django_db


def fetch(client: Client, who: factories.Person, file: KeptFile) -> Any:
    client.force_login(who.user)
    return client.get(reverse("documents:kept", args=[file.pk]))


def add(client: Client, office: Office, *files: tuple[str, bytes], **given: str) -> Any:
    client.force_login(office.coordinator.user)
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    data: dict[str, Any] = {"chosen": sent, "kind": "report", "sent_by": "Fellside School", **given}
    return client.post(reverse("documents:add_files", args=[office.child.pk]), data)


def test_a_file_is_an_attachment_and_reading_it_is_recorded(
    office: Office, client: Client, django_assert_max_num_queries: Any
) -> None:
    file = kept_by(office, some_txt(), name="Bericht über Zoë.txt")
    client.force_login(office.coordinator.user)
    with django_assert_max_num_queries(12):
        answer = client.get(reverse("documents:kept", args=[file.pk]))
    assert answer.content == some_txt()
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    said = answer.headers["Content-Disposition"]
    assert said.startswith("attachment; filename*=utf-8''Bericht")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]
    entry = AuditEntry.objects.get(action="keptfile.read")
    assert (entry.target_id, entry.area_id) == (str(file.pk), office.area.pk)
    assert "Zo" not in str(vars(entry))


@pytest.mark.parametrize("role", ["school_senco", "advice_giver", "partnership_manager"])
def test_who_does_not_read_the_whole_record_finds_no_file(
    office: Office, client: Client, role: str
) -> None:
    file = kept_by(office)
    assert fetch(client, factories.make_person(office.area, role), file).status_code == 404
    elsewhere = factories.make_person(factories.make_area(), "case_coordinator")
    assert fetch(client, elsewhere, file).status_code == 404
    assert not AuditEntry.objects.filter(action="keptfile.read").exists()


def test_a_file_whose_kind_of_record_nobody_knows_is_not_found(
    office: Office, client: Client
) -> None:
    file = kept_by(office)
    KeptFile.objects.update(owner_type="gone.thing")
    assert fetch(client, office.coordinator, file).status_code == 404


def test_a_removed_file_is_not_found(office: Office, client: Client) -> None:
    file = kept_by(office)
    client.force_login(office.coordinator.user)
    page = reverse("documents:remove_file", args=[office.child.pk, file.pk])
    assert "Letter of Kim Ash.txt" in client.get(page).content.decode()
    assert client.post(page, {"why": ""}).status_code == 400
    answer = client.post(page, {"why": "About another child"})
    assert answer.headers["Location"].endswith("#documents")
    assert fetch(client, office.coordinator, file).status_code == 404


def test_opened_in_an_emergency_a_file_is_read_and_what_is_protected_is_not(
    office: Office, client: Client
) -> None:
    file, who = kept_by(office), factories.make_person(office.area, "partnership_manager")
    until = clock.now() + timedelta(hours=1)
    BreakGlass.objects.create(
        user=who.user, area=office.area, kind="people.person", key=office.child.pk, reason="Tonight",
        opened_at=clock.now(), ends_at=until, review_due=clock.today(),
    )  # fmt: skip
    who.user.opened_until = until
    who.user.save()
    assert fetch(client, who, file).status_code == 200
    assert AuditEntry.objects.filter(action="breakglass.used").count() == 1
    make_protection(office.child, "address", office.coordinator.post)
    assert fetch(client, who, file).status_code == 404


def test_a_damaged_file_is_said_to_be(office: Office, client: Client) -> None:
    file = kept_by(office)
    storing.delete([file.stored])
    answer = fetch(client, office.coordinator, file)
    assert answer.status_code == 500
    assert "is not as it was kept" in answer.content.decode()


def test_several_files_are_added_at_once_and_stand_on_the_record(
    office: Office, client: Client, django_assert_max_num_queries: Any
) -> None:
    answer = add(client, office, ("Report.pdf", some_pdf()), ("Notes.txt", b"Notes."))
    record = reverse("workspace:record", args=[office.child.pk])
    assert answer.headers["Location"] == f"{record}#documents"
    client.get(record)  # what has been read once is in the access log
    with django_assert_max_num_queries(12):
        html = client.get(record).content.decode()
    part = html[html.index('id="documents"') :]
    for words in ("Report.pdf", "Notes.txt", "Fellside School", "Not scanned",
                  office.coordinator.user.name, "Add files", "Remove"):  # fmt: skip
        assert words in part, words
    assert html.index('id="documents"') > html.index('id="rights"')
    assert add(client, office, ("Report.pdf", some_pdf())).status_code == 302
    assert KeptFile.objects.count() == 2


def test_a_bad_file_is_named_and_none_is_kept(office: Office, client: Client) -> None:
    answer = add(client, office, ("Good.txt", b"Good."), ("Bad.pdf", b"MZ" + bytes(60)))
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "“Bad.pdf”: This is a program. No file was kept." in html
    assert 'value="Fellside School"' in html
    assert not KeptFile.objects.exists()


def test_the_page_asks_for_what_it_needs_and_says_what_is_done(
    office: Office, client: Client, settings: Any
) -> None:
    settings.SCANNER = ()
    html = add(client, office, sent_by="", kind="").content.decode()
    for words in ("Select a file", "Select what they are", "Enter who sent them",
                  "up to 20 MB", "are not scanned for viruses here", "is taken out",
                  'accept=".pdf,', "multiple"):  # fmt: skip
        assert words in html, words
    settings.SCANNER = ("clamdscan", "-")
    page = client.get(reverse("documents:add_files", args=[office.child.pk]))
    assert "Each file is scanned" in page.content.decode()
    many = [(f"{number}.txt", b"x") for number in range(11)]
    assert "Select at most 10 files at once" in add(client, office, *many).content.decode()


def test_who_may_not_change_the_record_is_refused(office: Office, client: Client) -> None:
    file = kept_by(office)
    other = factories.make_person(office.area, "send_manager")
    make_protection(office.child, "contact", other.post)
    client.force_login(office.coordinator.user)
    assert client.get(reverse("documents:add_files", args=[office.child.pk])).status_code == 403
    page = reverse("documents:remove_file", args=[office.child.pk, file.pk])
    assert client.get(page).status_code == 404
    record = client.get(reverse("workspace:record", args=[office.child.pk])).content.decode()
    assert "Letter of Kim Ash" not in record
    assert "files are shown to those posts alone" in record
