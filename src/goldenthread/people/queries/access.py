"""Who can read a child's record, as roles and organisations, and when it was read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from goldenthread.access.audit.queries import page_of
from goldenthread.access.audit.registry import codes_of
from goldenthread.access.audit.sentences import EntryRow
from goldenthread.access.models import AuditEntry, BreakGlass
from goldenthread.access.rules.roles import rolebook
from goldenthread.access.scope import Scope
from goldenthread.organisations.models import Organisation, Post, PostRole
from goldenthread.people.models import NetworkMember, Person, SettingStay
from goldenthread.people.permissions import ALL, KIND, OF_NETWORK, OF_SETTING
from goldenthread.people.protection import SETTING, hidden_from
from goldenthread.ui.pagination import Page

PROTECTED_PLACE = "The place where the child learns, which is protected"
WHY = {
    ALL: "Reads the records of all children of the area",
    OF_SETTING: "The child learns there",
    OF_NETWORK: "Works with the child",
}
_SOMEBODY = "Somebody at the place where the child learns, which is protected,"
_IN_AN_EMERGENCY = "record.break_glass"


@dataclass(frozen=True)
class Reader:
    """A post that can read the record today, in one of its roles, and why."""

    post_id: int
    post: str
    organisation: str
    role: str
    why: str
    of_setting: bool


@dataclass(frozen=True)
class AccessRow:
    """A role in an organisation that can read the record today: what a family is shown."""

    role: str
    organisation: str
    why: str


@dataclass(frozen=True)
class Emergencies:
    """How often the record was opened in an emergency, when last, and which roles may."""

    count: int
    last: datetime | None
    roles: tuple[str, ...]


def readers_of(person: Person, today: date) -> tuple[Reader, ...]:
    """Every post that can read the record today: those that `Person.visible_to` lets in. One query."""
    stays = SettingStay.objects.on(today).filter(
        person=person, organisation=OuterRef("post__organisation")
    )
    members = NetworkMember.objects.on(today).filter(person=person, post=OuterRef("post"))
    found = (
        PostRole.objects.filter(
            Q(post__ended_on=None) | Q(post__ended_on__gte=today), area=person.area_id
        )
        .annotate(learns=Exists(stays), works=Exists(members))
        .filter(
            Q(role__in=_roles_with(ALL))
            | Q(role__in=_roles_with(OF_SETTING), learns=True)
            | Q(role__in=_roles_with(OF_NETWORK), works=True)
        )
        .select_related("post__organisation")
        .order_by("post__organisation__name", "post__title", "pk")
    )
    return tuple(_reader(row) for row in found)


def access_of(scope: Scope, person: Person, today: date) -> tuple[AccessRow, ...]:
    """Who can read the record, each role of each organisation once. Two queries.

    Where it is protected where the child learns, no school is named to those who may not see it.
    """
    hidden = SETTING in hidden_from(scope, [person.pk]).get(person.pk, ())
    rows = {
        AccessRow(
            one.role, PROTECTED_PLACE if hidden and one.of_setting else one.organisation, one.why
        )
        for one in readers_of(person, today)
    }
    order = list(WHY.values())
    return tuple(sorted(rows, key=lambda row: (order.index(row.why), row.organisation, row.role)))


def emergencies_of(person: Person) -> Emergencies:
    """Openings of the record in an emergency, without who it was. One query."""
    found = list(
        BreakGlass.objects.filter(kind=KIND, key=person.pk).values_list("opened_at", flat=True)
    )
    titles = tuple(
        role.title for role in rolebook().roles.values() if _IN_AN_EMERGENCY in role.permissions
    )
    return Emergencies(len(found), max(found, default=None), titles)


def readings_of(scope: Scope, person: Person, params: Mapping[str, str]) -> Page[EntryRow]:
    """When the record was read or copied, and by whom, the newest first. Two queries, or five.

    Where it is protected where the child learns, nobody who read it for a school is named to those who may not see it.

    For those who may change the record, which is asked before. Lists and searches in which the child stood are entries
    of the trail by themselves, and not among these.
    """
    about = AuditEntry.objects.about(KIND, str(person.pk))
    page = page_of(about.filter(action__in=[*codes_of("read"), *codes_of("export")]), params)
    if SETTING not in hidden_from(scope, [person.pk]).get(person.pk, ()):
        return page
    tells = _of_schools([row.id for row in page.rows])
    rows = [
        replace(row, who=_SOMEBODY, user_id=None, origin="") if row.id in tells else row
        for row in page.rows
    ]
    return replace(page, rows=rows)


def _of_schools(entry_ids: Collection[int]) -> set[int]:
    """Those of these entries that somebody wrote through a post of a school. Two queries."""
    posts = {
        key: {int(one) for one in ids.split(",") if one}
        for key, ids in AuditEntry.objects.filter(pk__in=entry_ids).values_list("pk", "post_ids")
    }
    asked = set().union(*posts.values())
    schools = set(
        Post.objects.filter(pk__in=asked, organisation__kind=Organisation.Kind.SCHOOL).values_list(
            "pk", flat=True
        )
    )
    return {key for key, ids in posts.items() if ids & schools}


def _roles_with(permission: str) -> list[str]:
    return [name for name, role in rolebook().roles.items() if permission in role.permissions]


def _reader(row: PostRole) -> Reader:
    permissions = rolebook().role(row.role).permissions
    if ALL in permissions:
        why = ALL
    elif OF_SETTING in permissions and row.learns:  # type: ignore[attr-defined]  # annotated above
        why = OF_SETTING
    else:
        why = OF_NETWORK
    organisation = row.post.organisation
    return Reader(
        post_id=row.post_id,
        post=row.post.title,
        organisation=organisation.name,
        role=row.role_title,
        why=WHY[why],
        of_setting=organisation.kind == Organisation.Kind.SCHOOL,
    )
