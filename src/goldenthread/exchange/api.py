"""What every endpoint of the API shares: errors, and paging by key. Only endpoints import this and its library."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import QueryDict
from ninja import Field, Schema

from goldenthread.core.errors import UserError
from goldenthread.ui.pagination import AFTER, Page

MOST_ROWS = 200
# The largest key that the databases hold: more is a parameter that cannot be read.
LARGEST_KEY = 2**63 - 1


class ErrorParts(Schema):
    """What is wrong, where, and how to put it right."""

    code: str = Field(description="A stable name for programs.")
    message: str
    where: str | None = Field(description="Which part of the request, such as query.size.")
    fix: str | None


class Problem(Schema):
    """The body of every answer that is not 200."""

    error: ErrorParts


class Paging(Schema):
    """Where a page of a list begins, and how long it is."""

    after: str = Field(
        "", description="The `next` of the page before; leave out for the first page."
    )
    size: int = Field(50, ge=1, le=MOST_ROWS, description="Rows of a page.")

    def params(self) -> dict[str, str]:
        """As `ui.pagination.paginate` wants it."""
        return {AFTER: self.after} if self.after else {}


class ListOf(Schema):
    """A page of a list; each list adds its `items`."""

    next: str | None = Field(
        description="What to send as `after` for the next page; null at the end."
    )
    as_at: date = Field(description="The day for which the answer was worked out.")


# What an endpoint may answer beside its document. 422 is a request that cannot be read, 500 a fault of ours.
PROBLEMS: dict[Any, Any] = {frozenset({401, 404, 422, 429, 500}): Problem}


def need_known(asked: QueryDict, paging: Paging) -> None:
    """UserError for a parameter that the list does not take: a filter that was misspelt must not count for none."""
    for name in asked:
        if name not in type(paging).model_fields:
            known = ", ".join(type(paging).model_fields)
            raise UserError(
                "unknown_parameter",
                "The list does not take this parameter.",
                f"query.{name}" if name.isidentifier() else "query",
                f"It takes {known}.",
            )


def need_cursor_read(page: Page[Any], paging: Paging) -> None:
    """UserError where `after` was no cursor of this list: starting again in silence would never end."""
    if paging.after and page.rows and page.previous is None:
        raise UserError(
            "wrong_cursor",
            "What was sent as after is not the next of a page of this list.",
            "query.after",
            "Send it as it came, with the same filters; leave it out to begin again.",
        )
