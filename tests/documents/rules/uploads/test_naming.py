"""The name under which a file is shown and handed back."""

from __future__ import annotations

import pytest

from goldenthread.documents.rules.uploads.book import book
from goldenthread.documents.rules.uploads.naming import LONGEST, kept_name


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("Report of May.pdf", "pdf", "Report of May.pdf"),
        ("Report.PDF", "pdf", "Report.pdf"),
        ("photo.jpeg", "jpeg", "photo.jpeg"),
        ("photo.png", "jpeg", "photo.png.jpg"),
        ("report.pdf.exe", "pdf", "report.pdf.exe.pdf"),
        ("../../etc/passwd", "txt", "passwd.txt"),
        ("C:\\Users\\Ash\\letter.docx", "docx", "letter.docx"),
        ("report\u202efdp.exe", "pdf", "reportfdp.exe.pdf"),
        ('a\r\nSet-Cookie: b".pdf', "pdf", "aSet-Cookie b.pdf"),
        ("   .pdf", "pdf", "pdf.pdf"),
        ("", "png", "file.png"),
        ("\x00", "txt", "file.txt"),
        ("cafe\u0301.txt", "txt", "café.txt"),
        ("x" * 500 + ".odt", "odt", "x" * LONGEST + ".odt"),
    ],
)
def test_a_name_is_seen_as_it_is_and_ends_as_what_the_file_is(
    name: str, kind: str, kept: str
) -> None:
    assert kept_name(name, book().kinds[kind]) == kept
    assert len(kept) <= 160
