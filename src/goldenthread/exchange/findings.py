"""What a reader or an importer noticed in somebody's document, in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning", "info"]
Needs = Literal["text", "month", "priority", "code", "reason"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One way a person may settle a finding; `needs` names what they must type with it."""

    value: str
    label: str
    needs: Needs | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed: an error waits for a person, a warning asks for a look, info is a note.

    `source_line` to `last_line` are the lines of the source that it speaks of (one line when
    `last_line` is None). `text` is the source's own words. `about` names the item of the result
    that it speaks of, in the importer's own keys. `id` is given by `numbered` and is the same
    whenever the same document is read by the same rules. `place` says where that is where a line number alone
    would not, as on the sheets of a workbook.
    """

    code: str
    severity: Severity
    message: str
    source_line: int | None
    text: str
    choices: tuple[Choice, ...] = ()
    last_line: int | None = None
    about: str = ""
    id: str = ""
    place: str = ""

    @property
    def where(self) -> str:
        """Where to look, in words: "Sheet ‘Plan’, row 12", or the lines of a text; empty for the whole file."""
        if self.place or not self.source_line:
            return self.place
        if self.last_line and self.last_line > self.source_line:
            return f"Lines {self.source_line} to {self.last_line}"
        return f"Line {self.source_line}"

    def speaks_of(self, line: int) -> bool:
        """Whether a line of the source lies within what this finding speaks of."""
        if self.source_line is None:
            return False
        return self.source_line <= line <= (self.last_line or self.source_line)


def numbered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in the order of the source, each with its id `code-line-n`."""
    ordered = sorted(findings, key=lambda found: found.source_line or 0)
    seen: Counter[str] = Counter()
    result = []
    for finding in ordered:
        stem = f"{finding.code}-{int(finding.source_line or 0)}"
        seen[stem] += 1
        result.append(replace(finding, id=f"{stem}-{seen[stem]}"))
    return tuple(result)
