"""Posts by name, for the forms that ask which post a person acts in."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.organisations.models import Post


def named(post_ids: Iterable[int]) -> list[tuple[str, str]]:
    """Id (as text) and `title, organisation` of each post, by title: one query."""
    rows = Post.objects.filter(pk__in=list(post_ids)).values_list(
        "pk", "title", "organisation__name"
    )
    return [(str(pk), f"{title}, {organisation}") for pk, title, organisation in rows]
