"""What is left of a whole file: its words and pictures, and nothing of who made it."""

from __future__ import annotations

import io

import docx
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from goldenthread.core.errors import UserError
from goldenthread.documents.rules.uploads.cleaning import clean
from goldenthread.documents.rules.uploads.sniffing import kind_of
from tests.documents import sending
from tests.documents.sending import FILES, SECRET, TURNED, WORDS, parts_of, with_parts


def unpacked(kind: str, data: bytes) -> list[bytes]:
    """The bytes, and for a document those of each part."""
    if kind == "pdf":
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return [data, *(one.unparse(resolved=True) for one in pdf.objects)]
    return [data, *(parts_of(data).values() if kind in ("docx", "odt") else [])]


@pytest.mark.parametrize("kind", FILES)
def test_who_made_it_is_gone_and_it_is_still_what_it_was(kind: str) -> None:
    whole = FILES[kind]()
    assert kind_of(whole) == kind
    kept = clean(kind, whole)
    assert kind_of(kept) == kind
    for part in unpacked(kind, kept):
        assert SECRET.encode() not in part
        assert SECRET.encode("utf-16-be") not in part
    if kind != "txt":
        assert any(SECRET.encode() in part for part in unpacked(kind, whole))


@pytest.mark.parametrize("kind", FILES)
def test_the_same_file_comes_out_the_same(kind: str) -> None:
    assert clean(kind, FILES[kind]()) == clean(kind, FILES[kind]())


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_a_picture_keeps_its_pixels_and_which_way_is_up(kind: str) -> None:
    kept = Image.open(io.BytesIO(clean(kind, FILES[kind]())))
    assert dict(kept.getexif()) == {0x0112: TURNED}
    assert kept.size == (48, 32)
    assert kept.convert("RGB").getpixel((4, 4))[2] > 100
    assert (
        set(kept.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "exif"}
        == set()
    )


def test_a_png_that_is_seen_through_stays_so() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (9, 9, 9, 0)).save(out, "PNG")
    kept = Image.open(io.BytesIO(clean("png", out.getvalue())))
    assert kept.getpixel((0, 0)) == (9, 9, 9, 0)


def test_of_a_phones_two_pictures_the_first_is_kept() -> None:
    out, first = io.BytesIO(), sending.a_picture()
    first.save(out, "MPO", save_all=True, append_images=[Image.new("RGB", (9, 9), "blue")])
    kept = Image.open(io.BytesIO(clean("jpeg", out.getvalue())))
    assert (kept.format, kept.size) == ("JPEG", first.size)


def test_a_moving_picture_is_refused() -> None:
    out, first = io.BytesIO(), Image.new("RGB", (4, 4), "red")
    first.save(out, "PNG", save_all=True, append_images=[Image.new("RGB", (4, 4), "blue")])
    with pytest.raises(UserError) as refused:
        clean("png", out.getvalue())
    assert refused.value.code == "file_moving_picture"


def test_a_document_keeps_its_words_and_its_picture() -> None:
    kept = clean("docx", sending.some_docx())
    made = docx.Document(io.BytesIO(kept))
    assert made.paragraphs[0].text == WORDS
    assert len(made.inline_shapes) == 1
    assert not any(name.startswith("docProps/") for name in parts_of(kept))


def test_a_template_on_somebodys_machine_goes() -> None:
    word = (
        b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://x"'
    )
    settings = b"<w:settings " + word + b'><w:attachedTemplate r:id="rId1"/></w:settings>'
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        b' Type="http://x/attachedTemplate" Target="file:///C:/Ash.dotx" TargetMode="External"/></Relationships>'
    )
    whole = with_parts(sending.some_docx(), word__settings_xml=settings)
    parts = parts_of(whole) | {"word/_rels/settings.xml.rels": rels}
    kept = parts_of(clean("docx", sending.zipped(parts)))
    assert b"attachedTemplate" not in kept["word/settings.xml"]
    assert b"Ash" not in kept["word/_rels/settings.xml.rels"]


def test_an_open_document_keeps_its_words_and_no_thumbnail() -> None:
    parts = parts_of(clean("odt", sending.some_odt()))
    assert next(iter(parts)) == "mimetype"
    assert WORDS.encode() in parts["content.xml"]
    assert "Thumbnails/thumbnail.png" not in parts
    assert b"Thumbnails" not in parts["META-INF/manifest.xml"]


def test_a_link_that_somebody_follows_stays() -> None:
    link = '<text:a xlink:href="https://www.gov.uk/">a page</text:a>'
    assert b"www.gov.uk" in parts_of(clean("odt", sending.some_odt(link)))["content.xml"]


def test_a_pdf_keeps_its_page_and_runs_nothing() -> None:
    with pikepdf.open(io.BytesIO(clean("pdf", sending.some_pdf()))) as pdf:
        assert len(pdf.pages) == 1
        assert "/OpenAction" not in pdf.Root
        assert pdf.pages[0].Annots[0].A.S == "/Nothing"
        assert not pdf.is_encrypted


def test_a_form_of_one_program_is_refused() -> None:
    with pikepdf.open(io.BytesIO(sending.some_pdf())) as pdf:
        pdf.Root.NeedsRendering = True
        out = io.BytesIO()
        pdf.save(out)
    with pytest.raises(UserError) as refused:
        clean("pdf", out.getvalue())
    assert refused.value.code == "file_filled_form"


def test_blanks_before_a_pdf_are_no_fault() -> None:
    data = b"\r\n" + sending.some_pdf()
    assert kind_of(data) == "pdf"
    assert clean("pdf", data).startswith(b"%PDF-")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_kept_as_utf_8(encoding: str) -> None:
    data = "Zoë’s café".encode(encoding)
    assert kind_of(data) == "txt"
    assert clean("txt", data) == "Zoë’s café".encode()


@given(st.binary(max_size=200))
def test_whatever_bytes_come_they_are_a_kind_or_refused(data: bytes) -> None:
    try:
        kind = kind_of(data)
        kept = clean("txt", data) if kind == "txt" else data
    except UserError as problem:
        assert problem.code.startswith("file_")
        assert problem.fix
    else:
        assert kept
