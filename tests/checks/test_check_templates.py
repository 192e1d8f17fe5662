"""The template check finds what is broken before a page is opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from check_templates import own_templates, problems_in

TEMPLATES = {
    "base.html": "{% block main %}{% endblock %}",
    "good.html": "{% extends 'base.html' %}{% block main %}{{ word }}{% endblock %}",
    "open.html": "\n{% if plan %}",
    "filter.html": "{{ word | no_such_filter }}",
    "orphan.html": "{% extends 'nowhere.html' %}",
    "computed.html": "{% include chosen %}",
    "stack.html": "{% call stack_table('Plans') %}{% if rows %}<table>{% endif %}{% endcall %}",
    "loose.html": "<p>\n{% if rows %}\n<b></b>\n<table>{% endif %}",
    "matrix.html": "{% call scroll_region('Map') %}<table class='gt-heat'>{% endcall %}",
    "hidden.html": "{% call scroll_region('Plans') %}<table class='gt-table'>{% endcall %}",
    "other.html": "{% call panel('Plans') %}<table>{% endcall %}",
    "reports/body/paper.html": "<div><table></table></div>",
}


@pytest.fixture
def environment() -> Environment:
    return Environment(loader=DictLoader(TEMPLATES), autoescape=True)


@pytest.mark.parametrize(
    "name",
    [
        "base.html",
        "good.html",
        "computed.html",
        "stack.html",
        "matrix.html",
        "reports/body/paper.html",
    ],
)
def test_good_templates_pass(environment: Environment, name: str) -> None:
    assert list(problems_in(environment, name)) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("open.html", "open.html:2: Unexpected end of template"),
        ("filter.html", "No filter named 'no_such_filter'"),
        ("orphan.html", "names nowhere.html"),
        ("loose.html", "loose.html:4: records go into stack_table"),
        ("other.html", "other.html:1: records go into stack_table"),
        ("hidden.html", "hidden.html:1: records go into stack_table"),
    ],
)
def test_broken_templates_are_named(environment: Environment, name: str, said: str) -> None:
    (problem,) = problems_in(environment, name)
    assert said in problem


def test_templates_are_found_in_every_folder(tmp_path: Path) -> None:
    for name in ("one/a/page.html", "two/b/page.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.touch()
    assert own_templates([tmp_path / "one", tmp_path / "two"]) == ["a/page.html", "b/page.html"]
