"""Take the pictures of the README anew, from the demonstration area on a fixed day.

Needs what the tests need (Playwright and the distribution's Chromium). Two runs give the same pictures as long as
the pages are the same: the day is fixed, the data folder is new, and the audit trail is shown up to the day before.

    python scripts/screenshots.py               all pictures, into docs/images/
    python scripts/screenshots.py plan audit    those whose name begins so
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from system_packages import chromium

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
EXAMPLE = IMAGES / "example-plan.md"
TODAY = date(2026, 11, 16)  # in the past, so that what this run does itself can be left out
# The widths of a laptop's screen and of a telephone, and how much of a page a reader first sees there.
SIZES = {1280: 860, 375: 740}
MOST_BYTES = 300_000
GOLDENTHREAD = [sys.executable, "-m", "goldenthread"]
BROWSER_OPTIONS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--force-color-profile=srgb"]


@dataclass(frozen=True)
class Picture:
    """One page: who looks at it, the links to click from the first page, and what to bring to the top."""

    name: str
    who: str
    clicks: tuple[str, ...]
    top: str = ""
    widths: tuple[int, ...] = tuple(SIZES)


PICTURES = (
    Picture("today", "coordinator", (), widths=(1280,)),
    Picture("child", "coordinator", ("Reece Wrigglesworth",)),
    Picture(
        "why",
        "coordinator",
        ("Worklist", "Amara Grace Okonjo", "Why this day"),
        widths=(1280,),
    ),
    Picture("worklist", "coordinator", ("Worklist",), widths=(375,)),
    Picture("plan", "director", ("Fellmoor and Sands SEND Improvement Plan",)),
    Picture(
        "timeline",
        "director",
        ("Fellmoor and Sands SEND Improvement Plan",),
        top="Roadmap by month",
        widths=(1280,),
    ),
    Picture(
        "section",
        "director",
        ("Fellmoor and Sands SEND Improvement Plan", "2. Shorter waits, help while waiting"),
    ),
    Picture("board-report", "director", ("Reports", "SEND Partnership Board")),
    Picture("heat-map", "director", ("Risks and issues", "Heat map"), widths=(1280,)),
    Picture(
        "criterion",
        "analyst",
        (
            "Fellmoor and Sands SEND Improvement Plan",
            "Success criteria",
            "Calls asking for news fall by 25% against the baseline.",
        ),
        widths=(1280,),
    ),
    Picture(
        "traceability",
        "director",
        ("Fellmoor and Sands SEND Improvement Plan", "From findings to milestones"),
        widths=(1280,),
    ),
    Picture("milestone", "forum.chair", ("My milestones", "Forum members from every ward")),
    Picture("my-milestones", "icb.lead", ("My milestones",), widths=(375,)),
    Picture(
        "report",
        "icb.lead",
        ("My milestones", "First joined list checked by each provider", "Report on it"),
        widths=(375,),
    ),
)


def environment(data_dir: Path) -> dict[str, str]:
    """What our commands are run with, whatever the caller has set."""
    others = {
        name: text
        for name, text in os.environ.items()
        if name != "DATABASE_URL" and not name.startswith("GOLDENTHREAD_")
    }
    return others | {
        "GOLDENTHREAD_MODE": "demo",
        "GOLDENTHREAD_DATA_DIR": str(data_dir),
        "GOLDENTHREAD_TODAY": TODAY.isoformat(),
    }


@contextmanager
def demonstration(data_dir: Path) -> Iterator[str]:
    """The address of a product with the demonstration area as it stands on TODAY."""
    command = [*GOLDENTHREAD, "run", "--demo", "--port", "0", "--json"]
    server = subprocess.Popen(command, env=environment(data_dir), stdout=subprocess.PIPE, text=True)
    try:
        yield _address(server)
    finally:
        server.terminate()
        server.wait()


def _address(server: subprocess.Popen[str]) -> str:
    said = ""
    for line in server.stdout or ():
        said += line
        try:
            return str(json.loads(said)["address"])
        except json.JSONDecodeError:
            continue
    raise SystemExit(f"goldenthread run stopped. It said: {said}")


@contextmanager
def signed_in(browser: Browser, address: str, who: str, width: int) -> Iterator[Page]:
    """A page of this width on which a person of the demonstration area is signed in."""
    context = browser.new_context(
        viewport={"width": width, "height": SIZES[width]},
        locale="en-GB",
        timezone_id="Europe/London",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Email address").fill(f"{who}@fellmoor.example")
    page.get_by_label("Password", exact=True).fill("follow the golden thread")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()
    yield page
    context.close()


def take(page: Page, name: str, width: int) -> None:
    """Keep what is to be seen now as docs/images/NAME-WIDTH.png.

    Raises:
        ValueError: the picture is larger than a README should carry.
    """
    path = IMAGES / f"{name}-{width}.png"
    page.evaluate("document.fonts.ready")
    page.screenshot(path=path, animations="disabled", caret="hide")
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise ValueError(f"{path.name} has {size:,} bytes; at most {MOST_BYTES:,} are wanted")
    print(f"{path.relative_to(ROOT)}  {size:,} bytes", flush=True)


def click(page: Page, link: str) -> None:
    """Follow a link of this name, which on a telephone may first have to be brought out of the menu."""
    found = page.get_by_role("link", name=link).or_(page.get_by_role("button", name=link)).first
    menu = page.locator("summary", has_text="Menu")
    if not found.is_visible() and menu.is_visible():
        menu.click()
    with page.expect_navigation():
        found.click()


def bring_to_top(page: Page, text: str) -> None:
    """Scroll so that the first element with this text stands at the top."""
    page.get_by_text(text).first.evaluate("one => one.scrollIntoView()")


def take_pages(browser: Browser, address: str, width: int, wanted: Sequence[Picture]) -> None:
    """The pictures that only look."""
    for picture in wanted:
        with signed_in(browser, address, picture.who, width) as page:
            for link in picture.clicks:
                click(page, link)
            if picture.top:
                bring_to_top(page, picture.top)
            take(page, picture.name, width)


def take_import(browser: Browser, address: str, width: int) -> None:
    """The preview of an import with questions to decide."""
    with signed_in(browser, address, "tarnside.manager", width) as page:
        page.goto(f"{address}imports/new/plan/")
        page.locator("input[type=file]").set_input_files(EXAMPLE)
        page.get_by_role("button", name="Read the file").click()
        page.wait_for_url(re.compile(r"/imports/\d+/$"))
        bring_to_top(page, "Check before you import" if width > 1000 else "Your decisions")
        take(page, "import", width)


def take_audit(browser: Browser, address: str, width: int, data_dir: Path) -> None:
    """The audit trail up to the day before TODAY: later entries carry the time of this run."""
    last = TODAY - timedelta(days=1)
    until = f"until-day={last.day}&until-month={last.month}&until-year={last.year}"
    with signed_in(browser, address, "administrator", width) as page:
        # Nothing is left to seal, so that the page does not say how much there is.
        subprocess.run([*GOLDENTHREAD, "audit", "seal", "--json"], env=environment(data_dir),
                       check=True, stdout=subprocess.DEVNULL)  # fmt: skip
        page.goto(f"{address}audit/?{until}")
        if width < 1000:
            bring_to_top(page, "Every entry is sealed")
        take(page, "audit", width)


def main(names: Sequence[str]) -> int:
    """Take the pictures whose name begins with one of `names`, or all; return the exit code."""
    browser_path = chromium()
    if browser_path is None:
        print("Chromium is not here. Type:  sudo apt-get install -y chromium", file=sys.stderr)
        return 1

    def is_wanted(name: str) -> bool:
        return not names or name.startswith(tuple(names))

    with (
        tempfile.TemporaryDirectory(prefix="goldenthread-pictures-") as folder,
        demonstration(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=browser_path, args=BROWSER_OPTIONS)
        for width in SIZES:
            chosen = [one for one in PICTURES if width in one.widths and is_wanted(one.name)]
            take_pages(browser, address, width, chosen)
            if is_wanted("import"):
                take_import(browser, address, width)
            if is_wanted("audit"):
                take_audit(browser, address, width, Path(folder))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
