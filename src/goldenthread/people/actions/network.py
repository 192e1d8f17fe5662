"""Who works with a child: a post of ours, which may then read the record, or somebody by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.people.actions.keeping import (
    need_code,
    need_days,
    need_shown,
    person_to_change,
)
from goldenthread.people.models import NetworkMember, Person
from goldenthread.people.protection import SETTING
from goldenthread.people.queries.settings import posts_to_choose
from goldenthread.people.queries.support import may_tell_setting, of_a_setting


@dataclass(frozen=True)
class MemberFacts:
    """Who it is and since when: either `post_id`, or `name` with what is known of them."""

    role: str
    starts_on: date
    ends_on: date | None = None
    post_id: int | None = None
    name: str = ""
    organisation_name: str = ""
    contact: str = ""


@transaction.atomic
def add_member(*, scope: Scope, person_id: int, facts: MemberFacts) -> NetworkMember:
    """Put somebody into the network. The same one twice is one."""
    person = person_to_change(scope, person_id)
    values = _values(person, facts, None)
    made = NetworkMember(person=person, written_by_id=scope.user_id, **values)
    # Before anything is looked up: what is there already would tell where the child learns.
    if of_a_setting(made):
        need_shown(scope, person, SETTING)
    sent = NetworkMember.objects.filter(person=person, **values).first()
    if sent is not None:
        return sent
    _need_once(person, facts, None)
    made.save()
    record(scope, "network.added", person, fields=sorted(values))
    return made


@transaction.atomic
def change_member(
    *, scope: Scope, person_id: int, member_id: int, facts: MemberFacts, version: int
) -> NetworkMember:
    """Change what is said of somebody in the network, or say when they left it."""
    person = person_to_change(scope, person_id)
    rows = NetworkMember.objects.select_related("post__organisation")
    member = rows.filter(person=person, pk=member_id).first()
    if member is None:
        raise UserError("no_such_member", "There is nobody of that key in this network.")
    if may_tell_setting(member):
        need_shown(scope, person, SETTING)
    values = _values(person, facts, member)
    changed = sorted(name for name, value in values.items() if getattr(member, name) != value)
    if not changed:
        return member
    if member.version != version:
        raise changed_meanwhile(scope, None, "this entry")
    _need_once(person, facts, member)
    for name in changed:
        setattr(member, name, values[name])
    member.version += 1
    member.written_at, member.written_by_id = clock.now(), scope.user_id
    member.save()
    record(scope, "network.changed", person, fields=changed)
    return member


def _need_once(person: Person, facts: MemberFacts, member: NetworkMember | None) -> None:
    if facts.post_id is None or facts.ends_on is not None:
        return
    rows = NetworkMember.objects.filter(person=person, post=facts.post_id, ends_on=None)
    if member is not None:
        rows = rows.exclude(pk=member.pk)
    if rows.exists():
        raise UserError(
            "in_network", "This post is in the network already.", "post",
            "Change the entry that is there, or choose another post.",
        )  # fmt: skip


def _values(person: Person, facts: MemberFacts, member: NetworkMember | None) -> dict[str, object]:
    """The columns of an entry, checked. Who it is does not change: that is somebody else's entry."""
    need_code("network_role", facts.role, "role")
    need_days(person, facts.starts_on, facts.ends_on)
    name = facts.name.strip()
    if (facts.post_id is None) == (not name):
        raise UserError(
            "one_member", "Say in one way who it is.", "who", "Choose a post, or enter a name."
        )
    if member is not None and member.post_id != facts.post_id:
        raise UserError(
            "another_member", "That would be somebody else.", "who",
            "End this entry, and add the other one.",
        )  # fmt: skip
    if member is None and facts.post_id is not None:
        offered = {key for key, _ in posts_to_choose(person.area_id, clock.today())}
        if facts.post_id not in offered:
            raise UserError(
                "no_such_post", "This post is not one of the area's.", "post",
                "Choose one from the list, or enter a name.",
            )  # fmt: skip
    return {
        "role": facts.role, "post_id": facts.post_id, "name": name,
        "organisation_name": "" if facts.post_id else facts.organisation_name.strip(),
        "contact": facts.contact.strip(),
        "starts_on": facts.starts_on, "ends_on": facts.ends_on,
    }  # fmt: skip
