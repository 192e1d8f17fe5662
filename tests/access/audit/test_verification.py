"""Any single row changed, removed, reordered or cut off is found and named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from goldenthread.access import audit
from goldenthread.access.audit import links as chain_links
from goldenthread.access.audit.digests import SEALED_FIELDS, START, digest, link
from goldenthread.access.models import AuditEntry, AuditSeal
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from tests.access.audit.guards import unguarded

pytestmark = pytest.mark.django_db
LENGTH = 7
START_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
PLACES = range(1, LENGTH + 1)


@pytest.fixture
def trail(manager: Scope, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Seven sealed entries, sealed in three rounds, read in small batches; their ids by position."""
    monkeypatch.setattr(chain_links, "BATCH", 3)
    for number in range(LENGTH):
        with clock.fixed(START_AT + timedelta(minutes=number)):
            audit.record(manager, "plan.changed", ("improvement.plan", number), area_id=5)
            if number in (2, 4, 6):
                audit.seal_once()
    assert audit.verify().in_order
    return list(AuditSeal.objects.order_by("position").values_list("entry_id", flat=True))


def _only(found: audit.Verification) -> audit.Problem:
    assert len(found.problems) == 1, found.problems
    return found.problems[0]


def _sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_empty_trail_is_in_order() -> None:
    found = audit.verify()
    assert (found.in_order, found.sealed, found.unsealed, found.head) == (True, 0, 0, START)


def test_what_is_said_of_a_trail_in_order(trail: list[int], audit_dir: Path) -> None:
    heard: list[int] = []
    found = audit.verify(progress=heard.append)
    assert (found.sealed, found.checkpoints, found.unreadable_checkpoints) == (LENGTH, 3, 0)
    assert found.head == AuditSeal.objects.get(position=LENGTH).chain
    assert found.checkpoint_file == audit_dir / "checkpoints.jsonl"
    assert found.last_checkpoint is not None
    assert found.last_checkpoint.count == LENGTH
    assert heard == [3, 3, 1]


@pytest.mark.parametrize("column", SEALED_FIELDS)
@pytest.mark.parametrize("place", [1, 4, LENGTH])
def test_a_change_to_any_column_is_named(trail: list[int], place: int, column: str) -> None:
    changed = START_AT if column == "at" else 42
    with unguarded():
        AuditEntry.objects.filter(pk=trail[place - 1]).update(**{column: changed})
    if column == "at" and place == 1:
        assert audit.verify().in_order  # it already was at that moment
        return
    problem = _only(audit.verify())
    assert (problem.kind, problem.position, problem.entry_id) == (
        "changed",
        place,
        trail[place - 1],
    )


@pytest.mark.parametrize("place", PLACES)
def test_a_removed_entry_is_named(trail: list[int], place: int) -> None:
    with unguarded():
        AuditEntry.objects.filter(pk=trail[place - 1]).delete()
    problem = _only(audit.verify())
    assert (problem.kind, problem.position, problem.entry_id) == (
        "removed",
        place,
        trail[place - 1],
    )


@pytest.mark.parametrize("place", range(1, LENGTH))
def test_an_entry_removed_with_its_link_is_named(trail: list[int], place: int) -> None:
    with unguarded():
        AuditEntry.objects.filter(pk=trail[place - 1]).delete()
        AuditSeal.objects.filter(position=place).delete()
    problem = _only(audit.verify())
    assert (problem.kind, problem.position) == ("removed", place)


@pytest.mark.parametrize("lost", PLACES)
def test_a_tail_cut_off_is_named_by_the_checkpoint(trail: list[int], lost: int) -> None:
    left = LENGTH - lost
    with unguarded():
        AuditEntry.objects.filter(pk__in=trail[left:]).delete()
        AuditSeal.objects.filter(position__gt=left).delete()
    problem = _only(audit.verify())
    assert (problem.kind, problem.position) == ("cut_off", left + 1)
    assert f"{lost} lost at the end" in problem.message


@pytest.mark.parametrize("first", PLACES)
@pytest.mark.parametrize("second", PLACES)
def test_entries_that_changed_places_are_named(trail: list[int], first: int, second: int) -> None:
    if first >= second:
        return
    one, other = trail[first - 1], trail[second - 1]
    with unguarded():
        for old, new in ((one, -1), (other, one), (-1, other)):
            AuditEntry.objects.filter(pk=old).update(id=new)
    problem = _only(audit.verify())
    assert (problem.kind, problem.position, problem.entry_id) == ("reordered", first, one)


