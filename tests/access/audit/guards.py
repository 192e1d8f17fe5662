"""Lets tests that commit empty their database afterwards, and tests that tamper get past the guards.

Loaded before Django is, so the product is imported where it is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection


@contextmanager
def unguarded() -> Iterator[None]:
    """Do what only someone who may change the schema could do."""
    from goldenthread.access.audit import protection

    protection.remove(connection)
    try:
        yield
    finally:
        protection.install(connection)


@pytest.fixture(scope="session", autouse=True)
def emptying_the_test_database() -> Iterator[None]:
    """Tests with `transaction=True` empty all tables when they end; the trail's guards would refuse."""
    from goldenthread.access.audit import protection

    operations = type(connection.ops)
    empty = operations.execute_sql_flush

    def empty_unguarded(self: Any, statements: list[str]) -> None:
        protection.remove(self.connection)
        try:
            empty(self, statements)
        finally:
            protection.install(self.connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "execute_sql_flush", empty_unguarded)
        yield
