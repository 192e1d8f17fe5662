"""What posts own on the registers, for the pages of posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.urls import reverse

from goldenthread.access.scope import Scope
from goldenthread.organisations.dependants import Dependant
from goldenthread.registers.models import Entry


def owned_by(scope: Scope, post_ids: Collection[int]) -> dict[int, list[Dependant]]:
    """The open entries that each of these posts owns, where the scope may read the register: one query."""
    rows = Entry.objects.visible_to(scope).filter(owner__in=post_ids, closed_on=None)
    found: dict[int, list[Dependant]] = defaultdict(list)
    for pk, owner_id, reference, title in rows.order_by("pk").values_list(
        "pk", "owner_id", "reference", "title"
    ):
        href = reverse("registers:entry", args=[pk])
        found[owner_id].append(Dependant(f"{reference} {title}", href, "Owns it"))
    return found
