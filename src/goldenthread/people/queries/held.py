"""What of children's records rests on a post: it keeps the post's organisation in the area."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, OuterRef, Subquery

from goldenthread.core import clock
from goldenthread.organisations.dependants import Hold
from goldenthread.people.models import NetworkMember, Person


def held_in(area_ids: Collection[int]) -> list[Hold]:
    """In how many children's networks of these areas a post stands today, whoever may read their records."""
    children = Person.objects.kept().filter(area__in=area_ids)
    members = NetworkMember.objects.on(clock.today()).filter(
        post=OuterRef("pk"), person__in=children
    )
    counts = members.order_by().values("post").annotate(children=Count("person", distinct=True))
    one, several = "child in whose network it stands", "children in whose network it stands"
    return [Hold(Subquery(counts.values("children")), one, several)]