@pytest.mark.parametrize("columns", [("position",), ("entry_id",), ("entry_id", "digest")])
@pytest.mark.parametrize(("first", "second"), [(1, 2), (2, 6), (3, 4), (6, 7), (1, 7)])
def test_links_that_changed_places_are_named(
    trail: list[int], first: int, second: int, columns: tuple[str, ...]
) -> None:
    one, other = (AuditSeal.objects.get(position=place) for place in (first, second))
    names = ("position", "entry_id", "digest", "chain")
    rows = []
    for mine, theirs in ((one, other), (other, one)):
        source = {name: theirs if name in columns else mine for name in names}
        rows.append(AuditSeal(**{name: getattr(source[name], name) for name in names}))
    with unguarded():
        AuditSeal.objects.filter(position__in=(first, second)).delete()
        AuditSeal.objects.bulk_create(rows)
    problem = _only(audit.verify())
    assert (problem.kind, problem.position) == ("reordered", first)


@pytest.mark.parametrize("column", ["digest", "chain"])
@pytest.mark.parametrize("place", PLACES)
def test_a_changed_link_is_named(trail: list[int], place: int, column: str) -> None:
    with unguarded():
        AuditSeal.objects.filter(position=place).update(**{column: "0" * 64})
    problem = _only(audit.verify())
    assert problem.position == place
    assert problem.kind == ("changed" if column == "digest" else "broken")


def test_a_link_slipped_in_before_the_first_is_named(trail: list[int]) -> None:
    AuditSeal.objects.create(position=0, entry_id=9_999, digest="0" * 64, chain="0" * 64)
    problem = _only(audit.verify())
    assert (problem.kind, problem.position, problem.entry_id) == ("inserted", 0, 9_999)


@pytest.mark.parametrize("place", PLACES)
def test_a_chain_that_was_computed_anew_is_betrayed_by_the_checkpoints(
    trail: list[int], place: int
) -> None:
    """The best an intruder with the whole database can do: change a row and mend every link after it."""
    with unguarded():
        AuditEntry.objects.filter(pk=trail[place - 1]).update(user_id=99)
        _mend()
    problem = _only(audit.verify())
    assert (problem.kind, problem.position) == (
        "rewritten",
        next(n for n in (3, 5, 7) if n >= place),
    )


def test_removing_a_row_and_closing_the_ranks_is_betrayed_too(trail: list[int]) -> None:
    with unguarded():
        AuditEntry.objects.filter(pk=trail[3]).delete()
        _mend()
    kinds = [(problem.kind, problem.position) for problem in audit.verify().problems]
    assert kinds == [("rewritten", 5), ("cut_off", 7)]


def _mend() -> None:
    AuditSeal.objects.all().delete()
    head = START
    for position, entry in enumerate(AuditEntry.objects.order_by("pk").values(), 1):
        mark = digest(entry)
        head = link(head, position, entry["id"], mark)
        AuditSeal.objects.create(position=position, entry_id=entry["id"], digest=mark, chain=head)


Tamper = Callable[[list[int], int], None]


def _change(ids: list[int], place: int) -> None:
    AuditEntry.objects.filter(pk=ids[place]).update(address="203.0.113.1")


def _remove(ids: list[int], place: int) -> None:
    AuditEntry.objects.filter(pk=ids[place]).delete()


def _cut(ids: list[int], place: int) -> None:
    AuditSeal.objects.filter(position__gt=place).delete()
    AuditEntry.objects.filter(pk__in=ids[place:]).delete()


def _swap(ids: list[int], place: int) -> None:
    one, other = ids[place], ids[place - 1]
    for old, new in ((one, -1), (other, one), (-1, other)):
        AuditEntry.objects.filter(pk=old).update(id=new)


