"""Title, version and date of a plan, from its first lines and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass

from goldenthread.improvement.rules.importing.drafts import PlanDraft
from goldenthread.improvement.rules.importing.units import Unit
from goldenthread.improvement.rules.importing.vocabulary import Vocabulary, label_key

# "Version 0.4 - May 2025", "v2"
_VERSION = re.compile(
    r"(?:version|ver\.?|v\.?)\s*(\d[\w.]*)(?:\s*[-–—|,(]+\s*(.*?)\)?)?", re.IGNORECASE
)


@dataclass
class HeadReader:
    draft: PlanDraft
    words: Vocabulary

    def take_row(self, unit: Unit) -> bool:
        """`Date | 28 May 2025` in a table before the first section."""
        if len(unit.filled) != 2:
            return False
        name, value = (" ".join(cell.text.split()) for cell in unit.filled)
        return self._take(name, value, unit.line)

    def take_line(self, text: str, line: int) -> bool:
        """`Version: 1.2` on a line of its own."""
        short = _VERSION.fullmatch(text.strip())
        if short:
            dated = bool(short[2]) and self._take("date", short[2], line)
            return self._take("version", short[1] if dated or not short[2] else text, line)
        name, colon, value = text.partition(":")
        if colon and len(name) <= 30 and len(value) <= 120:
            return self._take(name, value.strip(), line)
        # "May 2025" alone below the title.
        alone = len(text) <= 30 and self.words.dates.read(text)
        if alone and alone.kind == "month" and not alone.qualifier:
            return self._take("date", text, line)
        return False

    def _take(self, name: str, value: str, line: int) -> bool:
        kind = self.words.head.get(label_key(name))
        draft = self.draft
        if not value or kind is None:
            return False
        if kind == "title" and draft.title is None:
            draft.title = value
        elif kind == "version" and draft.version is None:
            draft.version = value
        elif kind == "date" and draft.date_text is None:
            draft.date_text, draft.date_line = value, line
            due = self.words.dates.read(value)
            if due.month:
                draft.date = due.day or due.month.first_day
        else:
            return False
        return True
