"""Where the thread from an inspection's findings to a plan's milestones is broken, in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum


class GapKind(StrEnum):
    """In the order in which they are told."""

    FINDING_WITHOUT_SECTION = "finding_without_section"
    SECTION_WITHOUT_MILESTONE = "section_without_milestone"
    SECTION_WITHOUT_FINDING = "section_without_finding"


_WORDS = {
    # A link that nobody has made says nothing of what the plan does.
    GapKind.FINDING_WITHOUT_SECTION: "Nobody has linked {what} to a section of this plan.",
    GapKind.SECTION_WITHOUT_MILESTONE: "{what} answers a finding but has no milestone.",
    GapKind.SECTION_WITHOUT_FINDING: "Nobody has linked {what} to a finding of this inspection.",
}


@dataclass(frozen=True, slots=True)
class TracedSection:
    """A section by its key: its name, and how many milestones stand in it."""

    key: int
    name: str
    milestones: int


@dataclass(frozen=True, slots=True)
class TracedFinding:
    """A finding by its key and name, with the keys of the sections that answer it.

    `elsewhere` are the titles of other plans whose sections answer it.
    """

    key: int
    name: str
    sections: Collection[int]
    elsewhere: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A break: its kind, the key of the finding or section, and a sentence."""

    kind: GapKind
    key: int
    words: str


def find_gaps(findings: Sequence[TracedFinding], sections: Sequence[TracedSection]) -> list[Gap]:
    """Every break, by kind, then in the order of the report and of the plan."""
    answering = {key for finding in findings for key in finding.sections}
    known = {section.key for section in sections}
    gaps = [
        _gap(GapKind.FINDING_WITHOUT_SECTION, finding.key, finding.name, _elsewhere(finding))
        for finding in findings
        if known.isdisjoint(finding.sections)
    ]
    gaps += [
        _gap(GapKind.SECTION_WITHOUT_MILESTONE, section.key, section.name)
        for section in sections
        if section.key in answering and not section.milestones
    ]
    if findings:
        gaps += [
            _gap(GapKind.SECTION_WITHOUT_FINDING, section.key, section.name)
            for section in sections
            if section.key not in answering
        ]
    return gaps


def _elsewhere(finding: TracedFinding) -> str:
    """` It is answered in: Plan A; Plan B.`; empty where no other plan answers it."""
    return f" It is answered in: {'; '.join(finding.elsewhere)}." if finding.elsewhere else ""


def _gap(kind: GapKind, key: int, name: str, more: str = "") -> Gap:
    return Gap(kind, key, _WORDS[kind].format(what=name) + more)
