"""Automatic numbers of Word: printed on the page, absent from the text, worked out here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from goldenthread.exchange.reading.numbers import printed_number
from goldenthread.exchange.reading.wordxml import attribute, children, first, local

_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, in which style, and its text such as `%1.%2.`."""

    start: int = 1
    style: str = "decimal"
    text: str = "%1."
    plain_digits: bool = False


@dataclass(frozen=True, slots=True)
class _Instance:
    abstract: str
    starts: dict[int, int]
    levels: dict[int, Level]


@dataclass
class Numbering:
    """The numbering definitions of a document and how far each list has counted."""

    _abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    _instances: dict[str, _Instance] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def read(cls, root: etree._Element | None, style_lists: dict[str, str]) -> Numbering:
        """From numbering.xml; `style_lists` gives the list of each paragraph style that has one."""
        numbering = cls()
        if root is None:
            return numbering
        links: dict[str, str] = {}
        for element in children(root, "abstractNum"):
            identity = attribute(element, "abstractNumId")
            numbering._abstract[identity] = _levels(element)
            link = first(element, "numStyleLink")
            if link is not None:
                links[identity] = attribute(link, "val")
        for element in children(root, "num"):
            target = first(element, "abstractNumId")
            abstract = attribute(target, "val") if target is not None else ""
            numbering._instances[attribute(element, "numId")] = _instance(element, abstract)
        for identity, style in links.items():
            linked = numbering._instances.get(style_lists.get(style, ""))
            if linked and linked.abstract in numbering._abstract:
                numbering._abstract[identity] = numbering._abstract[linked.abstract]
        return numbering

    def next_marker(self, list_id: str, depth: int) -> tuple[bool, str | None]:
        """Count one paragraph of a list: whether it is a list at all, and the marker printed."""
        instance = self._instances.get(list_id)
        if instance is None or not 0 <= depth < _DEEPEST:
            return False, None
        level = self._level(instance, depth)
        if level.style == "bullet":
            return True, "•"
        counts = self._counts.setdefault(instance.abstract, [None] * _DEEPEST)
        self._advance(list_id, instance, depth, counts)
        if level.style == "none":
            return True, None
        return True, self._printed(instance, level, counts) or None

    def _level(self, instance: _Instance, depth: int) -> Level:
        if depth in instance.levels:
            return instance.levels[depth]
        return self._abstract.get(instance.abstract, {}).get(depth, Level(text=f"%{depth + 1}."))

    def _advance(
        self, list_id: str, instance: _Instance, depth: int, counts: list[int | None]
    ) -> None:
        restart = depth in instance.starts and (list_id, depth) not in self._begun
        self._begun.add((list_id, depth))
        current = counts[depth]
        if restart or current is None:
            counts[depth] = instance.starts.get(depth, self._level(instance, depth).start)
        else:
            counts[depth] = current + 1
        for deeper in range(depth + 1, _DEEPEST):
            counts[deeper] = None
        for shallower in range(depth):
            if counts[shallower] is None:
                counts[shallower] = self._level(instance, shallower).start

    def _printed(self, instance: _Instance, level: Level, counts: list[int | None]) -> str:
        def number(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            style = "decimal" if level.plain_digits else self._level(instance, place).style
            return printed_number(counts[place] or 0, style)

        return re.sub(r"%([1-9])", number, level.text).strip()


def _levels(element: etree._Element) -> dict[int, Level]:
    return {
        _number(attribute(level, "ilvl"), 0): _one_level(level)
        for level in children(element, "lvl")
    }


def _one_level(element: etree._Element) -> Level:
    values = {local(child): attribute(child, "val") for child in element if local(child)}
    return Level(
        start=_number(values.get("start", ""), 1),
        style=values.get("numFmt", "decimal"),
        text=values.get("lvlText", ""),
        plain_digits="isLgl" in values and values["isLgl"] not in ("0", "false"),
    )


def _instance(element: etree._Element, abstract: str) -> _Instance:
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for override in children(element, "lvlOverride"):
        depth = _number(attribute(override, "ilvl"), 0)
        start, level = first(override, "startOverride"), first(override, "lvl")
        if start is not None:
            starts[depth] = _number(attribute(start, "val"), 1)
        if level is not None:
            levels[depth] = _one_level(level)
    return _Instance(abstract, starts, levels)


def _number(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else otherwise
