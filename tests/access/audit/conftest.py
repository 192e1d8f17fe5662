from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from goldenthread.access.scope import Grant, Origin, Scope
from tests.access.audit.guards import emptying_the_test_database

__all__ = ["emptying_the_test_database"]


@pytest.fixture(autouse=True)
def audit_dir(settings: Settings, tmp_path: Path) -> Path:
    """A folder of checkpoints of this test's own."""
    settings.AUDIT_DIR = tmp_path / "audit"
    return tmp_path / "audit"


@pytest.fixture
def manager() -> Scope:
    """A partnership manager of area 5, at a desk."""
    return Scope(
        7, "Ann", (Grant("partnership_manager", 5, 3, 2),), Origin("192.0.2.9", "req1", "web")
    )


@pytest.fixture
def administrator() -> Scope:
    """A system administrator of area 5."""
    return Scope(
        8, "Sys", (Grant("system_administrator", 5, 4, 2),), Origin("192.0.2.8", "req2", "web")
    )
