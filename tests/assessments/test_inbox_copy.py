"""What of the inbox leaves in a copy."""

from __future__ import annotations

import pytest

from goldenthread.assessments.queries.copies import inbox_table
from goldenthread.assessments.queries.inbox import Sought
from tests.assessments.makers import make_request
from tests.factories import make_area, make_person
from tests.people.families import make_protection
from tests.people.makers import make_child

pytestmark = pytest.mark.django_db


def test_no_day_of_birth_leaves_and_no_name_of_a_protected_child() -> None:
    area = make_area()
    staff, child = make_person(area, "case_coordinator"), make_child(area)
    make_request(area)
    make_request(area, person=child)
    make_protection(child, "address", staff.post)
    table, _ = inbox_table(staff.scope, Sought(area_id=area.pk))
    assert [key for key, _ in table.columns][1:3] == ["child", "born"]
    told = sorted(((row[3], row[1], row[2]) for row in table.rows), key=lambda row: row[0] is None)
    born = child.born.strftime("%B %Y")
    assert told == [(f"P-{child.pk}", None, born), (None, "Imogen Tarn", born)]
