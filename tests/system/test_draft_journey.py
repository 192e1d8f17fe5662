"""The partnership manager writes a plan from nothing, puts it in order and has it agreed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, expect

from tests.system.conftest import OpenPage, SignIn

MANAGER = "manager@fellmoor.example"
PLAN = "Sands and Shore SEND Improvement Plan"
NEXT_YEAR = date.today().year + 1  # noqa: DTZ011 - what the person at this machine would type
CheckAxe = Callable[[Page], None]


def start(page: Page, check_axe: CheckAxe) -> None:
    page.get_by_role("link", name="Improvement plans").first.click()
    page.get_by_role("button", name="Start a plan").click()
    check_axe(page)
    page.get_by_role("button", name="Start the plan").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the title of the plan")
    page.get_by_label("Title of the plan").fill(PLAN)
    page.get_by_role("button", name="Start the plan").click()
    expect(page.get_by_role("heading", name="Change this plan")).to_be_visible()
    expect(page.get_by_text("A plan without a milestone cannot be agreed")).to_be_visible()
    expect(page.get_by_role("button", name="Agree the plan")).to_have_count(0)
    check_axe(page)


def test_a_plan_is_written_put_in_order_and_agreed(
    product: object, open_page: OpenPage, sign_in: SignIn, check_axe: CheckAxe
) -> None:
    page = open_page()
    sign_in(page, MANAGER)
    start(page, check_axe)
    page.get_by_role("button", name="Add a section").click()
    check_axe(page)
    page.get_by_label("Number", exact=False).fill("1")
    page.get_by_label("Title", exact=True).fill("Waiting well")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Add a priority").click()
    page.get_by_label("Code").fill("1a")
    page.get_by_label("Title", exact=True).fill("Tell families what happens next")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("No lead", exact=True)).to_be_visible()

    # A lead that no post stood for until now.
    page.get_by_role("link", name="1a. Tell families what happens next", exact=True).click()
    page.get_by_role("link", name="Add a lead").click()
    page.get_by_label("A new post").check()
    check_axe(page)
    page.get_by_label("Organisation of the new post").select_option(index=1)
    page.get_by_label("Title of the new post").fill("Head of Family Letters")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("region", name="Led by")).to_contain_text("Head of Family Letters")

    for number, text, month in (("1", "First letters sent", 6), ("2", "Letter written", 3)):
        page.get_by_role("link", name="Add a milestone").click()
        page.get_by_label("Number").fill(number)
        page.get_by_label("Milestone", exact=True).fill(text)
        page.get_by_label("Month", exact=True).fill(str(month))
        page.get_by_label("Year", exact=True).fill(str(NEXT_YEAR))
        page.get_by_role("button", name="Save").click()
    check_axe(page)
    page.get_by_role("button", name="Move up 2. Letter written").click()
    rows = page.get_by_role("listitem").filter(has_text="Remove").filter(has_text="etter")
    expect(rows.filter(has_text=str(NEXT_YEAR)).first).to_contain_text("Letter written")

    # A criterion is added and taken out again.
    page.get_by_role("link", name="Back to the outline").click()
    page.get_by_role("link", name="1. Waiting well").click()
    page.get_by_role("link", name="Add a criterion (How we will know: in numbers)").click()
    page.get_by_label("Criterion", exact=True).fill("Nine in ten families had a letter")
    page.get_by_role("button", name="Save").click()
    check_axe(page)
    page.get_by_role("link", name="Remove Nine in ten").click()
    check_axe(page)
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("The success criterion is removed")).to_be_visible()

    page.get_by_role("link", name="Change this plan").click()
    check_axe(page)
    page.get_by_role("button", name="Agree the plan").click()
    # The draft has neither a name nor a date of its own.
    page.get_by_role("button", name="Agree the plan").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the name of this version")
    check_axe(page)
    page.get_by_label("What is this version called?").fill("1.0")
    dated = page.get_by_role("group", name="Which date stands on the plan?")
    for part, typed in (("Day", "1"), ("Month", "1"), ("Year", str(NEXT_YEAR - 1))):
        dated.get_by_label(part).fill(typed)
    page.get_by_role("button", name="Agree the plan").click()
    expect(page.get_by_text("The plan is agreed")).to_be_visible()
    expect(page.get_by_role("button", name="Change this plan")).to_have_count(0)
    expect(page.get_by_role("cell", name="Head of Family Letters")).to_be_visible()
    page.get_by_role("link", name="1a. Tell families what happens next").first.click()
    first = page.get_by_role("row").filter(has_text=str(NEXT_YEAR)).first
    expect(first).to_contain_text("Letter written")
    check_axe(page)


def test_without_script_a_draft_is_changed_just_as_well(
    product: object, open_page: OpenPage, sign_in: SignIn
) -> None:
    page = open_page(script=False)
    sign_in(page, MANAGER)
    page.get_by_role("link", name="Improvement plans").first.click()
    page.get_by_role("button", name="Start a plan").click()
    page.get_by_label("Title of the plan").fill(PLAN)
    page.get_by_role("button", name="Start the plan").click()
    for title in ("Waiting well", "Being heard"):
        page.get_by_role("button", name="Add a section").click()
        page.get_by_label("Title", exact=True).fill(title)
        page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Move up Being heard").click()
    headings = page.get_by_role("main").get_by_role("heading", level=2)
    expect(headings.nth(1)).to_have_text("Being heard")
    page.get_by_role("link", name="Discard this draft").click()
    page.get_by_role("button", name="Discard it").click()
    expect(page.get_by_text("The draft is discarded")).to_be_visible()
