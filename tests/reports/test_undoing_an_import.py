"""An import is not undone from under a report that speaks of its plan."""

from __future__ import annotations

import pytest

from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.importing import remove_imported_plan
from goldenthread.improvement.models import Milestone, Plan
from goldenthread.reports.models import Highlight
from tests.factories import make_area, make_person, make_plan


@pytest.mark.django_db
def test_a_plan_that_a_report_speaks_of_stays_whole() -> None:
    area = make_area()
    manager = make_person(area, "partnership_manager")
    plan = make_plan(area)
    Highlight.objects.create(
        plan=plan,
        priority=plan.priorities.get(),
        written_at=clock.now(),
        written_post=manager.post,
    )
    with pytest.raises(UserError) as raised:
        remove_imported_plan(scope=manager.scope, plan_id=plan.pk)
    assert raised.value.code == "plan_in_use"
    assert Plan.objects.filter(pk=plan.pk).exists()
    assert Milestone.objects.filter(plan=plan).count() == 2
