"""What a partnership manager does with a plan, step by step, by clicking and typing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as NotInTime

CheckAxe = Callable[[Page], None]
TODAY = date.today()  # noqa: DTZ011 - what the person at this machine would type
NEXT_YEAR = TODAY.year + 1


def button(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def upload(page: Page, file: Path) -> None:
    page.get_by_role("link", name="Improvement plans").first.click()
    button(page, "Import a plan")
    page.locator("input[type=file]").set_input_files(file)
    button(page, "Read the file")
    expect(page.get_by_role("heading", name="Check before you import")).to_be_visible()


def place_the_stray(page: Page) -> None:
    """Decide the one open finding of the invented paper: a milestone below no priority."""
    page.get_by_label("Put it under a priority of the plan").check()
    page.get_by_label("Priority", exact=True).select_option("1a")


def confirm(page: Page) -> None:
    button(page, "Import")


def agree(page: Page, check_axe: CheckAxe) -> None:
    button(page, "Agree the plan")
    check_axe(page)
    day_of(page.get_by_role("group", name="When was the plan agreed?"), TODAY)
    button(page, "Agree the plan")
    expect(page.get_by_text("The plan is agreed")).to_be_visible()


def to_plan(page: Page, plan: str) -> None:
    page.get_by_role("link", name="Improvement plans").first.click()
    page.get_by_role("link", name=plan).first.click()


def to_milestones(page: Page, plan: str) -> None:
    to_plan(page, plan)
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


def report(page: Page, status: str, done: str) -> None:
    """Fill in the report of an open milestone, without sending it."""
    button(page, "Report on it")
    page.get_by_label(status, exact=True).check()
    page.get_by_label("What has been done?").fill(done)


def report_complete(page: Page, done: str, so_what: str) -> None:
    report(page, "Blue", done)
    day_of(page.get_by_role("group", name="When was it completed?"), TODAY - timedelta(days=1))
    page.get_by_label("So what?").fill(so_what)
    button(page, "Send the report")
    expect(page.get_by_text("Your report is recorded")).to_be_visible()


def took_a_while(page: Page) -> bool:
    """Whether a copy was not there at once, so that the page of its progress is shown instead."""
    try:
        page.wait_for_url("**/tasks/*/", timeout=4_000)
    except NotInTime:
        return False
    return True


def copy_of_the_paper(page: Page, name: str, folder: Path) -> Path:
    """Ask for a copy of a sent paper, waiting for it where it is made apart; returns the file."""
    with page.expect_download(timeout=90_000) as download:
        button(page, name)
        if name != "Web page" and took_a_while(page):
            page.get_by_role("button", name="Download").click(timeout=90_000)
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    if "/tasks/" in page.url:
        page.go_back()
    return file
