"""The database itself refuses to change what stands in the trail."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from goldenthread.access import audit
from goldenthread.access.audit import protection
from goldenthread.access.models import AuditEntry, AuditSeal
from goldenthread.access.scope import Scope

pytestmark = pytest.mark.django_db

STATEMENTS = [
    "UPDATE access_auditentry SET user_id = 99",
    "UPDATE access_auditseal SET chain = 'x'",
    "DELETE FROM access_auditentry",
    "DELETE FROM access_auditseal",
]
ON_SQLITE = [
    "INSERT OR REPLACE INTO access_auditentry SELECT * FROM access_auditentry",
    "INSERT OR REPLACE INTO access_auditseal SELECT * FROM access_auditseal",
    "INSERT OR REPLACE INTO access_auditseal SELECT position + 1, entry_id, digest, chain "
    "FROM access_auditseal",
]
ON_POSTGRESQL = ["TRUNCATE access_auditentry", "TRUNCATE access_auditseal"]


@pytest.fixture(autouse=True)
def one_sealed_entry(manager: Scope) -> None:
    audit.record(manager, "plan.changed", ("improvement.plan", 1))
    audit.seal_once()


def _refused(statement: str) -> None:
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert (AuditEntry.objects.get().user_id, AuditSeal.objects.get().position) == (7, 1)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_changing_and_deleting_are_refused(statement: str) -> None:
    _refused(statement)


def test_the_ways_round_of_this_kind_of_database_are_refused() -> None:
    for statement in ON_POSTGRESQL if connection.vendor == "postgresql" else ON_SQLITE:
        _refused(statement)


def test_the_object_layer_is_refused_too() -> None:
    entry = AuditEntry.objects.get()
    entry.user_id = 99
    for attempt in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            attempt()


def test_every_guard_is_in_force_after_all_migrations() -> None:
    assert protection.missing(connection) == []


def test_a_missing_guard_is_reported() -> None:
    name = "access_auditentry_no_update"
    on = " ON access_auditentry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on}")
    found = audit.verify()
    assert [problem.kind for problem in found.problems] == ["unprotected"]
    assert name in found.problems[0].message
    protection.install(connection)
    assert audit.verify().in_order


def test_the_guards_can_be_taken_away_for_going_back_a_migration() -> None:
    protection.remove(connection)
    assert len(protection.missing(connection)) == 6
    protection.install(connection)
