"""Reads the product's source: which functions of an `actions` module write, and which record."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOMS = Path(__file__).resolve().parents[3] / "src" / "goldenthread"
RECORDS = frozenset(
    {"record", "record_read", "record_list_read", "record_export", "record_refusal"}
)
WRITES = frozenset(
    "save create bulk_create bulk_update get_or_create update_or_create delete".split()
)


@dataclass
class Function:
    """What one function does itself, and which other names it calls or passes on."""

    name: str
    place: str
    writes: bool = False
    records: bool = False
    calls: set[str] = field(default_factory=set)

    @property
    def public(self) -> bool:
        return not self.name.startswith("_")


def read(tree: ast.Module, place: str) -> list[Function]:
    """The functions of one module, methods included."""
    nodes = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return [_function(node, place) for node in nodes]


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, place: str) -> Function:
    found = Function(node.name, f"{place}:{node.lineno} {node.name}")
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load):
            found.calls.add(part.id)
        if isinstance(part, ast.Call):
            found.writes |= _is_write(part.func)
            found.records |= isinstance(part.func, ast.Name) and part.func.id in RECORDS
    return found


def _is_write(called: ast.expr) -> bool:
    if not isinstance(called, ast.Attribute):
        return False
    # A dictionary has `update` as well; a queryset comes out of a call or of a manager.
    on_rows = isinstance(called.value, ast.Call) or ast.unparse(called.value).endswith("objects")
    return called.attr in WRITES or (called.attr == "update" and on_rows)


def silent(functions: list[Function]) -> list[str]:
    """Public functions that write, themselves or through others of `functions`, and never record."""
    by_name: dict[str, list[Function]] = {}
    for one in functions:
        by_name.setdefault(one.name, []).append(one)
    found = []
    for one in functions:
        reached = list(_reached(one, by_name))
        if one.public and any(f.writes for f in reached) and not any(f.records for f in reached):
            found.append(one.place)
    return found


def _reached(start: Function, by_name: dict[str, list[Function]]) -> Iterator[Function]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        one = waiting.pop()
        if one.place in seen:
            continue
        seen.add(one.place)
        yield one
        waiting += [other for name in one.calls for other in by_name.get(name, [])]


def actions_of_rooms() -> dict[str, list[Function]]:
    """The functions of each room's `actions` module or package, by room."""
    rooms: dict[str, list[Function]] = {}
    for file in sorted([*ROOMS.glob("*/actions.py"), *ROOMS.glob("*/actions/**/*.py")]):
        place = str(file.relative_to(ROOMS))
        found = rooms.setdefault(Path(place).parts[0], [])
        found += read(ast.parse(file.read_text("utf-8")), place)
    return rooms


def codes_used() -> dict[str, str]:
    """Every audit code that is written out in a call, with the place of the call."""
    used = {}
    for file in sorted(ROOMS.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if (code := _code(node)) is not None:
                used[code] = f"{file.relative_to(ROOMS)}:{node.lineno}"
    return used


def _code(call: ast.AST) -> str | None:
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        return None
    name = call.func.id
    if name not in RECORDS:
        return None
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    action = given.get("action")
    if name in ("record", "record_list_read") and len(call.args) > 1:
        action = call.args[1]
    if not isinstance(action, ast.Constant) or not isinstance(action.value, str):
        return None
    return f"{action.value}.list_read" if name == "record_list_read" else action.value
