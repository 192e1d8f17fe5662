"""The key of what a form sent."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from goldenthread.core.sent import key_of_content

FORM = UUID(int=7)


def test_the_same_content_has_the_same_key_whatever_its_order() -> None:
    one = key_of_content(FORM, "kind", date(2026, 1, 2), {"a": 1, "b": ["x"]}, None)
    assert one == key_of_content(FORM, "kind", date(2026, 1, 2), {"b": ["x"], "a": 1}, None)


def test_other_content_or_another_form_has_another_key() -> None:
    found = {
        key_of_content(FORM, "kind", date(2026, 1, 2)),
        key_of_content(FORM, "kind", date(2026, 1, 3)),
        key_of_content(FORM, "kind", "2026-01-02", ""),
        key_of_content(UUID(int=8), "kind", date(2026, 1, 2)),
    }
    assert len(found) == 4
