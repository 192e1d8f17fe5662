"""The partnership manager's way from the paper to the board: a plan imported, decided, agreed, reported on, signed
off by somebody else, and told to the board as a PDF.

Everything is done by clicking and typing; the next person's page is the proof. Once with an invented plan, once with
a published one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.system import plan_steps as steps
from tests.system.conftest import OpenPage, SignIn
from tests.system.plan_steps import NEXT_YEAR, TODAY, CheckAxe

MANAGER, DIRECTOR = "manager@fellmoor.example", "director@fellmoor.example"


@dataclass(frozen=True)
class Paper:
    """A plan on paper. `counts` is what the preview says of it; `green`, `blue`, `red` are milestones of it."""

    file: Path
    title: str
    counts: dict[str, int]
    decide: Callable[[Page], None]
    green: str
    blue: str
    red: str


def found_a_priority_for_the_stray(page: Page) -> None:
    page.get_by_label("Put it under a new priority").check()
    page.get_by_label("Code", exact=True).fill("1d")
    page.get_by_label("Title", exact=True).fill("The Local Offer")
    page.get_by_label("Section", exact=True).select_option(index=1)


INVENTED = Paper(
    ROOT / "tests" / "data" / "journeys" / "marram-coast.txt",
    "Marram Coast SEND Improvement Plan 2026-2029",
    {"Dated milestones": 6},
    steps.place_the_stray,
    "New letters in use", "Letters read aloud", "Backlog counted",
)  # fmt: skip
PUBLISHED = Paper(
    Path("seeds/001_eca05b2657f591e4.txt"),
    "Improvement Plan 2025-2028",
    {"Sections": 4, "Priorities": 19, "Actions": 41, "Dated milestones": 80, "Recurring commitments": 5,
     "Criteria in numbers": 25, "Criteria in words": 30},
    found_a_priority_for_the_stray,
    "Review current panel", "Revised SEND SENCO networks", "Additional co-ordinators",
)  # fmt: skip


def import_it(page: Page, paper: Paper, check_axe: CheckAxe) -> None:
    """Read, see what was found, be stopped by the open finding, decide it, import."""
    steps.upload(page, paper.file)
    check_axe(page)
    for label, number in paper.counts.items():
        card = page.get_by_role("listitem").filter(has_text=label).first
        expect(card).to_contain_text(str(number))
    steps.confirm(page)
    expect(page.get_by_role("alert")).to_contain_text("Choose an answer")
    paper.decide(page)
    steps.confirm(page)
    expect(page.get_by_role("heading", name="What was written")).to_be_visible()
    check_axe(page)
    page.get_by_role("link", name="Open what was imported").click()
    expect(page.get_by_role("heading", name=paper.title)).to_be_visible()
    number = paper.counts["Dated milestones"]
    expect(page.get_by_text(f"{number} milestones", exact=True).first).to_be_visible()


def report_on_three(page: Page, paper: Paper, check_axe: CheckAxe) -> None:
    """One on target, one complete, one Red: refused without a new date, and nothing that was typed is lost."""
    open_milestone(page, paper, paper.green)
    steps.report(page, "Green", "Half of it is done.")
    steps.button(page, "Send the report")
    expect(page.get_by_text("Your report is recorded")).to_be_visible()

    open_milestone(page, paper, paper.blue)
    steps.report_complete(page, "Read with eleven families.", "Nine letters are cut to one page.")

    open_milestone(page, paper, paper.red)
    steps.report(page, "Red", "Two teams of five counted.")
    page.get_by_label("Why?").fill("The count was started again.")
    steps.button(page, "Send the report")
    expect(page.get_by_role("alert")).to_contain_text("new completion date")
    expect(page.get_by_label("What has been done?")).to_have_value("Two teams of five counted.")
    check_axe(page)
    steps.month_of(page, "New completion date", 6, NEXT_YEAR)
    steps.button(page, "Send the report")
    expect(page.get_by_text("Red: new date given").first).to_be_visible()
    expect(page.get_by_role("cell", name=f"June {NEXT_YEAR}")).to_be_visible()
    check_axe(page)


def open_milestone(page: Page, paper: Paper, text: str) -> None:
    steps.to_milestones(page, paper.title)
    page.get_by_role("link", name=text).first.click()


def director_signs_off(page: Page, paper: Paper, check_axe: CheckAxe) -> None:
    steps.to_milestones(page, paper.title)
    page.get_by_role("link", name="Waits for sign-off (").click()
    page.get_by_role("link", name=paper.blue).click()
    steps.button(page, "Sign it off")
    page.get_by_label("I have seen that this is done").check()
    check_axe(page)
    steps.button(page, "Sign off")
    expect(page.get_by_text("Blue: signed off").first).to_be_visible()


def see_what_became_of_it(page: Page, paper: Paper, check_axe: CheckAxe) -> None:
    """The count on the plan, the words on its page of changes, and the names in the trail."""
    steps.to_plan(page, paper.title)
    counted = page.get_by_role("listitem").filter(has_text="Blue: signed off").first
    expect(counted).to_contain_text("1")
    page.get_by_role("link", name="What changed").click()
    expect(page.get_by_text("So what: Nine letters")).to_be_visible()
    page.get_by_role("link", name="Audit trail").click()
    expect(page.get_by_text("signed off milestone").first).to_be_visible()
    check_axe(page)


def tell_the_board(page: Page, paper: Paper, check_axe: CheckAxe, folder: Path) -> None:
    """The whole plan for the board: drafted, read, sent, and opened as a PDF."""
    steps.to_plan(page, paper.title)
    page.get_by_label("This plan").get_by_role("link", name="Reports").click()
    steps.button(page, "Prepare a report")
    page.get_by_label("SEND Partnership Board").check()
    page.get_by_label("Whole plan").check()
    for part, value in (("Day", TODAY.day), ("Month", TODAY.month), ("Year", TODAY.year)):
        page.get_by_label(part, exact=True).fill(str(value))
    steps.button(page, "Draft it")
    paper_page = page.locator(".gt-paper")
    expect(paper_page.get_by_text("Two teams of five counted.").first).to_be_visible()
    expect(paper_page.get_by_text(f"June {NEXT_YEAR}").first).to_be_visible()
    check_axe(page)
    steps.button(page, "Send the report")
    page.get_by_label("Who receives it?").fill("SEND Partnership Board")
    steps.button(page, "Freeze and record as sent")
    expect(page.get_by_text("Its words are frozen from now on")).to_be_visible()
    content = steps.copy_of_the_paper(page, "PDF", folder).read_bytes()
    assert content.startswith(b"%PDF-1.7")
    assert content.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize("which", ["invented", "published"])
def test_from_the_paper_to_the_board(
    which: str, request: pytest.FixtureRequest, product: object, open_page: OpenPage,
    sign_in: SignIn, check_axe: CheckAxe, tmp_path: Path,
) -> None:  # fmt: skip
    paper = INVENTED
    if which == "published":
        reference: Path = request.getfixturevalue("reference")
        paper = replace(PUBLISHED, file=reference / PUBLISHED.file)
    manager = open_page()
    sign_in(manager, MANAGER)
    import_it(manager, paper, check_axe)
    steps.agree(manager, check_axe)
    check_axe(manager)
    report_on_three(manager, paper, check_axe)
    director = open_page()
    sign_in(director, DIRECTOR)
    director_signs_off(director, paper, check_axe)
    see_what_became_of_it(manager, paper, check_axe)
    tell_the_board(manager, paper, check_axe, tmp_path)
