"""The partnership manager's first week: a real paper in, decided, agreed, and lived with.

Everything is done by clicking and typing; the next person's page is the proof.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import ROOT
from tests.system.conftest import OpenPage, SignIn

TWIN = ROOT / "tests" / "data" / "journeys" / "marram-coast.txt"
MANAGER, DIRECTOR = "manager@fellmoor.example", "director@fellmoor.example"
NEXT_YEAR = date.today().year + 1  # noqa: DTZ011 - new dates lie ahead of the real day
CheckAxe = Callable[[Page], None]


def upload(page: Page, file: Path) -> None:
    page.get_by_role("link", name="Improvement plans").first.click()
    page.get_by_role("button", name="Import a plan").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("heading", name="Check before you import")).to_be_visible()


def place_the_stray(page: Page, priority: str) -> None:
    page.get_by_label("Put it under a priority of the plan").check()
    page.get_by_label("Priority", exact=True).select_option(priority)


def confirm(page: Page) -> None:
    page.get_by_role("button", name="Import", exact=True).click()


def agree(page: Page, check_axe: CheckAxe) -> None:
    page.get_by_role("button", name="Agree the plan").click()
    check_axe(page)
    today = date.today()  # noqa: DTZ011 - what the person at this machine would type
    for part, value in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        page.get_by_label(part, exact=True).fill(str(value))
    page.get_by_role("button", name="Agree the plan").click()
    expect(page.get_by_text("The plan is agreed")).to_be_visible()


def report(page: Page, milestone: str, status: str, progress: str, **typed: str) -> None:
    """Open a milestone by its text from the plan's list and report on it."""
    page.get_by_role("link", name=milestone).first.click()
    page.get_by_role("button", name="Report on it").click()
    page.get_by_label(status, exact=True).check()
    for label, text in typed.items():
        page.get_by_label(label.replace("_", " "), exact=False).locator("visible=true").first.fill(
            text
        )
    page.get_by_label("What has been done?").fill(progress)
    page.get_by_role("button", name="Send the report").click()


def to_milestones(page: Page, plan: str) -> None:
    page.get_by_role("link", name="Improvement plans").first.click()
    page.get_by_role("link", name=plan).click()
    page.get_by_role("link", name="All milestones").click()


def day_of(group: Locator, day: date) -> None:
    """Type a day into a group of inputs."""
    for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(part, exact=True).fill(str(value))


def month_of(page: Page, group: str, month: int, year: int) -> None:
    """Type a month into the named group of inputs."""
    inputs = page.get_by_role("group", name=group)
    inputs.get_by_label("Month", exact=True).fill(str(month))
    inputs.get_by_label("Year", exact=True).fill(str(year))


def test_a_plan_is_imported_decided_agreed_reported_and_signed_off(
    product: object, open_page: OpenPage, sign_in: SignIn, check_axe: CheckAxe
) -> None:
    page = open_page()
    sign_in(page, MANAGER)
    upload(page, TWIN)
    check_axe(page)

    # The stray milestone must be decided: the import does not go through without.
    confirm(page)
    expect(page.get_by_role("alert")).to_contain_text("Choose an answer")
    place_the_stray(page, "1a")
    confirm(page)
    expect(page.get_by_role("heading", name="What was written")).to_be_visible()
    check_axe(page)
    page.get_by_role("link", name="Open what was imported").click()
    plan = "Marram Coast SEND Improvement Plan 2026-2029"
    expect(page.get_by_role("heading", name=plan)).to_be_visible()
    expect(page.get_by_text("6 milestones", exact=True)).to_be_visible()
    agree(page, check_axe)
    check_axe(page)

    # Three milestones are reported on.
    to_milestones(page, plan)
    report(page, "New letters in use", "Green", "Half of the letters are done.")
    expect(page.get_by_text("Your report is recorded")).to_be_visible()

    to_milestones(page, plan)
    page.get_by_role("link", name="Letters read aloud").click()
    page.get_by_role("button", name="Report on it").click()
    page.get_by_label("Blue", exact=True).check()
    completed = page.get_by_role("group", name="When was it completed?")
    day_of(completed, date.today() - timedelta(days=1))  # noqa: DTZ011
    page.get_by_label("What has been done?").fill("Read with eleven families.")
    page.get_by_label("So what?").fill("Nine letters are being cut to one page.")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text("Your report is recorded")).to_be_visible()

    # Red is refused without a new date, and nothing that was typed is lost.
    to_milestones(page, plan)
    page.get_by_role("link", name="Backlog counted").click()
    page.get_by_role("button", name="Report on it").click()
    page.get_by_label("Red", exact=True).check()
    page.get_by_label("Why?").fill("The count was started again.")
    page.get_by_label("What has been done?").fill("Two teams of five counted.")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("alert")).to_contain_text("new completion date")
    expect(page.get_by_label("What has been done?")).to_have_value("Two teams of five counted.")
    check_axe(page)
    month_of(page, "New completion date", 6, NEXT_YEAR)
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text("Red: new date given").first).to_be_visible()
    expect(page.get_by_role("cell", name=f"June {NEXT_YEAR}")).to_be_visible()
    check_axe(page)

    # Somebody else signs off what was reported complete; the manager may not.
    director = open_page()
    sign_in(director, DIRECTOR)
    to_milestones(director, plan)
    director.get_by_role("link", name="Awaiting sign-off").click()
    director.get_by_role("link", name="Letters read aloud").click()
    director.get_by_role("button", name="Sign it off").click()
    director.get_by_label("I have seen that this is done").check()
    check_axe(director)
    director.get_by_role("button", name="Sign off").click()
    expect(director.get_by_text("Blue: signed off").first).to_be_visible()

    page.get_by_role("link", name="Improvement plans").first.click()
    page.get_by_role("link", name=plan).click()
    counted = page.get_by_role("listitem").filter(has_text="Blue: signed off").first
    expect(counted).to_contain_text("1")
    page.get_by_role("link", name="What changed").click()
    expect(page.get_by_text("So what: Nine letters")).to_be_visible()

    # The trail says who did it.
    page.get_by_role("link", name="Audit trail").click()
    expect(page.get_by_text("signed off milestone").first).to_be_visible()
    check_axe(page)


