"""The browser harness: the real product in a process, and Chromium to click and type in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, sync_playwright

from system_packages import chromium
from tests.conftest import ROOT
from tests.folders import made_once, shared_by
from tests.system import axe
from tests.system.product import Product, copy_of, running, seed

ARTIFACTS = ROOT / "build" / "test-artifacts"
BROWSER_OPTIONS = [
    "--no-sandbox",  # tests may run as root; every page is our own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MILLISECONDS = 15_000
FAILED = pytest.StashKey[bool]()

OpenPage = Callable[..., Page]
SignIn = Callable[[Page, str], None]


@pytest.fixture(scope="session")
def seeded_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo area, as a newcomer finds it. Copy it; do not use it."""
    return made_once(shared_by(tmp_path_factory.getbasetemp()) / "seeded", seed)


@pytest.fixture
def product(seeded_data: Path, tmp_path: Path) -> Iterator[Product]:
    """The product on a demo area of this test's own."""
    with running(copy_of(seeded_data, tmp_path), tmp_path / "product.log") as started:
        yield started


@pytest.fixture(scope="session")
def shared_product(
    seeded_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    """One product for all tests that only look."""
    folder = tmp_path_factory.mktemp("shared")
    with running(copy_of(seeded_data, folder), folder / "product.log") as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.fail("Chromium is not installed: sudo apt-get install -y chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=BROWSER_OPTIONS)
        yield started
        started.close()


@pytest.fixture
def open_page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[OpenPage]:
    """`open_page(width=1280, script=True)`: a page in a browser session of its own.

    A script error or a breach of the content security policy in any of them fails the test. When the
    test fails, a picture of each stays in build/test-artifacts.
    """
    pages: list[Page] = []
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            complaints.append(message.text)

    def open_one(width: int = 1280, height: int = 900, script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", note)
        pages.append(page)
        return page

    yield open_one
    if request.node.stash.get(FAILED, False):
        _keep_pictures(request.node.nodeid, pages)
    for page in pages:
        page.context.close()
    assert not complaints, f"the browser complained: {complaints}"


def _keep_pictures(nodeid: str, pages: list[Page]) -> None:
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w.-]+", "-", nodeid)
    for number, page in enumerate(pages, 1):
        try:
            page.screenshot(path=ARTIFACTS / f"{name}-{number}.png", full_page=True)
        except Error:
            continue  # the page is gone; the test says why


@pytest.fixture
def browser_page(open_page: OpenPage) -> Page:
    """A page as wide as a laptop's screen."""
    return open_page()


@pytest.fixture
def sign_in(request: pytest.FixtureRequest) -> SignIn:
    """`sign_in(page, who)`: sign in as a person of the demo area, by e-mail address or post."""

    def do(page: Page, who: str) -> None:
        name = "product" if "product" in request.fixturenames else "shared_product"
        started: Product = request.getfixturevalue(name)
        sign_in_to(started, page, who)

    return do


def sign_in_to(started: Product, page: Page, who: str) -> None:
    """Go to the product's address and sign in there by typing."""
    account = started.account(who)
    page.goto(started.address)
    page.get_by_label(re.compile("email", re.IGNORECASE)).fill(account.email)
    page.get_by_label("Password", exact=True).fill(account.password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").or_(
        page.get_by_role("link", name="Sign out")
    ).first.wait_for(state="attached")


@pytest.fixture
def check_axe() -> Callable[[Page], None]:
    """`check_axe(page)`: fail if the page breaks WCAG 2.2 A or AA as far as axe can tell."""
    return axe.check_axe


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever opens a browser carries the mark, so that nobody has to remember it."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when in {"setup", "call"} and report.failed:
        item.stash[FAILED] = True
    return report
