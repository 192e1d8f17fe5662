"""Which headings of a document are its sections and which its priorities.

Plans number both in every way there is, so the document is looked at as a whole first: what has
criteria or priorities below it is a section; what has actions or milestones below it, a priority.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from goldenthread.improvement.rules.importing.headings import STRONG, HeadingMatch, HeadingReader
from goldenthread.improvement.rules.importing.units import Unit
from goldenthread.improvement.rules.importing.vocabulary import Vocabulary

_SECTION_LABELS = {
    "area_for_improvement", "what_good_looks_like", "success_criteria", "quantitative",
    "qualitative", "interdependencies",
}  # fmt: skip
_PRIORITY_LABELS = {"actions", "milestones", "leads", "recurring"}
_LONGEST_TITLE = 300


@dataclass
class Levels:
    """Place in the stream -> the heading that stands there."""

    sections: dict[int, HeadingMatch] = field(default_factory=dict)
    priorities: dict[int, HeadingMatch] = field(default_factory=dict)
    title: int | None = None


def decide_levels(
    units: Sequence[Unit], reader: HeadingReader, words: Vocabulary, *, sheets: bool = False
) -> Levels:
    """Sections and priorities of the stream; a heading in neither is ordinary text.

    `sheets` says that headings of the first level are the names of a workbook's sheets.
    """
    return _Decider(units, reader, words, sheets).decide()


@dataclass
class _Decider:
    units: Sequence[Unit]
    reader: HeadingReader
    words: Vocabulary
    sheets: bool
    matches: dict[int, HeadingMatch] = field(default_factory=dict)

    def decide(self) -> Levels:
        for place, unit in enumerate(self.units):
            if unit.columns or unit.ruling:
                continue
            match = self.reader.numbered(unit.text) if unit.single else self._in_two_cells(unit)
            if match and not self.reader.left_out(match.title or ""):
                self.matches[place] = match
        levels = Levels(title=self._title())
        section_styles = self._section_styles()
        levels.sections = self._numbered_sections(section_styles)
        levels.priorities = self._numbered_priorities(section_styles, levels.sections)
        self._unnumbered(levels)
        return levels

    def _in_two_cells(self, unit: Unit) -> HeadingMatch | None:
        """A form's row `Priority 1.1 | Shorter waits`: the code beside the title."""
        if len(unit.filled) != 2:
            return None
        code, title = (" ".join(cell.text.split()) for cell in unit.filled)
        match = self.reader.numbered(code)
        if match is None or match.title or len(title) > _LONGEST_TITLE:
            return None
        return HeadingMatch(match.style, match.code, title)

    def _title(self) -> int | None:
        """The first line that reads like a plan's title, before anything numbered by word."""
        worded = [p for p, m in self.matches.items() if m.style in self.reader.section_styles]
        last = min([12, *worded]) if worded else 12
        lines = [
            place
            for place, unit in enumerate(self.units[:last])
            if unit.single and not unit.ruling and len(unit.text) <= 200 and len(unit.text) > 3
        ]
        pattern = re.compile(rf"\b(?:{'|'.join(self.words.title_words)})s?\b", re.IGNORECASE)
        named = [
            p
            for p in lines
            if pattern.search(self.units[p].text)
            and not self.units[p].text.endswith((".", ":"))
            and p not in self.matches
        ]
        headings = [p for p in lines if self.units[p].kind == "heading" and p not in self.matches]
        # The name of a sheet is the title only where nothing else is, and only if it is a phrase.
        texts = [p for p in named if not self._is_sheet(p)]
        sheets = [p for p in named if len(self.units[p].text.split()) > 2]
        if texts or sheets:
            return (texts or sheets)[0]
        top = [p for p in self._headings() if self.units[p].level == 1 and not self._is_sheet(p)]
        # A heading of the highest rank that stands once, at the top, heads the whole document.
        return headings[0] if headings and top == headings[:1] else None

    def _is_sheet(self, place: int) -> bool:
        return self.sheets and self.units[place].kind == "heading"

    def _headings(self) -> list[int]:
        return [p for p, unit in enumerate(self.units) if unit.kind == "heading"]

    def _section_styles(self) -> set[str]:
        styles = {m.style for m in self.matches.values()}
        sections = styles & self.reader.section_styles
        if sections:
            return sections
        worded = {style for style in styles if style.startswith("word:")}
        finer = styles & STRONG
        if "word:priority" in worded and (worded - {"word:priority"} or self._finer_supported()):
            return {"word:priority"}
        if len(worded) == 1 and self._finer_supported():
            return worded
        if finer and not worded:
            weak = {
                m.style
                for p, m in self.matches.items()
                if m.style not in STRONG and self.units[p].kind == "heading"
            }
            return {f"{style}!" for style in weak}
        return set()

    def _finer_supported(self) -> bool:
        return any(
            m.style in STRONG and self._plan_below(p, {*self.matches})
            for p, m in self.matches.items()
        )

    def _numbered_sections(self, styles: set[str]) -> dict[int, HeadingMatch]:
        places = [
            p
            for p, m in self.matches.items()
            if m.style in styles or (f"{m.style}!" in styles and self.units[p].kind == "heading")
        ]
        supported = {p for p in places if self._anything_below(p, set(places))}
        codes = {self.matches[p].code for p in supported}
        # A contents list names each section once before the section itself does.
        return {
            p: self.matches[p]
            for p in places
            if p in supported or self.matches[p].code not in codes
        }

    def _numbered_priorities(
        self, section_styles: set[str], sections: dict[int, HeadingMatch]
    ) -> dict[int, HeadingMatch]:
        rest = {
            p: m
            for p, m in self.matches.items()
            if m.style not in section_styles and p not in sections
        }
        stops = {*sections, *(p for p, m in rest.items() if m.worded or m.style in STRONG)}
        worded = {p: m for p, m in rest.items() if m.worded}
        supported = {p for p in rest if self._plan_below(p, stops | {p})}
        if worded.keys() & supported:
            accepted = {*worded, *(p for p in supported if self._table_below(p))}
        else:
            accepted = (
                {p for p, m in rest.items() if m.style in STRONG}
                | {
                    p
                    for p in supported
                    if self.units[p].kind in ("heading", "row", "paragraph")
                    and self._table_below(p)
                }
                | {p for p in supported if self.units[p].kind == "heading"}
            )
        return {p: rest[p] for p in sorted(accepted) if self._is_kept(p, rest, supported)}

    def _is_kept(self, place: int, rest: dict[int, HeadingMatch], supported: set[int]) -> bool:
        """A heading with nothing below it is a priority only among priorities of its kind."""
        if place in supported:
            return True
        match = rest[place]
        alike = [p for p in supported if rest[p].style == match.style]
        if not alike or any(rest[p].code.lower() == match.code.lower() for p in alike):
            return False
        group = re.match(r"\w?\d+", match.code)
        groups = {found[0] for p in alike if (found := re.match(r"\w?\d+", rest[p].code))}
        return min(alike) < place < max(alike) or bool(group and group[0] in groups)

    def _below(self, place: int, stops: set[int]) -> Sequence[Unit]:
        """The units below a heading, up to the next of `stops` or a heading of its rank."""
        here = self.units[place]
        for later in range(place + 1, len(self.units)):
            unit = self.units[later]
            above = unit.kind == "heading" and here.kind == "heading" and unit.level <= here.level
            if later in stops or above:
                return self.units[place + 1 : later]
        return self.units[place + 1 :]

    def _table_below(self, place: int) -> bool:
        return any(u.columns and u.columns.is_plan for u in self.units[place + 1 : place + 6])

    def _plan_below(self, place: int, stops: set[int]) -> bool:
        return any(self._is_plan_unit(unit) for unit in self._below(place, stops - {place}))

    def _is_plan_unit(self, unit: Unit) -> bool:
        if unit.columns:
            return unit.columns.is_plan
        if unit.kind == "row" and not unit.text:
            label = self.reader.label(unit.filled[0].text) if unit.filled else None
            return label is not None and label[0] in _PRIORITY_LABELS
        label = self.reader.label(unit.text)
        if label and label[0] in _PRIORITY_LABELS:
            return True
        return unit.kind == "item" and self.words.dates.leading(unit.words) is not None

    def _anything_below(self, place: int, stops: set[int]) -> bool:
        return any(
            self._is_plan_unit(unit) or self._is_section_label(unit)
            for unit in self._below(place, stops - {place})
        )

    def _is_section_label(self, unit: Unit) -> bool:
        label = self.reader.label(unit.text) if unit.single else None
        return label is not None and label[0] in _SECTION_LABELS

    def _unnumbered(self, levels: Levels) -> None:
        """Headings without a number: sections where none is numbered; priorities likewise."""
        free = [
            p
            for p in self._headings()
            if p not in levels.sections
            and p not in levels.priorities
            and p != levels.title
            and not self.reader.label(self.units[p].text)
            and not self.reader.left_out(self.units[p].text)
        ]
        if not levels.priorities:
            self._unnumbered_priorities(levels, free)
        if not levels.sections:
            for place in self._enclosing(levels.priorities, free):
                levels.sections[place] = HeadingMatch("heading", "", self.units[place].text)

    def _unnumbered_priorities(self, levels: Levels, free: list[int]) -> None:
        numbered = bool(levels.sections)
        for place in free:
            stops = {*free, *levels.sections}
            below = self._below(place, stops)
            if not any(u.columns and u.columns.is_plan and not u.columns.is_flat for u in below):
                continue
            if not any(map(self._is_plan_unit, below)):
                continue
            described = any(map(self._is_section_label, below))
            match = HeadingMatch("heading", "", self.units[place].text)
            alone = not numbered and not self._parent(place, free)
            if described or (alone and self._is_sheet(place)):
                levels.sections[place] = match
            else:
                levels.priorities[place] = match

    def _parent(self, place: int, free: list[int]) -> int | None:
        level = self.units[place].level
        above = [p for p in free if p < place and self.units[p].level < level]
        return above[-1] if above else None

    def _enclosing(self, inner: dict[int, HeadingMatch], free: list[int]) -> list[int]:
        found = []
        for place in inner:
            unit = self.units[place]
            above = [
                p
                for p in free
                if p < place and (unit.kind != "heading" or self.units[p].level < unit.level)
            ]
            if above and above[-1] not in found:
                found.append(above[-1])
        return found
