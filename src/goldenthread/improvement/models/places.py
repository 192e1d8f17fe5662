"""Positions in a list: 1, 2, 3, each once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import F, QuerySet

# More than any list holds, and less than half of what the column does.
ASIDE = 16_000


def set_order(rows: QuerySet[Any], ids: Sequence[int]) -> bool:
    """Number the rows of one list in the order of `ids`, which names each; False if they stand so already.

    All rows go aside first: both databases check row by row that no place is taken twice.
    """
    wanted = {pk: place for place, pk in enumerate(ids, 1)}
    if dict(rows.values_list("pk", "position")) == wanted:
        return False
    rows.update(position=F("position") + ASIDE)
    model = rows.model
    model.objects.bulk_update([model(pk=pk, position=n) for pk, n in wanted.items()], ["position"])
    return True
