"""Highlight reports and events through the versions of a plan: what a new version's reports go on from."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from goldenthread.improvement.models import Priority


def of_priority(priority: Priority) -> Q:
    """Rows with a `priority` that is this one, or this one in an earlier version of the plan."""
    same = Q(priority=priority.thread_pk) | Q(priority__thread=priority.thread_pk)
    # A copy is always made after what it copies.
    return same & Q(priority__lte=priority.pk)


def of_threads(threads: Iterable[int], field: str) -> Q:
    """Rows whose `field` is one of these threads' items, in whatever version."""
    ids = list(threads)
    return Q(**{f"{field}__in": ids}) | Q(**{f"{field}__thread__in": ids})
