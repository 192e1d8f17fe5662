"""Accessibility checks by axe-core, in the page as it stands."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.conftest import ROOT

SCRIPT = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# WCAG 2.2 at levels A and AA.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe finds; each with id, impact, help and the nodes concerned."""
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)
    return list(found["violations"])


def report(address: str, found: list[dict[str, Any]]) -> str:
    """The violations in a form that says where to look."""
    lines = [f"{len(found)} accessibility violations at {address}"]
    for violation in found:
        lines.append(f"- {violation['id']} ({violation['impact']}): {violation['help']}")
        for node in violation["nodes"][:5]:
            lines.append(f"    {' '.join(map(str, node['target']))}: {node['html'][:160]}")
        if len(violation["nodes"]) > 5:
            lines.append(f"    and {len(violation['nodes']) - 5} more")
    return "\n".join(lines)


def check_axe(page: Page) -> None:
    """Fail if the page breaks WCAG 2.2 A or AA as far as axe can tell."""
    found = violations(page)
    assert not found, report(page.url, found)
