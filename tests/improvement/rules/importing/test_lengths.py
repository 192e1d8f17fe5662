"""Texts that are longer than the plan can keep: found, cut or replaced, never lost."""

from __future__ import annotations

import pytest

from goldenthread.core.errors import UserError
from goldenthread.improvement.rules.importing import Decision, ParsedPlan, decide
from goldenthread.improvement.rules.importing.limits import LIMITS, TextLimit
from tests.improvement.rules.importing.reading import priority, read, table

LEAD = "Head of " + "Very " * 40 + "Long Titles"
QUALIFIER = "reviewed " * 40
NAMES = "Charter of Rights & Duties " * 13


def long_texts() -> ParsedPlan:
    rows = table(
        "Action|Lead|Milestones|Date note", f"A. Ask|{LEAD}|1. Jul 2025: Asked|{QUALIFIER}",
        f"B. Tell|{LEAD}|2. Aug 2025: Told|", title="Improvement Plan",
    )  # fmt: skip
    head = rows.replace("\n1a.", f"\nInterdependencies with other plans\n\n- {NAMES}\n\n1a.", 1)
    return read(head)


def found(plan: ParsedPlan) -> dict[str, str]:
    """Name of the limit -> id of its finding."""
    return {f.about: f.id for f in plan.findings if f.code == "text_too_long"}


def test_each_long_text_waits_once_for_a_person() -> None:
    plan = long_texts()
    assert set(found(plan)) == {"lead.name", "milestone.qualifier", "document.text"}
    assert {f.code for f in plan.open_errors} == {"text_too_long"}
    lead = next(f for f in plan.findings if f.about == "lead.name")
    assert (lead.text, f"{len(LEAD)} characters; at most 160" in lead.message) == (LEAD, True)


def test_cutting_fits_and_keeps_the_whole_text_in_a_note() -> None:
    plan = long_texts()
    done = decide(plan, {key: Decision("shorten") for key in found(plan).values()})
    assert done.open_errors == ()
    (lead,) = priority(done, "1a").leads
    assert LIMITS["lead.name"].fits(lead)
    assert lead.endswith("…")
    assert LEAD.startswith(lead[:-1])
    notes = [f.text for f in done.findings if f.code == "text_shortened"]
    assert LEAD in notes
    assert len(notes) == 3


def test_another_text_replaces_it_everywhere() -> None:
    plan = long_texts()
    done = decide(plan, {found(plan)["lead.name"]: Decision("give_text", "Head of Voice")})
    assert priority(done, "1a").leads == ("Head of Voice",)
    with pytest.raises(UserError) as caught:
        decide(plan, {found(plan)["lead.name"]: Decision("give_text", LEAD)})
    assert caught.value.code == "decision_wrong"


def test_a_long_printed_date_can_only_be_cut() -> None:
    due = "Jul 2025 " + "unless delayed " * 10
    plan = read(table("Action|Lead|Milestones|Due", f"A. Ask|Head|1. Asked|{due}"))
    finding = next(f for f in plan.findings if f.about == "milestone.due_text")
    assert [choice.value for choice in finding.choices] == ["shorten"]
    (milestone,) = decide(plan, {finding.id: Decision("shorten")}).milestones()
    assert len(milestone.due_text or "") <= 120


def test_answers_keep_to_the_limits_too() -> None:
    plan = read("Improvement Plan\n" + table("Action|Lead|Milestones", "A. Do||1. Jul 2025: Done"))
    lead = next(f.id for f in plan.findings if f.code == "lead_missing")
    with pytest.raises(UserError, match="at most 160"):
        decide(plan, {lead: Decision("give_lead", "x" * 161)})
    with pytest.raises(UserError, match="“&” as “and”"):
        decide(plan, {lead: Decision("give_lead", "R & D " * 26)})


def test_an_ampersand_counts_as_the_word_that_it_is_compared_by() -> None:
    limit = TextLimit(12, "name", compared=True)
    assert limit.fits("Art & Music") is False
    assert limit.fits(limit.shortened("Art & Music"))
    assert TextLimit(12, "name").fits("Art & Music")