@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rounds=st.lists(st.integers(1, 5), min_size=1, max_size=5),
    tamper=st.sampled_from([_change, _remove, _cut, _swap]),
    data=st.data(),
)
def test_one_act_of_tampering_never_passes(
    manager: Scope, audit_dir: Path, rounds: list[int], tamper: Tamper, data: st.DataObject
) -> None:
    """However many entries, sealed in however many rounds, whichever row."""
    shutil.rmtree(audit_dir, ignore_errors=True)
    with transaction.atomic():
        for number in rounds:
            for one in range(number):
                audit.record(manager, "plan.changed", ("improvement.plan", one))
            audit.seal_once()
        ids = list(AuditSeal.objects.order_by("position").values_list("entry_id", flat=True))
        assert audit.verify().in_order
        least = 1 if tamper is _swap and len(ids) > 1 else 0
        place = data.draw(st.integers(least, len(ids) - 1))
        if tamper is _swap and len(ids) == 1:
            tamper = _change
        with unguarded():
            tamper(ids, place)
        problem = audit.verify().problems[0]
        at = {_swap: place, _cut: place + 1}.get(tamper, place + 1)
        kind = {_change: "changed", _remove: "removed", _cut: "cut_off", _swap: "reordered"}[tamper]
        assert (problem.kind, problem.position) == (kind, at)
        transaction.set_rollback(True)


def test_unsealed_rows_are_counted_and_named_with_their_age(
    trail: list[int], manager: Scope
) -> None:
    with clock.fixed(START_AT + timedelta(hours=1)):
        first = audit.record(manager, "plan.changed")
    with clock.fixed(START_AT + timedelta(hours=1, seconds=50)):
        second = audit.record(manager, "plan.changed")
        found = audit.verify()
        assert (found.unsealed, found.age_seconds, found.late) == (2, 50, False)
        assert found.unsealed_ids == (first.pk, second.pk)
    with clock.fixed(START_AT + timedelta(hours=1, seconds=61)):
        found = audit.verify()
        assert (found.unsealed, found.late, found.in_order) == (2, True, True)


class TestCheckpointFiles:
    def test_a_copy_kept_elsewhere_finds_what_the_own_file_was_changed_to_hide(
        self, trail: list[int], audit_dir: Path, tmp_path: Path
    ) -> None:
        own, copy = audit_dir / "checkpoints.jsonl", tmp_path / "copy.jsonl"
        shutil.copy(own, copy)
        with unguarded():
            _cut(trail, 5)
        own.write_text("".join(own.read_text().splitlines(keepends=True)[:2]))
        assert audit.verify().in_order
        problem = _only(audit.verify(copy))
        assert (problem.kind, problem.position) == ("cut_off", 6)

    def test_an_older_copy_is_enough_for_what_it_saw(
        self, trail: list[int], audit_dir: Path, tmp_path: Path
    ) -> None:
        copy = tmp_path / "copy.jsonl"
        copy.write_text((audit_dir / "checkpoints.jsonl").read_text().splitlines()[0])
        found = audit.verify(copy)
        assert (found.in_order, found.checkpoints, found.sealed) == (True, 1, LENGTH)

    def test_lines_out_of_order_are_compared_all_the_same(
        self, trail: list[int], audit_dir: Path
    ) -> None:
        file = audit_dir / "checkpoints.jsonl"
        lines = file.read_text().splitlines()
        file.write_text("\n".join(reversed(lines)) + "\n")
        assert audit.verify().in_order
        file.write_text("\n".join([*reversed(lines), lines[0].replace('"head": "', '"head": "x')]))
        assert _only(audit.verify()).kind == "rewritten"

    def test_a_torn_line_is_counted_and_the_others_hold(
        self, trail: list[int], audit_dir: Path
    ) -> None:
        with (audit_dir / "checkpoints.jsonl").open("a") as file:
            file.write('{"count": 7, "he')
        found = audit.verify()
        assert (found.in_order, found.checkpoints, found.unreadable_checkpoints) == (True, 3, 1)

    @pytest.mark.parametrize("emptied", [True, False])
    def test_the_own_file_missing_or_emptied_is_not_in_order(
        self, trail: list[int], audit_dir: Path, emptied: bool
    ) -> None:
        file = audit_dir / "checkpoints.jsonl"
        file.write_text("") if emptied else file.unlink()
        assert _only(audit.verify()).kind == "no_checkpoints"

    def test_a_named_file_that_is_not_there_or_holds_none_is_the_askers_error(
        self, trail: list[int], tmp_path: Path
    ) -> None:
        with pytest.raises(UserError) as problem:
            audit.verify(tmp_path / "nothing.jsonl")
        assert problem.value.code == "no_such_file"
        other = tmp_path / "letter.txt"
        other.write_text("Dear Ann\n")
        with pytest.raises(UserError) as problem:
            audit.verify(other)
        assert problem.value.code == "no_checkpoints"
