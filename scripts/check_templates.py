"""Compile every page template with the real environment, and see that what it names is there.

Run with the product's settings (scripts/check_all.py sets them). A page that nobody opened in a test
still has to be a template, and the templates it extends, includes or imports have to exist.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from jinja2 import Environment, TemplateError, meta


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
