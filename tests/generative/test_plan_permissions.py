"""Who may see which plan: the list side and the single-record side must agree, whatever the posts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from goldenthread.access.rules.roles import rolebook
from goldenthread.access.scope import Grant, Opening, Scope
from goldenthread.core import clock
from goldenthread.improvement.models import Milestone, Plan, Priority, Section
from goldenthread.improvement.permissions import can
from tests.factories import make_area, make_person, make_plan

AREAS = 3
grants = st.lists(
    st.tuples(st.sampled_from(sorted(rolebook().roles)), st.integers(0, AREAS - 1)), max_size=4
)


class PlanPermissions(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.areas = [make_area() for _ in range(AREAS)]
        for area in cls.areas:
            manager = make_person(area, "partnership_manager")
            make_plan(area)
            make_plan(area, agreed_by=manager.post)

    @given(grants)
    @settings(max_examples=150)
    def test_can_view_exactly_what_is_listed(self, held: list[tuple[str, int]]) -> None:
        scope = self._scope(held)
        listed = set(Plan.objects.visible_to(scope).values_list("pk", flat=True))
        for plan in Plan.objects.all():
            assert can(scope, "plan.view", plan) == (plan.pk in listed)
        for model, field in ((Section, "plan_id"), (Milestone, "plan_id"), (Priority, "plan_id")):
            seen = set(model.objects.visible_to(scope).values_list(field, flat=True))
            assert seen == {pk for pk in listed if model.objects.filter(plan_id=pk).exists()}

    @given(grants)
    @settings(max_examples=150)
    def test_every_right_over_a_plan_implies_seeing_it(self, held: list[tuple[str, int]]) -> None:
        scope = self._scope(held)
        rights = [
            name for name in rolebook().permissions
            if name.split(".")[0] in ("plan", "milestone", "status")
        ]  # fmt: skip
        for plan in Plan.objects.all():
            for right in rights:
                if can(scope, right, plan):
                    assert can(scope, "plan.view", plan), (right, plan.state)

    @given(grants, st.sets(st.integers(0, 2 * AREAS - 1)))
    @settings(max_examples=100)
    def test_what_is_open_in_an_emergency_is_seen_and_gives_no_right(
        self, held: list[tuple[str, int]], chosen: set[int]
    ) -> None:
        plans = list(Plan.objects.order_by("pk"))
        keys = {plans[place].pk for place in chosen}
        records = frozenset(("improvement.plan", key) for key in keys)
        before = self._scope(held)
        scope = replace(before, openings=(Opening(1, records, clock.now(), "A reason"),))
        listed = set(Plan.objects.visible_to(scope).values_list("pk", flat=True))
        assert listed == set(Plan.objects.visible_to(before).values_list("pk", flat=True)) | keys
        for plan in plans:
            assert can(scope, "plan.view", plan) == (plan.pk in listed)
            for right in set(rolebook().permissions) - {"plan.view"}:
                assert can(scope, right, plan) == can(before, right, plan), right

    @given(grants, grants)
    @settings(max_examples=100)
    def test_joining_posts_adds_up_and_adds_nothing_else(
        self, one: list[tuple[str, int]], other: list[tuple[str, int]]
    ) -> None:
        def seen(held: list[tuple[str, int]]) -> set[int]:
            return set(Plan.objects.visible_to(self._scope(held)).values_list("pk", flat=True))

        assert seen(one + other) == seen(one) | seen(other)

    def _scope(self, held: list[tuple[str, int]]) -> Scope:
        return Scope(
            1,
            "Somebody",
            tuple(
                Grant(role, self.areas[place].pk, number, 1)
                for number, (role, place) in enumerate(held)
            ),
        )


def test_every_role_that_changes_plans_may_also_read_them() -> None:
    for role in rolebook().roles.values():
        if role.permissions & {"plan.edit", "plan.agree", "plan.import", "plan.export"}:
            assert "plan.view" in role.permissions, role.name


def test_unknown_rights_in_the_role_file_are_refused() -> None:
    from goldenthread.access.rules.roles import build

    with pytest.raises(ValueError, match="unknown rights"):
        build(
            {
                "version": "1",
                "permissions": {},
                "roles": {"x": {"title": "X", "about": "", "permissions": ["plan.fly"]}},
            }
        )
