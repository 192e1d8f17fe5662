"""A form that is larger than any of ours is answered in words, and nothing of it is read."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("length", "status"), [(100, 403), (5000, 413)])
def test_more_than_the_most_is_turned_away_before_it_is_read(
    settings: Any, monkeypatch: pytest.MonkeyPatch, length: int, status: int
) -> None:
    settings.MAX_UPLOAD_BYTES = settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
    begun: list[object] = []
    new_file = TemporaryFileUploadHandler.new_file
    monkeypatch.setattr(
        TemporaryFileUploadHandler, "new_file",
        lambda self, *args, **kwargs: begun.append(self) or new_file(self, *args, **kwargs),
    )  # fmt: skip
    browser = Client(enforce_csrf_checks=True)
    browser.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    files = {"chosen": SimpleUploadedFile("a.txt", b"a" * length)}
    answer = browser.post(reverse("assessments:public_files"), files)
    assert answer.status_code == status
    assert bool(begun) is (status != 413)
    assert ("Together they are larger" in answer.text) is (status == 413)
