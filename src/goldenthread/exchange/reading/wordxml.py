"""Small helpers over the XML of Word: names without their namespace, styles, text of a paragraph.

Names are compared without namespaces because Word writes two families of them (transitional and
strict) with the same local names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SILENT = {"pPr", "rPr", "instrText", "delText", "delInstrText", "fldData", "sectPr", "tblPr"}
_REMOVED = {"del", "moveFrom"}
_ADDED = {"ins", "moveTo"}


def local(element: etree._Element) -> str:
    """The tag without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """An attribute by its local name; empty where absent."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if local(child) == name)


def first(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child at a path of local names, or None."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


@dataclass(frozen=True, slots=True)
class Style:
    name: str
    based_on: str
    outline: int | None
    list_id: str
    list_depth: int


@dataclass
class Styles:
    """Paragraph styles of a document, asked through their chain of parents."""

    _styles: dict[str, Style] = field(default_factory=dict)

    @classmethod
    def read(cls, root: etree._Element | None) -> Styles:
        styles = cls()
        for element in children(root, "style") if root is not None else ():
            name, parent = first(element, "name"), first(element, "basedOn")
            outline, list_id, depth = paragraph_properties(first(element, "pPr"))
            styles._styles[attribute(element, "styleId")] = Style(
                attribute(name, "val") if name is not None else "",
                attribute(parent, "val") if parent is not None else "",
                outline,
                list_id,
                depth or 0,
            )
        return styles

    def chain(self, identity: str) -> list[Style]:
        """The style and its parents, nearest first; loops are cut."""
        result: list[Style] = []
        seen: set[str] = set()
        while identity in self._styles and identity not in seen:
            seen.add(identity)
            result.append(self._styles[identity])
            identity = self._styles[identity].based_on
        return result

    def lists(self) -> dict[str, str]:
        return {key: style.list_id for key, style in self._styles.items() if style.list_id}


def paragraph_properties(element: etree._Element | None) -> tuple[int | None, str, int | None]:
    """Outline level (0 is the highest), list and depth that a paragraph's properties give."""
    outline = first(element, "outlineLvl")
    list_id = first(element, "numPr", "numId")
    depth = first(element, "numPr", "ilvl")
    return (
        _digit(outline),
        attribute(list_id, "val") if list_id is not None else "",
        _digit(depth),
    )


def _digit(element: etree._Element | None) -> int | None:
    value = attribute(element, "val") if element is not None else ""
    return int(value) if re.fullmatch(r"\d", value) else None


@dataclass
class TextGatherer:
    """Gathers the words that a paragraph shows, and counts what it leaves out."""

    left_out: Counter[str] = field(default_factory=Counter)
    box_texts: list[str] = field(default_factory=list)
    deleted_texts: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)

    def text(self, element: etree._Element) -> str:
        """Text with line feeds for breaks inside the paragraph."""
        return "".join(self._pieces(element))

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            name = local(child)
            if name == "t":
                yield child.text or ""
            elif name in _REMOVED:
                self.left_out["deleted"] += 1
                self.deleted_texts.append("".join(t.text or "" for t in child.iter("{*}delText")))
            elif name == "txbxContent":
                self.left_out["text box"] += 1
                self.box_texts.append(" ".join(t.text or "" for t in child.iter("{*}t")))
            elif name not in _SILENT:
                yield from self._other(name, child)

    def _other(self, name: str, child: etree._Element) -> Iterator[str]:
        match name:
            case "tab" | "ptab":
                yield " "
            case "br" | "cr":
                yield " " if attribute(child, "type") in ("page", "column") else "\n"
            case "noBreakHyphen":
                yield "-"
            case "footnoteReference" | "endnoteReference":
                self.footnotes.append(attribute(child, "id"))
                yield str(len(self.footnotes)).translate(_SUPERSCRIPTS)
            case "AlternateContent":
                # The same thing twice, for new and old programs: one of them is read.
                chosen = first(child, "Choice")
                yield from self._pieces(chosen if chosen is not None else child)
            case _:
                if name in _ADDED:
                    self.left_out["inserted"] += 1
                if name == "blip":
                    self.left_out["picture"] += 1
                yield from self._pieces(child)
