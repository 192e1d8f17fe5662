"""Invented areas, people and plans for tests. Each call makes new ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from goldenthread.access.models import User
from goldenthread.access.scope import Origin, Scope
from goldenthread.improvement.models import Action, Lead, Milestone, Plan, Priority, Section
from goldenthread.organisations.models import (
    LocalArea,
    Membership,
    Organisation,
    Post,
    PostRole,
)
from goldenthread.organisations.scopes import build_scope

_numbers = count(1)
LONG_AGO = date(2020, 1, 1)


@dataclass
class Person:
    """Somebody in a post: their account, post and scope."""

    user: User
    post: Post
    scope: Scope


def make_area(name: str | None = None) -> LocalArea:
    number = next(_numbers)
    return LocalArea.objects.create(name=name or f"Area {number}", slug=f"area-{number}")


def make_organisation(
    *areas: LocalArea, kind: str = "council", name: str | None = None
) -> Organisation:
    made = Organisation.objects.create(
        name=name or f"Organisation {next(_numbers)}", short_name="", kind=kind
    )
    made.areas.set(areas)
    return made


def make_post(
    organisation: Organisation, roles: Mapping[LocalArea, str], title: str | None = None
) -> Post:
    post = Post.objects.create(organisation=organisation, title=title or f"Post {next(_numbers)}")
    for area, role in roles.items():
        PostRole.objects.create(post=post, area=area, role=role)
    return post


def make_person(
    area: LocalArea,
    role: str,
    *,
    organisation: Organisation | None = None,
    post: Post | None = None,
    until: date | None = None,
) -> Person:
    """A person in one post with one role in one area."""
    post = post or make_post(organisation or make_organisation(area), {area: role})
    number = next(_numbers)
    user = User.objects.create(email=f"person{number}@example.test", name=f"Person {number}")
    user.set_password("a long enough password")
    user.save()
    Membership.objects.create(user=user, post=post, starts_on=LONG_AGO, ends_on=until)
    return Person(user, post, replace(build_scope(user), origin=Origin("127.0.0.1", "test", "web")))


def make_plan(
    area: LocalArea,
    *,
    lead: Post | None = None,
    due: tuple[date | None, ...] = (date(2026, 3, 31), date(2026, 6, 30)),
    agreed_by: Post | None = None,
    agreed_on: date = date(2025, 6, 1),
) -> Plan:
    """A plan with one section, one priority, one action and a milestone for each due date."""
    agreed = (
        {"state": "agreed", "agreed_on": agreed_on, "agreed_by": agreed_by} if agreed_by else {}
    )
    plan = Plan.objects.create(
        area=area, title=f"Plan {next(_numbers)}", version="1.0", dated=date(2025, 5, 28), **agreed
    )
    section = Section.objects.create(plan=plan, position=1, number="1", title="Communication")
    priority = Priority.objects.create(
        plan=plan, section=section, position=1, code="1a", title="Tell families what happens next"
    )
    Action.objects.create(priority=priority, position=1, letter="A", text="Rewrite the letters")
    if lead is not None:
        Lead.objects.create(priority=priority, post=lead, position=1, as_printed=lead.title)
    for place, day in enumerate(due, 1):
        Milestone.objects.create(
            plan=plan, priority=priority, position=place, number=str(place),
            text=f"Milestone {place}", due=day, baseline_due=day if agreed_by else None,
        )  # fmt: skip
    return plan
