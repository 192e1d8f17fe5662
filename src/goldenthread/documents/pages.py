"""The page around a frozen body, for a file that stands by itself and for the PDF."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from markupsafe import Markup

from goldenthread.documents.models import Snapshot

# What a paper looks like, without the product around it; and what only browsers understand of that.
SCREEN = "documents/screen.css"
STYLES = ("documents/paper.css", "documents/families.css", "documents/print.css")
FONTS = "vendor/fonts.css"


def standalone_page(snapshot: Snapshot) -> str:
    """One HTML file with its styles inside, in English, with a title; it fetches nothing."""
    return _page(snapshot, snapshot.body, styles=(*STYLES, SCREEN))


def page_for_pdf(snapshot: Snapshot, body: str) -> str:
    """The page that the PDF is made from. Its styles are given to the maker, not written into it."""
    return _page(snapshot, body, styles=())


def static_bytes(name: str) -> bytes:
    """One of our own static files. FileNotFoundError for any other name."""
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(f"no static file {name!r}")
    return Path(found).read_bytes()


@cache
def _style(name: str) -> str:
    return static_bytes(name).decode()


def _page(snapshot: Snapshot, body: str, *, styles: tuple[str, ...]) -> str:
    context = {
        "snapshot": snapshot,
        # Our own templates made it, and escaped what people typed.
        "body": Markup(body),  # noqa: S704
        "styles": _inside(styles),
    }
    return render_to_string("documents/page.html", context)


def _inside(styles: tuple[str, ...]) -> Markup:
    """The styles as an element: only in a file that stands by itself, never in a page of the product."""
    rules = "\n".join(_style(name) for name in styles)
    return Markup(f"<style>{rules}</style>" if rules else "")  # noqa: S704 - our own files
