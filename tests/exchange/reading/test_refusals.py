"""Files that are refused: each with its code, and words that say what to do."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from goldenthread.exchange.reading import DEFAULT_LIMITS, Limits, UnreadableFile, read_document
from goldenthread.exchange.reading.limits import MEGABYTE
from tests.exchange.reading.files import (
    DOCTYPE,
    LAUGHS,
    a_docx,
    a_zip,
    an_xlsx,
    changed,
    encrypted_flag,
    with_doctype,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"
BAD = {
    "empty": ("plan.docx", b"", "empty_file"),
    "only spaces": ("plan.txt", b" \r\n\t\n", "empty_file"),
    "only a byte order mark": ("plan.txt", b"\xef\xbb\xbf", "empty_file"),
    "a blank Word document": ("plan.docx", a_docx(""), "empty_file"),
    "a PNG named docx": ("plan.docx", b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "picture_file"),
    "a JPEG named xlsx": ("plan.xlsx", b"\xff\xd8\xff\xe0" + b"\x00" * 99, "picture_file"),
    "a GIF named txt": ("plan.txt", b"GIF89a" + b"\x00" * 99, "picture_file"),
    "a WebP picture": ("plan.html", b"RIFF\x00\x00\x00\x00WEBP" + b"\x00" * 9, "picture_file"),
    "a PDF": ("plan.docx", b"%PDF-1.7\n%x", "pdf_file"),
    "rich text": ("plan.docx", b"{\\rtf1\\ansi plan}", "rtf_file"),
    "an old Word file": ("plan.docx", OLE + b"\x00" * 600, "legacy_office_file"),
    "an encrypted Word file": (
        "plan.docx", OLE + b"\x00" * 99 + "EncryptedPackage".encode("utf-16-le"), "encrypted_file",
    ),
    "an encrypted zip": ("plan.docx", encrypted_flag(a_docx()), "encrypted_file"),
    "a gzip": ("plan.csv", b"\x1f\x8b\x08" + b"\x00" * 40, "wrong_kind_of_file"),
    "a zip of something": ("plan.docx", a_zip({"a.txt": "x"}), "wrong_kind_of_file"),
    "a presentation": ("p.docx", a_zip({"ppt/presentation.xml": "<p/>"}), "wrong_kind_of_file"),
    "a binary workbook": ("p.xlsx", a_zip({"xl/workbook.bin": b"\x01"}), "wrong_kind_of_file"),
    "an XML file": ("p.txt", b"<?xml version='1.0'?><plan/>", "wrong_kind_of_file"),
    "a program": ("plan.docx", b"MZ\x90\x00" + b"\x00" * 99, "wrong_kind_of_file"),
    "bytes of no encoding": ("plan.txt", b"plan \x81\x8d\x8f\x90 \xff\xfe", "unknown_encoding"),
    "NUL bytes in text": ("plan.csv", b"Action,Lead\x00\x00\nAsk,Head\n", "unknown_encoding"),
    "odd UTF-16": ("plan.txt", b"\xff\xfeA\x00\x00", "unknown_encoding"),
    "half a Word file": ("plan.docx", a_docx()[:2000], "file_damaged"),
    "a Word file without a body": (
        "p.docx", changed(a_docx(), {"word/document.xml": lambda _: b"<document/>"}), "file_damaged",
    ),
    "broken XML": (
        "p.docx", changed(a_docx(), {"word/document.xml": lambda x: x[:-30]}), "file_damaged",
    ),
    "a workbook without its sheet": (
        "p.xlsx", changed(an_xlsx(), {SHEET: lambda _: b"<worksheet><sheetData>"}), "file_damaged",
    ),
    "entities in Word (XXE)": (
        "p.docx", with_doctype(a_docx(), "word/document.xml", DOCTYPE), "unsafe_xml",
    ),
    "billion laughs in Word": (
        "p.docx", with_doctype(a_docx(), "word/styles.xml", LAUGHS), "unsafe_xml",
    ),
    "entities in a workbook": (
        "p.xlsx", changed(an_xlsx(), {SHEET: lambda x: DOCTYPE.encode() + x}), "unsafe_xml",
    ),
    "billion laughs in a workbook": (
        "p.xlsx", changed(an_xlsx(), {"xl/workbook.xml": lambda x: LAUGHS.encode() + x}),
        "unsafe_xml",
    ),
    "entities hidden in UTF-16": (
        "p.docx",
        changed(a_docx(), {"word/document.xml": lambda _: (
            '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY e "x">]><x>&e;</x>'
        ).encode("utf-16")}),
        "unsafe_xml",
    ),
    "entities hidden in another encoding": (
        "p.docx",
        changed(a_docx(), {"word/document.xml": lambda _: (
            b'<?xml version="1.0" encoding="utf-7"?><x/>'
        )}),
        "unsafe_xml",
    ),
    "entities in HTML": (
        "p.html", (DOCTYPE + "<html><body>&e;</body></html>").encode(), "unsafe_xml",
    ),
    "billion laughs as text": ("p.txt", (LAUGHS + "<l>&d;</l>").encode(), "unsafe_xml"),
    "macros in Word": (
        "p.docx", changed(a_docx(), {"word/vbaProject.bin": lambda _: b"\x01"}), "macros_in_file",
    ),
    "a macro workbook renamed": (
        "p.xlsx",
        changed(an_xlsx(), {"[Content_Types].xml": lambda x: x.replace(
            b"spreadsheetml.sheet.main", b"spreadsheetml.sheet.macroEnabled.main")}),
        "macros_in_file",
    ),
    "a zip bomb": (
        "p.docx", changed(a_docx(), {"word/media/x.bin": lambda _: b"0" * (40 * MEGABYTE)}),
        "unpacks_too_large",
    ),
    "HTML nested too deep": ("p.html", b"<html><body>" + b"<div>" * 4000, "nested_too_deep"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_is_refused_with_reason_place_and_way_out(case: str) -> None:
    name, data, code = BAD[case]
    started = time.process_time()
    with pytest.raises(UnreadableFile) as caught:
        read_document(name, data)
    error = caught.value
    assert error.code == code
    assert error.where is not None
    assert name in error.where
    assert error.message.endswith(".")
    assert error.fix is not None
    assert len(error.fix) > 20
    assert time.process_time() - started < 5


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
