"""Plain words for the steps of a page for families, and an easy read that says what it leaves out."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.core import clock
from goldenthread.documents.publishing import asked_of
from goldenthread.improvement.models import Milestone, Recurring
from goldenthread.reports.actions.families import Words, change_progress, prepare_progress
from goldenthread.reports.models import Progress
from tests.reports.papers import TODAY, Partnership
from tests.reports.public import Families
from tests.reports.test_new_version import AFTER, agreed, begun
from tests.reports.test_pack import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def families(partnership: Partnership) -> Families:
    return Families(partnership)


def reworded(families: Families, text: str, number: str = "1") -> Progress:
    page = families.drafted()
    thread = str(families.partnership.milestone(number).thread_pk)
    words = Words(page.opening, page.meanings, page.ask, False, {thread: text})
    return change_progress(
        scope=families.partnership.manager.scope, progress_id=page.pk, words=words,
        version=page.version,
    )  # fmt: skip


def test_a_step_is_told_in_its_own_words_and_checked(families: Families) -> None:
    page = reworded(families, "We write to you in plain words, says Amira Hussain.")
    bodies = families.bodies(page)
    for body in (bodies.page, bodies.easy):
        said = text_of(body)
        assert "We write to you in plain words, says Amira Hussain." in said
        assert "Milestone 1" not in said
    found = asked_of(families.partnership.area.pk, bodies.together)
    assert "Amira Hussain" in {one.text for one in found}
    assert Progress.objects.get().steps, "kept while nothing is said of it"
    page = reworded(families, "")
    assert page.steps == {}
    assert "Milestone 1." in text_of(families.bodies(page).page)


def test_they_are_kept_for_the_next_page_and_the_next_version(families: Families) -> None:
    page = reworded(families, "We write in plain words.")
    families.clear(page)
    families.publish(page)
    later = agreed(families.partnership, begun(families.partnership))
    manager = later.manager
    draft = prepare_progress(scope=manager.scope, plan_id=later.plan.pk, post_id=manager.post.pk)
    assert "We write in plain words." in text_of(Families(later).bodies(draft, AFTER).page)


def test_the_edit_page_shows_the_words_of_the_plan_and_the_reading_age(
    families: Families, client: Client
) -> None:
    page, partnership = families.drafted(), families.partnership
    client.force_login(partnership.manager.user)
    section, step = partnership.plan.sections.get(), partnership.milestone("1")
    with clock.fixed(TODAY):
        form = client.get(f"/reports/families/{page.pk}/edit/").content.decode()
        assert "“Milestone 1” in plain words" in form
        assert "Reading age: the page" in form
        given = {
            "version": page.version, "opening": "Hello.", f"meaning_{section.pk}": "Short.",
            f"step_{step.thread_pk}": "We write to you.", "ask": "The forum.",
        }  # fmt: skip
        client.post(f"/reports/families/{page.pk}/edit/", given)
        for address in ("edit/", ""):
            with CaptureQueriesContext(connection) as queries:
                shown = client.get(f"/reports/families/{page.pk}/{address}").content.decode()
            assert len(queries) <= 12, address
    assert "We write to you." in shown
    assert "Reading age: the page" in shown


def test_what_is_called_late_before_its_date_may_be_late(families: Families) -> None:
    Milestone.objects.filter(number="2").update(reported_status="red")
    said = text_of(families.bodies(families.drafted()).page)
    assert "Milestone 2. This may be late. We do not have a new date yet." in said
    assert "1 of 2 steps that may be late" in said


def test_the_easy_read_says_how_many_it_tells_and_what_comes_round(families: Families) -> None:
    partnership = families.partnership
    for number in range(3, 6):
        partnership.plan.milestones.create(
            priority=partnership.priority, position=number, number=str(number),
            text=f"Step {number}", due=date(2026, 1, 31), baseline_due=date(2026, 1, 31),
        )  # fmt: skip
    for number, cadence in enumerate(("Weekly", "Termly", "Yearly"), 1):
        Recurring.objects.create(
            priority=partnership.priority, position=number, cadence=cadence, text="We ask families."
        )
    said = text_of(families.bodies(families.drafted()).easy)
    assert "4 things are late. Here are 2 of them:Milestone 1." in said
    assert "We do this all the time: Here are 2 of them:We ask families (weekly)." in said
    assert "(yearly)" not in said

    Milestone.objects.filter(plan=partnership.plan).exclude(number__in=["1", "2"]).delete()
    assert "Here are 2 of them:Milestone" not in text_of(
        families.bodies(Progress.objects.get()).easy
    )
