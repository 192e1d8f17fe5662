"""What can be wrong with a file that somebody sends, made out of a whole one of each kind."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl

from tests.documents import sending
from tests.documents.sending import ODT_TYPE, parts_of, with_parts, zipped

Fault = Callable[[str, bytes], bytes | None]
PACKED = ("docx", "odt")
PICTURES = ("jpeg", "png")
EVIL = b"<script>evil()</script>"
# What a fault comes to, where it is not refused: the file is kept, and nothing of EVIL is in it.
KEPT = ""


def bomb(kind: str, data: bytes) -> bytes | None:
    match kind:
        case "png":
            return sending.png_of_size(60_000, 60_000)
        case "jpeg":
            return sending.jpeg_of_size(60_000, 60_000)
        case "docx" | "odt":
            return with_parts(data, word__media__big_xml=bytes(3_000_000))
    return None


def macro(kind: str, data: bytes) -> bytes | None:
    if kind == "pdf":
        return sending.some_pdf(runs=EVIL.decode())
    if kind == "docx":
        return with_parts(data, word__vbaProject_bin=EVIL)
    return with_parts(data, Basic__Standard__evil_xml=b"<a/>") if kind == "odt" else None


def hidden_macro(kind: str, data: bytes) -> bytes | None:
    """Under a name that says nothing: the list of kinds of parts tells it, and a handler of an event does."""
    if kind == "docx":
        types = parts_of(data)["[Content_Types].xml"]
        plain = b"wordprocessingml.document.main+xml"
        return zipped(
            parts_of(data)
            | {"[Content_Types].xml": types.replace(plain, b"ms-word.document.macroEnabled.main+xml")}
        )  # fmt: skip
    handler = (
        '<office:event-listeners xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0">'
        '<script:event-listener script:language="ooo:script"/></office:event-listeners>'
    )
    return sending.some_odt(handler) if kind == "odt" else None


def inside(kind: str, data: bytes) -> bytes | None:
    match kind:
        case "pdf":
            return sending.some_pdf(attached=True)
        case "docx":
            return with_parts(data, word__embeddings__oleObject1_bin=EVIL)
        case "odt":
            return with_parts(data, Object1=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + EVIL)
    return None


def program_inside(kind: str, data: bytes) -> bytes | None:
    return with_parts(data, word__evil_exe=b"MZ" + EVIL) if kind in PACKED else None


def fetches(kind: str, data: bytes) -> bytes | None:
    if kind == "docx":
        name = "word/_rels/document.xml.rels"
        link = (
            b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
            b' Target="https://evil.example/x.png" TargetMode="External"/></Relationships>'
        )
        parts = parts_of(data)
        return zipped(parts | {name: parts[name].replace(b"</Relationships>", link)})
    picture = '<draw:image xlink:href="https://evil.example/x.png"/>'
    return sending.some_odt(picture) if kind == "odt" else None


def entities(kind: str, data: bytes) -> bytes | None:
    evil = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    return with_parts(data, word__more_xml=evil) if kind in PACKED else None


def leads_out(kind: str, data: bytes) -> bytes | None:
    return zipped(parts_of(data) | {"../../evil.xml": b"<a/>"}) if kind in PACKED else None


def password(kind: str, data: bytes) -> bytes | None:
    if kind == "pdf":
        return sending.some_pdf(password="tarn")
    if kind not in PACKED:
        return None
    # The mark of a protected part, in the list of parts at the end.
    at = data.rindex(b"PK\x01\x02") + 8
    return data[:at] + b"\x01" + data[at + 1 :]


def behind(kind: str, data: bytes) -> bytes | None:
    return data + EVIL


def before(kind: str, data: bytes) -> bytes | None:
    return b"GIF89a" + EVIL + data


FAULTS: dict[str, Fault] = {
    "empty": lambda _kind, _data: b"",
    "blank": lambda _kind, data: bytes(len(data)),
    "cut in the middle": lambda _kind, data: data[: len(data) * 2 // 3],
    "cut after its head": lambda _kind, data: data[:20],
    "too long": lambda _kind, data: data.ljust(21 * 1024 * 1024, b" "),
    "bomb": bomb, "macro": macro, "hidden macro": hidden_macro, "files inside": inside,
    "program inside": program_inside, "fetches": fetches, "entities": entities,
    "leads out": leads_out, "password": password, "something behind": behind,
    "something before": before,
}  # fmt: skip
REFUSED = {
    "empty": "empty", "blank": "empty", "cut in the middle": "damaged", "cut after its head": "damaged",
    "too long": "too_large", "bomb": "bomb", "macro": "macros", "hidden macro": "macros",
    "files inside": "programs_inside", "program inside": "programs_inside", "fetches": "fetches",
    "entities": "unsafe", "leads out": "unsafe", "password": "encrypted",
    "something behind": KEPT, "something before": "other_picture",
}  # fmt: skip
# A text that is cut short is a shorter text. Nobody can tell that twenty bytes of an archive were to be a document.
OTHERWISE = {
    ("macro", "pdf"): KEPT,
    ("cut in the middle", "txt"): KEPT, ("cut after its head", "txt"): KEPT,
    ("cut after its head", "docx"): "other_office", ("cut after its head", "odt"): "other_office",
    ("cut in the middle", "docx"): "damaged",
}  # fmt: skip


def table() -> list[tuple[str, str, bytes, str]]:
    """Kind, fault, the file, and the code of its refusal or KEPT: every fault of every kind that can have it."""
    found = []
    for kind, make in sending.FILES.items():
        for fault, spoil in FAULTS.items():
            data = spoil(kind, make())
            if data is not None and (fault, kind) != ("something behind", "txt"):
                code = OTHERWISE.get((fault, kind), REFUSED[fault])
                found.append((kind, fault, data, code))
    return found


def workbook() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("report.txt", "x")
    return out.getvalue()


def presentation() -> bytes:
    return zipped({"mimetype": ODT_TYPE.replace(b"text", b"presentation"), "content.xml": b"<a/>"})


NOT_TAKEN = {
    "a program": (b"MZ\x90\x00" + bytes(60), "program"),
    "a program of Linux": (b"\x7fELF" + bytes(60), "program"),
    "a script": (b"#!/bin/sh\nrm -rf /\n", "program"),
    "a page": (b"\r\n <!DOCTYPE html><script>evil()</script>", "page_or_program"),
    "a drawing that runs": (b"<svg onload='evil()'/>", "page_or_program"),
    "an iPhone's picture": (b"\x00\x00\x00\x18ftypheic" + bytes(60), "heic"),
    "a film": (b"\x00\x00\x00\x18ftypisom" + bytes(60), "film_or_sound"),
    "a GIF": (b"GIF89a" + bytes(60), "other_picture"),
    "rich text": (b"{\\rtf1\\ansi hello}", "rich_text"),
    "an old document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_office"),
    "a packed archive": (b"7z\xbc\xaf\x27\x1c" + bytes(60), "archive"),
    "an archive": (archive(), "other_office"),
    "an empty archive": (b"PK\x05\x06" + bytes(18), "archive"),
    "a workbook": (workbook(), "other_office"),
    "a presentation": (presentation(), "other_office"),
    "bytes": (bytes(range(1, 256)), "unknown"),
}
