"""Whatever areas a token names, its organisation serves and its role reads: the API lists what its scope may see."""

from __future__ import annotations

from django.core.cache import cache
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from goldenthread.access.scope import NO_POST, Grant, Scope
from goldenthread.improvement.models import Milestone, Plan
from goldenthread.organisations.models import LocalArea, Organisation
from tests.factories import make_area, make_organisation, make_person, make_plan
from tests.organisations.handing_out import hand_out

AREAS = 3
some_areas = st.sets(st.integers(0, AREAS - 1))


class ApiLists(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.areas = [make_area() for _ in range(AREAS)]
        for area in cls.areas:
            make_plan(area)
            make_plan(area, agreed_by=make_person(area, "partnership_manager").post)

    @given(some_areas.filter(bool), some_areas, st.sampled_from(["api_reader", "api_draft_reader"]))
    @settings(max_examples=15)
    def test_the_api_lists_exactly_what_the_scope_sees(
        self, named: set[int], served: set[int], role: str
    ) -> None:
        cache.clear()
        organisation = make_organisation(*(self.areas[place] for place in served))
        _, headers = hand_out(
            *(self.areas[place] for place in named), role=role, organisation=organisation
        )
        scope = self._scope(organisation, role, named & served)
        if not scope.grants:
            assert self._get("areas", headers) is None
            return
        for name, model in (("areas", LocalArea), ("plans", Plan)):
            visible = set(model.objects.visible_to(scope).values_list("pk", flat=True))
            assert {row["id"] for row in self._get(name, headers) or ()} == visible
        milestones = {
            row["id"]
            for plan in Plan.objects.all()
            for row in self._get(f"plans/{plan.pk}/milestones", headers) or ()
        }
        assert milestones == set(Milestone.objects.visible_to(scope).values_list("pk", flat=True))

    def _scope(self, organisation: Organisation, role: str, places: set[int]) -> Scope:
        return Scope(
            None, "", tuple(Grant(role, self.areas[p].pk, NO_POST, organisation.pk) for p in places)
        )  # fmt: skip

    @staticmethod
    def _get(rest: str, headers: dict[str, str]) -> list[dict[str, int]] | None:
        answer = Client().get(f"/api/v1/{rest}", headers=headers)
        return answer.json()["items"] if answer.status_code == 200 else None
