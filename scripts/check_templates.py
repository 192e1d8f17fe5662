"""Compile every page template with the real environment, and see that what it names is there.

Run with the product's settings (scripts/check_all.py sets them). A page that nobody opened in a test
still has to be a template, and the templates it extends, includes or imports have to exist. And a
table has to stand in `stack_table`, or as a matrix in `scroll_region`: else it pushes a phone's page
sideways or hides its columns there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from jinja2 import Environment, TemplateError, meta, nodes

# What a table may stand in, and the class of a table that may not.
WRAPPERS = {"stack_table": "gt-heat", "scroll_region": "gt-table"}
PAPERS = "reports/body/"  # frozen papers bring their own region and style sheet


def problems_in(environment: Environment, name: str) -> Iterator[str]:
    """What is wrong with one template; `name` is what a view would call it."""
    if environment.loader is None:
        raise ValueError("the environment has no loader")
    try:
        source, _, _ = environment.loader.get_source(environment, name)
        tree = environment.parse(source, name)
        environment.compile(source, name)
    except TemplateError as problem:
        line = getattr(problem, "lineno", 1)
        yield f"{name}:{line}: {problem.message}"
        return
    for named in meta.find_referenced_templates(tree):
        if named is None:
            continue  # computed while the page is rendered
        try:
            environment.get_template(named)
        except TemplateError:
            yield f"{name}: names {named}, which cannot be loaded"
    if not name.startswith(PAPERS):
        for line in loose_tables(tree):
            yield f"{name}:{line}: records go into stack_table, a matrix (gt-heat) into scroll_region"


def loose_tables(node: nodes.Node, wrapper: str = "") -> Iterator[int]:
    """The line of each table that no shared component, or the wrong one, fits to a phone."""
    if isinstance(node, nodes.CallBlock):
        called = node.call.node
        wrapper = called.name if isinstance(called, nodes.Name) else wrapper
    if isinstance(node, nodes.TemplateData):
        before, *tables = node.data.split("<table")
        for after in tables:
            if wrapper not in WRAPPERS or WRAPPERS[wrapper] in after.partition(">")[0]:
                yield node.lineno + before.count("\n")
            before += after
    for child in node.iter_child_nodes():
        yield from loose_tables(child, wrapper)


def own_templates(folders: list[Path]) -> list[str]:
    """The names of all templates below the template folders."""
    return sorted(
        {
            path.relative_to(folder).as_posix()
            for folder in folders
            for path in folder.rglob("*")
            if path.is_file()
        }
    )


def main() -> int:
    """Print every problem; return 1 if there is one."""
    django.setup()
    engine = engines["jinja2"]
    if not isinstance(engine, Jinja2):
        raise TypeError("the pages' engine is not Jinja")
    names = own_templates([Path(folder) for folder in engine.template_dirs])
    problems = [text for name in names for text in problems_in(engine.env, name)]
    print("\n".join(problems) or f"{len(names)} templates")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
