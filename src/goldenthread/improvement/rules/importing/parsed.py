"""An improvement plan as read from a document: frozen, complete, and nothing decided for anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from goldenthread.core.months import Month
from goldenthread.exchange.findings import Finding

CriterionKind = Literal["quantitative", "qualitative"]


@dataclass(frozen=True, slots=True)
class PlanHead:
    """Title, version and date as printed; `date` is the printed date where it can be read."""

    title: str | None
    version: str | None
    date: date | None
    date_text: str | None = None


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text and the line of the document on which it stands."""

    text: str
    source_line: int


@dataclass(frozen=True, slots=True)
class Criterion:
    """A success criterion; `parent` is the place in the section's list of the one it is part of."""

    kind: CriterionKind
    text: str
    source_line: int
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class ParsedAction:
    letter: str | None
    text: str
    source_line: int


@dataclass(frozen=True, slots=True)
class ParsedMilestone:
    """A delivery milestone. `number` and `due_text` as printed; `action` only where printed.

    `key` names the milestone within this reading (m1, m2, ...), for findings and decisions.
    `action_line` is the line of the action that it is linked to, for letters that stand twice.
    `first_due` is the date that stood first, where a person has said that the document prints a later one.
    `leads` are those of its own row as printed; empty where its rows name none of their own.
    """

    number: str | None
    due: Month | None
    due_text: str | None
    qualifier: str | None
    text: str
    action: str | None
    status: str | None
    update: str | None
    source_line: int
    key: str
    action_line: int | None = None
    first_due: Month | None = None
    leads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedRecurring:
    """Something done at intervals; `cadence` is one of the vocabulary's names."""

    number: str | None
    cadence: str
    text: str
    source_line: int
    cadence_text: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedPriority:
    code: str | None
    title: str | None
    leads: tuple[str, ...]
    actions: tuple[ParsedAction, ...]
    milestones: tuple[ParsedMilestone, ...]
    recurring: tuple[ParsedRecurring, ...]
    source_line: int
    key: str

    def linked(self, milestone: ParsedMilestone) -> ParsedAction | None:
        """The one action that a milestone is linked to; None where there is none or several fit."""
        found = linked_actions(self.actions, milestone.action, milestone.action_line)
        return found[0] if len(found) == 1 else None


def linked_actions(
    actions: Sequence[ParsedAction], letter: str | None, line: int | None
) -> list[ParsedAction]:
    """The actions that a link may mean, by letter and by line where it is known."""
    if letter is None and line is None:
        return []
    return [a for a in actions if a.letter == letter and line in (None, a.source_line)]


@dataclass(frozen=True, slots=True)
class ParsedSection:
    number: str | None
    title: str | None
    area_for_improvement: str | None
    what_good_looks_like: tuple[str, ...]
    success_criteria: tuple[Criterion, ...]
    interdependencies: tuple[SourceText, ...]
    priorities: tuple[ParsedPriority, ...]
    source_line: int
    key: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the plan's glossary and what it means."""

    term: str
    meaning: str
    source_line: int


@dataclass(frozen=True, slots=True)
class ParsedPlan:
    """The tree, the milestones that found no place in it, every finding in source order, the glossary."""

    head: PlanHead
    sections: tuple[ParsedSection, ...]
    unplaced: tuple[ParsedMilestone, ...]
    findings: tuple[Finding, ...]
    terms: tuple[Term, ...] = ()

    @property
    def priorities(self) -> tuple[ParsedPriority, ...]:
        return tuple(p for section in self.sections for p in section.priorities)

    def milestones(self) -> Iterator[ParsedMilestone]:
        """All milestones, the unplaced ones last."""
        for priority in self.priorities:
            yield from priority.milestones
        yield from self.unplaced

    def where(self, milestone: ParsedMilestone) -> str:
        """Where a milestone without a place stands in the document, as its finding says."""
        found = (finding.where for finding in self.findings if finding.about == milestone.key)
        return next(found, f"Line {milestone.source_line}")

    @property
    def open_errors(self) -> tuple[Finding, ...]:
        """Findings that a person must settle before the plan can be imported."""
        return tuple(f for f in self.findings if f.severity == "error")

    @property
    def undated(self) -> int:
        """How many milestones have no date, unplaced ones too."""
        return sum(1 for milestone in self.milestones() if milestone.due is None)

    @property
    def counts(self) -> dict[str, int | dict[str, int]]:
        """How many there are of each thing; milestones include the unplaced ones."""
        priorities = self.priorities
        criteria = [c for section in self.sections for c in section.success_criteria]
        codes = Counter(finding.code for finding in self.findings)
        return {
            "sections": len(self.sections),
            "priorities": len(priorities),
            "actions": sum(len(p.actions) for p in priorities),
            "milestones": sum(1 for _ in self.milestones()),
            "milestones_unplaced": len(self.unplaced),
            "recurring": sum(len(p.recurring) for p in priorities),
            "criteria_quantitative": sum(c.kind == "quantitative" for c in criteria),
            "criteria_qualitative": sum(c.kind == "qualitative" for c in criteria),
            "interdependencies": sum(len(s.interdependencies) for s in self.sections),
            "findings": len(self.findings),
            "findings_by_code": dict(sorted(codes.items())),
        }