def test_the_one_who_reported_it_may_not_sign_it_off(
    product: object, open_page: OpenPage, sign_in: SignIn
) -> None:
    page = open_page()
    sign_in(page, MANAGER)
    page.get_by_role("link", name="Fellmoor and Sands SEND Improvement Plan").click()
    page.get_by_role("link", name="All milestones").click()
    page.get_by_role("link", name="Family panel reads").click()
    page.get_by_role("button", name="Report on it").click()
    page.get_by_label("Blue", exact=True).check()
    completed = page.get_by_role("group", name="When was it completed?")
    day_of(completed, date.today() - timedelta(days=1))  # noqa: DTZ011
    page.get_by_label("What has been done?").fill("The panel met.")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text("Your report is recorded")).to_be_visible()
    expect(page.get_by_text("Awaiting sign-off").first).to_be_visible()
    expect(page.get_by_role("button", name="Sign it off")).to_have_count(0)
    expect(page.get_by_text("Blue: signed off")).to_have_count(0)


def test_an_import_can_be_undone_as_a_whole_until_the_plan_is_agreed(
    product: object, open_page: OpenPage, sign_in: SignIn, check_axe: CheckAxe
) -> None:
    page = open_page()
    sign_in(page, MANAGER)
    upload(page, TWIN)
    place_the_stray(page, "1a")
    confirm(page)
    page.get_by_role("link", name="Undo this import as a whole").click()
    check_axe(page)
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_text("The import was undone")).to_be_visible()
    page.get_by_role("link", name="Improvement plans").first.click()
    expect(page.get_by_role("link", name="Marram Coast")).to_have_count(0)


def test_another_area_sees_nothing_of_it(
    product: object, open_page: OpenPage, sign_in: SignIn
) -> None:
    page = open_page()
    sign_in(page, "tarnside.manager@fellmoor.example")
    expect(page.get_by_text("No improvement plan yet")).to_be_visible()


@pytest.mark.parametrize("who", ["icb.lead@fellmoor.example", "senco@fellmoor.example"])
def test_each_role_is_offered_only_what_it_may_do(
    who: str, product: object, open_page: OpenPage, sign_in: SignIn
) -> None:
    page = open_page()
    sign_in(page, who)
    expect(page.get_by_role("button", name="Import a plan")).to_have_count(0)
    page.get_by_role("link", name="Fellmoor and Sands SEND Improvement Plan").click()
    page.get_by_role("link", name="All milestones").click()
    page.get_by_role("link", name="First joined list").click()
    expect(page.get_by_role("button", name="Report on it")).to_have_count(
        1 if who.startswith("icb") else 0
    )


def test_the_real_plan_is_imported_by_the_browser(
    reference: Path, product: object, open_page: OpenPage, sign_in: SignIn, check_axe: CheckAxe
) -> None:
    page = open_page()
    sign_in(page, MANAGER)
    upload(page, reference / "seeds" / "001_eca05b2657f591e4.txt")
    for number, label in ((4, "Sections"), (19, "Priorities"), (41, "Actions"), (80, "Dated milestones"),
                          (5, "Recurring commitments"), (25, "Criteria in numbers"),
                          (30, "Criteria in words")):  # fmt: skip
        card = page.get_by_role("listitem").filter(has_text=label).first
        expect(card).to_contain_text(str(number))
    check_axe(page)
    page.get_by_label("Put it under a new priority").check()
    page.get_by_label("Code", exact=True).fill("1d")
    page.get_by_label("Title", exact=True).fill("The Local Offer")
    page.get_by_label("Section", exact=True).select_option(index=1)
    confirm(page)
    expect(page.get_by_role("heading", name="What was written")).to_be_visible()
    page.get_by_role("link", name="Open what was imported").click()
    expect(page.get_by_text("80 milestones", exact=True)).to_be_visible()
    check_axe(page)
    agree(page, check_axe)
