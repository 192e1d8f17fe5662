"""The frozen words as PDF, Word document and page of their own."""

from __future__ import annotations

import io
import re
import zlib

import docx
import lxml.html
import pytest
from django.core.exceptions import SuspiciousFileOperation
from docx.oxml.ns import qn

from goldenthread.documents.files import write
from goldenthread.documents.models import Snapshot
from goldenthread.documents.pdf import OwnFilesOnly
from tests.documents.papers import BODY, frozen
from tests.factories import make_area, make_person


@pytest.fixture
def snapshot(db: None) -> Snapshot:
    return frozen(make_person(make_area("Fellmoor"), "partnership_manager"))


def plain(pdf: bytes) -> bytes:
    """The PDF with its compressed streams opened, so that marks in them can be looked for."""

    def opened(found: re.Match[bytes]) -> bytes:
        try:
            return zlib.decompress(found[1])
        except zlib.error:
            return found[1]

    return re.sub(rb"stream\r?\n(.*?)\r?\nendstream", opened, pdf, flags=re.S)


def test_the_pdf_is_tagged_titled_and_in_english(snapshot: Snapshot) -> None:
    made = write(snapshot, "pdf")
    inside = plain(made.content)
    assert made.content.startswith(b"%PDF-1.7")
    assert re.search(rb"/MarkInfo\s*<<\s*/Marked true", inside)
    assert b"/StructTreeRoot" in inside
    assert b"pdfuaid:part" in inside
    assert re.search(rb"/Lang \(en-GB\)", inside)
    assert b"Report to the Board, 20 May 2026" in inside
    for tag in (b"/H1", b"/H2", b"/H3", b"/Table", b"/TH", b"/TD", b"/Figure", b"/Caption"):
        assert re.search(rb"/S " + tag + rb"\b", inside), tag
    assert b"(Ten milestones)" in inside, "the picture has its words"


def test_the_same_words_make_the_same_pdf(snapshot: Snapshot) -> None:
    assert write(snapshot, "pdf").content == write(snapshot, "pdf").content


def test_making_a_pdf_complains_of_nothing(
    snapshot: Snapshot, caplog: pytest.LogCaptureFixture
) -> None:
    write(snapshot, "pdf")
    said = [row.getMessage() for row in caplog.records if row.name.startswith("weasyprint")]
    assert [text for text in said if "alt" in text or "load" in text or "Failed" in text] == []


@pytest.mark.parametrize(
    "address",
    [
        "https://example.test/picture.png", "http://127.0.0.1/", "file:///etc/hostname",
        "ftp://example.test/x", "data:text/html;base64,AAAA", "https://static.invalid.example/x",
    ],
)  # fmt: skip
def test_making_a_pdf_fetches_nothing_from_elsewhere(address: str) -> None:
    with pytest.raises(ValueError, match="may not fetch"):
        OwnFilesOnly().fetch(address)


@pytest.mark.parametrize("name", ["nothing.css", "../../config/settings.py", "%2e%2e/settings.py"])
def test_of_our_own_files_only_static_ones(name: str) -> None:
    with pytest.raises((FileNotFoundError, SuspiciousFileOperation)):
        OwnFilesOnly().fetch(f"https://static.invalid/{name}")


def test_the_word_document_has_headings_tables_and_lists(snapshot: Snapshot) -> None:
    made = docx.Document(io.BytesIO(write(snapshot, "docx").content))
    styled = [(line.style.name, line.text) for line in made.paragraphs if line.style and line.text]
    assert styled[:6] == [
        ("Normal", "Fellmoor"),
        ("Title", "Report to the Board"),
        ("Normal", "Meeting: 20 May 2026"),
        ("Heading 1", "In short"),
        ("Normal", "Nine of ten & one late."),
        ("Normal", "10 milestones: 9 Green, 1 Red."),
    ]
    assert ("Heading 2", "Next") in styled
    assert ("List Bullet", "First\nsecond line") in styled
    assert ("Caption", "By status") in styled
    table = made.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Status", "Number"], ["Red: deadline missed", "1"],
        ["All in all", "All in all"],  # one cell across both columns
    ]  # fmt: skip
    assert table.rows[2].cells[0]._tc is table.rows[2].cells[1]._tc
    head = table.rows[0]._tr.trPr
    assert head is not None
    assert head.find(qn("w:tblHeader")) is not None, "the heading row says that it is one"
    assert made.core_properties.title == "Report to the Board, 20 May 2026"
    assert made.core_properties.language == "en-GB"
    languages = made.styles["Normal"].element.findall(f".//{qn('w:lang')}")
    assert [one.get(qn("w:val")) for one in languages] == ["en-GB"]


def test_the_page_stands_by_itself(snapshot: Snapshot) -> None:
    text = write(snapshot, "html").content.decode()
    assert BODY.strip() in text, "byte for byte as frozen"
    page = lxml.html.document_fromstring(text)
    assert page.get("lang") == "en-GB"
    assert page.findtext(".//title") == "Report to the Board, 20 May 2026"
    assert page.xpath("//script | //link | //img | //iframe") == []
    assert "url(" not in text
    assert "@import" not in text


def test_there_is_no_other_form(snapshot: Snapshot) -> None:
    with pytest.raises(KeyError):
        write(snapshot, "exe")
