"""What the several roles may do with a plan, and an import that is undone: by clicking and typing only."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT
from tests.system import plan_steps as steps
from tests.system.conftest import OpenPage, SignIn
from tests.system.plan_steps import CheckAxe

TWIN = ROOT / "tests" / "data" / "journeys" / "marram-coast.txt"
MANAGER = "manager@fellmoor.example"


def test_the_one_who_reported_it_may_not_sign_it_off(
    product: object, open_page: OpenPage, sign_in: SignIn
) -> None:
    page = open_page()
    sign_in(page, MANAGER)
    page.get_by_role("link", name="Fellmoor and Sands SEND Improvement Plan").click()
    page.get_by_role("link", name="All milestones").click()
    page.get_by_role("link", name="Family panel reads").click()
    steps.report_complete(page, "The panel met.", "Its words were changed.")
    expect(page.get_by_text("Awaiting sign-off").first).to_be_visible()
    expect(page.get_by_role("button", name="Sign it off")).to_have_count(0)
    expect(page.get_by_text("Blue: signed off")).to_have_count(0)


def test_an_import_can_be_undone_as_a_whole_until_the_plan_is_agreed(
    product: object, open_page: OpenPage, sign_in: SignIn, check_axe: CheckAxe
) -> None:
    page = open_page()
    sign_in(page, MANAGER)
    steps.upload(page, TWIN)
    steps.place_the_stray(page)
    steps.confirm(page)
    page.get_by_role("link", name="Undo this import as a whole").click()
    check_axe(page)
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_text("The import was undone")).to_be_visible()
    page.get_by_role("link", name="Improvement plans").first.click()
    expect(page.get_by_role("link", name="Marram Coast")).to_have_count(0)


def test_another_area_sees_nothing_of_it(
    shared_product: object, open_page: OpenPage, sign_in: SignIn
) -> None:
    page = open_page()
    sign_in(page, "tarnside.manager@fellmoor.example")
    expect(page.get_by_text("No improvement plan yet")).to_be_visible()


@pytest.mark.parametrize("who", ["icb.lead@fellmoor.example", "senco@fellmoor.example"])
def test_each_role_is_offered_only_what_it_may_do(
    who: str, shared_product: object, open_page: OpenPage, sign_in: SignIn
) -> None:
    page = open_page()
    sign_in(page, who)
    # A school's day begins elsewhere.
    page.get_by_role("navigation").get_by_role("link", name="Improvement plans").click()
    expect(page.get_by_role("button", name="Import a plan")).to_have_count(0)
    page.get_by_role("link", name="Fellmoor and Sands SEND Improvement Plan").click()
    page.get_by_role("link", name="All milestones").click()
    page.get_by_role("link", name="First joined list").click()
    expect(page.get_by_role("button", name="Report on it")).to_have_count(
        1 if who.startswith("icb") else 0
    )
