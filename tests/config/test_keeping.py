"""Backup and restore by command, on the database of this run, each in processes of their own."""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest

from goldenthread.config.keeping import contents, leftovers, restoring
from goldenthread.config.keeping.commands import SCHEMAS
from goldenthread.config.keeping.databases import Sqlite
from goldenthread.core.errors import UserError
from tests.conftest import ROOT

SERVER = os.environ.get("DATABASE_URL", "")
NOT_WHOLE = {"backup_unreadable", "backup_not_opened"}
AREA = ["--email", "ann@westshire.example", "--name", "Ann Archer", "--area", "Westshire",
        "--organisation", "Westshire Council", "--post", "Manager"]  # fmt: skip


@dataclass
class Place:
    """An installation: its folder, and its database where that is on a server."""

    folder: Path
    database: str = ""

    def run(self, *arguments: str, expect: int = 0, **changed: str) -> dict[str, Any]:
        """One command with --json; fails unless it exits with `expect`."""
        ours = {
            name: text for name, text in os.environ.items() if not name.startswith("GOLDENTHREAD_")
        }
        ours |= {
            "GOLDENTHREAD_MODE": "test",
            "GOLDENTHREAD_DATA_DIR": str(self.folder),
            "PYTHONPATH": str(ROOT / "src"),
        }
        if self.database:
            ours["DATABASE_URL"] = self.database
        command = [sys.executable, "-m", "goldenthread", *arguments, "--json"]
        answer = subprocess.run(
            command, env=ours | changed, capture_output=True, text=True, timeout=240, check=False
        )
        assert answer.returncode == expect, answer.stdout + answer.stderr
        document: dict[str, Any] = json.loads(answer.stdout)
        schema = SCHEMAS / f"{arguments[0].replace('-', '_')}.schema.json"
        if schema.exists():
            jsonschema.validate(document, json.loads(schema.read_text()))
        return document


@pytest.fixture(scope="module")
def places(
    tmp_path_factory: pytest.TempPathFactory, prepared_folder: Callable[[Path], Path]
) -> Iterator[Any]:
    """Makes new installations, empty or (`prepared`) with the tables already there where that is quick; the
    databases that it made are gone afterwards."""
    made: list[str] = []

    def make(prepared: bool = False) -> Place:
        folder = tmp_path_factory.mktemp("place")
        if not SERVER:
            return Place(prepared_folder(folder) if prepared else folder)
        made.append(f"keeping_{secrets.token_hex(6)}")
        _on_server(f'CREATE DATABASE "{made[-1]}"')
        return Place(folder, urlsplit(SERVER)._replace(path=f"/{made[-1]}").geturl())

    yield make
    for name in made:
        _on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _on_server(statement: str) -> None:
    import psycopg

    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(statement)


@dataclass
class Kept:
    """An installation with something in it, its backup, and the keys."""

    place: Place
    file: Path
    key: Path
    made: dict[str, Any]


