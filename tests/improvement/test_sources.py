"""The register of documents that plans rely on: what is written and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.sources import (
    DocumentFacts,
    change_document,
    join_documents,
    review_document,
)
from goldenthread.improvement.models import Plan, SectionDocument, SourceDocument
from goldenthread.improvement.queries.sources import PrintedNames, document_list
from goldenthread.organisations.models import LocalArea
from goldenthread.organisations.names import name_key
from tests.factories import Person, make_area, make_organisation, make_person, make_plan

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def manager(area: LocalArea) -> Person:
    return make_person(area, "partnership_manager")


@pytest.fixture
def plan(area: LocalArea, manager: Person) -> Plan:
    return make_plan(area, agreed_by=manager.post)


def register(area: LocalArea, title: str, plan: Plan | None = None) -> SourceDocument:
    """A document, relied on by the plan's first section when one is given."""
    made = SourceDocument.objects.create(area=area, title=title, title_key=name_key(title))
    if plan is not None:
        section = plan.sections.all()[0]
        SectionDocument.objects.create(
            section=section, document=made, as_printed=title,
            position=section.documents.count() + 1,
        )  # fmt: skip
    return made


def review(by: Person, document: SourceDocument, on: date, note: str = "Fits") -> SourceDocument:
    return review_document(
        scope=by.scope, document_id=document.pk, post_id=by.post.pk, reviewed_on=on, note=note,
        version=document.version, today=TODAY,
    )  # fmt: skip


def test_a_link_is_given(area: LocalArea, manager: Person) -> None:
    document = register(area, "Charter")
    keeper = make_organisation(area)
    facts = DocumentFacts("Charter", "https://forum.example/charter", kept_by_id=keeper.pk)
    given = {"scope": manager.scope, "document_id": document.pk, "version": 1}
    changed = change_document(facts=facts, **given)
    assert (changed.link, changed.kept_by_id, changed.version) == (facts.link, keeper.pk, 2)
    change_document(facts=facts, **given)  # sent twice: harmless
    entry = AuditEntry.objects.get(action="sourcedocument.changed")
    assert entry.fields == "link,kept_by_id"
    with pytest.raises(UserError) as refused:
        change_document(facts=replace(facts, link=""), **given)
    assert refused.value.code == "changed_meanwhile"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"link": "javascript:alert(1)"}, "not_a_web_address"),
        ({"link": "https://a.example", "no_link_why": "Not published"}, "link_and_reason"),
        ({"title": " . "}, "title_missing"),
        ({"title": "Customer  PROMISE"}, "title_known"),
        ({"kept_by_id": 999_999}, "keeper_elsewhere"),
    ],
)
def test_what_is_refused(
    area: LocalArea, manager: Person, changes: dict[str, object], code: str
) -> None:
    register(area, "Customer promise")
    document = register(area, "Charter")
    with pytest.raises(UserError) as refused:
        change_document(
            scope=manager.scope, document_id=document.pk, version=1,
            facts=replace(DocumentFacts("Charter"), **changes),  # type: ignore[arg-type]
        )  # fmt: skip
    assert refused.value.code == code
    document.refresh_from_db()
    assert document.version == 1


def test_a_review_sets_the_next_a_year_on(area: LocalArea, manager: Person) -> None:
    document = review(manager, register(area, "Charter"), date(2026, 11, 20))
    assert (document.review_due, document.reviewed_by_id) == (date(2027, 11, 20), manager.post.pk)
    review(manager, document, date(2026, 11, 20))
    assert AuditEntry.objects.filter(action="sourcedocument.reviewed").count() == 1
    for day, code in ((date(2026, 11, 23), "date_in_future"), (date(2026, 11, 19), "review_before_last")):  # fmt: skip
        with pytest.raises(UserError) as refused:
            review(manager, document, day)
        assert refused.value.code == code


def test_who_only_reads_keeps_nothing(area: LocalArea) -> None:
    document, reader = register(area, "Charter"), make_person(area, "board_member")
    with pytest.raises(NotAllowed):
        review(reader, document, TODAY)
    with pytest.raises(NotAllowed):
        change_document(
            scope=reader.scope, document_id=document.pk, facts=DocumentFacts("New"), version=1
        )


def test_joining_moves_what_relies_on_the_other_and_keeps_what_only_it_knew(
    area: LocalArea, manager: Person, plan: Plan
) -> None:
    document = register(area, "Engagement strategy", plan)
    other = register(area, "SEND engagement strategy", plan)
    SourceDocument.objects.filter(pk=other.pk).update(link="https://a.example/engage")
    review(manager, other, date(2026, 3, 1), "Newer")
    review(manager, document, date(2026, 2, 1), "Older")
    joined = join_documents(
        scope=manager.scope, document_id=document.pk, other_id=other.pk, version=2, other_version=2
    )
    assert not SourceDocument.objects.filter(pk=other.pk).exists()
    assert (joined.link, joined.review_note) == ("https://a.example/engage", "Newer")
    printed = SectionDocument.objects.filter(document=document)
    assert [row.as_printed for row in printed] == [
        "Engagement strategy",
        "SEND engagement strategy",
    ]
    entry = AuditEntry.objects.get(action="sourcedocument.joined")
    assert (entry.count, entry.area_id) == (1, area.pk)
    assert entry.fields == "relied_on_by,link,reviewed_on,review_note,review_due"
    # The next plan that prints the old name finds the joined document.
    assert PrintedNames(area.pk).find("SEND Engagement  Strategy") == document.pk


