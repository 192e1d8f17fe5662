"""OpenDocument texts: without who made them and when; nothing in them fetches, nothing runs."""

from __future__ import annotations

from goldenthread.documents.rules.uploads.book import book, refusal
from goldenthread.documents.rules.uploads.packed import (
    clean_part,
    packed_anew,
    parsed,
    unpacked,
    written,
)

_MANIFEST, _META, _CONTENT = "META-INF/manifest.xml", "meta.xml", "content.xml"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_M = "{" + _OASIS + "manifest:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_RUNS = frozenset({"event-listeners", "event-listener", "script", "scripts"})
# What another program is to fill in: dde-source, dde-connection and their kin.
_DDE = (
    "{" + _OASIS + "office:1.0}dde-",
    "{" + _OASIS + "text:1.0}dde-",
    "{" + _OASIS + "table:1.0}dde-",
)
# A link that somebody follows is no part of the document.
_LINKS = frozenset({"{" + _OASIS + "text:1.0}a", "{" + _OASIS + "drawing:1.0}a"})
_NO_META = (
    f'<office:document-meta xmlns:office="{_OASIS}office:1.0" office:version="1.2"><office:meta/>'
    "</office:document-meta>"
).encode()


def clean_odt(data: bytes) -> bytes:
    """The document packed anew. UserError for what is damaged, protected, carries macros or other files, or fetches."""
    parts = unpacked(data)
    if _CONTENT not in parts or _MANIFEST not in parts:
        raise refusal("damaged")
    return packed_anew({name: _clean(name, part) for name, part in parts.items()})


def _clean(name: str, data: bytes) -> bytes:
    if name == _MANIFEST:
        return _manifest(data)
    last = name.rpartition("/")[2]
    if last == _META:
        return _NO_META
    if last in (_CONTENT, "styles.xml"):
        _refuse_what_acts(data)
    return clean_part(name, data)


def _manifest(data: bytes) -> bytes:
    root = parsed(data)
    if root.find(f".//{_M}encryption-data") is not None:
        raise refusal("encrypted")
    for one in list(root):
        if book().parts.drops(one.get(f"{_M}full-path", "")):
            root.remove(one)
    return written(root)


def _refuse_what_acts(data: bytes) -> None:
    for one in parsed(data).iter():
        tag = str(one.tag)
        # Every writer puts an empty element there for scripts.
        if tag.rpartition("}")[2] in _RUNS and (len(one) or one.attrib):
            raise refusal("macros")
        if tag.startswith(_DDE):
            raise refusal("fetches")
        href = one.get(_HREF, "")
        if tag not in _LINKS and (":" in href or href.startswith(("/", "../", "\\"))):
            raise refusal("fetches")
