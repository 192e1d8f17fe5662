"""Whose record a scope may read, and what it may do with it. A right over all children is asked with the area."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from goldenthread.access.rules.roles import rolebook
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.people.models.person import Person
from goldenthread.people.models.places import SettingStay
from goldenthread.people.models.support import NetworkMember

KIND = "people.person"
ALL, OF_SETTING, OF_NETWORK = "person.view", "person.view_setting", "person.view_network"


def seen_by(scope: Scope) -> Q:
    """What `Person.visible_to` filters by.

    All children of an area; those who learn today at the organisation of a post (`person.view_setting`); those in
    whose network a post stands today (`person.view_network`); those opened in an emergency.
    """
    today = clock.today()
    seen = Q(area__in=scope.areas_with(ALL)) | Q(pk__in=scope.opened(KIND))
    for area_id, organisation_id in sorted(_settings_of(scope)):
        stays = SettingStay.objects.on(today).filter(
            person=OuterRef("pk"), organisation=organisation_id
        )
        seen |= Q(Exists(stays), area=area_id)
    for area_id in sorted(scope.areas_with(OF_NETWORK)):
        posts = scope.posts_with(OF_NETWORK, area_id)
        members = NetworkMember.objects.on(today).filter(person=OuterRef("pk"), post__in=posts)
        seen |= Q(Exists(members), area=area_id)
    return seen


def _settings_of(scope: Scope) -> set[tuple[int, int]]:
    """Area and organisation of each post that reads the records of its own setting's children."""
    book = rolebook()
    return {
        (grant.area_id, grant.organisation_id)
        for grant in scope.grants
        if OF_SETTING in book.role(grant.role).permissions
    }


def can_see(scope: Scope, person: Person) -> bool:
    """Whether the scope may read this record: the same as `visible_to`."""
    return Person.objects.visible_to(scope).filter(pk=person.pk).exists()


def can_edit(scope: Scope, person: Person) -> bool:
    """Whether the scope may change this record."""
    return scope.has("person.edit", person.area_id)


def can_protect(scope: Scope, person: Person) -> bool:
    """Whether the scope may protect parts of this record, and say which posts see them."""
    return scope.has("person.protect", person.area_id)


def need_whole(scope: Scope, person: Person) -> None:
    """NotAllowed for those who read only what concerns them: through a setting, or through the child's network.

    Whose the rights are, what was agreed to and who else works with the child is for those who read every child of the
    area, and for whoever opened the record in an emergency.
    """
    if person.pk not in scope.opened(KIND):
        scope.need(ALL, person.area_id)
