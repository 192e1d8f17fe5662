"""Small files of each kind, each with something in it that says who made it: SECRET must be gone when it is kept."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache

import docx
import pikepdf
from PIL import Image, PngImagePlugin

SECRET = "Mrs-Ash-of-Kendal"
WORDS = "Imogen reads well with large print."
TURNED = 6
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
ODT_TYPE = b"application/vnd.oasis.opendocument.text"


def a_picture() -> Image.Image:
    picture = Image.new("RGB", (48, 32), "white")
    picture.paste("navy", (0, 0, 24, 16))
    return picture


@cache
def some_jpeg() -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = TURNED, SECRET
    out = io.BytesIO()
    a_picture().save(out, "JPEG", exif=exif.tobytes(), comment=SECRET.encode())
    return out.getvalue()


@cache
def some_png() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET)
    info.add_itxt("XML:com.adobe.xmp", SECRET, zip=True)
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = TURNED, SECRET
    out = io.BytesIO()
    a_picture().save(out, "PNG", pnginfo=info, exif=exif.tobytes())
    return out.getvalue()


@cache
def some_pdf(password: str = "", attached: bool = False, runs: str = SECRET) -> bytes:
    """One page; `runs` is the script that runs when it is opened."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    pdf.docinfo["/Author"] = SECRET
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = [SECRET]
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=runs)
    pdf.Root.OpenAction = script
    pdf.pages[0].AA = pikepdf.Dictionary(O=script)
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
        A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F=SECRET),
    )  # fmt: skip
    pdf.pages[0].Annots = pikepdf.Array([link])
    if attached:
        pdf.attachments["x.txt"] = pikepdf.AttachedFileSpec(pdf, b"inside", filename="x.txt")
    locks = pikepdf.Encryption(user=password, owner="owner") if password else False
    out = io.BytesIO()
    pdf.save(out, encryption=locks)
    return out.getvalue()


@cache
def some_docx() -> bytes:
    made = docx.Document()
    made.core_properties.author = SECRET
    made.add_paragraph(WORDS)
    made.add_picture(io.BytesIO(some_jpeg()))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@cache
def some_odt(body: str = "") -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="{_ODF}{place}:1.0"'
        for name, place in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("meta", "meta"))
    )  # fmt: skip
    head = f'{spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"'
    content = (
        f"<office:document-content {head}><office:scripts/><office:body><office:text>"
        f"<text:p>{WORDS}</text:p>{body}</office:text></office:body></office:document-content>"
    )
    made_by = f"<meta:initial-creator>{SECRET}</meta:initial-creator>"
    meta = (
        f"<office:document-meta {head}><office:meta>{made_by}</office:meta></office:document-meta>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_ODF}manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT_TYPE.decode()}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        '<manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png" manifest:media-type="image/png"/>'
        "</manifest:manifest>"
    )
    return zipped(
        {
            "mimetype": ODT_TYPE, "content.xml": content.encode(), "meta.xml": meta.encode(),
            "Thumbnails/thumbnail.png": some_png(), "META-INF/manifest.xml": manifest.encode(),
        }
    )  # fmt: skip


def some_txt() -> bytes:
    return f"{WORDS}\r\nPlease ring café Tarn.\r\n".encode()


FILES = {
    "pdf": some_pdf, "jpeg": some_jpeg, "png": some_png, "docx": some_docx, "odt": some_odt,
    "txt": some_txt,
}  # fmt: skip


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in parts.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            packed.writestr(name, data, kind)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def with_parts(data: bytes, **parts: bytes) -> bytes:
    """The document with other parts in it; two underscores in a name stand for a slash, one for a point."""
    named = {name.replace("__", "/").replace("_", "."): part for name, part in parts.items()}
    return zipped(parts_of(data) | named)


def png_of_size(wide: int, high: int) -> bytes:
    """A PNG that says that it is so large, and is not."""
    head = struct.pack("!IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + some_png()[33:]


def jpeg_of_size(wide: int, high: int) -> bytes:
    """A JPEG that says that it is so large, and is not."""
    data = some_jpeg()
    frame = data.index(b"\xff\xc0")
    return data[: frame + 5] + struct.pack("!HH", high, wide) + data[frame + 9 :]


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack("!I", len(body)) + kind + body + struct.pack("!I", zlib.crc32(kind + body))
