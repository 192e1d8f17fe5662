"""Who may see which report: lists and single records must agree, whatever the posts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from goldenthread.access.rules.roles import rolebook
from goldenthread.access.scope import Grant, Scope
from goldenthread.documents.models import Document, Snapshot
from goldenthread.improvement.models import Lead
from goldenthread.reports.actions.clearing import put_forward_progress, put_forward_report
from goldenthread.reports.models import Ask, Highlight, Progress, Recipient, Report, Withdrawal
from goldenthread.reports.permissions import can, can_see_highlight
from tests.reports.papers import TODAY, make_partnership
from tests.reports.public import Families

AREAS = 3
# The post is one that leads the area's priority, or another.
grants = st.lists(
    st.tuples(st.sampled_from(sorted(rolebook().roles)), st.integers(0, AREAS - 1), st.booleans()),
    max_size=4,
)


class ReportPermissions(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.partnerships = [make_partnership() for _ in range(AREAS)]
        for one in cls.partnerships:
            one.highlight()
            one.drafted("dfe")
            waits = one.drafted("scrutiny")
            put_forward_report(
                scope=one.manager.scope, report_id=waits.pk, version=waits.version, today=TODAY
            )
        # A presented, a submitted and a draft highlight report.
        cls.partnerships[0].sent()
        cls.partnerships[2].take_back()

    @given(grants)
    @settings(max_examples=120)
    def test_can_see_exactly_what_is_listed(self, held: list[tuple[str, int, bool]]) -> None:
        scope = self._scope(held)
        listed = set(Report.objects.visible_to(scope).values_list("pk", flat=True))
        for report in Report.objects.select_related("plan"):
            assert can(scope, "report.view", report) == (report.pk in listed)
            for right in rolebook().permissions:
                if right.startswith("report.") and can(scope, right, report):
                    assert report.pk in listed, right
        for model in (Recipient, Ask):
            seen = set(model.objects.visible_to(scope).values_list("report_id", flat=True))
            assert seen == listed & set(model.objects.values_list("report_id", flat=True))

    @given(grants)
    @settings(max_examples=120)
    def test_highlight_reports_too(self, held: list[tuple[str, int, bool]]) -> None:
        scope = self._scope(held)
        listed = set(Highlight.objects.visible_to(scope).values_list("pk", flat=True))
        for row in Highlight.objects.select_related("plan"):
            leads = Lead.objects.filter(priority=row.priority).values_list("post", flat=True)
            assert can_see_highlight(scope, row, leads) == (row.pk in listed), row.state

    @given(grants)
    @settings(max_examples=60)
    def test_a_frozen_version_is_seen_with_its_report(
        self, held: list[tuple[str, int, bool]]
    ) -> None:
        scope = self._scope(held)
        sent = Report.objects.visible_to(scope).filter(state="sent")
        seen = Snapshot.objects.visible_to(scope)
        assert set(seen.values_list("pk", flat=True)) == set(
            sent.values_list("snapshot_id", flat=True)
        )
        assert set(Document.objects.visible_to(scope).values_list("pk", flat=True)) == set(
            seen.values_list("document_id", flat=True)
        )

    def _scope(self, held: list[tuple[str, int, bool]]) -> Scope:
        return Scope(
            1,
            "Somebody",
            tuple(
                Grant(
                    role,
                    self.partnerships[place].area.pk,
                    self.partnerships[place].lead.post.pk if leads else 900_000 + number,
                    1,
                )
                for number, (role, place, leads) in enumerate(held)
            ),
        )


class PagesForFamilies(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.areas = []
        for _ in range(2):
            one = Families(make_partnership())
            one.withdraw(one.published())
            one.published()
            waits = one.drafted()
            put_forward_progress(
                scope=one.partnership.manager.scope, progress_id=waits.pk, version=waits.version,
                today=TODAY,
            )  # fmt: skip
            cls.areas.append(one.partnership.area.pk)

    @given(
        st.lists(
            st.tuples(st.sampled_from(sorted(rolebook().roles)), st.integers(0, 1)), max_size=3
        )
    )
    @settings(max_examples=25)
    def test_drafts_and_withdrawn_pages_for_publishers_and_public_pages_for_readers(
        self, held: list[tuple[str, int]]
    ) -> None:
        grants = tuple(Grant(role, self.areas[place], 900_000, 1) for role, place in held)
        scope = Scope(1, "Somebody", grants)
        listed = set(Progress.objects.visible_to(scope).values_list("pk", flat=True))
        for page in Progress.objects.select_related("plan", "withdrawal"):
            public = page.state == "published" and not page.taken_back
            rights = {"plan.publish", "plan.view"} if public else {"plan.publish"}
            rights |= {"report.clear"} if page.waiting else set()
            held_here = any(scope.has(right, page.plan.area_id) for right in rights)
            assert (page.pk in listed) == held_here
        seen = set(Withdrawal.objects.visible_to(scope).values_list("progress", flat=True))
        assert seen == listed & set(Withdrawal.objects.values_list("progress", flat=True))
