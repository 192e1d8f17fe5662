"""What the public pages take at most, and how long a browser goes on with them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goldenthread.core.errors import UserError
from goldenthread.documents.actions import uploads as kept_uploads
from goldenthread.documents.keeping import examining
from goldenthread.organisations.models import LocalArea
from tests.assessments.walking import begin, page, write_all

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
