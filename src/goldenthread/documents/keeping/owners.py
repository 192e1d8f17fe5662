"""What kept files belong to. Rooms say who may read those of their records, and who may add to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from goldenthread.access.scope import Scope, without_account
from goldenthread.core.errors import NotAllowed
from goldenthread.people.permissions import KIND as PERSON

WEB = "web"

OwnerKey = tuple[str, int]
"""A record as the audit trail names it: `assessments.request` and its key."""
May = Callable[[Scope, int], bool]


@dataclass(frozen=True)
class Owner:
    """A kind of record that files belong to. `may_read` and `may_keep` get a scope and the record's key.

    `from_links`: somebody without an account adds to it, by a link that the caller has checked. `with_record`: a file
    that names a child is also read by whoever reads that child's whole record.
    """

    label: str
    may_read: May
    may_keep: May
    from_links: bool
    with_record: bool


_owners: dict[str, Owner] = {}


def register_owner(
    label: str,
    may_read: May,
    *,
    may_keep: May | None = None,
    from_links: bool = False,
    with_record: bool = False,
) -> None:
    """Make a kind of owner known; called once by its room when the product starts.

    `label` is the model as the audit trail names it, in small letters. Without `may_keep`, whoever reads adds.
    """
    _owners[label] = Owner(label, may_read, may_keep or may_read, from_links, with_record)


def owner_of(label: str) -> Owner:
    """The kind of owner; KeyError for a label that no room has registered."""
    return _owners[label]


def owners_with_record() -> list[str]:
    """The labels of those whose files are read with the child's whole record."""
    return sorted(label for label, owner in _owners.items() if owner.with_record)


def is_known(label: str) -> bool:
    """Whether a room has registered that label."""
    return label in _owners


def need_to_keep(scope: Scope, owner: OwnerKey) -> None:
    """NotAllowed unless the scope may add to that record.

    Of somebody without an account only the kind of the record is asked: that the link leads to this very record is for
    the caller to see.
    """
    known = owner_of(owner[0])
    by_link = scope.user_id is None and not scope.grants
    if by_link and known.from_links:
        return
    if by_link or not known.may_keep(scope, owner[1]):
        raise NotAllowed("You may not add files to this record, or take any out of it.")


def child_of(owner: OwnerKey, person_id: int | None) -> int | None:
    """The child whom a file is about: where it belongs to a child's record, that child."""
    return owner[1] if owner[0] == PERSON else person_id


def answering(scope: Scope | None) -> Scope:
    """Who answers for it: somebody without an account too, by the link that they came by or on the public page."""
    if scope is None or (scope.user_id is None and scope.origin.channel in ("", WEB)):
        return without_account(scope.origin if scope else None)
    return scope
