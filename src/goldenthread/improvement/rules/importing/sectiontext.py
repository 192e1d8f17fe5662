"""The texts of a section: area for improvement, what good looks like, criteria, interdependencies."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from goldenthread.exchange.reading import Part
from goldenthread.improvement.rules.criteria import printed_number
from goldenthread.improvement.rules.importing.drafts import PlanDraft, SectionDraft
from goldenthread.improvement.rules.importing.parsed import Criterion, SourceText

_NOTE_START = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+\s*|\*{1,3}\s+(?=\S)|\[\d{1,2}\]\s*")
_NOTE_MARK = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+")


@dataclass
class SectionText:
    """Puts lines into the open part of a section and reports what is odd about its lists."""

    draft: PlanDraft
    format: str
    _seen: list[tuple[int, int | None]] = field(default_factory=list)  # line, level
    _guessed: list[int] = field(default_factory=list)
    _parent: int | None = None
    _parent_level: int = 0

    def open(self, zone: str) -> None:
        """A label opens a part."""
        del zone
        self.end()

    def end(self) -> None:
        """Close the part that is open."""
        self._report_breaks()
        if self._guessed:
            self.draft.note(
                "criterion_kind_guessed",
                "warning",
                f"{len(self._guessed)} success criteria are not said to be quantitative or "
                "qualitative. Those with a number were taken as quantitative; look through them.",
                self._guessed[0],
                "",
                last_line=self._guessed[-1],
            )
        self._guessed.clear()
        self._seen.clear()
        self._parent = None

    def take(self, section: SectionDraft, zone: str, part: Part, level: int | None) -> None:
        """One line of the open part; `level` is a list item's, None for a paragraph."""
        text = (
            part.text
            if part.marker is None or not part.marker.strip("().").isalnum()
            else (part.printed if zone == "area_for_improvement" else part.text)
        )
        if _NOTE_START.match(text) and level is None:
            self._footnote(text, part.line)
            return
        if _NOTE_MARK.search(text):
            self.draft.note(
                "footnote", "info",
                "A foot-note mark stands in this text. It was kept as printed.", part.line, text,
            )  # fmt: skip
        match zone:
            case "area_for_improvement":
                section.area.append(text)
            case "what_good_looks_like":
                section.good.append((text, part.line))
            case "interdependencies":
                section.interdependencies.append(SourceText(text, part.line))
            case _:
                self._criterion(section, zone, text, part.line, level)
        self._seen.append((part.line, level))

    def _footnote(self, text: str, line: int) -> None:
        self.draft.note(
            "footnote",
            "info",
            "A foot-note belongs to no part of the section. Its words stand here.",
            line,
            text,
        )

    def _criterion(
        self, section: SectionDraft, zone: str, text: str, line: int, level: int | None
    ) -> None:
        kind: Literal["quantitative", "qualitative"]
        if zone == "success_criteria":
            kind = "quantitative" if has_target(text) else "qualitative"
            self._guessed.append(line)
        else:
            kind = "quantitative" if zone == "quantitative" else "qualitative"
        depth = -1 if level is None else level
        if self._parent is not None and depth <= self._parent_level:
            self._parent = None
        place = len(section.criteria)
        section.criteria.append(Criterion(kind, text, line, self._parent))
        if text.endswith(":"):
            self._parent, self._parent_level = place, depth

    def _report_breaks(self) -> None:
        """A blank line inside a list that is otherwise tight."""
        items = [(line, level) for line, level in self._seen if level is not None]
        gaps = [after[0] - here[0] for here, after in pairwise(items)]
        if self.format not in ("text", "markdown") or not (1 in gaps and max(gaps) > 1):
            return
        for gap, (line, _) in zip(gaps, items[1:], strict=True):
            if gap > 1:
                self.draft.note(
                    "list_broken", "info",
                    "A blank line stands inside a list. The list was read as one.", line, "",
                )  # fmt: skip


def has_target(text: str) -> bool:
    """Whether a criterion prints a number to reach."""
    return printed_number(text) is not None
