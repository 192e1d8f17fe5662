"""Every kind of page without JavaScript, and two of each: it costs little without a browser's drawing."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement

from tests.system.conftest import OpenPage, SignIn
from tests.system.crawl import WHO, WithoutScript, pages
from tests.system.product import Product


def sound(page: HtmlElement) -> list[str]:
    """What is wrong with a page, whoever looks at it."""
    problems = []
    if not page.findtext("head/title", "").strip():
        problems.append("no title")
    if (count := len(page.findall(".//h1"))) != 1:
        problems.append(f"{count} first-level headings")
    if len(page.findall(".//main")) != 1:
        problems.append("no main landmark")
    if not page.get("lang"):
        problems.append("no language")
    return problems


@pytest.mark.parametrize(("who", "rooms"), WHO)
def test_every_page_works_without_script(
    who: str, rooms: frozenset[str] | None,
    shared_product: Product, open_page: OpenPage, sign_in: SignIn,
) -> None:  # fmt: skip
    page = open_page(script=False)
    sign_in(page, who)
    walker = WithoutScript(page.request)
    visited = 0
    for address, opened in pages(walker, shared_product.address, visits_per_kind=2, rooms=rooms):
        assert opened.page is not None
        assert sound(opened.page) == [], address
        visited += 1
    assert visited > 1
