"""Walk through the product by its links, as a person could, and visit each kind of page."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urldefrag, urljoin, urlsplit

import lxml.html
from django.urls import Resolver404, resolve
from lxml.html import HtmlElement
from playwright.sync_api import APIRequestContext, APIResponse, Error, Page, Response

# Who works with children sees their pages; the other rooms look to them as they do to the manager.
CHILDREN = frozenset({"people", "duties", "workspace"})
# A SEND manager reaches every page about a child; what a coordinator has beside them is their own day.
OWN = frozenset({"workspace"})
# Whose links together reach every page, and in which rooms (None: all).
WHO = [
    ("manager@fellmoor.example", None),
    ("administrator@fellmoor.example", None),
    ("coordinator@fellmoor.example", OWN),
    ("send.manager@fellmoor.example", CHILDREN),
    ("senco@fellmoor.example", CHILDREN),
]


@dataclass(frozen=True)
class Opened:
    """What came for an address. `page` is None for a file; `links` are absolute, without fragments."""

    status: int
    page: HtmlElement | None = None
    links: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it is there."""
        return 200 <= self.status < 300


class Walker(Protocol):
    """Somebody who is signed in and opens addresses."""

    def open(self, address: str) -> Opened:
        """Go there."""
        ...


@dataclass(frozen=True)
class InBrowser:
    """Walks in a browser: `page` shows what was opened last."""

    page: Page

    def open(self, address: str) -> Opened:
        try:
            answer = self.page.goto(address)
        except Error as problem:
            if "Download is starting" not in problem.message:
                raise
            answer = None
        if answer is None or not _is_page(answer):
            return Opened(self.page.request.get(address).status)
        return _opened(answer.status, self.page.url, self.page.content())


@dataclass(frozen=True)
class WithoutScript:
    """Walks with a client that runs no script at all; `request` is that of somebody who has signed in."""

    request: APIRequestContext

    def open(self, address: str) -> Opened:
        answer = self.request.get(address)
        if not _is_page(answer):
            return Opened(answer.status)
        return _opened(answer.status, answer.url, answer.text())


def _is_page(answer: Response | APIResponse) -> bool:
    return "text/html" in answer.headers.get("content-type", "")


def _opened(status: int, address: str, source: str) -> Opened:
    page = lxml.html.document_fromstring(source)
    found = (urldefrag(urljoin(address, str(to))).url for to in page.xpath("//a/@href"))
    links = tuple(to for to in found if urlsplit(to).scheme in {"http", "https"})
    return Opened(status, page, links)


def kind_of(path: str) -> str:
    """The pattern behind an address, so that a hundred plans count as one kind of page.

    Raises Resolver404 for an address that the product does not know: a broken link.
    """
    return resolve(path).route


def room_of(address: str) -> str:
    """The application whose page stands at an address; "" for one without a room."""
    return resolve(urlsplit(address).path).app_name


def pages(
    walker: Walker, start: str, *, visits_per_kind: int, rooms: frozenset[str] | None = None
) -> Iterator[tuple[str, Opened]]:
    """Visit pages of the same site from `start` on; the caller looks at each after its address.

    With `rooms` (names of applications, such as "people") links to pages of other rooms are only checked to be
    known. Links that lead to a file have to be there, but are not yielded.

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
        opened = walker.open(address)
        assert opened.ok, f"{opened.status} for {address}, linked on {found_on}"
        if opened.page is None:
            continue
        yield address, opened
        for target in opened.links:
            if urlsplit(target).netloc == site and target not in seen:
                seen.add(target)
                waiting.append((target, address))
