"""People in posts, for tests that sign in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldenthread.access.models import User
    from goldenthread.organisations.models import LocalArea

PASSWORD = "correct horse battery staple"


def an_area(name: str) -> LocalArea:
    from goldenthread.organisations.models import LocalArea

    return LocalArea.objects.create(name=name, slug=name.lower())


def a_person(name: str, role: str, *areas: LocalArea) -> User:
    """Somebody called `name` whose one post carries `role` in each of `areas`."""
    from goldenthread.access.models import User
    from goldenthread.organisations.models import Membership, Organisation, Post, PostRole

    person = User(email=f"{name.lower()}@example.org", name=name)
    person.set_password(PASSWORD)
    person.save()
    council, _ = Organisation.objects.get_or_create(name="Council", kind="council")
    post = Post.objects.create(organisation=council, title=f"{role} {name}")
    for area in areas:
        PostRole.objects.create(post=post, area=area, role=role)
    Membership.objects.create(user=person, post=post, starts_on=date(2020, 1, 1))
    return person
