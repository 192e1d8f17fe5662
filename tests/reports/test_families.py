"""Writing, clearing, publishing and withdrawing a page for families."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.core.months import Month
from goldenthread.improvement.models import Recurring
from goldenthread.improvement.rules.status import Status
from goldenthread.reports.actions.families import (
    Words,
    change_progress,
    discard_progress,
    prepare_progress,
)
from goldenthread.reports.actions.publishing import make_copies
from goldenthread.reports.models import Progress, ProgressCopy, Withdrawal
from goldenthread.reports.rules.families import build, family_words
from tests.factories import make_person, make_plan
from tests.reports.papers import TODAY, Partnership
from tests.reports.public import Families
from tests.reports.test_pack import text_of


@pytest.fixture
def families(partnership: Partnership) -> Families:
    return Families(partnership)


def test_what_is_done_late_and_next_in_plain_words(families: Families) -> None:
    families.partnership.says("2", Status.GREEN)
    said = text_of(families.bodies(families.drafted()).page)
    assert "1 of 2 steps late, with no new date yet" in said
    assert "Milestone 1. This is late. We do not have a new date yet." in said
    assert "Milestone 2. We aim to do this by June 2026." in said
    assert "What this means for families Letters are short." in said
    for colour in ("Red", "Amber", "Green", "Grey", "Blue"):
        assert colour not in said


def test_a_late_step_tells_what_is_hoped_for(families: Families) -> None:
    partnership = families.partnership
    partnership.says("1", Status.RED, new_due=Month(2026, 9), reason="No hall.")
    partnership.says("2", Status.AMBER, forecast=Month(2026, 8), reason="A hall was closed.")
    said = text_of(families.bodies(families.drafted()).page)
    assert "Milestone 1. This is late. The new date is September 2026." in said
    assert "Milestone 2. This may be late. We now hope to do it by August 2026." in said
    assert "hall" not in said, "a lead's own words are not for this page"
    partnership.says("1", Status.BLUE, completed_on=TODAY)
    said = text_of(families.bodies(Progress.objects.get()).page)
    assert "This is late" not in said.split("Milestone 1.")[1].split("Milestone 2.")[0]


def test_what_is_next_while_steps_are_late_and_what_comes_round(families: Families) -> None:
    partnership = families.partnership
    Recurring.objects.create(
        priority=partnership.plan.priorities.get(),
        position=1,
        cadence="Weekly",
        text="Ask families.",
    )
    said = text_of(families.bodies(families.drafted(), date(2026, 12, 1)).page)
    assert "Next we must finish the late steps and give new dates." in said
    assert "No more steps are planned" not in said
    assert "We do this all the time: Ask families (weekly)." in said
    for number in ("1", "2"):
        partnership.says(number, Status.RED, new_due=Month(2026, 9), reason="No hall.")
    said = text_of(families.bodies(Progress.objects.get()).page)
    assert "Next we must finish the late steps." in said
    for number in ("1", "2"):
        partnership.says(number, Status.BLUE, completed_on=TODAY)
    assert "No more steps are planned." in text_of(
        families.bodies(Progress.objects.get(), date(2026, 12, 1)).page
    )


def test_the_plan_is_for_young_people_and_families_too(families: Families) -> None:
    bodies = families.bodies(families.drafted())
    assert "children and young people up to 25" in bodies.page
    assert "and for their families" in bodies.page
    assert "children and young people with special educational needs or disabilities" in bodies.easy


def test_posts_are_named_only_when_the_writer_chose_so(families: Families) -> None:
    page = families.drafted()
    lead = families.partnership.lead.post.title
    assert lead not in families.bodies(page).page
    Progress.objects.update(show_posts=True)
    page.refresh_from_db()
    assert f"Led by: {lead}." in families.bodies(page).page


def test_nothing_is_published_uncleared_or_unseen(families: Families) -> None:
    page = families.drafted("Amira Hussain told us.")
    with pytest.raises(UserError, match="Nobody has cleared"):
        families.publish(page)
    families.clear(page)
    families.partnership.says("2", Status.GREEN)
    with pytest.raises(UserError, match="Nobody has cleared"):
        families.publish(page)
    with pytest.raises(UserError, match="changed since"):
        families.publish(page, previewed="0" * 64)
    with pytest.raises(UserError, match="Nobody has cleared"):
        families.publish(page, on=TODAY + timedelta(days=8))
    assert Progress.objects.get().state == "draft"


def test_publishing_freezes_both_parts(families: Families) -> None:
    page = families.drafted()
    bodies = families.bodies(page)
    families.clear(page)
    page = families.publish(page)
    assert page.snapshot is not None
    assert page.easy is not None
    assert (page.snapshot.body, page.easy.body) == (bodies.page, bodies.easy)
    assert page.snapshot.intact
    assert page.clearance is not None
    done = AuditEntry.objects.filter(target_type="reports.progress").order_by("pk")
    assert [entry.action for entry in done] == [
        "progress.prepared", "progress.changed", "progress.put_forward", "progress.cleared",
        "progress.published",
    ]  # fmt: skip
    for change in (
        lambda: Progress.objects.update(opening="x"),
        lambda: Progress.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_the_next_page_starts_from_the_last_and_counts_on(families: Families) -> None:
    first = families.published("You told us.")
    scope, post = families.partnership.manager.scope, families.partnership.manager.post
    draft = prepare_progress(scope=scope, plan_id=first.plan_id, post_id=post.pk)
    assert (draft.opening, draft.meanings, draft.ask) == (
        "You told us.", first.meanings, "Ask the forum.",
    )  # fmt: skip
    again = prepare_progress(scope=scope, plan_id=first.plan_id, post_id=post.pk)
    assert again == draft, "one open draft on a plan"
    families.clear(draft)
    second = families.publish(draft)
    assert first.snapshot is not None
    assert second.snapshot is not None
    assert (first.snapshot.number, second.snapshot.number) == (1, 2)
    assert first.snapshot.document == second.snapshot.document


def test_two_writers_cannot_overwrite_each_other(families: Families) -> None:
    page = families.drafted()
    scope = families.partnership.manager.scope
    words = Words("Mine.", {}, "", False)
    change_progress(scope=scope, progress_id=page.pk, words=words, version=page.version)
    with pytest.raises(UserError) as raised:
        change_progress(scope=scope, progress_id=page.pk, words=words, version=page.version)
    assert raised.value.code == "changed_meanwhile"
    discard_progress(scope=scope, progress_id=page.pk, version=page.version + 1)
    assert not Progress.objects.exists()


def test_only_agreed_plans_and_only_with_the_right(families: Families) -> None:
    partnership = families.partnership
    page = families.drafted()
    for person in (partnership.lead, make_person(partnership.area, "board_member")):
        with pytest.raises(NotAllowed):
            prepare_progress(
                scope=person.scope, plan_id=partnership.plan.pk, post_id=person.post.pk
            )
        with pytest.raises(UserError, match="no such page"):
            discard_progress(scope=person.scope, progress_id=page.pk, version=page.version)
    partnership.plan = make_plan(partnership.area)
    with pytest.raises(UserError, match="agreed plans only"):
        families.drafted()


def test_withdrawing_needs_a_reason_and_happens_once(families: Families) -> None:
    page = families.published()
    with pytest.raises(UserError, match="Say why"):
        families.withdraw(page, " ")
    families.withdraw(page)
    with pytest.raises(UserError, match="already"):
        families.withdraw(Progress.objects.get())
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Withdrawal.objects.update(reason="x")


def test_the_pdf_files_are_made_once(families: Families) -> None:
    page = families.published()
    scope = families.partnership.manager.scope
    make_copies(scope=scope, progress_id=page.pk)
    first = dict(ProgressCopy.objects.values_list("part", "pk"))
    assert set(first) == {"page", "easy"}
    make_copies(scope=scope, progress_id=page.pk)
    assert dict(ProgressCopy.objects.values_list("part", "pk")) == first
    assert bytes(ProgressCopy.objects.first().content).startswith(b"%PDF")  # type: ignore[union-attr]


def test_the_whole_way_by_its_pages(
    families: Families, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goldenthread.reports.actions.publishing.make_copies", lambda **_: None)
    manager, plan = families.partnership.manager, families.partnership.plan
    client.force_login(manager.user)
    started = client.post(f"/reports/plans/{plan.pk}/families/", {"post": manager.post.pk})
    page = started["Location"]
    section = plan.sections.get()
    given = {
        "version": 1, "opening": "Amira Hussain told us.", f"meaning_{section.pk}": "Short.",
        "ask": "The forum.",
    }  # fmt: skip
    assert client.post(f"{page}edit/", given)["Location"] == page
    stale = client.post(f"{page}edit/", {**given, "opening": "Typed later."})
    assert stale.status_code == 400
    assert b"What is saved now" in stale.content
    assert b"Typed later." in stale.content
    reader = families.partnership.reader
    assert client.get(f"{page}publish/")["Location"] == f"{page}check/"
    shown = client.get(f"{page}check/").content.decode()
    assert "Amira Hussain" in shown
    assert "Cleared because" not in shown, "she wrote it"
    assert f"May clear it: {reader.user.name}." in shown
    client.force_login(reader.user)
    assert client.get(page).status_code == 404, "it waits for nobody yet"
    client.force_login(manager.user)
    assert client.post(f"{page}put-forward/", {"version": 2})["Location"] == page
    client.force_login(reader.user)
    assert f"{page}check/" in client.get("/reports/").content.decode()
    assert b"Check and clear" in client.get(page).content
    shown = client.get(f"{page}check/").content.decode()
    keys = {part.split('"')[0] for part in shown.split('name="reason_')[1:]}
    answers = {
        "version": 2, "post": reader.post.pk, "seen": shown.split('name="seen" value="')[1][:64],
    }  # fmt: skip
    assert client.post(f"{page}check/", answers).status_code == 400
    answers |= {f"reason_{key}": "She asked to be named here." for key in keys}
    assert client.post(f"{page}check/", answers)["Location"] == "/reports/"
    client.force_login(manager.user)
    shown = client.get(f"{page}publish/").content.decode()
    going = {
        **answers,
        "post": manager.post.pk,
        "previewed": shown.split('name="previewed" value="')[1][:64],
    }
    assert client.post(f"{page}publish/", going)["Location"] == page
    client.get("/reports/")
    for address in (page, f"/reports/plans/{plan.pk}/families/", "/reports/"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        assert len(queries) <= 12, address
    assert client.get(f"{page}edit/")["Location"] == page
    assert client.get(f"{page}withdraw/").status_code == 200
    client.post(f"{page}withdraw/", {"post": manager.post.pk, "reason": "A name."})
    assert b"Withdrawn" in client.get(page).content


def test_the_words_fit_every_look() -> None:
    data = {"looks": {"blue": {"group": "gone", "count": ""}}, "groups": {}}
    with pytest.raises(ValueError, match="words for each"):
        build(data, ["blue", "red"])
    with pytest.raises(ValueError, match="unknown parts"):
        build(data, ["blue"])
    assert family_words().of_step("red", "") == family_words().no_date
    assert family_words().of_step("amber", "").startswith("This may be late.")
