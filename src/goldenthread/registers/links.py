"""What entries are linked to. Higher rooms register what they know; this room shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from goldenthread.access.scope import Scope


@dataclass(frozen=True)
class EntryLink:
    """One thing that an entry is linked to: its name and its page."""

    text: str
    href: str


LinkSource = Callable[[Scope, Sequence[int]], dict[int, list[EntryLink]]]
"""The links of entries by their ids, as far as the scope may see what they lead to."""

_sources: list[LinkSource] = []


def register_links(source: LinkSource) -> None:
    """Make a source known; called once by its room when the product starts."""
    if source not in _sources:
        _sources.append(source)


def links_of(scope: Scope, entry_ids: Sequence[int]) -> dict[int, list[EntryLink]]:
    """Everything that these entries are linked to: the queries of each source, whatever their number."""
    found: dict[int, list[EntryLink]] = defaultdict(list)
    for source in _sources:
        for entry_id, links in source(scope, entry_ids).items():
            found[entry_id] += links
    return found
