"""Every kind of page: once without JavaScript, once as narrow as a small phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.system import axe
from tests.system.conftest import OpenPage, SignIn
from tests.system.crawl import html_pages
from tests.system.product import Product

# Who works with children sees their pages; the other rooms look to them as they do to the manager.
CHILDREN = frozenset({"people", "duties", "workspace"})
# A SEND manager reaches every page about a child; what a coordinator has beside them is their own day.
OWN = frozenset({"workspace"})
# Whose links together reach every page, how many of each kind they see, and in which rooms (None: all): enough of
# each to meet its states, few enough for two cores.
WHO = [
    ("manager@fellmoor.example", 2, None),
    ("administrator@fellmoor.example", 1, None),
    ("coordinator@fellmoor.example", 1, OWN),
    ("send.manager@fellmoor.example", 1, CHILDREN),
    ("senco@fellmoor.example", 1, CHILDREN),
]
SMALL_PHONE = 320


def sound(page: Page) -> list[str]:
    """What is wrong with a page, whoever looks at it."""
    problems = []
    if not page.title().strip():
        problems.append("no title")
    if page.locator("h1").count() != 1:
        problems.append(f"{page.locator('h1').count()} first-level headings")
    if page.locator("main").count() != 1:
        problems.append("no main landmark")
    if page.locator("html[lang]").count() != 1:
        problems.append("no language")
    return problems


@pytest.mark.parametrize(("who", "visits", "rooms"), WHO)
def test_every_page_works_without_script(
    who: str, visits: int, rooms: frozenset[str] | None,
    shared_product: Product, open_page: OpenPage, sign_in: SignIn,
) -> None:  # fmt: skip
    page = open_page(script=False)
    sign_in(page, who)
    visited = 0
    for address in html_pages(page, shared_product.address, visits_per_kind=visits, rooms=rooms):
        assert sound(page) == [], address
        visited += 1
    assert visited > 1


@pytest.mark.parametrize(("who", "visits", "rooms"), WHO)
def test_every_page_fits_a_small_phone(
    who: str, visits: int, rooms: frozenset[str] | None,
    shared_product: Product, open_page: OpenPage, sign_in: SignIn,
) -> None:  # fmt: skip
    page = open_page(width=SMALL_PHONE, height=640)
    sign_in(page, who)
    wrong: list[str] = []
    for address in html_pages(page, shared_product.address, visits_per_kind=visits, rooms=rooms):
        wide = page.evaluate("document.scrollingElement.scrollWidth")
        if wide > SMALL_PHONE:
            wrong.append(f"{address} is {wide} pixels wide")
        if found := axe.violations(page):
            wrong.append(axe.report(address, found))
    assert not wrong, "\n".join(wrong)
