"""What a file is, by its content. The extension of its name is never believed."""

from __future__ import annotations

import re

from goldenthread.exchange.reading.errors import (
    SAVE_AS_WORD_OR_TEXT,
    TELL_IT,
    UNLOCK,
    UNPACK,
    UnreadableFile,
)

_PICTURES = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"BM": "BMP",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
}
_OTHERS = {
    b"\x1f\x8b": "gzip archive",
    b"7z\xbc\xaf\x27\x1c": "7-Zip archive",
    b"Rar!": "RAR archive",
    b"BZh": "bzip2 archive",
    b"\xfd7zXZ": "xz archive",
    b"MZ": "Windows program",
    b"\x7fELF": "program",
    b"SQLite format 3\x00": "database",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def container_of(name: str, data: bytes) -> str:
    """`zip` or `text`; what can never be a plan is refused with the reason."""
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile(
            "empty_file",
            "The file is empty.",
            name,
            "Check that you chose the right file and that it was saved.",
        )
    if data.startswith(b"PK"):
        return "zip"
    if data.startswith(_OLE):
        _refuse_old_office(name, data)
    if re.match(rb"[\s\x00]{0,1024}%PDF-", data):
        raise UnreadableFile(
            "pdf_file",
            "This is a PDF. A PDF keeps how the page looks, not its tables, so it cannot be read.",
            name,
            "Ask for the Word document or workbook that it was made from. Without that, open the PDF in Word, check "
            "its tables, save it as a Word document (.docx) and choose that file.",
        )
    if data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableFile(
            "rtf_file", "This is rich text (RTF), which is not read.", name, SAVE_AS_WORD_OR_TEXT
        )
    _refuse_pictures_and_programs(name, data)
    return "text"


def _refuse_old_office(name: str, data: bytes) -> None:
    if _UTF16_ENCRYPTED in data:
        raise UnreadableFile(
            "encrypted_file",
            "The file is protected with a password.",
            name,
            UNLOCK,
        )
    raise UnreadableFile(
        "legacy_office_file",
        "This is a file of an old office program (.doc or .xls).",
        name,
        "Open it in Word or Excel and save it as .docx or .xlsx; then choose that file.",
    )


def _refuse_pictures_and_programs(name: str, data: bytes) -> None:
    picture = next((kind for head, kind in _PICTURES.items() if data.startswith(head)), None)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        picture = "WebP"
    # Two letters are a weak sign: a text may well begin with BM or MZ.
    binary = b"\x00" in data[:4096]
    if picture and (picture != "BMP" or binary):
        raise UnreadableFile(
            "picture_file",
            f"This is a picture ({picture}), whatever its name says. Words in a picture cannot "
            "be read.",
            name,
            "Choose the document that the picture was made from.",
        )
    other = next((kind for head, kind in _OTHERS.items() if data.startswith(head)), None)
    if other and (binary or other not in {"Windows program", "bzip2 archive", "RAR archive"}):
        raise UnreadableFile(
            "wrong_kind_of_file",
            f"This is a {other}, not a document.",
            name,
            UNPACK if other.endswith("archive") else TELL_IT,
        )
