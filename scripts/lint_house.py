"""House rules that no ready-made linter knows. Standard library only.

    python scripts/lint_house.py        every file that git tracks or would track

- views and endpoints read through queries and write through actions: no `.objects`, and none of the
  calls that write to a table, in views.py or api.py or a module under views/ or api/;
- only core/clock.py asks what time it is;
- no file of code or page over 400 lines, migrations apart;
- no work left for later in a comment;
- no host of a package registry and no path of somebody's machine in any file.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CLOCK = Path("src/goldenthread/core/clock.py")
MOST_LINES = 400
COUNTED = {".py", ".html", ".jinja", ".js", ".sh"}  # a style sheet is a list, however long

WRITERS = {
    "save", "asave", "create", "acreate", "bulk_create", "bulk_update", "get_or_create",
    "update_or_create", "delete", "adelete",
}  # fmt: skip
PAGES = {"views", "api"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
CLOCKS = {
    ("date", "today"), ("datetime", "today"), ("datetime", "now"), ("datetime", "utcnow"),
    ("timezone", "now"),
}  # fmt: skip
# These ask only when they are given nothing to convert.
CLOCKS_WHEN_BARE = {("timezone", "localdate"), ("timezone", "localtime")}

# Written in pieces, so that this file passes its own rule.
LATER = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
REGISTRY = re.compile(
    r"(?:npmjs|yarnpkg|pythonhosted|(?<![\w.])(?:test\.)?pypi|crates)"
    r"\.(?:org|com|io)\b"
)
MACHINE_PATH = re.compile(r"(?:^|[\s\"'`(=:])(?:file://)?/(?:root|work|Users|home/[\w-]+)(?:/|\b)")


@dataclass(frozen=True, order=True)
class Problem:
    """One broken rule. `line` counts from 1."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def problems_in(path: Path, text: str) -> Iterator[Problem]:
    """Every broken rule in one file; `path` is relative to the root of the repository."""
    lines = text.splitlines()
    counted = path.suffix in COUNTED and "migrations" not in path.parts  # Django writes those
    if counted and len(lines) > MOST_LINES:
        yield Problem(path, MOST_LINES + 1, f"{len(lines)} lines; {MOST_LINES} is the ceiling")
    for number, line in enumerate(lines, 1):
        yield from _problems_in_line(path, number, line)
    if path.suffix == ".py":
        tree = ast.parse(text, filename=str(path))
        if "src" in path.parts and path != CLOCK:
            yield from _clocks(path, tree)
        if path.stem in PAGES or PAGES.intersection(path.parts[:-1]):
            yield from _view_access(path, tree)


def _problems_in_line(path: Path, number: int, line: str) -> Iterator[Problem]:
    if found := LATER.search(line):
        yield Problem(path, number, f"{found.group()}: do it now or say it in an issue")
    if found := REGISTRY.search(line):
        yield Problem(path, number, f"{found.group()}: a lock or a page names a package registry")
    if found := MACHINE_PATH.search(line):
        yield Problem(path, number, f"{found.group().strip()!r}: a path of somebody's machine")


def _clocks(path: Path, tree: ast.Module) -> Iterator[Problem]:
    """Calls such as date.today(), also as datetime.date.today()."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=owner, attr=called)):
                name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
                asks = CLOCKS if node.args or node.keywords else CLOCKS | CLOCKS_WHEN_BARE
                if (name, called) in asks:
                    message = f"{name}.{called}() asks the machine; use goldenthread.core.clock"
                    yield Problem(path, node.lineno, message)


def _view_access(path: Path, tree: ast.Module) -> Iterator[Problem]:
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=attr) if attr in MANAGERS:
                message = f".{attr} in a view: read through queries, which start from a scope"
                yield Problem(path, node.lineno, message)
            case ast.Call(func=ast.Attribute(attr=called)) if _writes(node, called):
                message = f".{called}() in a view: write through actions"
                yield Problem(path, node.lineno, message)


def _writes(call: ast.Call, called: str) -> bool:
    # A dictionary is updated from another or deleted from by key; rows are not.
    if called == "update":
        return bool(call.keywords) and not call.args
    if called == "delete":
        return not call.args
    return called in WRITERS


def tracked() -> list[Path]:
    """Files that git tracks or would track, relative to the root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(name) for name in sorted(set(listed.split("\0"))) if name]


def main() -> int:
    """Print every problem; return 1 if there is one."""
    problems: list[Problem] = []
    for path in tracked():
        if not (ROOT / path).is_file():
            continue
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # pictures, fonts, spreadsheets
        problems.extend(problems_in(path, text))
    for problem in sorted(problems):
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
