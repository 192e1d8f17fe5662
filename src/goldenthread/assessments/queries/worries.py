"""A worry about safety on a request: who reads it, whatever is protected of the child."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.access.scope import Scope
from goldenthread.assessments.models import Request
from goldenthread.assessments.permissions import TAKE_IN
from goldenthread.people.free_words import readers_of


@dataclass(frozen=True, slots=True)
class Worry:
    """Whether its words are shown to the reader, and the posts that read it: title and organisation of each."""

    shown: bool
    readers: tuple[str, ...]


def worry_of(scope: Scope, asked: Request, *, hidden: bool) -> Worry:
    """Who reads the worry of a request. At most three queries.

    `hidden`: a part of the child's record is hidden from the scope. The posts that take requests in read a worry; of a
    child of whom something is protected, those of them that every protection names (`readers_of`).
    """
    if asked.flag_read_at is not None and not hidden:
        return Worry(True, ())
    posts = readers_of(asked.person_id, asked.area_id, TAKE_IN)
    mine = any(one.pk in scope.post_ids for one in posts)
    return Worry(
        mine or not hidden, tuple(f"{one.title}, {one.organisation.name}" for one in posts)
    )
