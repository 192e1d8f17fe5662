"""The cases that posts coordinate, for the pages of posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Count, OuterRef, Subquery
from django.urls import reverse

from goldenthread.access.scope import Scope
from goldenthread.duties.models import Case
from goldenthread.organisations.dependants import Dependant, Hold


def coordinated_by(scope: Scope, post_ids: Collection[int]) -> dict[int, list[Dependant]]:
    """The open cases that each of these posts coordinates, by reference, as far as the scope may see: one query."""
    rows = Case.objects.visible_to(scope).filter(coordinator__in=post_ids, closed_on=None)
    found: dict[int, list[Dependant]] = defaultdict(list)
    for pk, post_id in rows.order_by("pk").values_list("pk", "coordinator_id"):
        href = reverse("duties:ledger", args=[pk])
        found[post_id].append(Dependant(f"C-{pk}", href, "Coordinates it"))
    return found


def held_in(area_ids: Collection[int]) -> list[Hold]:
    """How many open cases of these areas a post coordinates, whoever may read them."""
    held = Case.objects.filter(area__in=area_ids, coordinator=OuterRef("pk"), closed_on=None)
    counts = held.order_by().values("coordinator").annotate(cases=Count("pk"))
    return [Hold(Subquery(counts.values("cases")), "open case", "open cases")]
