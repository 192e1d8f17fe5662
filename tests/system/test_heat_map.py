"""The heat map on a telephone: its headings stay whole words, whatever an area calls its levels."""

from __future__ import annotations

from tests.system.conftest import OpenPage, SignIn
from tests.system.product import Product

# On how many lines the words of each heading stand: the most for any of them.
LINES = """headings => headings.map(heading => {
  const text = [...heading.childNodes].find(node => node.nodeType === 3 && node.data.trim());
  const words = [...text.data.matchAll(/\\S+/g)].map(found => {
    const range = document.createRange();
    range.setStart(text, found.index);
    range.setEnd(text, found.index + found[0].length);
    return range.getClientRects().length;
  });
  return [text.data.trim(), Math.max(...words)];
})"""
LONGER = (
    "headings => { headings[1].lastChild.data = 'Insignificant';"
    " headings[2].lastChild.data = 'Catastrophic'; }"
)


def test_headings_of_the_heat_map_stay_whole(
    shared_product: Product, open_page: OpenPage, sign_in: SignIn
) -> None:
    page = open_page(width=375)
    sign_in(page, "manager@fellmoor.example")
    page.goto(f"{shared_product.address}registers/")
    page.get_by_role("link", name="Heat map").click()
    headings = page.locator(".gt-heat th")
    headings.first.wait_for()
    for _ in range(2):
        lines = dict(headings.evaluate_all(LINES))
        assert len(lines) == 11
        assert set(lines.values()) == {1}, lines
        headings.evaluate_all(LONGER)