@pytest.fixture(scope="module")
def kept(places: Any, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    place = places(prepared=True)
    place.run("init", *AREA)
    place.run("audit", "seal")
    (place.folder / "files").mkdir()
    (place.folder / "files" / "plan.txt").write_text("A plan that somebody imported.")
    away = tmp_path_factory.mktemp("away")
    public = place.run("backup-key", str(away / "key"))["public_key"]
    made = place.run("backup", str(away), GOLDENTHREAD_BACKUP_KEYS=public)
    return Kept(place, Path(made["file"]), away / "key", made)


def test_a_backup_is_one_encrypted_file_for_its_owner_alone(kept: Kept) -> None:
    assert kept.file.stat().st_mode & 0o777 == 0o600
    assert kept.made["size"] == kept.file.stat().st_size
    assert kept.made["database"] == ("postgresql" if SERVER else "sqlite")
    content = kept.file.read_bytes()
    assert content.startswith(b"age-encryption.org/v1")
    for word in (b"Westshire", b"A plan that somebody", b"ann@westshire"):
        assert word not in content
    assert [path.name for path in kept.file.parent.iterdir() if path.suffix == ".partial"] == []
    assert list(kept.place.folder.glob("backup-*")) == []


def test_verify_tries_it_out_and_leaves_nothing(kept: Kept) -> None:
    before = sorted(path.name for path in kept.place.folder.rglob("*"))
    found = kept.place.run("restore", str(kept.file), "--key", str(kept.key), "--verify")
    assert found["in_order"] is True
    assert found["restored"] is False
    assert found["rows"] == kept.made["rows"]
    assert sorted(path.name for path in kept.place.folder.rglob("*")) == before


def test_restored_into_an_empty_installation(kept: Kept, places: Any) -> None:
    new = places()
    found = new.run("restore", str(kept.file), "--key", str(kept.key))
    assert found["in_order"] is True
    assert found["differences"] == []
    assert (new.folder / "files" / "plan.txt").read_text() == "A plan that somebody imported."
    verified = new.run("audit", "verify")
    assert verified["sealed"] >= 1
    assert verified["checkpoints"]["read"] == 1
    # Somebody has an account there: so a first administrator is refused.
    refused = new.run("init", *AREA, expect=2)
    assert refused["error"]["code"] == "already_begun"


def test_never_over_something(kept: Kept) -> None:
    refused = kept.place.run("restore", str(kept.file), "--key", str(kept.key), expect=2)
    assert refused["error"]["code"] == "not_empty"


def test_another_key_does_not_open_it(kept: Kept, places: Any, tmp_path: Path) -> None:
    new = places()
    new.run("backup-key", str(tmp_path / "other"))
    refused = new.run("restore", str(kept.file), "--key", str(tmp_path / "other"), expect=2)
    assert refused["error"]["code"] == "backup_not_opened"


def test_either_of_two_keys_opens_it(kept: Kept, tmp_path: Path) -> None:
    """How keys are changed: backups are made for the old and the new one until the old ones have expired."""
    old, new = (kept.place.run("backup-key", str(tmp_path / name))["public_key"] for name in "ab")
    made = kept.place.run("backup", str(tmp_path), GOLDENTHREAD_BACKUP_KEYS=f"{old},{new}")
    for name in "ab":
        found = kept.place.run("restore", made["file"], "--key", str(tmp_path / name), "--verify")
        assert found["in_order"] is True


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda content: content[:-1000], NOT_WHOLE),
        (lambda content: content[:-50] + bytes([content[-50] ^ 1]) + content[-49:], NOT_WHOLE),
        (lambda content: b"PK" + content, {"not_a_backup"}),
        (lambda content: b"", {"not_a_backup"}),
    ],
    ids=["cut off", "one bit changed", "not a backup", "empty"],
)  # fmt: skip
def test_a_spoiled_backup_is_refused(
    kept: Kept, places: Any, tmp_path: Path, spoil: Any, code: set[str]
) -> None:
    spoiled = tmp_path / "spoiled.age"
    spoiled.write_bytes(spoil(kept.file.read_bytes()))
    new = places()
    refused = new.run("restore", str(spoiled), "--key", str(kept.key), expect=2)
    assert refused["error"]["code"] in code
    assert not (new.folder / "files").exists()
    assert not (new.folder / "goldenthread.sqlite3").exists()


def test_a_backup_needs_a_key(kept: Kept, tmp_path: Path) -> None:
    refused = kept.place.run("backup", str(tmp_path), expect=2)
    assert refused["error"]["code"] == "no_backup_key"
    wrong = kept.place.run(
        "backup", str(tmp_path), expect=2, GOLDENTHREAD_BACKUP_KEYS="age1nothing"
    )
    assert wrong["error"]["code"] == "bad_setting"
    assert "age1nothing" not in json.dumps(wrong)
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_never_written_over(kept: Kept) -> None:
    before = kept.key.read_bytes()
    refused = kept.place.run("backup-key", str(kept.key), expect=2)
    assert refused["error"]["code"] == "file_exists"
    assert kept.key.read_bytes() == before
    assert kept.key.stat().st_mode & 0o777 == 0o600


