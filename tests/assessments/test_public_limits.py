"""What the public pages take at most, and how long a browser goes on with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goldenthread.access import sessions
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.documents.actions import uploads as kept_uploads
from goldenthread.documents.keeping import examining
from goldenthread.organisations.models import LocalArea
from tests.assessments.walking import begin, page, write_all
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_too_many_files_or_one_too_large_are_refused_before_any_is_opened(
    client: Client, inbox_area: LocalArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(client, inbox_area)
    write_all(client, {"who": {"route": "school"}})
    opened: list[str] = []
    monkeypatch.setattr(kept_uploads, "examine", lambda name, _data: opened.append(name))
    many = [SimpleUploadedFile(f"{n}.txt", f"Letter {n}".encode()) for n in range(11)]
    refused = client.post(page("files"), {"chosen": many})
    assert refused.status_code == 400
    assert "Select at most 10 files at once" in refused.text
    few = replace(examining.book(), limits={**examining.book().limits, "file_megabytes": 0})
    monkeypatch.setattr(examining, "book", lambda: few)
    refused = client.post(page("files"), {"chosen": [SimpleUploadedFile("0.txt", b"Words")]})
    assert refused.status_code == 400
    assert "0.txt: The file is larger than" in refused.text
    assert opened == []
    with pytest.raises(UserError, match="more than 10 files at once"):
        kept_uploads.keep_all(
            scope=None, sending=kept_uploads.Sending(("assessments.request", 1), None, "Parent"),
            files=[("a.txt", b"a")] * 11,
        )  # fmt: skip


def test_a_browser_goes_on_for_four_hours_after_the_last_page(
    client: Client, inbox_area: LocalArea
) -> None:
    begin(client, inbox_area)
    assert client.session.get_expiry_age() == 4 * 3600
    # Whatever else keeps the session open, what was begun in it is let go.
    later = clock.now() + timedelta(hours=5)
    with clock.fixed(later):
        assert client.get(page("who")).status_code == 404


def test_whoever_signs_in_or_comes_by_a_link_keeps_the_time_of_any_session(
    client: Client, inbox_area: LocalArea, settings: Any
) -> None:
    begin(client, inbox_area)
    client.force_login(make_person(inbox_area, "case_coordinator").user)
    client.get(page("who"))
    assert client.session.get_expire_at_browser_close()
    assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE
    other = Client()
    other.get("/accounts/login/")
    held = other.session
    held[f"{sessions.LINK}family_page"] = "a"
    held.save()
    other.cookies[settings.SESSION_COOKIE_NAME] = held.session_key
    begin(other, inbox_area)
    assert other.session.get_expire_at_browser_close()
    assert other.get(page("who")).status_code == 200
