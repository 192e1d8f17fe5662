"""The glossary of a plan: a table of two columns, or lines such as "DCO: designated clinical officer"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from goldenthread.improvement.rules.importing.drafts import PlanDraft
from goldenthread.improvement.rules.importing.parsed import Term
from goldenthread.improvement.rules.importing.units import Unit
from goldenthread.improvement.rules.importing.vocabulary import Vocabulary, label_key

_LINE = re.compile(r"(?P<term>[^:=–—]{1,80}?)\s*(?::|=|[–—]|\s-)\s+(?P<meaning>\S.*)", re.DOTALL)
_LONGEST_TERM, _LONGEST_MEANING = 80, 1000


@dataclass
class Glossary:
    """Takes the lines and rows below the heading of a glossary, as long as they are terms."""

    draft: PlanDraft
    words: Vocabulary
    is_open: bool = False
    _line: int = 0
    _heading: str = ""
    _before: int = 0  # how many terms there were when it was opened
    _table: int = 0  # the table that its terms stand in; 0 for lines
    _last: int = 0

    def is_heading(self, text: str) -> bool:
        return label_key(text) in self.words.glossary

    def is_header(self, unit: Unit) -> bool:
        """A row that names the two columns of a glossary, such as "Term" and "Full form"."""
        if len(unit.filled) != 2:
            return False
        names = [self.words.glossary_columns.get(label_key(cell.text)) for cell in unit.filled]
        return names == ["term", "meaning"]

    def open(self, line: int, heading: str) -> None:
        self.is_open, self._line, self._heading, self._table = True, line, heading, 0
        self._before, self._last = len(self.draft.terms), line

    @property
    def begun(self) -> bool:
        """Whether a term was taken since it was opened."""
        return len(self.draft.terms) > self._before

    def take_row(self, unit: Unit) -> bool:
        """A row of two cells: a term and what it means."""
        if not self.is_open or (self.begun and self._table != unit.table):
            return False
        if not self.begun and self.is_header(unit):
            self._table, self._last = unit.table, unit.line
            self._heading += f" ({' | '.join(cell.text for cell in unit.filled)})"
            return True
        if len(unit.filled) != 2:
            return False
        self._table = unit.table
        term, meaning = (" ".join(cell.text.split()) for cell in unit.filled)
        return self._take(term, meaning, unit.line)

    def take_line(self, text: str, line: int) -> bool:
        """A line with a term, a colon or dash, and what it means. After a term, another line closes it."""
        if not self.is_open:
            return False
        found = _LINE.fullmatch(text.strip())
        if found and not self._table and self._take(found["term"], found["meaning"], line):
            return True
        if self.begun:
            self.close()
        return False

    def _take(self, term: str, meaning: str, line: int) -> bool:
        if len(term) > _LONGEST_TERM or len(meaning) > _LONGEST_MEANING:
            return False
        self.draft.terms.append(Term(term.strip(), meaning.strip(), int(line)))
        self._last = line
        return True

    def close(self) -> None:
        """Say what was kept."""
        if self.is_open and self.begun:
            kept = self.draft.terms[self._before :]
            self.draft.note(
                "glossary_kept",
                "info",
                f"{len(kept)} {'word' if len(kept) == 1 else 'words'} of a glossary stay with the plan and are "
                "shown on its page.",
                self._line,
                f"{self._heading}: " + "; ".join(f"{one.term}: {one.meaning}" for one in kept),
                last_line=self._last,
            )
        elif self.is_open and self._last != self._line:
            # The names of its columns, and nothing below them.
            self.draft.note(
                "not_imported", "info", "A glossary without a word in it was left out.",
                self._line, self._heading, last_line=self._last,
            )  # fmt: skip
        self.is_open = False
