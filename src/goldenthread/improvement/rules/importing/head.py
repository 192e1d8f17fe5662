"""Title, version and date of a plan, from its first lines and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from goldenthread.improvement.rules.importing.choices import PLAN_DATE
from goldenthread.improvement.rules.importing.drafts import PlanDraft
from goldenthread.improvement.rules.importing.units import Unit
from goldenthread.improvement.rules.importing.vocabulary import Vocabulary, label_key

# A version, and a date beside it: "Draft v0.3 | 3 June 2025" or "v1.2 (May 2026)".
_VERSION = re.compile(
    r"(?P<version>(?:(?:\w+\s+)?draft\s+|final\s+)?(?:version|ver\.?|v\.?)\s*\d[\w.]*)"
    r"(?:\s*[-–—|,(]+\s*(?P<rest>.*?)\)?)?",
    re.IGNORECASE,
)
_LONGEST_LINE = 300
_BARE = re.compile(r"(?:version|ver\.?|v\.?)\s*(?=\d)", re.IGNORECASE)
# The other way round: "3 June 2025 | v0.3".
_DATE_FIRST = re.compile(r"(?P<date>.+?)\s*(?:[|,]|\s[-–—]\s)\s*(?P<version>[^|,]+)")


@dataclass
class HeadReader:
    draft: PlanDraft
    words: Vocabulary
    _dated: re.Pattern[str] = field(init=False)
    _opening: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        said = "|".join(re.escape(word) for word in self.words.dated_words)
        # In a line of its own the plan must be what was approved: of an inspection it says nothing.
        self._opening = re.compile(
            rf"\s*(?:(?:this\s+|the\s+)?(?:plan|document|version)\s+(?:was\s+|is\s+)?)?(?:{said})\b",
            re.IGNORECASE,
        )
        when = self.words.dates.plain_date
        self._dated = re.compile(
            rf"\b(?:{said})\b[^.;]{{0,80}}?(?P<when>(?<!\w){when})", re.IGNORECASE
        )

    def take_row(self, unit: Unit) -> bool:
        """`Date | 28 May 2025` in a table before the first section."""
        if len(unit.filled) != 2:
            return False
        name, value = (" ".join(cell.text.split()) for cell in unit.filled)
        beside = f"{name} | {value}"
        return self._take_named(name, value, unit.line) or self._take_version(beside, unit.line)

    def _take_named(self, name: str, value: str, line: int) -> bool:
        """A fact beside its name; "Version | Version 2.1 - approved on 14 March 2026" says the name twice."""
        if self.words.head.get(label_key(name)) == "version" and self._take_version(value, line):
            return True
        return self._take(name, value, line)

    def take_line(self, text: str, line: int) -> bool:
        """`Version: 1.2` on a line of its own."""
        pieces = self._pieces(text)
        if len(pieces) > 1:
            taken = [self.take_line(piece, line) for piece in pieces]
            return all(taken)
        if self._take_version(text.strip(), line):
            return True
        if self._opening.match(text) and self._take_dated(text, line):
            return True
        name, colon, value = text.partition(":")
        if colon and len(name) <= 30 and len(value) <= 120:
            return self._take_named(name, value.strip(), line)
        # "May 2025" alone below the title.
        alone = len(text) <= 30 and self.words.dates.read(text)
        if alone and alone.kind == "month" and not alone.qualifier:
            return self._take("date", text, line)
        return False

    def _pieces(self, text: str) -> list[str]:
        """The facts of a line that gives several: "Version: 0.9 Date: 4 May 2025"."""
        names = "|".join(re.escape(name) for name in sorted(self.words.head, key=len, reverse=True))
        starts = [m.start() for m in re.finditer(rf"\b(?:{names})\s*:\s", text, re.IGNORECASE)]
        if len(starts) < 2 or starts[0] or len(text) > _LONGEST_LINE:
            return [text]
        ends = [*starts[1:], len(text)]
        return [text[a:b].strip(" |,;") for a, b in zip(starts, ends, strict=True)]

    def title_of(self, text: str) -> str:
        """The title in a line that reads like one: of "Title: Our plan" what stands after the name."""
        name, colon, value = text.partition(":")
        named = colon and self.words.head.get(label_key(name)) == "title"
        return value.strip() if named and value.strip() else text

    def _take_version(self, text: str, line: int) -> bool:
        """A version, or a version and a date in either order."""
        found = _VERSION.fullmatch(text)
        if found is None:
            turned = _DATE_FIRST.fullmatch(text)
            found = turned and _VERSION.fullmatch(turned["version"])
            if not turned or not found or found["rest"] or not self._is_date(turned["date"]):
                return False
            return self._take_both(found["version"], turned["date"], line)
        rest = found["rest"]
        if rest and self._is_date(rest):
            return self._take_both(found["version"], rest, line)
        if rest and self._take_dated(rest, line):
            return self._take("version", _bare(found["version"]), line)
        return self._take("version", _bare(text), line)

    def _take_dated(self, text: str, line: int) -> bool:
        """The day on which a line says that the plan was approved or agreed; its other words stay in the document."""
        if len(text) > _LONGEST_LINE or self.draft.date_text is not None:
            return False
        found = self._dated.search(text)
        due = self.words.dates.read(found["when"]) if found else None
        if found is None or due is None or due.month is None:
            return False
        self._take("date", found["when"], line)
        self.draft.note(
            "plan_date_read", "info",
            f"The plan's date was read from this line as “{found['when']}”. Its other words stay in "
            "the document only.", line, text, choices=PLAN_DATE,
        )  # fmt: skip
        return True

    def _take_both(self, version: str, when: str, line: int) -> bool:
        dated = self._take("date", when, line)
        return self._take("version", _bare(version), line) or dated

    def _is_date(self, text: str) -> bool:
        due = self.words.dates.read(text)
        return due.month is not None and not due.qualifier

    def _take(self, name: str, value: str, line: int) -> bool:
        kind = self.words.head.get(label_key(name))
        draft = self.draft
        if not value or kind is None:
            return False
        if kind == "title" and draft.title is None:
            draft.title = value
        elif kind == "version" and draft.version is None:
            draft.version = _bare(value)
        elif kind == "date" and draft.date_text is None:
            draft.date_text, draft.date_line = value, line
            due = self.words.dates.read(value)
            if due.month:
                draft.date = due.day or due.month.first_day
        else:
            return False
        return True


def _bare(version: str) -> str:
    """The 2 of "Version 2"; "Draft v0.3" stays whole, because its first word says something."""
    found = _BARE.match(version)
    return version[found.end() :] if found else version
