"""Text of a section under a heading that is not known: a person says which part of the section it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from goldenthread.exchange.findings import Choice
from goldenthread.improvement.rules.importing.drafts import PlanDraft, SectionDraft

PLACES = (
    Choice("as_criteria", "Success criteria of the section"),
    Choice("as_good", "What good looks like in the section"),
    Choice("as_interdependencies", "Interdependencies with other plans"),
    Choice("keep_out", "Leave it in the document only"),
)

ITEM = "- "


def lines_of(text: str) -> list[str]:
    """The lines that a finding's text proposes for the section: not their heading."""
    lines = text.split("\n")
    items = [line.removeprefix(ITEM) for line in lines if line.startswith(ITEM)]
    return items or lines


@dataclass
class LooseText:
    """Gathers such lines. The finding's text holds one on each line, below a heading each as an item of a list."""

    draft: PlanDraft
    count: int = 0  # how many lines were taken in all
    _section: SectionDraft | None = None
    _under: str = ""
    _heading: tuple[int, str] | None = None
    _lines: list[tuple[int, str]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether a heading was taken that what follows stands below."""
        return self._heading is not None

    def take(self, section: SectionDraft, under: str, line: int, text: str, *, heads: bool) -> None:
        """One line; `heads` says that it introduces those below. `under` names what it stands under."""
        if heads or section is not self._section:
            self.close()
        self._section, self._under = section, under
        self.count += 1
        if heads:
            self._heading = (line, text)
        else:
            self._lines.append((line, text))

    def close(self) -> None:
        """Say what was gathered."""
        lines, heading, section = self._lines, self._heading, self._section
        self._lines, self._heading, self._section = [], None, None
        if section is None:
            return
        told, what = lines, "This text"
        if heading and lines:
            what = f"What stands below “{heading[1]}”"
            told = [heading, *((line, f"{ITEM}{text}") for line, text in lines)]
        elif heading:
            told = [heading]
        self.draft.note(
            "row_unplaced", "warning",
            f"{what} stands under {self._under} but belongs to no part of it that is known. It is "
            "kept here only, unless you say which part of the section it is.",
            told[0][0], "\n".join(text for _, text in told), choices=PLACES,
            last_line=told[-1][0], about=section.key,
        )  # fmt: skip
