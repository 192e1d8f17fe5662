"""A report to the board, from the leads' words to what came back: by clicking and typing only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.system import plan_steps as steps
from tests.system.conftest import OpenPage, SignIn
from tests.system.plan_steps import button

MANAGER, LEAD, DIRECTOR = (
    "manager@fellmoor.example", "forum.chair@fellmoor.example", "director@fellmoor.example",
)  # fmt: skip
PLAN = "Fellmoor and Sands SEND Improvement Plan"
CheckAxe = Callable[[Page], None]


def fill_today(page: Page) -> None:
    today = date.today()  # noqa: DTZ011 - what the person at this machine would type
    for part, value in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        page.get_by_label(part, exact=True).fill(str(value))


def lead_adds_to_the_highlight_report(page: Page, check_axe: CheckAxe) -> None:
    """Takes the submitted one back, adds an ask, and submits it again."""
    page.get_by_role("link", name="Reports", exact=True).first.click()
    page.get_by_role("row", name="1b.").get_by_role("link", name="Read it").click()
    button(page, "Take it back to change it")
    page.get_by_role("link", name="Go on writing").click()
    check_axe(page)
    asks = page.get_by_label("What you ask of the board")
    expect(asks).to_have_value("Pay travel for parents who speak at a meeting.")
    asks.fill("Pay travel for parents who speak at a meeting.\nMeet once in Sandholme.")
    button(page, "Submit for the board")
    expect(page.get_by_text("Your highlight report is submitted")).to_be_visible()
    check_axe(page)


def manager_prepares(page: Page, check_axe: CheckAxe) -> None:
    page.get_by_role("link", name=PLAN).first.click()
    page.get_by_label("This plan").get_by_role("link", name="Reports").click()
    check_axe(page)
    button(page, "Prepare a report")
    page.get_by_label("SEND Partnership Board").check()
    page.get_by_label("Whole plan").check()
    fill_today(page)
    check_axe(page)
    button(page, "Draft it")
    paper = page.locator(".gt-paper")
    expect(paper.get_by_role("heading", level=1)).to_have_text(
        "Progress report to the SEND Partnership Board"
    )
    expect(paper.get_by_text("Ask 2, priority 1b: Meet once in Sandholme.")).to_be_visible()
    expect(paper.get_by_text("New date needed").first).to_be_visible()
    check_axe(page)


def manager_edits_an_ask(page: Page, check_axe: CheckAxe) -> None:
    button(page, "Edit the words")
    page.get_by_label("Opening words").fill("Two of three lists are joined.")
    asks = page.get_by_label("What you ask of them")
    asks.fill(asks.input_value().replace("once in Sandholme", "twice a year in Sandholme"))
    check_axe(page)
    button(page, "Save and read it")
    expect(page.get_by_text("Meet twice a year in Sandholme.").first).to_be_visible()
    # The lead's own words are not the manager's to change, and the difference is pointed out.
    expect(page.get_by_text("the report does not say it word for word")).to_be_visible()


def manager_sends(page: Page, check_axe: CheckAxe) -> None:
    button(page, "Send the report")
    check_axe(page)
    page.get_by_label("Who receives it?").fill("SEND Partnership Board\nIndependent Chair")
    page.get_by_label("I have read what the check found").check()
    button(page, "Freeze and record as sent")
    expect(page.get_by_text("Its words are frozen from now on")).to_be_visible()
    for name in ("SEND Partnership Board", "Independent Chair"):
        expect(page.get_by_role("listitem").filter(has_text=name).first).to_be_visible()
    check_axe(page)


def copies_open(page: Page, folder: Path) -> None:
    for name, starts in (("PDF", b"%PDF-1.7"), ("Word", b"PK"), ("Web page", b"<!DOCTYPE html>")):
        file = steps.copy_of_the_paper(page, name, folder)
        assert file.read_bytes().startswith(starts), name
        assert "progress-report-to-the-send-partnership-board" in file.name


def manager_records_a_decision(page: Page, check_axe: CheckAxe) -> None:
    button(page, "Record a decision")
    asks = page.get_by_label("About what?")
    asks.select_option(label="Ask 2: Meet twice a year in Sandholme.")
    page.get_by_label("What was decided?").fill("Agreed, from the new year.")
    check_axe(page)
    button(page, "Record the decision")
    expect(page.get_by_text("The decision is recorded")).to_be_visible()


def test_a_board_report_is_prepared_sent_and_answered(
    product: object, open_page: OpenPage, sign_in: SignIn, check_axe: CheckAxe, tmp_path: Path
) -> None:
    lead = open_page()
    sign_in(lead, LEAD)
    lead_adds_to_the_highlight_report(lead, check_axe)

    manager = open_page()
    sign_in(manager, MANAGER)
    manager_prepares(manager, check_axe)
    manager_edits_an_ask(manager, check_axe)
    manager_sends(manager, check_axe)
    copies_open(manager, tmp_path)
    manager_records_a_decision(manager, check_axe)

    # The lead sees what came back, beside what they had written.
    lead.get_by_role("link", name="Reports", exact=True).first.click()
    button(lead, "What came back")
    expect(lead.get_by_text("Agreed, from the new year.")).to_be_visible()
    expect(lead.get_by_text("On a priority that you lead").first).to_be_visible()
    check_axe(lead)

    # A member of the board reads the same frozen words, without what is only for those who prepare.
    director = open_page(width=375)
    sign_in(director, DIRECTOR)
    director.locator("summary", has_text="Menu").click()
    director.get_by_role("link", name="Reports", exact=True).first.click()
    director.get_by_role("link", name="Progress report to the SEND Partnership Board").first.click()
    expect(director.get_by_text("Meet twice a year in Sandholme.").first).to_be_visible()
    expect(director.get_by_role("button", name="Record a decision")).to_have_count(0)
    check_axe(director)
