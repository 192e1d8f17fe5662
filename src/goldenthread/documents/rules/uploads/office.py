"""Word documents: without properties, template and custom data; nothing in them fetches, nothing runs."""

from __future__ import annotations

import posixpath

from goldenthread.documents.rules.uploads.book import book, refusal
from goldenthread.documents.rules.uploads.packed import (
    clean_part,
    packed_anew,
    parsed,
    unpacked,
    written,
)

TYPES = "[Content_Types].xml"
_MAIN = "word/document.xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EXTERNAL = "External"


def clean_docx(data: bytes) -> bytes:
    """The document packed anew. UserError for what is damaged, carries macros or other files, or fetches parts."""
    parts = unpacked(data)
    if _MAIN not in parts or TYPES not in parts:
        raise refusal("damaged")
    return _packed_clean(parts)


def _packed_clean(parts: dict[str, bytes]) -> bytes:
    return packed_anew({name: _clean(name, part) for name, part in parts.items()})


def _clean(name: str, data: bytes) -> bytes:
    if name.lower().endswith(book().parts.embedded):
        # The numbers behind a chart are a workbook, built in the same way.
        return _packed_clean(unpacked(data))
    if name == TYPES:
        return _without_dropped_types(data)
    if name.endswith(".rels"):
        return _without_dropped_links(name, data)
    if name == "word/settings.xml":
        return _without_template(data)
    return clean_part(name, data)


def _dropped(name: str) -> bool:
    return name.startswith(book().parts.dropped)


def _without_dropped_types(data: bytes) -> bytes:
    root = parsed(data)
    for one in list(root):
        if _dropped(one.get("PartName", "").lstrip("/")):
            root.remove(one)
    return written(root)


def _without_dropped_links(name: str, data: bytes) -> bytes:
    """The list of what a part leads to, without what is dropped and without its template."""
    root = parsed(data)
    folder = posixpath.dirname(posixpath.dirname(name))
    for one in list(root):
        kind, target = one.get("Type", "").rpartition("/")[2], one.get("Target", "")
        if one.get("TargetMode") == _EXTERNAL:
            if kind == "attachedTemplate":
                root.remove(one)
            elif kind != "hyperlink":
                raise refusal("fetches")
        elif _dropped(posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")):
            root.remove(one)
    return written(root)


def _without_template(data: bytes) -> bytes:
    root = parsed(data)
    for one in root.findall(f"{_WORD}attachedTemplate"):
        root.remove(one)
    return written(root)
