"""A file without what it says beside its words and pictures."""

from __future__ import annotations

from goldenthread.documents.rules.uploads.texts import clean_text


def clean(kind: str, data: bytes) -> bytes:
    """The cleaned bytes of a file of that kind (`sniffing.kind_of`): the same each time. UserError: it is not taken.

    It opens what a stranger made, so a server has it done in a process of its own (keeping.apart), which loads only
    what it needs for this one file.
    """
    match kind:
        case "pdf":
            from goldenthread.documents.rules.uploads.pdfs import clean_pdf

            return clean_pdf(data)
        case "jpeg" | "png":
            from goldenthread.documents.rules.uploads.pictures import clean_picture

            return clean_picture(data, kind)
        case "docx":
            from goldenthread.documents.rules.uploads.office import clean_docx

            return clean_docx(data)
        case "odt":
            from goldenthread.documents.rules.uploads.open_document import clean_odt

            return clean_odt(data)
    return clean_text(data)
