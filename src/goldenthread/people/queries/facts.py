"""One fact of a record, for the page on which it is changed. Whoever calls has asked for the child from a scope."""

from __future__ import annotations

from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.people.models import Address, Need, NetworkMember, Person, SettingStay
from goldenthread.people.queries.homes import homes_of, need_home_shown
from goldenthread.people.queries.places import HOME, facts_of, has_first, holds_on
from goldenthread.people.rules.responsible import Lives, lives
from goldenthread.people.rules.stays import Question, questions


def get_address(scope: Scope, person: Person, address_id: int) -> Address:
    """An address of the child; Http404 where the record has none of that key, NotAllowed where it is protected."""
    found = homes_of(scope, person).filter(pk=address_id).first()
    if found is None:
        raise Http404("There is no such address on this record.")
    need_home_shown(found)
    return found


def get_stay(person: Person, stay_id: int) -> SettingStay:
    """A stay of the child; Http404 where the record has none of that key."""
    rows = SettingStay.objects.select_related("organisation")
    found = rows.filter(person=person, pk=stay_id).first()
    if found is None:
        raise Http404("There is no such setting on this record.")
    return found


def get_member(person: Person, member_id: int) -> NetworkMember:
    """Somebody in the child's network; Http404 where the record has none of that key."""
    rows = NetworkMember.objects.select_related("post__organisation")
    found = rows.filter(person=person, pk=member_id).first()
    if found is None:
        raise Http404("There is nobody of that key in this network.")
    return found


def open_needs(person: Person) -> list[Need]:
    """The needs without an end, the primary one first."""
    return list(Need.objects.filter(person=person, ends_on=None).order_by("rank"))


def lives_of(person: Person, address: Address) -> Lives | None:
    """Which council a home that holds today makes responsible; None for any other address."""
    if address.kind != HOME or not holds_on(address, clock.today()):
        return None
    return lives(address.council, person.area.council_code, person.area.name)


def questions_of(person: Person, stay: SettingStay) -> tuple[Question, ...]:
    """What a return will ask about a stay."""
    rows = list(SettingStay.objects.filter(person=person))
    first = has_first(stay, rows)
    return questions(facts_of(stay), person.born, clock.today(), has_first=first)
