"""Files are opened in a process of their own, and what that comes to."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import Any

import pytest

from goldenthread.core.errors import UserError
from goldenthread.documents.keeping import apart
from goldenthread.documents.keeping.apart import clean_apart
from goldenthread.documents.rules.uploads.book import book
from goldenthread.documents.rules.uploads.cleaning import clean
from tests.documents.sending import some_jpeg, some_pdf

pytestmark = pytest.mark.pure


def test_it_comes_to_the_same() -> None:
    assert clean_apart("jpeg", some_jpeg()) == clean("jpeg", some_jpeg())


def test_a_refusal_comes_through_with_its_words() -> None:
    with pytest.raises(UserError) as refused:
        clean_apart("pdf", some_pdf(password="tarn"))
    assert refused.value.code == "file_encrypted"


@pytest.mark.parametrize(("limit", "value"), [("memory_megabytes", 40), ("seconds", 0)])
def test_what_takes_too_much_ends_there(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: float
) -> None:
    """Little memory in the other process, or no time for it: it ends, and this one goes on."""
    if limit == "seconds":
        few = replace(book(), limits={**book().limits, limit: value})
        monkeypatch.setattr(apart, "book", lambda: few)
    else:
        run = subprocess.run

        def cramped(command: list[str], **options: Any) -> Any:
            shell = f"ulimit -v {int(value) * 1024}; exec " + " ".join(command)
            return run(["/bin/sh", "-c", shell], **options)

        monkeypatch.setattr(apart.subprocess, "run", cramped)
    with pytest.raises(UserError) as refused:
        clean_apart("jpeg", some_jpeg())
    assert refused.value.code == "file_too_hard"
