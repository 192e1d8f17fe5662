"""Fills areas with children: those told by hand, and as many invented ones as a size has."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice

from goldenthread.demo.filling.children.by_hand import told_by_hand
from goldenthread.demo.filling.children.inventing import Inventor, Mix
from goldenthread.demo.filling.children.places import places_of
from goldenthread.demo.filling.children.rows import Portion
from goldenthread.demo.filling.children.telling import Told
from goldenthread.demo.filling.names import chance_of
from goldenthread.demo.sizes import SMALL, Volume, load_sizes, sizes
from goldenthread.demo.source import load_area
from goldenthread.duties.models import Case
from goldenthread.organisations.models import LocalArea, Membership, Organisation, PostRole
from goldenthread.people.models import Person

Tell = Callable[[int], None]
PORTION, A_UNIT = 500, 10


def small_mix() -> Mix:
    """What Fellmoor and Sands has in every size."""
    return Mix.of(Volume(sizes()[SMALL].ehc_plans))


def neighbour_mix() -> Mix:
    """What the council next door has where it is not filled."""
    return Mix(**load_sizes()["neighbour"])


def tell_children(areas: Iterable[LocalArea], seed: int, today: date) -> int:
    """The children of the small demonstration; returns how many rows that took. `areas`: as area.yaml has them."""
    home, neighbour = areas
    told = told_by_hand(_posts(today), _organisations(), today)
    rows = _write(home, told, today)
    rows += fill_children(home, small_mix().without(_counted(told)), seed, today)
    return rows + fill_children(neighbour, neighbour_mix(), seed, today)


def missing(area: LocalArea, volume: Volume) -> Mix:
    """What an area of that volume has beside the children who are there already, as they were told."""
    there = {
        row["slug"]: mix
        for row, mix in zip(load_area()["areas"], (small_mix(), neighbour_mix()), strict=True)
    }
    wanted = Mix.of(volume)
    return wanted.without(there[area.slug]) if area.slug in there else wanted


def units_of(children: int) -> int:
    """How many units of work so many children are."""
    return children // A_UNIT


def fill_children(
    area: LocalArea, mix: Mix, seed: int, today: date, tell: Tell = lambda _units: None
) -> int:
    """So many children of each kind, in portions; returns how many rows that took."""
    first = Person.objects.count()
    chance = chance_of(seed, f"{area.slug}: children from {first}")
    inventor = Inventor(places_of(area), today, chance, first, _officer(area))
    rows, children = 0, _shared_out(inventor.children(mix), area, today)
    while portion := list(islice(children, PORTION)):
        rows += _write(area, portion, today)
        tell(units_of(len(portion)))
    return rows


def _write(area: LocalArea, children: Iterable[Told], today: date) -> int:
    portion = Portion(area, list(children), today)
    portion.write()
    return portion.rows


def _counted(told: list[Told]) -> Mix:
    """How those told by hand count against what the size has."""
    has_plan = [any(step.kind == "plan_first_made" for step in one.course.steps) for one in told]
    refused = [
        any(step.kind == "appealable_decision_sent" for step in one.course.steps) for one in told
    ]
    under_way = len(told) - sum(has_plan) - sum(refused)
    return Mix(sum(has_plan), under_way, sum(refused), 0, 0)


def _shared_out(children: Iterator[Told], area: LocalArea, today: date) -> Iterator[Told]:
    """Each child to the coordinator of the area who has the fewest."""
    posts = PostRole.objects.filter(area=area, role="case_coordinator").order_by("post_id")
    holders = dict(
        Membership.objects.current(today)
        .filter(post__in=posts.values("post"))
        .values_list("post_id", "user_id")
    )
    loads = [
        (Case.objects.filter(coordinator=post_id, closed_on=None).count(), post_id)
        for post_id in posts.values_list("post_id", flat=True)
    ]
    heapq.heapify(loads)
    for one in children:
        if loads:
            load, post_id = loads[0]
            one.coordinator = (post_id, holders.get(post_id))
            heapq.heapreplace(loads, (load + (one.course.closed_on is None), post_id))
        yield one


def _officer(area: LocalArea) -> int | None:
    """The designated clinical officer's post, where the area has one."""
    posts = PostRole.objects.filter(area=area, role="designated_officer")
    return posts.order_by("post_id").values_list("post_id", flat=True).first()


def _posts(today: date) -> dict[str, tuple[int, int]]:
    """Post and holder of each account of area.yaml, by its sign-in name."""
    names = {post["email"] for post in load_area()["posts"]}
    rows = Membership.objects.current(today).values_list("user__email", "post_id", "user_id")
    return {
        name: (post_id, user_id)
        for email, post_id, user_id in rows.filter(user__is_demo=True)
        if (name := email.partition("@")[0]) in names
    }


def _organisations() -> dict[str, int]:
    return dict(Organisation.objects.exclude(short_name="").values_list("short_name", "pk"))
