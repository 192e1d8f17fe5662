"""The sealer: order, late rows, batches, checkpoints outside the database, one at a time."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from goldenthread.access import audit
from goldenthread.access.audit import checkpoints, digests, sealing
from goldenthread.access.audit.checkpoints import Checkpoint
from goldenthread.access.models import AuditEntry, AuditSeal
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from tests.access.audit import crowd

HEAD = "ab" * 32


def _entries(scope: Scope, number: int) -> None:
    for one in range(number):
        audit.record(scope, "plan.changed", ("improvement.plan", one))


@pytest.mark.django_db
def test_entries_are_chained_in_order_of_their_ids(manager: Scope) -> None:
    _entries(manager, 3)
    assert audit.seal_once() == audit.Sealing(3, 3, AuditSeal.objects.get(position=3).chain)
    seals = list(AuditSeal.objects.order_by("position"))
    chain = digests.START
    for position, (seal, entry) in enumerate(
        zip(seals, AuditEntry.objects.order_by("pk").values(), strict=True), 1
    ):
        assert (seal.position, seal.entry_id) == (position, entry["id"])
        assert seal.digest == digests.digest(entry)
        chain = digests.link(chain, position, entry["id"], seal.digest)
        assert seal.chain == chain


@pytest.mark.django_db
def test_an_empty_trail_has_nothing_to_seal_and_no_checkpoint(audit_dir: Path) -> None:
    assert audit.seal_once() == audit.Sealing(0, 0, digests.START)
    assert not audit_dir.exists()


@pytest.mark.django_db
def test_a_row_that_commits_late_gets_a_later_position(manager: Scope) -> None:
    late = AuditEntry(pk=1_000, action="plan.changed", channel="web")
    AuditEntry.objects.create(pk=1_001, action="plan.changed", channel="web")
    audit.seal_once()
    late.save(force_insert=True)
    audit.seal_once()
    order = AuditSeal.objects.order_by("position").values_list("position", "entry_id")
    assert list(order) == [(1, 1_001), (2, 1_000)]
    assert audit.verify().in_order


@pytest.mark.django_db
def test_a_row_later_than_the_window_is_found_by_the_next_sweep(
    manager: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "WINDOW", 10)
    AuditEntry.objects.create(pk=2_000, action="plan.changed", channel="web")
    audit.seal_once()
    AuditEntry.objects.create(pk=1_000, action="plan.changed", channel="web")
    assert audit.seal_once().sealed == 0
    assert audit.verify().unsealed == 1
    assert audit.seal_once(sweep=True).sealed == 1


@pytest.mark.django_db
def test_batches_make_the_same_chain(manager: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 2)
    _entries(manager, 5)
    done = audit.seal_once()
    assert (done.sealed, done.count) == (5, 5)
    assert audit.verify().in_order


@pytest.mark.django_db
def test_a_checkpoint_is_written_outside_the_database(manager: Scope, audit_dir: Path) -> None:
    _entries(manager, 2)
    with clock.fixed(datetime(2026, 3, 2, 12, tzinfo=UTC)):
        done = audit.seal_once()
        audit.seal_once()
    file = audit_dir / "checkpoints.jsonl"
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert lines == [{"count": 2, "head": done.head, "at": "2026-03-02T12:00:00+00:00"}]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(audit_dir.stat().st_mode) == 0o700


@pytest.mark.django_db
def test_a_checkpoint_lost_between_commit_and_writing_is_made_up_for(
    manager: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    _entries(manager, 1)
    with monkeypatch.context() as patch:
        patch.setattr(checkpoints, "append", lambda *_: (_ for _ in ()).throw(OSError("full")))
        with pytest.raises(OSError, match="full"):
            audit.seal_once()
    done = audit.seal_once()
    assert done.sealed == 0
    last = checkpoints.last()
    assert last is not None
    assert (last.count, last.head) == (1, done.head)


def test_a_torn_line_does_not_swallow_the_next_one(tmp_path: Path) -> None:
    file = tmp_path / "checkpoints.jsonl"
    file.write_bytes(b'{"count": 1, "he')
    assert checkpoints.last(file) is None
    checkpoints.append(Checkpoint(2, HEAD, datetime(2026, 3, 2, tzinfo=UTC)), file)
    last = checkpoints.last(file)
    assert last is not None
    assert last.count == 2


@pytest.mark.parametrize(
    "line",
    [b"", b"{", b"[]", b"7", b'{"count": 1}', b'{"count": "1", "head": "a", "at": "2026-03-02"}',
     b'{"count": 1, "head": "a", "at": "2026-03-02T00:00:00"}', b"\xff\xfe", b"\0\0\0"],
)  # fmt: skip
def test_a_line_that_holds_no_checkpoint(line: bytes) -> None:
    assert checkpoints.parse(line) is None


@pytest.mark.django_db(transaction=True)
def test_many_writers_and_sealers_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    if connection.vendor == "postgresql":
        assert crowd.work_together() == []
        crowd.check()
        return
    own = {**os.environ, "GOLDENTHREAD_DATA_DIR": str(tmp_path), "DATABASE_URL": ""}
    done = subprocess.run(
        [sys.executable, crowd.__file__], env=own, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.django_db(transaction=True)
def test_on_postgresql_a_second_sealer_does_not_wait_for_the_first(manager: Scope) -> None:
    if connection.vendor != "postgresql":
        # The embedded database has one writer at a time: the second waits at BEGIN.
        assert audit.seal().busy is False
        return
    _entries(manager, 1)
    results: list[audit.Sealing] = []

    def second() -> None:
        results.append(audit.seal())
        connection.close()

    with transaction.atomic():
        assert audit.seal().sealed == 1
        other = threading.Thread(target=second)
        other.start()
        other.join()
    assert results[0].busy
    assert results[0].sealed == 0


@pytest.mark.django_db
def test_the_loop_sweeps_first_goes_on_after_trouble_and_stops(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stop = threading.Event()
    rounds: list[bool] = []

    def seal_once(*, sweep: bool) -> audit.Sealing:
        rounds.append(sweep)
        if len(rounds) == 1:
            raise DatabaseError("away")
        if len(rounds) == 4:
            stop.set()
        return audit.Sealing(0, 0, digests.START)

    monkeypatch.setattr(sealing, "seal_once", seal_once)
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
    sealing.keep_sealed(stop, every=0)
    assert rounds == [True, True, False, False]
    assert "could not be sealed" in caplog.text
