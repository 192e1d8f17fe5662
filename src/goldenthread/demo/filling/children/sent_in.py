"""Keeps a few files about the told children, as families and schools would have sent them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import pikepdf
from PIL import Image, ImageDraw

from goldenthread.access.scope import without_account
from goldenthread.core import clock
from goldenthread.demo.filling.children.by_hand import told_key
from goldenthread.demo.people import person
from goldenthread.demo.sizes import load_words
from goldenthread.documents.models import KeptFile
from goldenthread.documents.uploads import Sending, keep_all
from goldenthread.people.models import Person
from goldenthread.people.permissions import KIND

_TELLS = "sent-files"
_PAGE = (595, 842)
_HOUR = 10


def keep_sent_files() -> int:
    """Keep each file of sent-files.yaml for its child; how many. The children are there."""
    rows = load_words(_TELLS)["files"]
    for row in rows:
        _keep(row)
    return len(rows)


def _keep(row: Mapping[str, Any]) -> None:
    child = Person.objects.get(sent_key=told_key(row["child"]))
    scope = person(row["by"])[0] if "by" in row else without_account()
    sending = Sending((KIND, child.pk), child.area_id, row["from"], child.pk, row["kind"])
    data = _FORMS[row["form"]](row["words"])
    (kept,) = keep_all(scope=scope, sending=sending, files=[(row["name"], data)])
    # The clock stands at the first moment of the day.
    came = clock.now() + timedelta(days=row["day"], hours=_HOUR)
    KeptFile.objects.filter(pk=kept.pk).update(kept_at=came)


def _text(words: Sequence[str]) -> bytes:
    return "\n".join(words).encode()


def _pdf(words: Sequence[str]) -> bytes:
    """One page with a line for each sentence."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=_PAGE)
    page = pdf.pages[0]
    letters = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=letters))
    lines = " ".join(f"({line}) Tj T*" for line in words)
    page.Contents = pdf.make_stream(f"BT /F1 14 Tf 24 TL 60 760 Td {lines} ET".encode("latin-1"))
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _jpeg(_words: Sequence[str]) -> bytes:
    """A drawing: a house, a sun, a hill."""
    picture = Image.new("RGB", (640, 420), "#cfe8f7")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((500, 40, 580, 120), fill="#f6c945")
    pen.ellipse((-200, 280, 840, 800), fill="#7aa95c")
    pen.rectangle((180, 200, 340, 330), fill="#b5533c")
    pen.polygon([(160, 200), (360, 200), (260, 120)], fill="#5b3a29")
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()


_FORMS: dict[str, Callable[[Sequence[str]], bytes]] = {"txt": _text, "pdf": _pdf, "jpeg": _jpeg}
