"""Files beyond a limit are refused. What else is refused, and its words: tests/spec/bad_inputs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goldenthread.core.files import MEGABYTE
from goldenthread.exchange.reading import DEFAULT_LIMITS, Limits, UnreadableFile, read_document
from tests.exchange.reading.files import a_docx, an_xlsx


def test_sixty_megabytes_are_refused_before_anything_is_read() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_document("plan.docx", b"PK" + b"\x00" * (60 * MEGABYTE))
    assert caught.value.code == "file_too_large"
    assert "60 MB" in caught.value.message
    assert "25 MB" in caught.value.message


def small(**limits: int) -> Limits:
    return replace(DEFAULT_LIMITS, **limits)


@pytest.mark.parametrize(
    ("name", "data", "limits", "code"),
    [
        ("p.txt", b"plan " * 9, small(file_bytes=20), "file_too_large"),
        ("p.txt", b"plan " * 9, small(text_characters=20), "file_too_large"),
        ("p.docx", a_docx(), small(members=3), "file_too_large"),
        ("p.docx", a_docx(), small(unpacked_bytes=900), "unpacks_too_large"),
        ("p.docx", a_docx(), small(member_bytes=900), "unpacks_too_large"),
        ("p.xlsx", an_xlsx([["a", "b"]] * 9), small(rows=5), "file_too_large"),
        ("p.xlsx", an_xlsx([["a"] * 9]), small(columns=5), "file_too_large"),
        ("p.csv", b"a,b,c\n" * 9, small(rows=5), "file_too_large"),
        ("p.csv", b"a,b,c,d,e,f\n" * 9, small(columns=5), "file_too_large"),
        ("p.html", b"<table><tr>" + b"<td colspan=90>x" * 20, small(cells=500), "file_too_large"),
        ("p.txt", b"a\n\n" * 20, small(blocks=5), "file_too_large"),
        ("p.docx", a_docx("x"), small(blocks=0), "file_too_large"),
    ],
)
def test_limits(name: str, data: bytes, limits: Limits, code: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_document(name, data, limits=limits)
    assert caught.value.code == code
