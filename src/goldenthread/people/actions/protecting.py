"""Protecting parts of a child's record: which, why, which posts see them, and until when."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Q

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.models import Post
from goldenthread.people.actions.keeping import need_code, person_to_change
from goldenthread.people.models import Person, Protection

PROTECT = "person.protect"
# Whoever answers for the records of all children of the area ends with a reason what they do not see.
END_UNSEEN = "person.merge"
LONGEST_WHY = 300


@transaction.atomic
def protect(
    *, scope: Scope, person_id: int, what: str, why: str, post_ids: Collection[int], today: date
) -> Protection:
    """Hide a part of the record from all but these posts, from today. The own post is one of them only if it is chosen.

    The same twice is one; another one for the same part is refused.
    """
    person = _person(scope, person_id)
    need_code("protection", what, "what")
    need_code("protection_why", why, "why")
    chosen = _posts(person, post_ids, today)
    found = Protection.objects.filter(person=person, what=what, ends_on=None).first()
    if found is not None:
        if found.why == why and _named(found) == chosen:
            return found
        raise UserError(
            "protected_already", "This is protected already.", "what",
            "Change there which posts may see it.",
        )  # fmt: skip
    made = Protection.objects.create(
        person=person, what=what, why=why, starts_on=today, written_by_id=scope.user_id
    )
    made.posts.set(chosen)
    record(scope, "protection.added", person, fields=("what", "why", "posts"))
    return made


@transaction.atomic
def change_posts(
    *,
    scope: Scope,
    person_id: int,
    protection_id: int,
    post_ids: Collection[int],
    version: int,
    today: date,
) -> Protection:
    """Say which posts see what is protected, instead of those that did.

    NotAllowed for those who do not see it now: nobody lets themselves in.
    """
    person = _person(scope, person_id)
    found = _protection(person, protection_id)
    before = _named(found)
    need_seen(scope, before)
    chosen = _posts(person, post_ids, today, kept=before)
    if chosen == before:
        return found
    if found.version != version:
        raise changed_meanwhile(scope, None, "which posts may see this")
    found.version += 1
    found.save()
    found.posts.set(chosen)
    record(scope, "protection.posts_changed", person, fields=("posts",))
    return found


@transaction.atomic
def end_protection(
    *, scope: Scope, person_id: int, protection_id: int, why: str, today: date
) -> Protection:
    """Say that the danger is over, and why. It stays protected until the end of today.

    It is for the posts that see it. A holder of `person.merge` may end what they do not see, also what nobody sees any
    more because none of its posts is held, and protect it anew at once; the trail says that it was done unseen.
    """
    person = _person(scope, person_id)
    found = _protection(person, protection_id)
    named = _named(found)
    need_end(scope, person, named)
    said = why.strip()
    if not said or len(said) > LONGEST_WHY:
        raise UserError(
            "why_missing", f"Say why it need not be protected any more, in {LONGEST_WHY} characters or fewer.",
            "why",
        )  # fmt: skip
    if found.ends_on is not None:
        return found
    found.ends_on, found.ended_why = today, said
    found.save()
    unseen = () if scope.post_ids & named else ("unseen",)
    record(scope, "protection.ended", person, fields=("ends_on", "ended_why", *unseen))
    return found


def need_seen(scope: Scope, post_ids: Collection[int]) -> None:
    """NotAllowed unless a post of the scope is among those that see what is protected."""
    if not scope.post_ids & set(post_ids):
        raise NotAllowed(
            "What is protected here is changed only by a post that sees it.",
            "Ask one of the posts that may see it to make the change.",
        )


def need_end(scope: Scope, person: Person, post_ids: Collection[int]) -> None:
    """NotAllowed for those who neither see what is protected nor answer for all records of the area."""
    if not scope.has(END_UNSEEN, person.area_id):
        need_seen(scope, post_ids)


def _person(scope: Scope, person_id: int) -> Person:
    person = person_to_change(scope, person_id)
    scope.need(PROTECT, person.area_id)
    return person


def _protection(person: Person, protection_id: int) -> Protection:
    found = Protection.objects.filter(person=person, pk=protection_id).first()
    if found is None:
        raise UserError("no_such_protection", "Nothing like this is protected on this record.")
    return found


def _named(found: Protection) -> frozenset[int]:
    return frozenset(found.posts.values_list("pk", flat=True))


def _posts(
    person: Person, post_ids: Collection[int], today: date, kept: frozenset[int] = frozenset()
) -> frozenset[int]:
    """The posts by key: of the area, and not ended; one that was named before may stay."""
    chosen = frozenset(post_ids)
    if not chosen:
        raise UserError(
            "posts_missing", "Choose at least one post that may see it.", "posts",
            "What nobody may see, nobody can act on.",
        )  # fmt: skip
    lasting = Q(ended_on=None) | Q(ended_on__gte=today)
    known = Post.objects.filter(lasting, organisation__areas=person.area_id, pk__in=chosen)
    if chosen - kept - set(known.values_list("pk", flat=True)):
        raise UserError(
            "no_such_post", "That is no post of the area.", "posts", "Choose from the list."
        )
    return chosen
