"""Every kind of page once as narrow as a small phone, and looked over by axe."""

from __future__ import annotations

import pytest

from tests.system import axe
from tests.system.conftest import OpenPage, SignIn
from tests.system.crawl import WHO, InBrowser, pages
from tests.system.product import Product

SMALL_PHONE = 320


@pytest.mark.parametrize(("who", "rooms"), WHO)
def test_every_page_fits_a_small_phone(
    who: str, rooms: frozenset[str] | None,
    shared_product: Product, open_page: OpenPage, sign_in: SignIn,
) -> None:  # fmt: skip
    page = open_page(width=SMALL_PHONE, height=640)
    sign_in(page, who)
    wrong: list[str] = []
    for address, _ in pages(
        InBrowser(page), shared_product.address, visits_per_kind=1, rooms=rooms
    ):
        wide = page.evaluate("document.scrollingElement.scrollWidth")
        if wide > SMALL_PHONE:
            wrong.append(f"{address} is {wide} pixels wide")
        if found := axe.violations(page):
            wrong.append(axe.report(address, found))
    assert not wrong, "\n".join(wrong)
