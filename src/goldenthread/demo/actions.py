"""Makes the demonstration area, through the same actions as any other area's people use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.models import User
from goldenthread.access.scope import Origin, Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.demo.history import play_history
from goldenthread.demo.source import address, demo_accounts, load_area
from goldenthread.organisations.models import (
    LocalArea,
    Membership,
    Organisation,
    Post,
    PostRole,
)

DEMO = Scope(None, "Demonstration", (), Origin(channel="demo"))


def ensure_demo() -> list[dict[str, str]]:
    """The demonstration area, made when it is not there yet; returns its accounts for the start message."""
    if not settings.DEMO_MODE:
        raise UserError(
            "not_demo_mode",
            "The demonstration area is never put into a real installation.",
            "GOLDENTHREAD_MODE",
            "Set GOLDENTHREAD_MODE=demo and use a data folder of its own.",
        )
    data = load_area()
    if not LocalArea.objects.filter(slug=data["areas"][0]["slug"]).exists():
        _seed(data)
    return demo_accounts()


@transaction.atomic
def _seed(data: dict[str, Any]) -> None:
    areas = {
        row["slug"]: LocalArea.objects.create(slug=row["slug"], name=row["name"])
        for row in data["areas"]
    }
    organisations = {}
    for row in data["organisations"]:
        made = Organisation.objects.create(
            name=row["name"], short_name=row["short"], kind=row["kind"]
        )
        made.areas.set(areas[slug] for slug in row["areas"])
        organisations[row["short"]] = made
    started = clock.today().replace(day=1).replace(year=clock.today().year - 2)
    password = _hashed(data["password"])
    for row in data["posts"]:
        post = Post.objects.create(
            organisation=organisations[row["organisation"]], title=row["title"]
        )
        for slug, role in row["roles"].items():
            PostRole.objects.create(post=post, area=areas[slug], role=role)
        user = User.objects.create(
            email=address(row["email"]), name=row["name"], is_demo=True, password=password
        )
        Membership.objects.create(user=user, post=post, starts_on=started)
    record(DEMO, "demo.seeded", count=len(data["posts"]))
    play_history(areas[data["areas"][0]["slug"]])


def _hashed(password: str) -> str:
    """Hashed once for all: one demonstration password, and Argon2 is slow by design."""
    user = User()
    user.set_password(password)
    return user.password
