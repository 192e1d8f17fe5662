"""Who coordinates the open case of a child: what the room of people shows in its lists."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.duties.models import Case


def coordinators_of(person_ids: Sequence[int]) -> dict[int, str]:
    """The post that coordinates each child's open case, by its title. One query; whoever asks may see the children."""
    rows = Case.objects.filter(
        person__in=person_ids, closed_on=None, coordinator__isnull=False
    ).order_by("pk")
    return dict(rows.values_list("person_id", "coordinator__title"))
