"""A PDF is asked for, waited for and fetched in a browser without JavaScript: by clicking only."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.system.conftest import OpenPage, SignIn
from tests.system.plan_steps import took_a_while


def test_a_pdf_is_fetched_without_script(
    product: object, open_page: OpenPage, sign_in: SignIn, tmp_path: Path
) -> None:
    page: Page = open_page(script=False)
    sign_in(page, "manager@fellmoor.example")
    page.get_by_role("link", name="Reports", exact=True).click()
    sent = page.get_by_role("row").filter(has_text=re.compile(r"Version \d"))
    sent.first.get_by_role("link").first.click()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="PDF", exact=True).click()
        if took_a_while(page):
            # The page loads itself again; nobody clicks anything until the copy is there.
            page.get_by_role("button", name="Download").click(timeout=60_000)
    download.value.save_as(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-1.7")
    page.get_by_role("link", name="Your copies").first.click()
    row = page.get_by_role("row").filter(has_text="PDF of a report")
    expect(row).to_contain_text("Ready")
