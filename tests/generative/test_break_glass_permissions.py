"""Who may see which emergency opening, and what a grant of it opens, whatever posts, areas and times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from goldenthread.access.break_glass.pages import OPEN, with_openings
from goldenthread.access.break_glass.permissions import can_see, may_judge
from goldenthread.access.models import BreakGlass
from goldenthread.access.rules.roles import rolebook
from goldenthread.access.scope import Grant, Scope
from goldenthread.core import clock
from goldenthread.improvement.models import Plan
from tests.factories import make_area, make_person, make_plan

AREAS = 2
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
grants = st.lists(
    st.tuples(st.sampled_from(sorted(rolebook().roles)), st.integers(0, AREAS - 1)), max_size=3
)


class BreakGlassPermissions(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.areas = [make_area() for _ in range(AREAS)]
        cls.people = [make_person(area, "designated_officer") for area in cls.areas]
        for area, person in zip(cls.areas, cls.people, strict=True):
            BreakGlass.objects.create(
                user=person.user, area=area, kind="improvement.plan", key=make_plan(area).pk,
                post_ids=str(person.post.pk), reason="A reason", opened_at=NOW,
                ends_at=NOW + timedelta(hours=2), review_due=NOW.date(),
            )  # fmt: skip

            person.user.opened_until = NOW + timedelta(hours=2)
            person.user.save()

    @given(grants, st.integers(0, AREAS - 1))
    @settings(max_examples=100)
    def test_can_see_exactly_what_is_listed(self, held: list[tuple[str, int]], who: int) -> None:
        scope = self._scope(held, who)
        listed = set(BreakGlass.objects.visible_to(scope).values_list("pk", flat=True))
        for opening in BreakGlass.objects.all():
            assert can_see(scope, opening) == (opening.pk in listed)
            if may_judge(scope, opening):
                assert opening.pk in listed
                assert opening.user_id != scope.user_id

    @given(grants, st.integers(0, AREAS - 1), st.integers(-60, 180), st.booleans())
    @settings(max_examples=100)
    def test_it_opens_while_it_runs_where_the_right_is_held_and_nowhere_else(
        self, held: list[tuple[str, int]], who: int, minutes: int, ended: bool
    ) -> None:
        moment = NOW + timedelta(minutes=minutes)
        BreakGlass.objects.update(ended_at=NOW if ended else None)
        with clock.fixed(moment):
            scope = with_openings(self._scope(held, who), self.people[who].user)
        own = BreakGlass.objects.get(user=self.people[who].user)
        runs = not ended and moment < own.ends_at and scope.has(OPEN, own.area_id)
        assert scope.opened("improvement.plan") == (frozenset({own.key}) if runs else frozenset())
        by_right = {
            plan.pk for plan in Plan.objects.all() if scope.has("plan.view_draft", plan.area_id)
        }
        seen = set(Plan.objects.visible_to(scope).values_list("pk", flat=True))
        assert seen == by_right | scope.opened("improvement.plan")

    def _scope(self, held: list[tuple[str, int]], who: int) -> Scope:
        carried = tuple(
            Grant(role, self.areas[place].pk, 1_000 + number, 1)
            for number, (role, place) in enumerate(held)
        )
        return Scope(self.people[who].user.pk, "Somebody", carried)
