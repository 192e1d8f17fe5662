"""What a file is, by its bytes."""

from __future__ import annotations

from goldenthread.documents.rules.uploads.book import book, refusal
from goldenthread.documents.rules.uploads.texts import refuse_page_or_program, text_of

DOCX, ODT = "docx", "odt"
_BLANK = b"\r\n\t \xef\xbb\xbf"
_ZIP = b"PK\x03\x04"
# A packed document names its main part, or what it is, in its list of parts: in clear, whatever is packed.
_ODT_MARK = b"mimetypeapplication/vnd.oasis.opendocument.text"
_DOCX_MARK = b"word/document.xml"


def kind_of(data: bytes) -> str:
    """The code of the kind. UserError for a file of any other kind, and for one that is empty.

    A file counts as what its first bytes say: what stands somewhere inside it is not looked at.
    """
    if not data.strip(_BLANK + b"\x00\xff\xfe"):
        raise refusal("empty")
    if data.startswith(_ZIP):
        return _packed(data)
    # Readers of PDF allow blanks before it, and some programs write them.
    start = data[:64].lstrip(_BLANK)
    for kind in book().kinds.values():
        if kind.starts and start.startswith(kind.starts):
            return kind.code
    for other in book().not_taken:
        if data.startswith(other.starts, other.at):
            raise refusal(other.refusal)
    refuse_page_or_program(text_of(data))
    return "txt"


def _packed(data: bytes) -> str:
    # The first part of an OpenDocument file is its kind, stored as it is; a template has more letters after it.
    if data[30 : 30 + len(_ODT_MARK)] == _ODT_MARK and data[30 + len(_ODT_MARK) :][:2] == b"PK":
        return ODT
    if _DOCX_MARK in data:
        return DOCX
    raise refusal("other_office")
