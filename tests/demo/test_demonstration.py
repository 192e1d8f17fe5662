"""The demonstration as it is made: always the same, whole or not at all, once."""

from __future__ import annotations

import json
from datetime import date
from importlib import import_module
from typing import Any

import jsonschema
import pytest
from django.db import transaction

from goldenthread.access.models import AuditEntry, User
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.demo import actions
from goldenthread.demo.commands import SCHEMA
from goldenthread.demo.models import Filling
from goldenthread.demo.queries import contents
from goldenthread.demo.source import demo_accounts
from goldenthread.improvement.models import Milestone
from goldenthread.organisations.models import LocalArea
from tests.demo.contents import hashes

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _demo_mode(settings: Any) -> None:
    settings.DEMO_MODE = True


@pytest.fixture
def _no_story(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the part that is told by hand, and without children (test_children.py): they take seconds."""
    monkeypatch.setattr(actions, "play_history", lambda *_: None)
    monkeypatch.setattr(actions, "tell_children", lambda *_: 0)
    monkeypatch.setattr(actions, "keep_sent_files", lambda: 0)
    monkeypatch.setattr(actions, "play_requests", lambda _: None)
    monkeypatch.setattr(actions, "play_letters", lambda _: None)
    monkeypatch.setattr(actions, "play_decisions", lambda _: None)
    monkeypatch.setattr(actions, "fill_children", lambda *_: 0)


def made_twice(size: str) -> list[dict[str, str]]:
    """The hashes of two that are made from the same seed and day, on different days."""
    found = []
    for real in (date(2026, 11, 22), date(2026, 12, 24)):
        with clock.fixed(real), transaction.atomic():
            actions.ensure_demo(size=size, as_at=DAY)
            found.append(hashes())
            transaction.set_rollback(True)
    return found


@pytest.mark.long
def test_the_same_seed_and_day_make_the_same_demonstration() -> None:
    """The part that is told by hand, and the children of the small size; every size begins with them. A minute."""
    first, second = made_twice("small")
    assert first == second


@pytest.mark.parametrize(
    "asked", ["goldenthread.demo.commands.demo", "goldenthread.config.commands.run --demo"]
)
def test_a_real_installation_is_not_even_migrated(
    asked: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO_MODE = False
    prepared: list[bool] = []
    place, *options = asked.split()
    module, _, command = place.rpartition(".")
    monkeypatch.setattr(f"{module}.prepare_database", lambda: prepared.append(True))
    with pytest.raises(UserError) as refused:
        getattr(import_module(module), command).main(options, standalone_mode=False)
    assert refused.value.code == "not_demo_mode"
    assert not prepared


@pytest.mark.usefixtures("_no_story")
def test_the_same_seed_and_day_fill_an_area_the_same() -> None:
    first, second = made_twice("area")
    assert first == second


@pytest.mark.usefixtures("_no_story")
def test_another_seed_makes_other_people() -> None:
    names = []
    for seed in (1, 2):
        with transaction.atomic():
            actions.ensure_demo(size="area", seed=seed)
            names.append(set(User.objects.values_list("name", flat=True)))
            transaction.set_rollback(True)
    assert names[0] != names[1]


@pytest.mark.usefixtures("_no_story")
def test_an_area_is_filled_once_with_one_entry_of_the_trail() -> None:
    units: list[int] = []
    actions.ensure_demo(size="area", as_at=DAY, tell=units.append)
    held = contents()
    assert held["counts"]["organisations"] > 110
    assert (held["size"], held["as_at"]) == ("area", "2026-11-20")
    rows = AuditEntry.objects.get(action="demo.area_filled")
    area = LocalArea.objects.get(slug="fellmoor-and-sands")
    assert (rows.area_id, rows.channel) == (area.pk, "demo")
    assert rows.count > held["counts"]["organisations"] + held["counts"]["posts"]
    before = hashes()
    assert actions.ensure_demo(size="area", as_at=DAY, tell=units.append) == demo_accounts()
    assert actions.ensure_demo() == demo_accounts()
    assert hashes() == before
    assert all(User.objects.values_list("is_demo", flat=True))


@pytest.mark.usefixtures("_no_story")
@pytest.mark.parametrize(
    ("asked", "where"),
    [({"size": "county"}, "--size"), ({"seed": 7}, "--seed"), ({"as_at": date(2026, 1, 1)}, "--as-at")],
)  # fmt: skip
def test_another_demonstration_is_refused_where_one_is(asked: dict[str, Any], where: str) -> None:
    actions.ensure_demo(size="small", as_at=DAY)
    with pytest.raises(UserError) as refused:
        actions.ensure_demo(**asked)
    assert (refused.value.code, refused.value.where) == ("other_demo", where)
    assert Filling.objects.get().size == "small"


@pytest.mark.usefixtures("_no_story")
def test_what_was_made_before_sizes_were_kept_is_small() -> None:
    actions.ensure_demo()
    Filling.objects.all().delete()
    actions.ensure_demo(size="small")
    with pytest.raises(UserError):
        actions.ensure_demo(size="nation")


def test_a_day_ahead_is_refused() -> None:
    with clock.fixed(DAY), pytest.raises(UserError) as refused:
        actions.ensure_demo(as_at=date(2026, 11, 21))
    assert refused.value.code == "day_ahead"


@pytest.mark.usefixtures("_no_story")
def test_a_row_that_does_not_follow_from_its_reports_stops_it_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    filled = actions.fill_council

    def spoiled(*given: Any, **named: Any) -> int:
        rows = filled(*given, **named)
        Milestone.objects.filter(reported_status="green").update(reported_status="grey")
        return rows

    monkeypatch.setattr(actions, "fill_council", spoiled)
    with pytest.raises(UserError) as refused:
        actions.ensure_demo(size="area")
    assert refused.value.code == "demo_not_in_order"
    assert not LocalArea.objects.exists()


@pytest.mark.usefixtures("_no_story")
def test_the_object_of_the_command_fits_its_schema() -> None:
    accounts = actions.ensure_demo(size="small", as_at=DAY)
    document = {"accounts": accounts, **contents()}
    jsonschema.validate(document, json.loads(SCHEMA.read_text()))
    assert document["counts"]["posts"] == len(accounts)


@pytest.mark.usefixtures("_no_story")
def test_councils_of_a_nation_share_boards_and_their_posts() -> None:
    small_nation = actions.Size("nation", 1_800, councils=6, filled=6, words="")
    data = actions.load_area()
    with clock.fixed(DAY):
        actions._make(data, small_nation, 1, lambda _: None)
    assert LocalArea.objects.count() == 6
    for area in LocalArea.objects.all():
        assert area.plans.count() == 1
        assert sorted(area.organisations.filter(kind="icb").values_list("kind", flat=True)) == [
            "icb"
        ]
    served = {area.organisations.get(kind="icb").pk for area in LocalArea.objects.all()}
    assert len(served) < 6


@pytest.mark.usefixtures("_no_story")
def test_never_beside_somebodys_own_account() -> None:
    User.objects.create(email="ann@westshire.example", name="Ann Archer")
    with pytest.raises(UserError) as refused:
        actions.ensure_demo()
    assert refused.value.code == "not_demo_mode"
    assert not LocalArea.objects.exists()
