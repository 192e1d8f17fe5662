"""Local areas with their council, board and forum: those of the demonstration, and more where a size has more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goldenthread.demo.filling.names import Names, slug_of
from goldenthread.demo.sizes import boards, load_words
from goldenthread.organisations.models import LocalArea, Organisation

_KIND = Organisation.Kind


@dataclass(frozen=True)
class Council:
    """An area and the organisations that every area has, by kind."""

    area: LocalArea
    bodies: Mapping[str, Organisation]


def councils(known: list[LocalArea], wanted: int, names: Names) -> list[Council]:
    """`wanted` councils: those of `known` areas first, then new ones, several under one board."""
    found = [Council(area, _bodies_of(area)) for area in known[:wanted]]
    for served in boards(wanted - len(found)):
        board = Organisation.objects.create(name=names.organisation("board"), kind=_KIND.ICB)
        found += [_new(board, names) for _ in range(served)]
    return found


def _bodies_of(area: LocalArea) -> dict[str, Organisation]:
    """The first of each kind that serves the area."""
    rows = Organisation.objects.serving(area.pk).order_by("-pk")
    return {row.kind: row for row in rows}


def _new(board: Organisation, names: Names) -> Council:
    name = names.area()
    area = LocalArea.objects.create(name=name, slug=slug_of(name))
    patterns = load_words("names")
    own = {
        kind: Organisation.objects.create(name=patterns[words].format(area=name), kind=kind)
        for kind, words in ((_KIND.COUNCIL, "council"), (_KIND.FORUM, "forum"))
    }
    for body in (*own.values(), board):
        body.areas.add(area)
    return Council(area, {_KIND.ICB.value: board, **{kind.value: one for kind, one in own.items()}})
