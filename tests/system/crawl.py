"""Walk through the product by its links, as a person could, and visit each kind of page."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page, Response

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


def kind_of(path: str) -> str:
    """The pattern behind an address, so that a hundred plans count as one kind of page.

    Raises Resolver404 for an address that the product does not know: a broken link.
    """
    return resolve(path).route


def room_of(address: str) -> str:
    """The application whose page stands at an address; "" for one without a room."""
    return resolve(urlsplit(address).path).app_name


def html_pages(
    page: Page, start: str, *, visits_per_kind: int, rooms: frozenset[str] | None = None
) -> Iterator[str]:
    """Visit pages of the same site from `start` on; the caller looks at `page` after each address.

    With `rooms` (names of applications, such as "people") links to pages of other rooms are only checked to be
    known. Links that lead to a file are fetched and have to be there, but are not yielded.

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
        if rooms is not None and address != start and room_of(address) not in rooms:
            continue
        if visits[kind] >= visits_per_kind:
            continue
        visits[kind] += 1
        answer = go(page, address)
        if answer is None:
            file = page.request.get(address)
            assert file.ok, f"{file.status} for {address}, linked on {found_on}"
            continue
        assert answer.ok, f"{answer.status} for {address}, linked on {found_on}"
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        yield address
        for target in links_on(page):
            if urlsplit(target).netloc == site and target not in seen:
                seen.add(target)
                waiting.append((target, address))


def go(page: Page, address: str) -> Response | None:
    """Open an address as a person would; None for a file, which the browser takes without leaving the page.

    Without script a progress page loads itself anew every few seconds. Where it does so in the moment
    that we leave it, the browser calls our visit off in favour of its own; a second visit is then ours.

    Raises:
        Error: the page does not open (twice called off, or for any other reason at once).
    """
    try:
        return page.goto(address)
    except Error as problem:
        if "Download is starting" in problem.message:
            return None
        if "ERR_ABORTED" not in problem.message:
            raise
    return page.goto(address)


def links_on(page: Page) -> list[str]:
    """The absolute addresses that the page links to, without fragments, in order."""
    targets = page.locator("a[href]").evaluate_all(
        "links => links.map(l => l.getAttribute('href'))"
    )
    absolute = (urldefrag(urljoin(page.url, target)).url for target in targets)
    return [target for target in absolute if urlsplit(target).scheme in {"http", "https"}]
