from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.improvement.rules.findings_text import FindingsText, read_findings
from tests.conftest import ROOT

TWIN = ROOT / "tests" / "data" / "inspections" / "outcome.txt"


def texts(found: FindingsText) -> list[tuple[str, str]]:
    return [(finding.number, finding.text) for finding in found.findings]


def words(found: FindingsText) -> list[str]:
    inside = " ".join(f"{finding.mark} {finding.text}" for finding in found.findings)
    return f"{found.before} {inside} {found.after}".split()


def test_the_findings_of_a_news_page_are_told_from_what_stands_around_them() -> None:
    found = read_findings(TWIN.read_text(encoding="utf-8"))
    assert [finding.number for finding in found.findings] == ["1", "2", "3"]
    assert found.findings[1].text.startswith("Health and social care advice")
    assert found.before.endswith("names three areas for improvement:")
    assert found.after.startswith("Speaking for the board")


def test_the_four_findings_of_the_real_news_page(reference: Path) -> None:
    seed = reference / "seeds" / "003_d693c2dbc8a79c78.txt"
    found = read_findings(seed.read_text(encoding="utf-8"))
    assert [finding.number for finding in found.findings] == ["1", "2", "3", "4"]
    first, second, third, fourth = (finding.text for finding in found.findings)
    assert first == "That waiting times for neurodevelopmental assessments are reduced."
    assert "developing trust" in second
    assert "annual reviews" in third
    assert fourth.endswith("timely manner.")
    assert found.before.endswith("four key areas for improvement:")
    assert found.after.startswith("Commenting on the inspection report")
    assert words(found) == seed.read_text(encoding="utf-8").split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. One.\n2. Two.", [("1", "One."), ("2", "Two.")]),
        ("(1) One\n(2) Two", [("1", "One"), ("2", "Two")]),
        ("3) Three\n4) Four", [("3", "Three"), ("4", "Four")]),
        ("a. One\nb. Two\nc. Three", [("a", "One"), ("b", "Two"), ("c", "Three")]),
        ("i) One\nii) Two\niii) Three", [("i", "One"), ("ii", "Two"), ("iii", "Three")]),
        ("• One\n• Two", [("", "One"), ("", "Two")]),
        ("\uf0b7\tOne\n\uf0b7\tTwo", [("", "One"), ("", "Two")]),
        ("One.\n\nTwo\nwrapped.", [("", "One."), ("", "Two wrapped.")]),
        ("One.\nTwo.", [("", "One."), ("", "Two.")]),
        ("1. Wrapped\nover lines.\n2. And\nagain.", [("1", "Wrapped over lines."), ("2", "And again.")]),
        ("1. One:\n  • first\n  • second\n2. Two", [("1", "One:\n• first\n• second"), ("2", "Two")]),
        ("1. One\n   1. inner\n2. Two", [("1", "One\n1. inner"), ("2", "Two")]),
        ("1. One\n\nMore.\n\n2. Two", [("1", "One\n\nMore."), ("2", "Two")]),
        ("", []),
        (" \n\n", []),
    ],
)  # fmt: skip
def test_every_shape_of_list(text: str, expected: list[tuple[str, str]]) -> None:
    found = read_findings(text)
    assert texts(found) == expected
    assert (found.before, found.after) == ("", "")


def test_a_paragraph_that_leads_up_to_the_others_is_no_finding() -> None:
    found = read_findings("Areas for improvement:\n\nOne.\n\nTwo.")
    assert (found.before, texts(found)) == ("Areas for improvement:", [("", "One."), ("", "Two.")])


def test_a_sentence_that_begins_with_an_initial_opens_no_list() -> None:
    found = read_findings("J. Smith led the inspection.\n1. One.\n2. Two.")
    assert (found.before, len(found.findings)) == ("J. Smith led the inspection.", 2)


def test_after_a_blank_line_the_last_finding_is_over_unless_others_go_on_too() -> None:
    over = read_findings("1. One\nwrapped.\n2. Two\nwrapped.\n\nAfterwards.")
    assert (over.findings[-1].text, over.after) == ("Two wrapped.", "Afterwards.")
    going_on = read_findings("1. One.\n\nMore.\n2. Two.\n\nMore.")
    assert (going_on.findings[-1].text, going_on.after) == ("Two.\n\nMore.", "")


@given(st.text(alphabet=st.sampled_from("aB1i2.)(:•- \n\tx"), max_size=120) | st.text(max_size=80))
def test_no_word_is_lost_or_moved(text: str) -> None:
    assert words(read_findings(text)) == text.split()


SENTENCES = st.lists(
    st.lists(st.sampled_from(("Leaders", "should", "share", "what", "they", "know")), min_size=2, max_size=9)
    .map(lambda found: " ".join(found) + "."),
    min_size=2, max_size=20,
)  # fmt: skip
MARKS = {
    "numbers": lambda place: f"{place + 1}.",
    "brackets": lambda place: f"({place + 1})",
    "letters": lambda place: f"{chr(97 + place)})",
    "bullets": lambda place: "•",
}


@given(SENTENCES, st.sampled_from(sorted(MARKS)), st.booleans())
def test_what_is_printed_as_a_list_is_read_back(
    sentences: list[str], kind: str, led_up_to: bool
) -> None:
    lead = "The report asks for:\n" if led_up_to else ""
    text = lead + "\n".join(f"{MARKS[kind](n)} {said}" for n, said in enumerate(sentences))
    found = read_findings(text)
    assert [finding.text for finding in found.findings] == sentences
    assert found.before == lead.strip()