def test_no_private_key_in_the_file(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("# nothing here\n")
    refused = kept.place.run(
        "restore", str(kept.file), "--key", str(tmp_path / "notes"), "--verify", expect=2
    )
    assert refused["error"]["code"] == "no_private_key"


def test_a_changed_row_shows(kept: Kept, places: Any, tmp_path: Path) -> None:
    """A backup of a database that was changed behind the trail's back restores, and is not in order."""
    other = places()
    other.run("restore", str(kept.file), "--key", str(kept.key))
    _behind_the_trail(other)
    public = other.run("backup-key", str(tmp_path / "key"))["public_key"]
    made = other.run("backup", str(tmp_path), GOLDENTHREAD_BACKUP_KEYS=public)
    found = other.run("restore", made["file"], "--key", str(tmp_path / "key"), "--verify", expect=1)
    assert found["in_order"] is False
    assert found["audit"]["problems"]


def _behind_the_trail(place: Place) -> None:
    """Take the guard away, change an entry, and put the guard back."""
    change = "UPDATE access_auditentry SET action = 'audit.read' WHERE id = 1"
    guard = "access_auditentry_no_update"
    if place.database:
        import psycopg

        with psycopg.connect(place.database, autocommit=True) as connection:
            connection.execute(f"ALTER TABLE access_auditentry DISABLE TRIGGER {guard}")
            connection.execute(change)
            connection.execute(f"ALTER TABLE access_auditentry ENABLE TRIGGER {guard}")
        return
    with closing(sqlite3.connect(place.folder / "goldenthread.sqlite3")) as database, database:
        (made,) = database.execute(
            "SELECT sql FROM sqlite_master WHERE name = ?", [guard]
        ).fetchone()
        for statement in (f"DROP TRIGGER {guard}", change, made):
            database.execute(statement)


def test_a_copy_of_a_busy_database_ends(tmp_path: Path) -> None:
    """Somebody writes all the time, as every page does; the copy is of one moment, and whole."""
    busy = tmp_path / "busy.sqlite3"
    with closing(sqlite3.connect(busy)) as database, database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE long (words)")
        database.execute("CREATE TABLE entries (one)")
        database.executemany("INSERT INTO long VALUES (?)", [("x" * 4000,)] * 8000)
    over, written = threading.Event(), []

    def write() -> None:
        with closing(sqlite3.connect(busy, timeout=30)) as writer:
            while not over.wait(0.002):
                with writer:
                    writer.execute("INSERT INTO entries VALUES (1)")
                written.append(1)

    at_work = threading.Thread(target=write)
    at_work.start()
    try:
        rows = Sqlite(busy).dump(tmp_path / "copy.sqlite3")
    finally:
        over.set()
        at_work.join()
    assert rows["long"] == 8000
    assert written
    with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_restore_that_fails_leaves_nothing(tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    (parts / "files").mkdir(parents=True)
    (parts / "files" / "plan.txt").write_text("a plan")
    (parts / "audit").mkdir()
    (parts / contents.CHECKPOINTS).write_text("{}")
    (parts / contents.DATABASE).write_bytes(b"SQLite format 3\0 and then nothing that is one")
    place = restoring.Place(
        tmp_path / "data", tmp_path / "trail", Sqlite(tmp_path / "data" / "db.sqlite3"), {}
    )
    place.data_dir.mkdir()
    with pytest.raises(UserError) as refused:
        restoring._move_in(parts, place)
    assert refused.value.code == "database_damaged"
    assert list(place.data_dir.iterdir()) == []
    assert list(place.audit_dir.iterdir()) == []


def test_a_backup_of_a_newer_version_is_refused() -> None:
    listed = contents.Contents(
        format=1, product="9.0", made_at="2026-11-22T01:00:00+00:00", database="sqlite", rows={},
        migrations=["access.0001_initial", "improvement.0999_later"], parts={},
    )  # fmt: skip
    with pytest.raises(UserError) as refused:
        restoring._refuse_newer(listed)
    assert refused.value.code == "backup_of_newer_version"
    assert "improvement.0999_later" in refused.value.message


def test_what_a_killed_backup_left_is_swept_after_a_day(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "backups"
    for place in (data / "backup-old", data / "rehearsal-new", data / "files", folder):
        place.mkdir(parents=True)
        (place / "copy").write_text("everything")
    drafts = [folder / f"goldenthread-{name}.tar.partial" for name in ("old", "new")]
    for draft in drafts:
        draft.write_text("half")
    long_ago = time.time() - leftovers.OLD_SECONDS - 60
    for old in (data / "backup-old", data / "files", drafts[0]):
        os.utime(old, (long_ago, long_ago))
    leftovers.sweep(data, folder)
    assert sorted(path.name for path in data.iterdir()) == ["files", "rehearsal-new"]
    assert sorted(path.name for path in folder.iterdir()) == ["copy", drafts[1].name]
