"""A frozen version as a file: a page that stands by itself, a PDF made from it, a Word document."""

from __future__ import annotations

from collections.abc import Callable

from goldenthread.core.errors import UserError
from goldenthread.documents.models import Snapshot
from goldenthread.documents.pages import standalone_page
from goldenthread.documents.word import to_docx
from goldenthread.exchange.exports import Export

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def write(snapshot: Snapshot, form: str) -> Export:
    """The version as `html`, `pdf` or `docx`; KeyError for any other form.

    UserError when the words are no longer those that were frozen: such a copy must not go out.
    """
    make = WRITERS[form]
    if snapshot.redacted_at is not None:
        raise UserError(
            "document_redacted",
            "The words of this document were taken out for good, so there is no copy of it.",
        )
    if not snapshot.intact:
        raise UserError(
            "document_altered",
            "The words of this document are not those that were frozen, so no copy is made of it.",
            fix="Tell the system administrator: the database was changed from outside.",
        )
    return make(snapshot)


def _html(snapshot: Snapshot) -> Export:
    return Export(standalone_page(snapshot).encode(), "text/html; charset=utf-8", "html")


def _pdf(snapshot: Snapshot) -> Export:
    # What lays pages out takes a second to load, which no command and no other page should wait for.
    from goldenthread.documents.pdf import to_pdf

    return Export(to_pdf(snapshot), "application/pdf", "pdf")


def _docx(snapshot: Snapshot) -> Export:
    return Export(to_docx(snapshot), _WORD, "docx")


WRITERS: dict[str, Callable[[Snapshot], Export]] = {"pdf": _pdf, "docx": _docx, "html": _html}
