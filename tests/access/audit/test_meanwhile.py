"""Whoever sends an old form is told whether it was somebody else who was faster, or their own other window."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from goldenthread.access.audit import record, record_read
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.core import clock
from tests.factories import make_area, make_organisation, make_person

pytestmark = pytest.mark.django_db


def test_ones_own_other_window_is_not_somebody_else() -> None:
    area = make_area()
    one, other = (make_person(area, "partnership_manager") for _ in range(2))
    target = make_organisation(area)
    what = "this organisation"
    others = "Somebody else has changed this organisation since you opened it."
    assert changed_meanwhile(one.scope, target, what).message == others
    with clock.fixed(datetime(2026, 7, 3, 13, 5, tzinfo=UTC)):
        record(one.scope, "organisation.changed", target, area_id=area.pk)
    record(other.scope, "organisation.changed", make_organisation(area), area_id=area.pk)
    found = changed_meanwhile(one.scope, target, what, fix="Look.")
    assert (found.code, found.fix) == ("changed_meanwhile", "Look.")
    assert found.message == (
        "You changed this organisation in another window on 3 July 2026 at 2:05pm."
    )
    assert changed_meanwhile(other.scope, target, what).message == others
    record_read(other.scope, target, area_id=area.pk)  # to read is to change nothing
    assert changed_meanwhile(one.scope, target, what).message == found.message
    assert changed_meanwhile(one.scope, None, what).message == others
