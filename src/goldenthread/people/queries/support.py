"""What a child needs, and who works with the child, as the record shows it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.organisations.models import Organisation
from goldenthread.people.models import Need, NetworkMember, Person
from goldenthread.people.protection import SETTING
from goldenthread.people.queries.places import holds_on, is_hidden
from goldenthread.people.rules.codes import words_of

# Somebody of a school gives away which school it is.
_OF_A_SETTING = "teacher"


@dataclass(frozen=True)
class NeedRow:
    """A type of need in words, with its rank."""

    id: int
    type: str
    words: str
    rank: int
    rank_words: str
    starts_on: date | None
    ends_on: date | None
    is_now: bool


@dataclass(frozen=True)
class NetworkRow:
    """Somebody who works with the child. With `post_id` it is a post of ours, which reads the record.

    Of somebody at a setting that is protected, `protected` is set, and who it is is left out. Of anybody else without a
    post, `withheld` is set then, and organisation and contact are: what was typed there may name the setting.
    """

    id: int
    role: str
    name: str
    organisation: str
    contact: str
    post_id: int | None
    starts_on: date | None
    ends_on: date | None
    is_now: bool
    protected: bool
    withheld: bool


def needs_of(person: Person, *, read: Iterable[Need] | None = None) -> list[NeedRow]:
    """The child's needs: those of today by rank, then those before, the newest first. `read`: as there already."""
    today = clock.today()
    found = Need.objects.filter(person=person) if read is None else read
    rows = [_need(row, today) for row in found]
    return sorted(
        (row for row in rows if row.is_now), key=lambda row: row.rank
    ) + [row for row in rows if not row.is_now]  # fmt: skip


def network_of(
    scope: Scope,
    person: Person,
    *,
    hidden: Collection[str] | None = None,
    rows: Iterable[NetworkMember] | None = None,
) -> list[NetworkRow]:
    """Who works with the child, the newest first. `hidden` and `rows` as in `places.addresses_of`."""
    protected = is_hidden(scope, person, SETTING, hidden)
    today = clock.today()
    if rows is None:
        rows = NetworkMember.objects.filter(person=person).select_related("post__organisation")
    return [_member(row, today, hidden=protected) for row in rows]


def of_a_setting(row: NetworkMember) -> bool:
    """Whether somebody stands there for a place where the child learns."""
    at_school = row.post is not None and row.post.organisation.kind == Organisation.Kind.SCHOOL
    return at_school or row.role == _OF_A_SETTING


def may_tell_setting(row: NetworkMember) -> bool:
    """Whether an entry can give away where the child learns: by who it is, or by what somebody typed."""
    return row.post is None or of_a_setting(row)


def _need(row: Need, today: date) -> NeedRow:
    return NeedRow(
        row.pk, row.type, words_of("sen_type", row.type), row.rank, words_of("rank", str(row.rank)),
        row.starts_on, row.ends_on, holds_on(row, today),
    )  # fmt: skip


def _member(row: NetworkMember, today: date, *, hidden: bool) -> NetworkRow:
    protected = hidden and of_a_setting(row)
    withheld = hidden and may_tell_setting(row)
    if row.post is not None:
        name, organisation = row.post.title, row.post.organisation.name
        contact = row.contact or row.post.contact
    else:
        name, organisation, contact = row.name, row.organisation_name, row.contact
    return NetworkRow(
        id=row.pk,
        role=words_of("network_role", row.role),
        name="" if protected else name,
        organisation="" if withheld else organisation,
        contact="" if withheld else contact,
        post_id=None if protected else row.post_id,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        is_now=holds_on(row, today),
        protected=protected,
        withheld=withheld,
    )
