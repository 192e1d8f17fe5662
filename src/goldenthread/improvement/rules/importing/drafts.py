"""The plan while it is being read: the same tree as `parsed`, still growing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from goldenthread.exchange.findings import Choice, Finding, Severity, numbered
from goldenthread.exchange.reading import place_words
from goldenthread.improvement.rules.dates import Due, normal
from goldenthread.improvement.rules.importing.entries import Entry
from goldenthread.improvement.rules.importing.leads import LeadNames
from goldenthread.improvement.rules.importing.parsed import (
    Criterion,
    ParsedAction,
    ParsedMilestone,
    ParsedPlan,
    ParsedPriority,
    ParsedRecurring,
    ParsedSection,
    PlanHead,
    SourceText,
    Term,
)


@dataclass
class MilestoneDraft:
    """`due` is None where no date stands at all."""

    number: str | None
    due: Due | None
    text: str
    line: int
    key: str
    qualifier: str | None = None
    action: str | None = None
    action_line: int | None = None
    status: str | None = None
    update: str | None = None
    leads: tuple[str, ...] = ()

    def done(self) -> ParsedMilestone:
        return ParsedMilestone(
            self.number,
            self.due.month if self.due else None,
            self.due.text if self.due else None,
            self.qualifier,
            self.text,
            self.action,
            self.status,
            self.update,
            self.line,
            self.key,
            self.action_line,
            leads=self.leads,
        )


@dataclass(frozen=True, slots=True)
class RowLeads:
    """The leads that one row prints beside what it holds; `numbers` are its milestones'.

    `merged` says that its cell belongs to the one above; `whole` that the row names its priority
    itself, so that a blank in it repeats nothing.
    """

    numbers: str
    leads: tuple[str, ...]
    line: int
    merged: bool = False
    whole: bool = False


@dataclass
class PriorityDraft:
    code: str | None
    title: str | None
    line: int
    key: str
    leads: list[tuple[str, int]] = field(default_factory=list)
    row_leads: list[RowLeads] = field(default_factory=list)
    actions: list[ParsedAction] = field(default_factory=list)
    milestones: list[MilestoneDraft] = field(default_factory=list)
    recurring: list[ParsedRecurring] = field(default_factory=list)

    @property
    def name(self) -> str:
        """How messages speak of it."""
        if self.code:
            return f"priority {self.code}"
        return f"priority “{self.title}”" if self.title else "the priority without a title"

    def add_action(self, entry: Entry) -> ParsedAction:
        """Add an action, or find the one that a repeated cell repeats."""
        for action in self.actions:
            if action.letter == entry.mark and normal(action.text) == normal(entry.text):
                return action
        self.actions.append(ParsedAction(entry.mark, entry.text, entry.line))
        return self.actions[-1]

    def add_lead(self, name: str, line: int) -> None:
        if name not in [known for known, _ in self.leads]:
            self.leads.append((name, line))

    def done(self) -> ParsedPriority:
        return ParsedPriority(
            self.code,
            self.title,
            tuple(name for name, _ in self.leads),
            tuple(self.actions),
            tuple(milestone.done() for milestone in self.milestones),
            tuple(self.recurring),
            self.line,
            self.key,
        )


@dataclass
class SectionDraft:
    number: str | None
    title: str | None
    line: int
    key: str
    area: list[str] = field(default_factory=list)
    good: list[tuple[str, int]] = field(default_factory=list)
    criteria: list[Criterion] = field(default_factory=list)
    interdependencies: list[SourceText] = field(default_factory=list)
    priorities: list[PriorityDraft] = field(default_factory=list)
    implied: bool = False

    @property
    def name(self) -> str:
        if self.number:
            return f"section {self.number}"
        return f"section “{self.title}”" if self.title else "this plan"

    @property
    def empty(self) -> bool:
        return not (self.area or self.good or self.criteria or self.interdependencies
                    or self.priorities)  # fmt: skip

    def done(self) -> ParsedSection:
        return ParsedSection(
            self.number,
            self.title,
            " ".join(self.area) or None,
            tuple(text for text, _ in self.good),
            tuple(self.criteria),
            tuple(self.interdependencies),
            tuple(priority.done() for priority in self.priorities),
            self.line,
            self.key,
        )


@dataclass
class PlanDraft:
    title: str | None = None
    version: str | None = None
    date: date | None = None
    date_text: str | None = None
    date_line: int | None = None
    sections: list[SectionDraft] = field(default_factory=list)
    unplaced: list[MilestoneDraft] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    lead_names: LeadNames = field(default_factory=LeadNames)
    _keys: dict[str, int] = field(default_factory=dict)

    def key(self, letter: str) -> str:
        """The next key of a kind: m1, m2, ... for milestones, p for priorities, s for sections."""
        self._keys[letter] = self._keys.get(letter, 0) + 1
        return f"{letter}{self._keys[letter]}"

    def note(
        self,
        code: str,
        severity: Severity,
        message: str,
        line: int | None,
        text: str,
        *,
        choices: tuple[Choice, ...] = (),
        last_line: int | None = None,
        about: str = "",
    ) -> None:
        """Record a finding. Lines of a workbook count from 1 on each sheet: its place says which."""
        first = None if line is None else int(line)
        last = None if last_line is None else int(last_line)
        place = place_words(line, last_line)
        self.findings.append(
            Finding(code, severity, message, first, text, choices, last, about, place=place)
        )

    @property
    def priorities(self) -> list[PriorityDraft]:
        return [p for section in self.sections for p in section.priorities]

    def done(self) -> ParsedPlan:
        return ParsedPlan(
            PlanHead(self.title, self.version, self.date, self.date_text),
            tuple(section.done() for section in self.sections),
            tuple(milestone.done() for milestone in self.unplaced),
            numbered(self.findings),
            tuple(self.terms),
        )
