"""Which registers of which areas a scope may read, and the posts that may own an entry there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.organisations.dependants import Hold
from goldenthread.organisations.models import LocalArea, Post
from goldenthread.registers.models import Entry
from goldenthread.registers.rules.definitions import Register, registers


@dataclass(frozen=True)
class Place:
    """One register of one area."""

    area: LocalArea
    register: Register


def get_place(scope: Scope, area_id: int, code: str) -> Place:
    """The register of that area; Http404 where there is none that the scope may read."""
    definition = registers().get(code)
    if definition is None or not scope.has(definition.rights.view, area_id):
        raise Http404("There is no such register.")
    return Place(LocalArea.objects.get(pk=area_id), definition)


def places(scope: Scope) -> list[Place]:
    """Every register of every area that the scope may read: one query."""
    areas = {area.pk: area for area in LocalArea.objects.visible_to(scope)}
    return [
        Place(area, definition)
        for definition in registers().values()
        for area in areas.values()
        if scope.has(definition.rights.view, area.pk)
    ]


def owner_choices(area_id: int, today: date) -> list[tuple[str, str]]:
    """Id (as text) and name of each post that may own an entry of the area: one query."""
    return named_posts(
        Q(organisation__areas=area_id) & (Q(ended_on=None) | Q(ended_on__gte=today))
    )  # fmt: skip


def held_in(area_ids: Collection[int]) -> list[Hold]:
    """For each register, whether a post owns open entries of these areas in it, whoever may read them."""
    held = Entry.objects.filter(area__in=area_ids, owner=OuterRef("pk"), closed_on=None)
    return [
        Hold(Exists(held.filter(register=code)), f"open {one.several} that they own")
        for code, one in registers().items()
    ]


def post_choices(post_ids: frozenset[int]) -> list[tuple[str, str]]:
    """Id (as text) and name of some posts: one query."""
    return named_posts(Q(pk__in=post_ids))


def named_posts(which: Q) -> list[tuple[str, str]]:
    """`title, organisation` by id, in order of title."""
    rows = Post.objects.filter(which).distinct()
    return [
        (str(pk), f"{title}, {organisation}")
        for pk, title, organisation in rows.values_list("pk", "title", "organisation__name")
    ]
