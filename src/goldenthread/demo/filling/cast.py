"""Who acts in what is made of an area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from goldenthread.demo.sizes import load_words
from goldenthread.organisations.models import LocalArea, Membership, Organisation, PostRole
from goldenthread.organisations.names import name_key


@dataclass(frozen=True)
class Holder:
    """A post and whoever holds it."""

    post_id: int
    user_id: int


@dataclass
class Cast:
    """Those of an area who act in what is made of it, by their name in cast.yaml; and how many rows were written."""

    area: LocalArea
    people: dict[str, Holder] = field(default_factory=dict)
    rows: int = 0

    @property
    def leads(self) -> list[Holder]:
        return [self.people[name] for name in load_words("cast")["leads"]]


def there_already(area: LocalArea, today: date) -> dict[str, Holder]:
    """Whoever plays a part in the area before it is filled."""
    held = {
        (kind, role): Holder(post_id, user_id)
        for kind, role, post_id, user_id in Membership.objects.current(today)
        .filter(post__roles__area=area)
        .order_by("-pk")
        .values_list("post__organisation__kind", "post__roles__role", "post_id", "user_id")
    }
    parts = load_words("cast")["people"]
    return {
        name: held[key]
        for name, part in parts.items()
        if (key := (part["organisation"], part["role"])) in held
    }


def share_posts(cast: Cast, bodies: Mapping[str, Organisation], today: date) -> None:
    """Give a part to posts that a board or forum already has for another area that it serves."""
    held = {
        (organisation_id, key): Holder(post_id, user_id)
        for organisation_id, key, post_id, user_id in Membership.objects.current(today)
        .filter(post__organisation__in=[body.pk for body in bodies.values()])
        .values_list("post__organisation_id", "post__title_key", "post_id", "user_id")
    }
    for name, part in load_words("cast")["people"].items():
        holder = held.get((bodies[part["organisation"]].pk, name_key(part["title"])))
        if name not in cast.people and holder:
            PostRole.objects.create(post_id=holder.post_id, area=cast.area, role=part["role"])
            cast.people[name] = holder
            cast.rows += 1
