"""Whatever is added, moved and removed, each list is numbered 1, 2, 3 and loses nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from goldenthread.improvement.actions.drafting import add_item, move_item, remove_item
from goldenthread.improvement.draft_kinds import KINDS, fingerprint, goes_with
from goldenthread.improvement.models import SuccessCriterion
from tests.factories import make_area, make_person, make_plan

STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "part", "up", "down", "remove"]), st.integers(0, 20)),
    max_size=12,
)


class Order(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        area = make_area()
        cls.scope = make_person(area, "partnership_manager").scope
        cls.plan = make_plan(area)
        cls.section = cls.plan.sections.get()

    @given(STEPS)
    @settings(max_examples=40)
    def test_positions_stay_dense_and_nothing_is_lost(self, steps: list[tuple[str, int]]) -> None:
        kind = KINDS["criteria"]
        there: dict[int, int | None] = {}
        for what, number in steps:
            heads = [pk for pk, parent in there.items() if parent is None]
            if what == "add" or (what == "part" and heads):
                head = heads[number % len(heads)] if what == "part" else None
                row = add_item(
                    scope=self.scope, plan_id=self.plan.pk, kind=kind, parent_id=self.section.pk,
                    typed={"kind": "qualitative", "text": "X", "parent": head},
                    seen=max(there, default=10**9),
                )  # fmt: skip
                there[row.pk] = head
            elif there:
                pk = sorted(there)[number % len(there)]
                self.act(what, SuccessCriterion.objects.get(pk=pk))
                if what == "remove":
                    there = {k: p for k, p in there.items() if pk not in (k, p)}
            self.check(there)

    def act(self, what: str, row: SuccessCriterion) -> None:
        kind = KINDS["criteria"]
        given = {"scope": self.scope, "plan_id": self.plan.pk, "kind": kind, "item_id": row.pk}
        if what == "remove":
            standing = fingerprint(row, kind.written, goes_with(kind, row))
            remove_item(**given, standing=standing)
        else:
            move_item(**given, step=-1 if what == "up" else 1, position=row.position)

    def check(self, there: dict[int, int | None]) -> None:
        rows = list(SuccessCriterion.objects.filter(section=self.section).order_by("position"))
        assert [row.position for row in rows] == list(range(1, len(there) + 1))
        assert {row.pk: row.parent_id for row in rows} == there
        heading = None
        for row in rows:
            heading = row.pk if row.parent_id is None else heading
            assert row.parent_id in (None, heading)