@pytest.mark.parametrize(
    ("here", "there", "joined"),
    [
        ({"no_link_why": "Secret"}, {"link": "https://b.example/"}, ("https://b.example/", "")),
        ({"link": "https://a.example/"}, {"no_link_why": "Secret"}, ("https://a.example/", "")),
        ({}, {"no_link_why": "Not published"}, ("", "Not published")),
        ({"no_link_why": "Lost"}, {"no_link_why": "Not published"}, ("", "Lost")),
    ],
)
def test_a_known_link_goes_before_a_reason_for_none(
    area: LocalArea, manager: Person, here: dict[str, str], there: dict[str, str],
    joined: tuple[str, str],
) -> None:  # fmt: skip
    first, second = register(area, "One"), register(area, "Two")
    SourceDocument.objects.filter(pk=first.pk).update(**here)
    SourceDocument.objects.filter(pk=second.pk).update(**there)
    kept = join_documents(
        scope=manager.scope, document_id=first.pk, other_id=second.pk, version=1, other_version=1
    )
    assert (kept.link, kept.no_link_why) == joined


@pytest.mark.parametrize("versions", [(2, 1), (1, 2)])
def test_what_somebody_changed_meanwhile_is_not_joined(
    area: LocalArea, manager: Person, versions: tuple[int, int]
) -> None:
    first, second = register(area, "One"), register(area, "Two")
    for document, version in zip((first, second), versions, strict=True):
        SourceDocument.objects.filter(pk=document.pk).update(version=version)
    with pytest.raises(UserError) as refused:
        join_documents(
            scope=manager.scope, document_id=first.pk, other_id=second.pk, version=1,
            other_version=1,
        )  # fmt: skip
    assert refused.value.code == "changed_meanwhile"
    assert SourceDocument.objects.count() == 2


def test_a_title_fits_its_column_in_the_form_in_which_titles_are_compared(
    area: LocalArea, manager: Person
) -> None:
    document = register(area, "Charter")
    given = {"scope": manager.scope, "document_id": document.pk, "version": 1}
    with pytest.raises(UserError) as refused:
        change_document(facts=DocumentFacts("A&B" * 100), **given)
    assert (refused.value.code, refused.value.where) == ("text_too_long", "title")
    kept = change_document(facts=DocumentFacts("A&B" * 42), **given)
    longest = SourceDocument._meta.get_field("title_key").max_length
    assert len(kept.title_key) <= (longest or 0)


def test_documents_of_two_areas_are_not_joined(area: LocalArea) -> None:
    both = make_person(area, "partnership_manager")
    elsewhere = make_area()
    both.post.roles.create(area=elsewhere, role="partnership_manager")
    scope = replace(
        both.scope, grants=(*both.scope.grants, replace(both.scope.grants[0], area_id=elsewhere.pk))
    )
    here, there = register(area, "Charter"), register(elsewhere, "Charter")
    for who, code in ((scope, "other_area"), (both.scope, "no_such_document")):
        with pytest.raises(UserError) as refused:
            join_documents(
                scope=who, document_id=here.pk, other_id=there.pk, version=1, other_version=1
            )
        assert refused.value.code == code
    with pytest.raises(UserError) as refused:
        join_documents(
            scope=scope, document_id=here.pk, other_id=here.pk, version=1, other_version=1
        )
    assert refused.value.code == "same_document"
    assert SourceDocument.objects.count() == 2


def test_each_filter_finds_its_own(area: LocalArea, manager: Person, plan: Plan) -> None:
    register(area, "Bare", plan)
    linked = register(area, "Linked", plan)
    SourceDocument.objects.filter(pk=linked.pk).update(link="https://a.example")
    reasoned = register(area, "Reasoned")
    SourceDocument.objects.filter(pk=reasoned.pk).update(no_link_why="Not published")
    review(manager, linked, date(2026, 11, 1))
    review(manager, reasoned, date(2025, 11, 21))
    expected = {
        "all": ["Bare", "Linked", "Reasoned"],
        "link-missing": ["Bare"],
        "overdue": ["Reasoned"],
        "never": ["Bare"],
        "unused": ["Reasoned"],
        "nonsense": ["Bare", "Linked", "Reasoned"],
    }
    for show, titles in expected.items():
        found = document_list(manager.scope, {"show": show}, 50, TODAY)
        assert [row.document.title for row in found.rows] == titles, show
    # A version that a newer plan replaced relies on nothing any more.
    Plan.objects.filter(pk=plan.pk).update(state=Plan.State.SUPERSEDED)
    unused = document_list(manager.scope, {"show": "unused"}, 50, TODAY)
    assert len(unused.rows) == 3


def test_who_may_not_read_drafts_sees_nothing_of_them(area: LocalArea, manager: Person) -> None:
    register(area, "Charter", make_plan(area))
    reader = make_person(area, "board_member")
    for who, uses in ((manager, 1), (reader, 0)):
        [row] = document_list(who.scope, {}, 50, TODAY).rows
        assert len(row.uses) == uses
