from __future__ import annotations

import pytest

from tests.reports.papers import Partnership, make_partnership


@pytest.fixture
def partnership(db: None) -> Partnership:
    return make_partnership()
