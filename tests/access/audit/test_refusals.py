"""Who asks for what their posts do not allow is told so, and the trail says so."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from goldenthread.access.models import AuditEntry, User
from goldenthread.access.scope import Scope
from goldenthread.access.views import audit as audit_views
from goldenthread.core.errors import NotAllowed
from tests.access.audit.people import a_person, an_area

pytestmark = pytest.mark.django_db


def test_a_refusal_is_one_entry_of_the_persons_area(client: Client) -> None:
    area = an_area("Fellmoor")
    client.force_login(a_person("Bea", "board_member", area))
    assert client.get(reverse("audit:entries")).status_code == 403
    entry = AuditEntry.objects.get(action="access.refused")
    assert (entry.outcome, entry.target_type, entry.target_id) == (
        "refused",
        "page",
        "audit:entries",
    )
    assert (entry.area_id, entry.channel) == (area.pk, "web")


def test_the_entry_stays_though_what_was_refused_is_undone(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(a_person("Bea", "board_member", an_area("Fellmoor")))

    def begins_and_is_refused(scope: Scope) -> HttpResponse:
        with transaction.atomic():
            User.objects.create(email="half@example.org", name="Half done")
            raise NotAllowed("No.")

    monkeypatch.setattr(audit_views.queries, "visible", begins_and_is_refused)
    assert client.get(reverse("audit:entries")).status_code == 403
    assert not User.objects.filter(name="Half done").exists()
    assert AuditEntry.objects.filter(action="access.refused").count() == 1


def test_words_in_an_address_are_not_kept(client: Client) -> None:
    client.force_login(a_person("Bea", "board_member", an_area("Fellmoor")))
    client.get(reverse("audit:record", args=["secret-token", "12"]))
    assert AuditEntry.objects.get(action="access.refused").target_id == "audit:record 12"


def test_an_error_of_ours_is_no_refusal(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(request: HttpRequest) -> HttpResponse:
        raise RuntimeError("a defect")

    client.force_login(a_person("Bea", "board_member", an_area("Fellmoor")))
    monkeypatch.setattr(audit_views.queries, "visible", fails)
    with pytest.raises(RuntimeError):
        client.get(reverse("audit:entries"))
    assert not AuditEntry.objects.filter(action="access.refused").exists()
