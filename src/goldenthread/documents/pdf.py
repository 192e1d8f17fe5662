"""A frozen version as an accessible PDF (PDF/UA-1): tagged, titled, in English, made from the stored HTML."""

from __future__ import annotations

import base64
from typing import Any

import lxml.html
from lxml.etree import tostring
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from goldenthread.documents.models import Snapshot
from goldenthread.documents.pages import FONTS, STYLES, page_for_pdf, static_bytes

# A host that cannot exist, so that an address which slips past the fetcher leads nowhere.
_OURS = "https://static.invalid/"
_INLINE = "data:image/svg+xml;base64,"


class OwnFilesOnly(URLFetcher):
    """Gives out our own static files and pictures inside the page; refuses network and disk."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url.startswith(_INLINE):
            picture = base64.b64decode(url.removeprefix(_INLINE))
            return URLFetcherResponse(url, picture, {"Content-Type": "image/svg+xml"})
        if not url.startswith(_OURS):
            raise ValueError(f"a document may not fetch {url[:60]}")
        name = url.removeprefix(_OURS)
        kind = "text/css" if name.endswith(".css") else "font/woff2"
        return URLFetcherResponse(url, static_bytes(name), {"Content-Type": kind})


def to_pdf(snapshot: Snapshot) -> bytes:
    """The PDF of the stored body. A plan of eighty milestones takes some five seconds."""
    fetcher, fonts = OwnFilesOnly(), FontConfiguration()
    styles = [
        CSS(url=_OURS + name, url_fetcher=fetcher, font_config=fonts) for name in (FONTS, *STYLES)
    ]
    page = page_for_pdf(snapshot, _without_decoration(snapshot.body))
    made = HTML(string=page, base_url=_OURS, url_fetcher=fetcher).write_pdf(
        stylesheets=styles,
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        pdf_identifier=bytes.fromhex(snapshot.sha256)[:16],
    )
    return bytes(made)


def _without_decoration(body: str) -> str:
    """Pictures that readers skip become backgrounds, which a tagged PDF leaves out of its reading order."""
    whole = lxml.html.fragment_fromstring(body, create_parent="div")
    for picture in list(whole.iter("svg")):
        if picture.get("aria-hidden") != "true":
            continue
        tail, picture.tail = picture.tail, None
        # HTML does not tell capitals in names apart; a picture of its own does.
        picture.set("viewBox", picture.attrib.pop("viewbox", ""))
        drawn = base64.b64encode(tostring(picture)).decode()
        stand_in = lxml.html.Element("span")
        stand_in.set("class", "gt-picture" if _has_size(picture) else "gt-symbol")
        stand_in.set("style", f"background-image: url({_INLINE}{drawn}){_size(picture)}")
        stand_in.tail = tail
        parent = picture.getparent()
        if parent is not None:
            parent.replace(picture, stand_in)
    return "".join(
        [whole.text or "", *(lxml.html.tostring(part, encoding="unicode") for part in whole)]
    )


def _has_size(picture: lxml.html.HtmlElement) -> bool:
    """Whether a picture has a size of its own; symbols beside words all have the same."""
    return "gt-picture" in picture.get("class", "")


def _size(picture: lxml.html.HtmlElement) -> str:
    if not _has_size(picture):
        return ""
    return f"; width: {picture.get('width')}px; height: {picture.get('height')}px"
