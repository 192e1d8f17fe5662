"""Word documents: without properties, template and custom data; nothing in them fetches, nothing runs."""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from goldenthread.core.errors import UserError
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
_EXTERNAL = "external"
# Fields that start a program, or fetch what stands elsewhere, when the document is opened.
_ACTS = re.compile(r"^\s*(DDE|DDEAUTO|INCLUDE\w*|IMPORT|LINK)\b", re.IGNORECASE)
_HAS_NAME = re.compile(r"\S\s")


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
    small = name.lower()
    if small.endswith(".rels"):
        return _without_dropped_links(name, data)
    if small == "word/settings.xml":
        return _without_template(data)
    _refuse_fields(data)
    return clean_part(name, data)


def _dropped(name: str) -> bool:
    return book().parts.drops(name)


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
        if one.get("TargetMode", "").strip().casefold() == _EXTERNAL:
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


def _refuse_fields(data: bytes) -> None:
    """UserError where a field acts or fetches. Its words may be cut into runs; fields stand within others.

    Of what is read only the local names count: there are two families of the same elements.
    """
    try:
        root = parsed(data)
    except UserError:
        return  # A picture or a font.
    said, held = [], list[list[str]]()
    for one in root.iter("{*}fldSimple", "{*}fldChar", "{*}instrText", "{*}delInstrText"):
        tag = str(one.tag).rpartition("}")[2]
        if tag == "fldSimple":
            said.append(_named(one, "instr"))
        elif tag != "fldChar":
            held = held or [[]]
            held[-1].append(one.text or "")
        elif (kind := _named(one, "fldCharType")) == "begin":
            # The name of a field that another one makes could be any.
            if held and not _HAS_NAME.search("".join(held[-1])):
                raise refusal("fetches")
            held.append([])
        elif kind == "separate" and held:
            held[-1].append(" ; ")
        elif kind == "end" and held:
            said.append("".join(held.pop()))
    if any(_ACTS.match(words) for words in (*said, *map("".join, held))):
        raise refusal("fetches")


def _named(one: etree._Element, name: str) -> str:
    """The value of the attribute of that local name, empty without one."""
    found = (str(value) for key, value in one.attrib.items() if str(key).rpartition("}")[2] == name)
    return next(found, "")
