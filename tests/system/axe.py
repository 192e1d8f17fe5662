"""Accessibility checks by axe-core, in the page as it stands."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.conftest import ROOT

SCRIPT = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# WCAG 2.2 at levels A and AA.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
# What GOV.UK Frontend does on purpose, by rule and by the elements it does it to. Nothing of ours.
KNOWN = {
    # Screen readers read it out, and its makers keep it for that: alphagov/govuk-frontend#979.
    "aria-allowed-attr": ".govuk-radios__input[aria-controls], .govuk-checkboxes__input[aria-controls]",
    # The button's name joins its visible words with commas, which axe takes for other words.
    "label-content-name-mismatch": ".govuk-file-upload-button",
}
WITHOUT_KNOWN = """
([options, known]) => axe.run(document, options).then(results => {
  const ours = (rule, node) =>
    !(rule in known && document.querySelector(node.target[0])?.matches(known[rule]));
  return results.violations
    .map(found => ({...found, nodes: found.nodes.filter(node => ours(found.id, node))}))
    .filter(found => found.nodes.length > 0);
})
"""


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe finds that is not known; each with id, impact, help and the nodes concerned."""
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    return list(page.evaluate(WITHOUT_KNOWN, [options, KNOWN]))


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
