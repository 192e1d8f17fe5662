"""Makes the demonstration area, through the same actions as any other area's people use, and fills it in bulk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.models import User
from goldenthread.access.scope import Origin, Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.demo.decisions import play_decisions
from goldenthread.demo.filling.area import fill_council
from goldenthread.demo.filling.checking import check_sample
from goldenthread.demo.filling.children.checking import check_children
from goldenthread.demo.filling.children.filling import (
    fill_children,
    missing,
    tell_children,
    units_of,
)
from goldenthread.demo.filling.children.inventing import Mix
from goldenthread.demo.filling.children.sent_in import keep_sent_files
from goldenthread.demo.filling.councils import councils
from goldenthread.demo.filling.exemptions import claim_exemptions
from goldenthread.demo.filling.names import Names, chance_of
from goldenthread.demo.filling.terms import write_terms
from goldenthread.demo.history import play_history
from goldenthread.demo.letters import play_letters
from goldenthread.demo.mode import need_demo_mode
from goldenthread.demo.models import Filling
from goldenthread.demo.requests import play_requests
from goldenthread.demo.sizes import SMALL, Size, Volume, default_seed, sizes, volumes
from goldenthread.demo.source import address, demo_accounts, load_area
from goldenthread.organisations.models import (
    LocalArea,
    Membership,
    Organisation,
    Post,
    PostRole,
)

DEMO = Scope(None, "Demonstration", (), Origin(channel="demo"))
Tell = Callable[[int], None]
"""Called with so many units of work more that are done."""

STORY, AREA, CHECK = 60, 40, 20


def work_of(size: Size, seed: int) -> int:
    """How many units of work making that size takes, for a progress bar."""
    return STORY + sum(map(_units, volumes(size, seed))) + (CHECK if size.filled else 0)


def ensure_demo(
    *,
    size: str | None = None,
    seed: int | None = None,
    as_at: date | None = None,
    tell: Tell = lambda _units: None,
) -> list[dict[str, str]]:
    """The demonstration, made when it is not there yet; returns its accounts for the start message.

    Whole or not at all. What is not given is taken as it was made, and the first time `small`, the usual seed
    and today. UserError outside demo mode, and where something else was asked for than is there.
    """
    need_demo_mode()
    data = load_area()
    if LocalArea.objects.filter(slug=data["areas"][0]["slug"]).exists():
        _refuse_another(size, seed, as_at)
        return demo_accounts()
    if User.objects.filter(is_demo=False).exists():
        raise UserError(
            "not_demo_mode",
            "Somebody has an account here: the demonstration is never put into a real installation.",
            "GOLDENTHREAD_DATA_DIR",
            "Set it to a new folder (and DATABASE_URL to an empty database, where it is set).",
        )
    if as_at is not None and as_at > clock.today():
        raise UserError("day_ahead", "The day that dates count from lies ahead.", "--as-at",
                        "Give today or a day before it.")  # fmt: skip
    wanted = sizes()[size or SMALL]
    chosen = default_seed() if seed is None else seed
    # The day's first moment: nothing that is made stands in the future.
    day = datetime.combine(as_at or clock.today(), time(), clock.LONDON)
    with clock.fixed(day):
        _make(data, wanted, chosen, tell)
    return demo_accounts()


def _refuse_another(size: str | None, seed: int | None, as_at: date | None) -> None:
    """One data folder holds one demonstration. One that was made before sizes were kept is a small one."""
    asked = {"--size": size, "--seed": seed, "--as-at": as_at}
    made: dict[str, object] = {"--size": SMALL, "--seed": default_seed(), "--as-at": as_at}
    if there := Filling.objects.first():
        made = {"--size": there.size, "--seed": there.seed, "--as-at": there.as_at}
    for name, value in asked.items():
        if value is not None and value != made[name]:
            raise UserError(
                "other_demo",
                f"The demonstration that is here was made with {name} {made[name]}; nothing was changed.",
                name,
                "Leave the option out to use what is here, or set GOLDENTHREAD_DATA_DIR to a new folder "
                "(and DATABASE_URL to an empty database, where it is set).",
            )


@transaction.atomic
def _make(data: dict[str, Any], size: Size, seed: int, tell: Tell) -> None:
    password = _hashed(data["password"])
    areas = _tell_by_hand(data, password)
    Filling.objects.create(size=size.name, seed=seed, as_at=clock.today())
    record(DEMO, "demo.seeded", count=len(data["posts"]))
    play_history(areas[0], STORY, tell)
    write_terms(areas, clock.today())
    record(DEMO, "demo.children_told", count=tell_children(areas, seed, clock.today()))
    claim_exemptions()
    keep_sent_files()
    play_requests(clock.today())
    play_letters(clock.today())
    play_decisions(clock.today())
    if not size.filled:
        return
    taken = set(Organisation.objects.values_list("name", flat=True))
    taken |= {area.name for area in areas}
    names = Names(chance_of(seed, "councils"), taken)
    filled = zip(councils(areas, size.filled, names), volumes(size, seed), strict=True)
    for council, volume in filled:
        rows = fill_council(
            council, volume, taken, seed=seed, password=password, today=clock.today()
        )
        tell(AREA)
        rows += fill_children(
            council.area, missing(council.area, volume), seed, clock.today(), tell
        )
        record(DEMO, "demo.area_filled", council.area, area_id=council.area.pk, count=rows)
    check_sample(seed, clock.today())
    check_children(seed, clock.today())
    tell(CHECK)


def _units(volume: Volume) -> int:
    return AREA + units_of(Mix.of(volume).children)


def _tell_by_hand(data: dict[str, Any], password: str) -> list[LocalArea]:
    """Areas, organisations, posts and people of area.yaml."""
    areas = {
        row["slug"]: LocalArea.objects.create(
            slug=row["slug"], name=row["name"], council_code=row["council_code"]
        )
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
    return list(areas.values())


def _hashed(password: str) -> str:
    """Hashed once for all: one demonstration password, and Argon2 is slow by design."""
    user = User()
    user.set_password(password)
    return user.password
