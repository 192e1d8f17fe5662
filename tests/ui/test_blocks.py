"""A block that a page fills is one that what it extends has: any other is printed nowhere, and nobody notices."""

from __future__ import annotations

from jinja2 import Environment, nodes

from tests.conftest import ROOT

READER = Environment(autoescape=True)
PAGES = {
    path.relative_to(folder).as_posix(): READER.parse(path.read_text(encoding="utf-8"))
    for folder in sorted((ROOT / "src" / "goldenthread").glob("*/templates"))
    for path in sorted(folder.rglob("*.html"))
}


def filled_in_vain(page: nodes.Template, pages: dict[str, nodes.Template]) -> set[str]:
    """The blocks of a page that nothing which it extends has. What stands in another of its blocks is its own."""
    filled = {node.name for node in page.body if isinstance(node, nodes.Block)}
    known: set[str] = set()
    above = page.find(nodes.Extends)
    if above is None:
        return set()
    while above is not None:
        parent = pages[above.template.value]  # type: ignore[attr-defined]
        known |= {block.name for block in parent.find_all(nodes.Block)}
        above = parent.find(nodes.Extends)
    return filled - known


def test_a_block_without_a_place_is_found() -> None:
    pages = {"a": READER.parse("{% block title %}{% endblock %}")}
    text = (
        '{% extends "a" %}{% block title %}{% block own %}x{% endblock %}{% endblock %}'
        "{% block wide %}y{% endblock %}"
    )
    assert filled_in_vain(READER.parse(text), pages) == {"wide"}


def test_every_block_has_a_place() -> None:
    found = {name: filled_in_vain(page, PAGES) for name, page in PAGES.items()}
    assert len(found) > 100
    assert {name: blocks for name, blocks in found.items() if blocks} == {}
