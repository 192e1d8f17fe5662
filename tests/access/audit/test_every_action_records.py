"""A lint: whatever an action writes, it records; and it records under a code that is known."""

from __future__ import annotations

import ast

import pytest

from goldenthread.access.audit import registry
from goldenthread.access.models import AuditEntry
from goldenthread.organisations.actions import find_or_create_post
from goldenthread.organisations.models import Organisation
from goldenthread.organisations.scopes import build_scope
from tests.access.audit import source
from tests.access.audit.people import a_person, an_area

ROOMS = source.actions_of_rooms()


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_every_public_action_that_writes_records(room: str) -> None:
    assert source.silent(ROOMS[room]) == []


def test_every_code_that_is_written_out_is_known() -> None:
    used = source.codes_used()
    assert {"post.created", "audit.read"} <= set(used)
    unknown = {code: place for code, place in used.items() if code not in registry.actions()}
    assert unknown == {}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("def act(): row.save()", ["x.py:1 act"]),
        ("def act(): Thing.objects.create(a=1)", ["x.py:1 act"]),
        ("def act(): Thing.objects.filter(a=1).update(a=2)", ["x.py:1 act"]),
        ("def act():\n    row.save()\n    record(scope, 'a.b', row)", []),
        ("def act(): _write()\ndef _write(): row.delete()", ["x.py:1 act"]),
        ("def act(): _write()\ndef _write():\n    row.save()\n    record(scope, 'a.b')", []),
        ("def act():\n    row.save()\n    _tell()\ndef _tell(): record(scope, 'a.b')", []),
        ("def act(): run(_write)\ndef _write(): row.save()", ["x.py:1 act"]),
        ("def act(): words.update(a=2)", []),
        ("def look(): return Thing.objects.get(pk=1)", []),
        ("def _helper(): row.save()", []),
        ("def act(): _a()\ndef _a(): _b()\ndef _b():\n    _a()\n    row.save()", ["x.py:1 act"]),
    ],
)
def test_the_lint_itself(body: str, found: list[str]) -> None:
    assert source.silent(source.read(ast.parse(body), "x.py")) == found


@pytest.mark.django_db
def test_making_a_post_is_recorded_once_and_finding_it_is_not() -> None:
    area = an_area("Fellmoor")
    manager = build_scope(a_person("Ann", "partnership_manager", area))
    given = {"scope": manager, "area_id": area.pk, "organisation": Organisation.objects.get()}
    made = find_or_create_post(title="Head of Inclusion", **given)
    found = find_or_create_post(title="head of  inclusion", **given)
    assert made == found
    entry = AuditEntry.objects.get(action="post.created")
    assert (entry.target_id, entry.area_id, entry.user_id) == (
        str(made.pk),
        area.pk,
        manager.user_id,
    )
