"""Walk through the product by its links, as a person could, and visit each kind of page."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page

# Enough of each kind to meet its states, few enough for two cores.
VISITS_PER_KIND = 2


def kind_of(path: str) -> str:
    """The pattern behind an address, so that a hundred plans count as one kind of page.

    Raises Resolver404 for an address that the product does not know: a broken link.
    """
    return resolve(path).route


def html_pages(page: Page, start: str) -> Iterator[str]:
    """Visit pages of the same site from `start` on; the caller looks at `page` after each address.

    Links that lead to a file are fetched and have to be there, but are not yielded.

    Raises:
        AssertionError: a link is broken; it says where it stood.
    """
    site = urlsplit(start).netloc
    waiting = deque([(start, "the start")])
    seen = {start}
    visits: Counter[str] = Counter()
    while waiting:
        address, found_on = waiting.popleft()
        try:
            kind = kind_of(urlsplit(address).path)
        except Resolver404:
            raise AssertionError(f"broken link to {address} on {found_on}") from None
        if visits[kind] >= VISITS_PER_KIND:
            continue
        visits[kind] += 1
        answer = page.request.get(address)
        assert answer.ok, f"{answer.status} for {address}, linked on {found_on}"
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        # Where a copy takes a while the answer is another page, and a moment later it would be the copy.
        go(page, answer.url)
        yield address
        for target in links_on(page):
            if urlsplit(target).netloc == site and target not in seen:
                seen.add(target)
                waiting.append((target, address))


def go(page: Page, address: str) -> None:
    """Open an address as a person would, from a page that may be about to look again by itself.

    Without script a progress page loads itself anew every few seconds. Where it does so in the moment
    that we leave it, the browser calls our visit off in favour of its own; a second visit is then ours.

    Raises:
        Error: the page does not open (twice called off, or for any other reason at once).
    """
    try:
        page.goto(address)
    except Error as problem:
        if "ERR_ABORTED" not in problem.message:
            raise
        page.goto(address)


def links_on(page: Page) -> list[str]:
    """The absolute addresses that the page links to, without fragments, in order."""
    targets = page.locator("a[href]").evaluate_all(
        "links => links.map(l => l.getAttribute('href'))"
    )
    absolute = (urldefrag(urljoin(page.url, target)).url for target in targets)
    return [target for target in absolute if urlsplit(target).scheme in {"http", "https"}]
