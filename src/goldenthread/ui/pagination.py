"""Paging by key: the next page starts after the last row seen, however deep.

No page numbers and no `count(*)`: both cost time in proportion to the table. A cursor holds the
ordering values of one row, signed, so that a reader can neither forge nor read more out of it than
the page already showed. A cursor that does not fit (old, cut short, of another list) means page one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import F, Model, Q, QuerySet
from django.http import QueryDict

Row = TypeVar("Row")
AFTER, BEFORE = "after", "before"
_SALT = "goldenthread.ui.pagination"


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of rows, and the cursors of its neighbours; None where there is no neighbour."""

    rows: list[Row]
    next: str | None
    previous: str | None

    def next_href(self, params: QueryDict) -> str:
        """The address of the next page, filters kept; empty at the end."""
        return _href(params, AFTER, self.next)

    def previous_href(self, params: QueryDict) -> str:
        """The address of the page before, filters kept; empty at the start."""
        return _href(params, BEFORE, self.previous)


def _href(params: QueryDict, name: str, cursor: str | None) -> str:
    if cursor is None:
        return ""
    kept = params.copy()
    kept.pop(AFTER, None)
    kept.pop(BEFORE, None)
    kept[name] = cursor
    return f"?{kept.urlencode()}"


def paginate(
    queryset: QuerySet[Any],
    order: tuple[str, ...],
    params: Mapping[str, str],
    size: int = 50,
) -> Page[Any]:
    """The page of `queryset` that `params` (usually `request.GET`) asks for.

    `order` is like `order_by`: field names, "-" before one for descending. The last must be unique and
    none may hold NULL, else rows would be skipped. Reads `size + 1` rows.
    """
    fields = tuple(name.removeprefix("-") for name in order)
    backwards = AFTER not in params and BEFORE in params
    label = queryset.model._meta.label_lower
    list_name = f"{label}:{','.join(order)}"
    values = _read_cursor(params.get(BEFORE if backwards else AFTER, ""), list_name)
    backwards = backwards and values is not None
    directions = tuple(name.startswith("-") != backwards for name in order)
    rows = queryset.order_by(
        *(F(f).desc() if down else F(f).asc() for f, down in zip(fields, directions, strict=True))
    )
    if values is not None:
        rows = rows.filter(_beyond(fields, directions, values))
    found = list(rows[: size + 1])
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    has_next = bool(found) and (more or backwards)
    has_previous = bool(found) and (more if backwards else values is not None)
    return Page(
        rows=found,
        next=_write_cursor(found[-1], list_name, fields) if has_next else None,
        previous=_write_cursor(found[0], list_name, fields) if has_previous else None,
    )


def _beyond(fields: tuple[str, ...], directions: tuple[bool, ...], values: list[Any]) -> Q:
    """`(a, b, c)` beyond the cursor: a > x, or a = x and b > y, or a = x and b = y and c > z.

    The first field is compared once more on the outside, so that both databases use its index.
    """
    first = "lte" if directions[0] else "gte"
    condition = Q()
    equal = Q()
    for field, down, value in zip(fields, directions, values, strict=True):
        condition |= equal & Q(**{f"{field}__{'lt' if down else 'gt'}": value})
        equal &= Q(**{field: value})
    return Q(**{f"{fields[0]}__{first}": values[0]}) & condition


def _value(row: Any, field: str) -> Any:
    if isinstance(row, Mapping):
        return row[field]
    for part in field.split("__"):
        row = getattr(row, part)
    return row.pk if isinstance(row, Model) else row


def _write_cursor(row: Any, list_name: str, fields: tuple[str, ...]) -> str:
    found = [_value(row, field) for field in fields]
    # Dates, decimals and UUIDs as text: Django reads each back when it compares.
    values = [value if isinstance(value, str | int | float) else str(value) for value in found]
    return signing.dumps([list_name, values], salt=_SALT, compress=False)


def _read_cursor(cursor: str, list_name: str) -> list[Any] | None:
    """The values in a cursor, or None for whatever is not a cursor of this list."""
    try:
        name, values = signing.loads(cursor, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return list(values) if name == list_name else None
