"""Who may see which evidence and claims: lists and single records must agree, whatever the posts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from goldenthread.access.rules.roles import rolebook
from goldenthread.access.scope import Grant, Scope
from goldenthread.improvement.models import Claim, EvidenceItem
from goldenthread.improvement.permissions import can_in_library, changing_posts
from goldenthread.improvement.queries.evidence import evidence_for
from goldenthread.improvement.queries.evidence_lists import waiting_for
from tests.improvement.library import TODAY, Library

AREAS = 3
RIGHTS = ("evidence.add", "evidence.manage", "evidence.review", "claim.edit")
# The post is the one that added the area's evidence, or another.
grants = st.lists(
    st.tuples(st.sampled_from(sorted(rolebook().roles)), st.integers(0, AREAS - 1), st.booleans()),
    max_size=4,
)


class EvidencePermissions(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.libraries = [Library() for _ in range(AREAS)]
        for one in cls.libraries:
            one.add(shows=("milestone", one.milestone.pk))
            one.add(shows=("claim", one.claim().pk), title="More")
        cls.libraries[0].review(EvidenceItem.objects.filter(area=cls.libraries[0].area)[0])

    @given(grants)
    @settings(max_examples=120)
    def test_can_see_exactly_what_is_listed(self, held: list[tuple[str, int, bool]]) -> None:
        scope = self._scope(held)
        for model in (EvidenceItem, Claim):
            listed = set(model.objects.visible_to(scope).values_list("pk", flat=True))
            for record in model.objects.all():
                assert can_in_library(scope, "evidence.view", record) == (record.pk in listed)
                for right in RIGHTS:
                    if can_in_library(scope, right, record):
                        assert record.pk in listed, right
        for item in EvidenceItem.objects.all():
            if changing_posts(scope, item):
                assert can_in_library(scope, "evidence.view", item)

    @given(grants)
    @settings(max_examples=60)
    def test_what_stands_with_a_milestone_is_what_the_library_shows(
        self, held: list[tuple[str, int, bool]]
    ) -> None:
        scope = self._scope(held)
        for one in self.libraries:
            rows = evidence_for(scope, as_at=TODAY, milestone=one.milestone)
            assert bool(rows) == scope.has("evidence.view", one.area.pk)

    @given(grants)
    @settings(max_examples=60)
    def test_what_waits_for_a_review_is_seen_and_others_work(
        self, held: list[tuple[str, int, bool]]
    ) -> None:
        scope = self._scope(held)
        waiting = waiting_for(scope, {}, 50, TODAY)[0]
        for row in waiting:
            assert can_in_library(scope, "evidence.review", row.item)
            assert row.item.post_id not in scope.post_ids
        for item in EvidenceItem.objects.filter(review="waiting"):
            if can_in_library(scope, "evidence.review", item):
                own = item.post_id in scope.post_ids
                assert own != (item in [row.item for row in waiting])

    def _scope(self, held: list[tuple[str, int, bool]]) -> Scope:
        return Scope(
            0,
            "Somebody",
            tuple(
                Grant(
                    role,
                    self.libraries[place].area.pk,
                    self.libraries[place].lead.post.pk if added else 900_000 + number,
                    1,
                )
                for number, (role, place, added) in enumerate(held)
            ),
        )
