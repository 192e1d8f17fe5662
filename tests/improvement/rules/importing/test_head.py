"""Version and date below the title, and what messages say."""

from __future__ import annotations

import pytest

from tests.improvement.rules.importing.reading import PLANS, codes, read, sample

TAIL = (
    "SECTION 1\n\nVoice\n\n1a. Hear\n\nAction\tLead\tMilestones\nA. Ask\tHead\t1. Jul 2027: Asked\n"
)


@pytest.mark.parametrize(
    ("line", "version", "dated"),
    [
        ("Draft v0.3 | 3 June 2025", "Draft v0.3", "2025-06-03"),
        ("Version 2, May 2026", "2", "2026-05-01"),
        ("v1.2 – 3 June 2025", "1.2", "2025-06-03"),
        ("Version 2.0 (May 2026)", "2.0", "2026-05-01"),
        ("3 June 2025 | v0.3", "0.3", "2025-06-03"),
        ("Working draft version 4, 03/06/2025", "Working draft version 4", "2025-06-03"),
        ("Version 2 - final", "2 - final", "None"),
        ("v7", "7", "None"),
    ],
)
@pytest.mark.parametrize("name", ["plan.txt", "plan.md"])
def test_a_version_and_a_date_in_one_line(line: str, version: str, dated: str, name: str) -> None:
    plan = read(f"Fellmoor Improvement Plan\n{line}\n\n{TAIL}", name)
    assert (plan.head.version, str(plan.head.date)) == (version, dated)
    missing = {"version_missing", "plan_date_missing", "plan_date_unreadable", "not_imported"}
    assert missing & set(codes(plan)) == ({"plan_date_missing"} if dated == "None" else set())


def test_a_version_beside_its_date_in_a_table() -> None:
    plan = read(f"Improvement Plan\n\nDraft v0.3\t3 June 2025\n\n{TAIL}")
    assert (plan.head.version, str(plan.head.date)) == ("Draft v0.3", "2025-06-03")


def test_one_line_outside_the_plan_stays_and_several_stay() -> None:
    plan = read(f"Improvement Plan\n\nWe wrote this together.\n\n{TAIL}\nForeword\nWe care.\n")
    one, several = [f.message for f in plan.findings if f.code == "not_imported"]
    assert one.startswith("Line 3 is not part of the sections and priorities and stays in")
    assert "are not part of the sections and priorities and stay in" in several


@pytest.mark.parametrize("label", ["How do we know? (Success criteria)", "RAG (status)"])
def test_a_bracket_that_repeats_a_known_name_is_no_note(label: str) -> None:
    head = f"Improvement Plan\nPriority,Action,{label},Milestone,Due\n"
    assert "bracketed_note" not in codes(read(f"{head}1a Hear,A. Do,x,1. Done,Jul 2025\n", "p.csv"))
    lines = f"Plan\n\nSECTION 1\n\nVoice\n\n{label}\n\n- 80% heard\n\n{TAIL[17:]}"
    assert "bracketed_note" not in codes(read(lines))


def test_a_bracket_that_says_more_is_a_note() -> None:
    head = "Improvement Plan\nPriority,Action,Milestone (draft only),Due\n"
    assert "bracketed_note" in codes(read(f"{head}1a Hear,A. Do,1. Done,Jul 2025\n", "p.csv"))


@pytest.mark.parametrize("name", sorted(path.name for path in PLANS.iterdir()))
def test_no_message_sends_anybody_to_a_page_that_there_is_not(name: str) -> None:
    for finding in sample(name).findings:
        assert "after the import" not in finding.message
        assert "afterwards" not in finding.message


@pytest.mark.parametrize(
    "line",
    [
        "Version 2.1 - approved by the Partnership Board on 14 March 2026, for publication",
        "Version: Version 2.1 (agreed 14 March 2026)",
        "Version | Version 2.1 - as at 14 March 2026",
    ],
)
def test_a_version_that_says_when_it_was_approved(line: str) -> None:
    text = line.replace(" | ", "\t")
    plan = read(
        f"Our Improvement Plan\n{text}\n\n1a. Hear\n\nAction\tLead\tDue\nA. Ask\tDCO\tJul 2026\n"
    )
    assert (plan.head.version, str(plan.head.date)) == ("2.1", "2026-03-14")
    assert "plan_date_missing" not in codes(plan)
    assert "plan_date_read" in codes(plan)


@pytest.mark.parametrize(
    ("line", "dated"),
    [
        ("Approved by the Partnership Board on 14 March 2026", "2026-03-14"),
        ("This plan was agreed on 14 March 2026.", "2026-03-14"),
        ("It answers the inspection published on 14 March 2026.", "None"),
    ],
)
def test_a_line_that_says_when_the_plan_was_approved(line: str, dated: str) -> None:
    plan = read(
        f"Our Improvement Plan\n{line}\n\n1a. Hear\n\nAction\tLead\tDue\nA. Ask\tDCO\tJul 2026\n"
    )
    assert str(plan.head.date) == dated
