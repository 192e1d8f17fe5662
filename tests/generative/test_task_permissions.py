"""Who may see and manage which task: lists and single records must agree, whatever the posts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from goldenthread.access.rules.roles import rolebook
from goldenthread.access.scope import Grant, Scope
from goldenthread.improvement.jobs import EXPORT
from goldenthread.reports.jobs import PDF
from goldenthread.tasks.actions.asking import key_of
from goldenthread.tasks.models import Job
from goldenthread.tasks.permissions import can_fetch, can_manage, can_see
from tests.factories import make_area, make_person

AREAS = 2
grants = st.lists(
    st.tuples(st.sampled_from(sorted(rolebook().roles)), st.integers(0, AREAS - 1)), max_size=4
)


class TaskPermissions(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.areas = [make_area() for _ in range(AREAS)]
        cls.people = [make_person(area, "partnership_manager") for area in cls.areas]
        for area in cls.areas:
            for person in cls.people:
                for kind, state in ((EXPORT, "waiting"), (PDF, "failed"), (EXPORT, "failed")):
                    arguments: dict[str, int | str] = {"plan": area.pk, "report": area.pk}
                    Job.objects.create(
                        kind=kind, area=area, asked_by=person.user, state=state,
                        arguments=arguments, arguments_key=key_of(arguments),
                    )  # fmt: skip

    @given(grants, st.integers(0, AREAS - 1))
    @settings(max_examples=150)
    def test_can_is_exactly_what_is_listed(self, held: list[tuple[str, int]], who: int) -> None:
        person = self.people[who]
        scope = Scope(
            person.user.pk, "Somebody",
            tuple(Grant(role, self.areas[place].pk, 1, 1) for role, place in held),
        )  # fmt: skip
        listed = set(Job.objects.visible_to(scope).values_list("pk", flat=True))
        managed = set(Job.objects.managed_by(scope).values_list("pk", flat=True))
        for job in Job.objects.all():
            assert can_see(scope, job) == (job.pk in listed)
            assert can_manage(scope, job) == (job.pk in managed)
            # Looking after what went wrong never gives the copy away.
            assert job.pk in listed or not can_fetch(scope, job)
