"""The accessibility check itself: it finds what is wrong, and lets only named exceptions pass."""

from __future__ import annotations

import pytest

from tests.system import axe
from tests.system.conftest import OpenPage

PAGE = "<!doctype html><html lang=en><title>t</title><main><h1>h</h1>{}</main></html>"
RADIO = (
    '<label for=a>x</label><input class="{}" aria-controls=b aria-expanded=false type=radio id=a>'
)


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ("<p>well</p>", []),
        ("<img src='data:,'>", ["image-alt"]),
        ("<p style='color:#aaa;background:#fff'>faint</p>", ["color-contrast"]),
        ("<input>", ["label"]),
        (RADIO.format("ours"), ["aria-allowed-attr"]),
        (RADIO.format("govuk-radios__input"), []),
    ],
)
def test_what_axe_finds(open_page: OpenPage, body: str, rules: list[str]) -> None:
    page = open_page()
    page.set_content(PAGE.format(body))
    found = axe.violations(page)
    assert [violation["id"] for violation in found] == rules
    if rules:
        with pytest.raises(AssertionError, match=rules[0]):
            axe.check_axe(page)
