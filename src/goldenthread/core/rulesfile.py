"""Reads a rule file: YAML in which a name that stands twice is an error, not a silent last word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


class _OneOfEach(yaml.SafeLoader):
    """Plain YAML values only, each key of a table once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise ValueError(f"{key!r} stands twice: {key_node.start_mark}".strip())
            seen.add(key)
        return super().construct_mapping(node, deep)


def load_rules(path: Path) -> dict[str, Any]:
    """The table in `path`. ValueError, with the line, for a name that is defined twice."""
    # The loader builds plain values only, like yaml.safe_load.
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_OneOfEach)  # noqa: S506
    return loaded
