"""Who may record figures: leads in the sections in which they lead, others by a right of their own."""

from __future__ import annotations

import pytest
from django.test import Client

from goldenthread.access.rules.roles import rolebook
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.models import Lead, Plan, Priority, Section, SuccessCriterion
from goldenthread.improvement.permissions import can, criterion_posts
from tests.factories import Person, make_area, make_person
from tests.improvement.criterion_steps import (
    aim,
    criterion,
    make_criterion,
    manager,
    measure,
    plan,
    withdraw,
)

__all__ = ["criterion", "manager", "plan"]  # fixtures
pytestmark = pytest.mark.django_db
RIGHTS = ("criterion.measure", "criterion.set", "criterion.judge")


def lead(plan: Plan, person: Person, section: Section | None = None) -> None:
    priority = Priority.objects.get(plan=plan, section=section or plan.sections.first())
    Lead.objects.create(priority=priority, post=person.post, position=9, as_printed="Lead")


@pytest.fixture
def elsewhere(plan: Plan) -> Section:
    """Another section of the plan, with a priority."""
    section = Section.objects.create(plan=plan, position=2, number="2", title="Waiting")
    Priority.objects.create(plan=plan, section=section, position=2, code="2a", title="Count")
    return section


def test_a_lead_records_figures_of_the_sections_in_which_they_lead(
    manager: Person, criterion: SuccessCriterion, plan: Plan, elsewhere: Section
) -> None:
    aim(manager, criterion)
    here, there = (make_person(plan.area, "priority_lead") for _ in range(2))
    lead(plan, here)
    lead(plan, there, elsewhere)
    figure = measure(here, criterion, "40 weeks")
    for act in (
        lambda: measure(there, criterion, "41 weeks"),
        lambda: withdraw(there, criterion, figure),
    ):
        with pytest.raises(NotAllowed, match="leads no priority of this criterion's section"):
            act()
    assert withdraw(here, criterion, figure).withdrawn_why


def test_the_page_offers_what_the_action_allows(
    criterion: SuccessCriterion, plan: Plan, elsewhere: Section, client: Client
) -> None:
    there = make_person(plan.area, "priority_lead")
    lead(plan, there, elsewhere)
    client.force_login(there.user)
    assert "Record a figure" not in client.get(f"/plans/criteria/{criterion.pk}/").content.decode()
    refused = client.get(f"/plans/criteria/{criterion.pk}/figures/")
    assert refused.status_code == 403
    assert "leads no priority of this criterion" in refused.content.decode()
    lead(plan, there)
    assert "Record a figure" in client.get(f"/plans/criteria/{criterion.pk}/").content.decode()
    assert client.get(f"/plans/criteria/{criterion.pk}/figures/").status_code == 200


@pytest.mark.parametrize("leads", [False, True])
@pytest.mark.parametrize(
    "role", [name for name, one in rolebook().roles.items() if one.permissions]
)
def test_every_role_may_what_its_rights_say(role: str, leads: bool, plan: Plan) -> None:
    person, rights = make_person(plan.area, role), rolebook().role(role).permissions
    other = make_person(make_area(), role)
    if leads:
        lead(plan, person)
        lead(plan, other)
    one = make_criterion(plan)
    expected = {name: name in rights for name in RIGHTS}
    expected["criterion.measure"] = "criterion.measure_any" in rights or (
        leads and "criterion.measure" in rights
    )
    for name in RIGHTS:
        found = criterion_posts(person.scope, name, one)
        assert bool(found) is expected[name]
        # Doing implies seeing, and nobody does anything outside their own area.
        assert not found or can(person.scope, name, plan)
        assert not found or SuccessCriterion.objects.visible_to(person.scope).filter(pk=one.pk)
        assert criterion_posts(other.scope, name, one) == frozenset()
    if not expected["criterion.measure"]:
        with pytest.raises(UserError):
            measure(person, one, "40 weeks")
