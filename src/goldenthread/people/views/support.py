"""Pages on which needs are set, and people who work with a child are added or changed."""

from __future__ import annotations

from django.http import HttpResponse

from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.people.actions.keeping import need_shown
from goldenthread.people.actions.needs import PRIMARY, SECONDARY, set_needs
from goldenthread.people.actions.network import add_member, change_member
from goldenthread.people.forms.support import MemberForm, NeedsForm, member_initial
from goldenthread.people.protection import SETTING
from goldenthread.people.queries import facts
from goldenthread.people.queries.settings import posts_to_choose
from goldenthread.people.queries.support import may_tell_setting
from goldenthread.people.rules.codes import words_of
from goldenthread.people.views.editing import Now, Question, answered, child_to_edit
from goldenthread.ui.filters import date_long

NEEDS, NETWORK = "needs", "network"


def change_needs(request: ScopedRequest, person_id: int) -> HttpResponse:
    """The primary and the secondary need, from a day on."""
    person = child_to_edit(request, person_id)
    open_now = facts.open_needs(person)
    ranked = {row.rank: row for row in open_now}
    seen = ",".join(str(row.pk) for row in open_now)
    shown = {name: ranked[rank].type for name, rank in (("primary", PRIMARY), ("secondary", SECONDARY))
             if rank in ranked}  # fmt: skip
    form = NeedsForm(request.POST or None, initial={"seen": seen, **shown})

    def now() -> Now:
        form.carry(seen=seen)
        return [
            {"key": words_of("rank", str(row.rank)), "value": words_of("sen_type", row.type)}
            for row in open_now
        ] or [{"key": "Needs", "value": "None on record"}]

    def act() -> str:
        set_needs(scope=request.scope, person_id=person.pk, needs=form.needs(), seen=form.told())
        return "The needs are saved."

    return answered(
        request, person, form, Question("Set the types of need", "Save", NEEDS), act, now
    )


def add_to_network(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Somebody more who works with the child."""
    person = child_to_edit(request, person_id)
    form = MemberForm(
        request.POST or None, posts=posts_to_choose(person.area_id, clock.today()), member=None,
        initial={"starts_on": clock.today()},
    )  # fmt: skip

    def act() -> str:
        made = add_member(scope=request.scope, person_id=person.pk, facts=form.facts())
        reads = (
            "The post may now read this record, where its role reads the records of its network."
        )
        return f"The network is saved. {reads}" if made.post_id else "The network is saved."

    question = Question("Add somebody to the network", "Add to the network", NETWORK)
    return answered(request, person, form, question, act)


def change_in_network(request: ScopedRequest, person_id: int, member_id: int) -> HttpResponse:
    """What is said of somebody in the network, and when they left it."""
    person = child_to_edit(request, person_id)
    member = facts.get_member(person, member_id)
    if may_tell_setting(member):
        need_shown(request.scope, person, SETTING)
    who = f"{member.post.title}, {member.post.organisation.name}" if member.post else member.name
    form = MemberForm(request.POST or None, posts=[], member=member, initial=member_initial(member))

    def now() -> Now:
        form.take_version(member.version)
        return [
            {"key": "Who", "value": who},
            {"key": "What they are to the child", "value": words_of("network_role", member.role)},
            {"key": "First day", "value": date_long(member.starts_on) or "Not known"},
            {"key": "Last day", "value": date_long(member.ends_on) or "None"},
        ]

    def act() -> str:
        change_member(
            scope=request.scope, person_id=person.pk, member_id=member.pk, facts=form.facts(),
            version=form.told_version(),
        )  # fmt: skip
        return "The network is saved."

    question = Question("Change an entry in the network", "Save", NETWORK, intro=who)
    return answered(request, person, form, question, act, now)
