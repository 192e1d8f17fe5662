"""Adding, changing, reviewing and using evidence: what is kept, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.evidence import Written, change_evidence, review_evidence
from goldenthread.improvement.actions.evidence_uses import stop_using, use_evidence
from goldenthread.improvement.actions.progress import Refused
from goldenthread.improvement.models import EvidenceEvent, EvidenceItem, EvidenceUse, Milestone
from goldenthread.improvement.queries.evidence import evidence_for, evidence_page
from goldenthread.improvement.queries.evidence_lists import Wanted
from goldenthread.improvement.queries.evidence_lists import library as list_library
from goldenthread.organisations.models import Membership
from goldenthread.organisations.scopes import build_scope
from tests.factories import LONG_AGO, Person, make_area, make_person, make_plan
from tests.improvement.criterion_steps import make_criterion
from tests.improvement.library import TODAY, WRITTEN, Library

pytestmark = pytest.mark.django_db


@pytest.fixture
def library() -> Library:
    return Library()


def change(
    library: Library, item: EvidenceItem, by: Person, written: Written, version: int = 1
) -> EvidenceItem:
    return change_evidence(
        scope=by.scope, evidence_id=item.pk, post_id=by.post.pk, written=written, version=version,
        today=TODAY,
    )  # fmt: skip


def codes() -> list[str]:
    found = AuditEntry.objects.filter(action__startswith="evidence.").order_by("pk")
    return list(found.values_list("action", flat=True))


def test_evidence_is_added_with_what_it_shows_and_waits_for_a_review(library: Library) -> None:
    item = library.add(shows=("milestone", library.milestone.pk))
    item.refresh_from_db()
    assert (item.review, item.reviewed_by, item.version) == ("waiting", None, 1)
    assert item.uses.get().milestone == library.milestone
    assert [event.kind for event in item.events.all()] == ["added"]
    assert codes() == ["evidence.added", "evidence.used"]
    entry = AuditEntry.objects.get(action="evidence.added")
    assert WRITTEN.title not in entry.fields
    assert entry.area_id == library.area.pk


def test_sent_twice_it_is_added_once(library: Library) -> None:
    first = library.add(shows=("milestone", library.milestone.pk))
    second = library.add(shows=("milestone", library.milestone.pk))
    assert first == second
    assert EvidenceUse.objects.count() == 1
    assert codes() == ["evidence.added", "evidence.used"]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("dated", date(2026, 3, 28), "dated_in_future"),
        ("dated", date(1931, 3, 28), "implausible_year"),
        ("kept_at", "https:///nowhere", "kept_at_no_address"),
        ("kept_at", "http://two words.example", "kept_at_no_address"),
    ],
)
def test_what_is_not_kept(library: Library, field: str, value: object, code: str) -> None:
    with pytest.raises(Refused) as raised:
        library.add(**{field: value})
    assert raised.value.code == code
    assert not EvidenceItem.objects.exists()


def test_what_is_of_today_and_words_for_a_place_are_kept(library: Library) -> None:
    library.add(dated=TODAY, kept_at=r"S:\SEND\Evidence: folder 3")
    assert EvidenceItem.objects.count() == 1


@pytest.mark.parametrize("role", ["commissioner", "board_member", "case_coordinator", "public"])
def test_only_posts_with_the_right_add(library: Library, role: str) -> None:
    with pytest.raises(NotAllowed):
        library.add(by=make_person(library.area, role))


def test_a_post_of_another_area_adds_nothing(library: Library) -> None:
    stranger = make_person(make_area(), "partnership_manager")
    with pytest.raises(NotAllowed):
        library.add(by=stranger)
    item = library.add()
    with pytest.raises(UserError) as raised:
        change(library, item, stranger, replace(WRITTEN, title="Mine"))
    assert raised.value.code == "no_such_evidence"


def test_evidence_shows_only_what_stands_in_its_area(library: Library) -> None:
    item = library.add()
    elsewhere = make_plan(make_area(), agreed_by=library.manager.post).milestones.all()[0]
    draft = make_plan(library.area).milestones.all()[0]
    for milestone in (elsewhere, draft):
        with pytest.raises(UserError) as raised:
            use_evidence(
                scope=library.lead.scope, evidence_id=item.pk, post_id=library.lead.post.pk,
                shows=("milestone", milestone.pk),
            )  # fmt: skip
        assert raised.value.code == "no_such_target"
    assert not EvidenceUse.objects.exists()


def test_nothing_in_a_draft_is_shown_by_evidence(library: Library) -> None:
    draft = make_plan(library.area)
    criterion = make_criterion(draft, "qualitative")
    item, by = library.add(), library.manager  # who may see the draft
    for shows in (("milestone", Milestone.objects.filter(plan=draft)[0].pk), ("criterion", criterion.pk)):  # fmt: skip
        with pytest.raises(UserError) as refused:
            use_evidence(scope=by.scope, evidence_id=item.pk, post_id=by.post.pk, shows=shows)
        assert refused.value.code == "no_such_target"
    assert not EvidenceUse.objects.exists()


def test_uses_that_a_reader_may_not_see_are_not_counted(library: Library) -> None:
    item = library.add(shows=("milestone", library.milestone.pk))
    hidden = Milestone.objects.filter(plan=make_plan(library.area))[0]
    EvidenceUse.objects.create(evidence=item, milestone=hidden, post=library.lead.post)
    for person, number in ((library.lead, 1), (library.manager, 2)):
        assert evidence_page(person.scope, item.pk, TODAY).row.uses == number
        (row,), _ = list_library(person.scope, library.area, Wanted(), {}, 20, TODAY)
        assert row.uses == number


def test_evidence_stays_with_a_milestone_through_versions(library: Library) -> None:
    newer = make_plan(library.area, agreed_by=library.manager.post)
    later = newer.milestones.all()[0]
    Milestone.objects.filter(pk=later.pk).update(thread=library.milestone)
    later.refresh_from_db()
    item = library.add(shows=("milestone", later.pk))
    assert item.uses.get().milestone == library.milestone
    for milestone in (library.milestone, later):
        rows = evidence_for(library.lead.scope, as_at=TODAY, milestone=milestone)
        assert [row.item for row in rows] == [item]
    shown = evidence_page(library.lead.scope, item.pk, TODAY).uses
    assert [row.target.record for row in shown] == [later]


def test_nobody_reviews_their_own(library: Library) -> None:
    item = library.add(by=library.quality)
    with pytest.raises(Refused) as raised:
        library.review(item, by=library.quality)
    assert raised.value.code == "own_evidence"
    successor = make_person(library.area, "quality_lead", post=library.quality.post)
    with pytest.raises(Refused) as raised:
        library.review(item, by=successor)
    assert raised.value.code == "own_post"
    item.refresh_from_db()
    assert item.review == "waiting"


def test_a_post_held_beside_the_one_that_acts_counts_too(library: Library) -> None:
    """Whoever holds the post that added it does not review it through another of their posts."""
    item = library.add(by=library.lead)
    both = make_person(library.area, "quality_lead")
    Membership.objects.create(user=both.user, post=library.lead.post, starts_on=LONG_AGO)
    both.scope = build_scope(both.user)
    with pytest.raises(Refused) as raised:
        library.review(item, by=both)
    assert raised.value.code == "own_post"


def test_whoever_changed_it_does_not_review_it_either(library: Library) -> None:
    item = library.add()
    change(library, item, library.manager, replace(WRITTEN, strength="experience"))
    with pytest.raises(Refused) as raised:
        library.review(item, by=library.manager)
    assert raised.value.code == "own_evidence"
    assert library.review(item).review == "accepted"


def test_a_refusal_says_why_and_the_author_puts_it_right(library: Library) -> None:
    item = library.add()
    with pytest.raises(Refused) as raised:
        library.review(item, accepted=False, note="  ")
    assert raised.value.code == "refusal_unexplained"
    library.review(item, accepted=False, note="Six plans of how many?")
    changed = change(library, item, library.lead, replace(WRITTEN, shows="Five of six."), 2)
    assert (changed.review, changed.review_note, changed.reviewed_by) == ("waiting", "", None)
    kinds = [(event.kind, event.note) for event in changed.events.all()]
    assert kinds == [("reopened", ""), ("refused", "Six plans of how many?"), ("added", "")]
    assert codes() == ["evidence.added", "evidence.reviewed", "evidence.reopened"]


def test_a_review_is_made_once_and_against_what_was_read(library: Library) -> None:
    item = library.add()
    change(library, item, library.lead, replace(WRITTEN, title="Changed"))
    given = {
        "scope": library.quality.scope, "evidence_id": item.pk, "post_id": library.quality.post.pk,
        "accepted": True, "note": "", "today": TODAY,
    }  # fmt: skip
    with pytest.raises(UserError) as raised:
        review_evidence(version=1, **given)
    assert raised.value.code == "changed_meanwhile"
    library.review(item)
    with pytest.raises(UserError) as raised:
        review_evidence(version=3, **given)
    assert raised.value.code == "already_reviewed"


def test_two_people_on_one_record(library: Library) -> None:
    item = library.add()
    change(library, item, library.manager, replace(WRITTEN, title="By the manager"))
    with pytest.raises(UserError) as raised:
        change(library, item, library.lead, replace(WRITTEN, title="By the lead"))
    assert raised.value.code == "changed_meanwhile"
    same = change(library, item, library.manager, replace(WRITTEN, title="By the manager"))
    assert same.version == 2
    assert codes() == ["evidence.added", "evidence.changed"]


def test_others_who_add_evidence_do_not_change_it(library: Library) -> None:
    item = library.add()
    with pytest.raises(NotAllowed):
        change(library, item, library.quality, replace(WRITTEN, title="Mine"))
    successor = make_person(library.area, "priority_lead", post=library.lead.post)
    assert change(library, item, successor, replace(WRITTEN, title="Ours")).title == "Ours"


def test_what_it_shows_is_taken_back_by_author_or_keeper_and_twice_does_nothing(
    library: Library,
) -> None:
    item = library.add(shows=("criterion", library.criterion.pk))
    use = item.uses.get()
    with pytest.raises(NotAllowed):
        stop_using(
            scope=library.quality.scope, use_id=use.pk, evidence_id=item.pk,
            post_id=library.quality.post.pk,
        )  # fmt: skip
    for _ in range(2):
        stop_using(
            scope=library.manager.scope, use_id=use.pk, evidence_id=item.pk,
            post_id=library.manager.post.pk,
        )  # fmt: skip
    assert not EvidenceUse.objects.exists()
    assert codes().count("evidence.use_ended") == 1


def test_the_database_holds_who_reviewed_and_when_together(library: Library) -> None:
    item = library.add()
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceItem.objects.filter(pk=item.pk).update(review="accepted")


def test_what_happened_is_kept_with_the_evidence(library: Library) -> None:
    item = library.add()
    library.review(item, note="Read the audit.")
    newest = EvidenceEvent.objects.filter(evidence=item)[0]
    assert (newest.kind, newest.note, newest.post) == (
        "accepted", "Read the audit.", library.quality.post
    )  # fmt: skip
