"""Every kind of page once without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.system.conftest import OpenPage, SignIn
from tests.system.crawl import WHO, html_pages
from tests.system.product import Product


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
