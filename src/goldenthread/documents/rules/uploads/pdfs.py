"""PDFs: written anew without what says who made them, and without what runs when they are opened."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

from goldenthread.documents.rules.uploads.book import book, refusal

_DEEPEST = 50


def clean_pdf(data: bytes) -> bytes:
    """The pages without metadata, scripts and actions. What stood before or behind the document goes too.

    UserError for one that is damaged, has a password, has files inside it, or is a form that only one program shows.
    A signature in it no longer holds afterwards: its words are the same, its bytes are not.
    """
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            _refuse(pdf)
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            for one in _dictionaries(pdf):
                _strip(one)
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True, encryption=False)
            return out.getvalue()
    except pikepdf.PasswordError as error:
        raise refusal("encrypted") from error
    except (pikepdf.PdfError, pikepdf.DeletedObjectError, ValueError, TypeError) as error:
        raise refusal("damaged") from error


def _refuse(pdf: pikepdf.Pdf) -> None:
    if not len(pdf.pages):
        raise refusal("damaged")
    if "/EmbeddedFiles" in pdf.Root.get("/Names", {}) or "/Collection" in pdf.Root:
        raise refusal("programs_inside")
    if pdf.Root.get("/NeedsRendering"):
        raise refusal("filled_form")


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary and the dictionary of every stream, those inside others too."""
    for one in pdf.objects:
        yield from _inside(one, 0)


def _inside(one: object, depth: int) -> Iterator[pikepdf.Object]:
    if isinstance(one, pikepdf.Array):
        below = list(one)
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        yield one
        below = [value for _, value in one.items()]
    else:
        return
    if depth > _DEEPEST:
        raise refusal("too_hard")
    for value in below:
        # What stands by itself in the file comes by itself.
        if not getattr(value, "is_indirect", False):
            yield from _inside(value, depth + 1)


def _strip(one: pikepdf.Object) -> None:
    rules = book()
    # A list of files need not say what it is, so whatever carries one is refused.
    if (
        "/EF" in one
        or str(one.get("/Type")) == "/EmbeddedFile"
        or str(one.get("/Subtype")) == "/FileAttachment"
    ):
        raise refusal("programs_inside")
    for key in rules.pdf_keys.intersection(one.keys()):
        del one[key]
    if str(one.get("/S")) in rules.pdf_actions:
        one["/S"] = pikepdf.Name("/Nothing")
        for key in {"/F", "/D", "/Next"}.intersection(one.keys()):
            del one[key]
