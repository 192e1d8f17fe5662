from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.improvement.rules.tracing import (
    GapKind,
    TracedFinding,
    TracedSection,
    find_gaps,
)

FINDINGS = [TracedFinding(1, "finding 1", {12}), TracedFinding(2, "finding 2", set())]
SECTIONS = [TracedSection(11, "Section 1", 4), TracedSection(12, "Section 2", 0)]


def test_every_break_is_told_in_words() -> None:
    gaps = find_gaps(FINDINGS, SECTIONS)
    assert [(gap.kind, gap.key) for gap in gaps] == [
        (GapKind.FINDING_WITHOUT_SECTION, 2),
        (GapKind.SECTION_WITHOUT_MILESTONE, 12),
        (GapKind.SECTION_WITHOUT_FINDING, 11),
    ]
    assert gaps[0].words == "Nobody has linked finding 2 to a section of this plan."
    assert gaps[1].words == "Section 2 answers a finding but has no milestone."
    assert gaps[2].words == "Nobody has linked Section 1 to a finding of this inspection."


def test_a_finding_that_another_plan_answers_says_which() -> None:
    found = TracedFinding(2, "finding 2", set(), ["Plan A", "Plan B"])
    assert find_gaps([found], SECTIONS)[0].words == (
        "Nobody has linked finding 2 to a section of this plan. It is answered in: Plan A; Plan B."
    )


def test_a_whole_thread_has_no_gap() -> None:
    assert find_gaps([TracedFinding(1, "finding 1", {11})], SECTIONS[:1]) == []


def test_a_section_of_another_plan_answers_nothing_here() -> None:
    [gap, _] = find_gaps([TracedFinding(1, "finding 1", {99})], SECTIONS[:1])
    assert gap.kind is GapKind.FINDING_WITHOUT_SECTION


def test_without_findings_no_section_is_blamed() -> None:
    assert find_gaps([], SECTIONS) == []


@given(st.lists(st.sets(st.integers(0, 4)), max_size=6), st.lists(st.integers(0, 3), max_size=5))
def test_each_finding_is_answered_or_told(links: list[set[int]], milestones: list[int]) -> None:
    findings = [TracedFinding(key, f"finding {key}", ids) for key, ids in enumerate(links)]
    sections = [TracedSection(key, f"Section {key}", n) for key, n in enumerate(milestones)]
    told = {
        gap.key for gap in find_gaps(findings, sections)
        if gap.kind is GapKind.FINDING_WITHOUT_SECTION
    }  # fmt: skip
    keys = set(range(len(milestones)))
    assert told == {finding.key for finding in findings if not keys & set(finding.sections)}
