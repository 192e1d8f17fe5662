"""Files that people send by mistake, and files that are meant to harm: what each is, and its code.

`Bad.data` is None for what is no file at all. `Bad.finding` says that the file is read, and that the code is
that of a finding which a person settles or is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goldenthread.core.files import MEGABYTE
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


@dataclass(frozen=True)
class Bad:
    """One bad input: the name of the file, its bytes and the code of what is said of it."""

    name: str
    data: bytes | None
    code: str
    finding: bool = False
    megabytes: int = 0  # padded to so many, without so many bytes being kept here


DOCX, XLSX = a_docx(), an_xlsx()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = OLE + b"\x00" * 99 + "EncryptedPackage".encode("utf-16-le")
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 99
BODY, SHEET, BOOK = "word/document.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"
HIDDEN = ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY e "x">]><x>&e;</x>').encode(
    "utf-16"
)
MACRO_TYPE = {
    "[Content_Types].xml": lambda xml: xml.replace(b"sheet.main", b"sheet.macroEnabled.main")
}
BOMB = {"word/media/x.bin": lambda _: b"0" * (8 * MEGABYTE)}
PLAN = "Fellmoor Improvement Plan,,,,\nVersion,1,,,\nDate,2 May 2025,,,\nPriority,Action,Lead,Milestone,Due\n"
HEAR = "1a Hear families,A. Ask them,Head of Voice,1. Asked"
ODD = f"{PLAN}{HEAR} – each term at £5,Jul 2025\n"


def plan(*rows: str) -> bytes:
    return (PLAN + "\n".join(rows) + "\n").encode()


NOT_READ: Mapping[str, Bad] = {
    "A path at which nothing is": Bad("no-such-plan.docx", None, "no_such_file"),
    "A folder": Bad(".", None, "not_a_file"),
    "An empty file": Bad("plan.docx", b"", "empty_file"),
    "A text of spaces only": Bad("plan.txt", b" \r\n\t\n", "empty_file"),
    "A text that holds only its byte order mark": Bad("plan.txt", b"\xef\xbb\xbf", "empty_file"),
    "A blank Word document": Bad("plan.docx", a_docx(""), "empty_file"),
    "A document that is no plan": Bad("memo.docx", a_docx("Lunch is at one."), "no_plan_found"),
    "A picture (PNG) renamed .docx": Bad("plan.docx", PNG, "picture_file"),
    "A picture (JPEG) renamed .xlsx": Bad("plan.xlsx", b"\xff\xd8\xff\xe0" + b"\x00" * 99, "picture_file"),
    "A picture (GIF) renamed .txt": Bad("plan.txt", b"GIF89a" + b"\x00" * 99, "picture_file"),
    "A picture (WebP) renamed .html": Bad("plan.html", b"RIFF\x00\x00\x00\x00WEBP" + b"\x00" * 9, "picture_file"),
    "A file of 60 MB": Bad("plan.docx", b"PK", "file_too_large", megabytes=60),
    "A PDF": Bad("plan.pdf", b"%PDF-1.7\n%x", "pdf_file"),
    "Rich text (RTF)": Bad("plan.docx", b"{\\rtf1\\ansi plan}", "rtf_file"),
    "An old Word document (.doc)": Bad("plan.doc", OLE + b"\x00" * 600, "legacy_office_file"),
    "An old workbook (.xls) renamed .xlsx": Bad("plan.xlsx", OLE + b"\x00" * 600, "legacy_office_file"),
    "A Word document with a password": Bad("plan.docx", LOCKED, "encrypted_file"),
    "A workbook with a password": Bad("plan.xlsx", LOCKED, "encrypted_file"),
    "A zip archive with a password, renamed .docx": Bad("plan.docx", encrypted_flag(DOCX), "encrypted_file"),
    "A Word document with macros (.docm)": Bad(
        "plan.docm", changed(DOCX, {"word/vbaProject.bin": lambda _: b"\x01"}), "macros_in_file"
    ),
    "A workbook with macros (.xlsm)": Bad(
        "plan.xlsm", changed(XLSX, {"xl/vbaProject.bin": lambda _: b"\x01"}), "macros_in_file"
    ),
    "A workbook with macros renamed .xlsx": Bad("plan.xlsx", changed(XLSX, MACRO_TYPE), "macros_in_file"),
    "A zip archive cut short": Bad("plan.docx", DOCX[:2000], "file_damaged"),
    "A Word document without a body": Bad("plan.docx", changed(DOCX, {BODY: lambda _: b"<document/>"}), "file_damaged"),
    "A Word document whose XML is cut short": Bad("plan.docx", changed(DOCX, {BODY: lambda x: x[:-30]}), "file_damaged"),
    "A workbook whose sheet is cut short": Bad(
        "plan.xlsx", changed(XLSX, {SHEET: lambda _: b"<worksheet><sheetData>"}), "file_damaged"
    ),
    "A zip bomb": Bad("plan.docx", changed(DOCX, BOMB), "unpacks_too_large"),
    "A Word document with an external entity (XXE)": Bad("plan.docx", with_doctype(DOCX, BODY, DOCTYPE), "unsafe_xml"),
    "A workbook with an external entity (XXE)": Bad(
        "plan.xlsx", changed(XLSX, {SHEET: lambda x: DOCTYPE.encode() + x}), "unsafe_xml"
    ),
    "A Word document with a billion laughs": Bad("plan.docx", with_doctype(DOCX, "word/styles.xml", LAUGHS), "unsafe_xml"),
    "A workbook with a billion laughs": Bad(
        "plan.xlsx", changed(XLSX, {BOOK: lambda x: LAUGHS.encode() + x}), "unsafe_xml"
    ),
    "Entities hidden in UTF-16": Bad("plan.docx", changed(DOCX, {BODY: lambda _: HIDDEN}), "unsafe_xml"),
    "Entities hidden in another encoding": Bad(
        "plan.docx", changed(DOCX, {BODY: lambda _: b'<?xml version="1.0" encoding="utf-7"?><x/>'}), "unsafe_xml"
    ),
    "A web page with an external entity": Bad(
        "plan.html", (DOCTYPE + "<html><body>&e;</body></html>").encode(), "unsafe_xml"
    ),
    "A text with a billion laughs": Bad("plan.txt", (LAUGHS + "<l>&d;</l>").encode(), "unsafe_xml"),
    "A web page nested 4,000 deep": Bad("plan.html", b"<html><body>" + b"<div>" * 4000, "nested_too_deep"),
    "An archive (gzip)": Bad("plan.csv", b"\x1f\x8b\x08" + b"\x00" * 40, "wrong_kind_of_file"),
    "A zip archive of other files": Bad("plan.docx", a_zip({"a.txt": "x"}), "wrong_kind_of_file"),
    "A presentation": Bad("plan.pptx", a_zip({"ppt/presentation.xml": "<p/>"}), "wrong_kind_of_file"),
    "A binary workbook (.xlsb)": Bad("plan.xlsb", a_zip({"xl/workbook.bin": b"\x01"}), "wrong_kind_of_file"),
    "An OpenDocument text (.odt)": Bad("plan.odt", a_zip({"content.xml": "<p/>"}), "wrong_kind_of_file"),
    "An XML file": Bad("plan.txt", b"<?xml version='1.0'?><plan/>", "wrong_kind_of_file"),
    "A program": Bad("plan.docx", b"MZ\x90\x00" + b"\x00" * 99, "wrong_kind_of_file"),
    "Bytes that belong to no encoding": Bad("plan.txt", b"plan \x81\x8d\x8f\x90 \xff\xfe", "unknown_encoding"),
    "A text with NUL bytes": Bad("plan.csv", b"Action,Lead\x00\x00\nAsk,Head\n", "unknown_encoding"),
    "UTF-16 cut in the middle of a character": Bad("plan.txt", b"\xff\xfeA\x00\x00", "unknown_encoding"),
}  # fmt: skip
READ: Mapping[str, Bad] = {
    "A milestone due in “Febtember 2026”": Bad("plan.csv", plan(f"{HEAR},Febtember 2026"), "due_unreadable", True),
    "A milestone due on 31 February": Bad("plan.csv", plan(f"{HEAR},31/02/2026"), "due_unreadable", True),
    "Two priorities with one code": Bad(
        "plan.csv", plan(f"{HEAR},Jul 2025", "1a Tell families,A. Tell,Head of Voice,1. Told,Aug 2025"),
        "duplicate_priority_code", True,
    ),
    "A formula in a cell of a workbook": Bad(
        "plan.xlsx",
        an_xlsx([
            ["Fellmoor Improvement Plan"],
            ["Priority", "Action", "Lead", "Milestone", "Due"],
            ["1a Hear families", "A. Ask them", "Head of Voice", "1. Asked", "=TODAY()"],
        ]),
        "formula_cell", True,
    ),
    "A formula in a cell of a CSV": Bad("plan.csv", plan(f"{HEAR},=TODAY()"), "formula_cell", True),
    "A text in Windows-1252 instead of UTF-8": Bad("plan.csv", ODD.encode("cp1252"), "encoding_windows", True),
}  # fmt: skip
WHOLE: Mapping[str, bytes] = {"UTF-16": ODD.encode("utf-16"), "UTF-8": ODD.encode()}
CASES: Mapping[str, Bad] = NOT_READ | READ
