"""What the tests of requests share."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from goldenthread.organisations.models import LocalArea
from tests.assessments.walking import area_with_inbox


@pytest.fixture
def inbox_area(db: None) -> LocalArea:
    """The one area of the installation; nothing was done too often yet."""
    cache.clear()
    return area_with_inbox()
