"""Who may see and do what on a register: list and single record agree, whatever the posts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from goldenthread.access.rules.roles import rolebook
from goldenthread.access.scope import Grant, Scope
from goldenthread.improvement.actions.risks import link_risk
from goldenthread.improvement.models import PlanRisk
from goldenthread.improvement.queries.risk_items import find_item
from goldenthread.improvement.queries.risk_links import links_of_entries
from goldenthread.registers.actions.moving import escalate
from goldenthread.registers.models import Entry, EntryEvent
from goldenthread.registers.permissions import (
    answering_posts,
    keeping_posts,
    moving_posts,
)
from goldenthread.registers.rules.definitions import register
from tests.factories import make_area, make_person, make_plan
from tests.registers.makers import TODAY, make_entry

AREAS = 3
# The last number is the post: some of those drawn own an entry.
grants = st.lists(
    st.tuples(
        st.sampled_from(sorted(rolebook().roles)), st.integers(0, AREAS - 1), st.integers(0, 3)
    ),
    max_size=4,
)


class RegisterPermissions(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.areas = [make_area() for _ in range(AREAS)]
        cls.posts = []
        for area in cls.areas:
            manager = make_person(area, "partnership_manager")
            lead = make_person(area, "priority_lead")
            cls.posts += [lead.post.pk]
            plan = make_plan(area, agreed_by=manager.post)
            item = find_item(manager.scope, plan.pk, "plans", plan.pk)
            for entry in (make_entry(manager, owner=lead), make_entry(manager, kind="issue")):
                link_risk(
                    scope=manager.scope, item=item, entry_id=entry.pk, post_id=manager.post.pk
                )
            escalate(
                scope=manager.scope, entry_id=entry.pk, post_id=manager.post.pk,
                version=entry.version, text="Please decide", today=TODAY,
            )  # fmt: skip

    @given(grants)
    @settings(max_examples=150)
    def test_exactly_what_may_be_read_is_listed(self, held: list[tuple[str, int, int]]) -> None:
        scope = self._scope(held)
        listed = set(Entry.objects.visible_to(scope).values_list("pk", flat=True))
        for entry in Entry.objects.all():
            assert self._may_read(scope, entry) == (entry.pk in listed)
        events = EntryEvent.objects.visible_to(scope).values_list("entry_id", flat=True)
        assert set(events) == listed
        linked = PlanRisk.objects.visible_to(scope).values_list("entry_id", flat=True)
        assert set(linked) <= listed
        everything = list(Entry.objects.values_list("pk", flat=True))
        assert set(links_of_entries(scope, everything)) <= listed

    @given(grants)
    @settings(max_examples=150)
    def test_whoever_may_do_anything_may_see_it(self, held: list[tuple[str, int, int]]) -> None:
        scope = self._scope(held)
        for entry in Entry.objects.select_related("owner"):
            moves = register(entry.register).transitions.values()
            posts = keeping_posts(scope, entry) | answering_posts(scope, entry)
            posts |= frozenset().union(*(moving_posts(scope, entry, move) for move in moves))
            assert not posts or self._may_read(scope, entry)
            assert posts <= scope.post_ids

    @given(grants, grants)
    @settings(max_examples=100)
    def test_joining_posts_adds_up_and_adds_nothing_else(
        self, one: list[tuple[str, int, int]], other: list[tuple[str, int, int]]
    ) -> None:
        def seen(held: list[tuple[str, int, int]]) -> set[int]:
            return set(Entry.objects.visible_to(self._scope(held)).values_list("pk", flat=True))

        assert seen(one + other) == seen(one) | seen(other)

    @staticmethod
    def _may_read(scope: Scope, entry: Entry) -> bool:
        return scope.has(register(entry.register).rights.view, entry.area_id)

    def _scope(self, held: list[tuple[str, int, int]]) -> Scope:
        posts = [*self.posts, -1]
        return Scope(
            1,
            "Somebody",
            tuple(
                Grant(role, self.areas[place].pk, posts[number], 1) for role, place, number in held
            ),
        )
