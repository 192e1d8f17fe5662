"""Pages of letters, letterheads and statements: who sees them, what they cost, and that nothing typed is lost."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import docx
import pytest
from django.test import Client

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.messages.actions import letterheads, letters, statements
from goldenthread.messages.actions.letters import To
from goldenthread.messages.letter_records import remove_letters
from goldenthread.messages.models import AgreedStatement, Copy, Letter
from goldenthread.messages.queries import tray
from goldenthread.messages.queries.letter_page import get_letter
from goldenthread.messages.queries.letters import letters_of
from goldenthread.messages.queries.statements import in_force
from goldenthread.messages.queries.tray import in_tray, sheets_of_tray
from goldenthread.tasks.worker import work_on_one
from tests import factories
from tests.messages.makers import DAY, Stage, a_draft, a_stage, copies, sent_by
from tests.people.families import make_carer, make_child, make_protection

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(DAY):
        yield


@pytest.fixture
def stage() -> Stage:
    return a_stage()


@pytest.fixture
def signed_in(client: Client, stage: Stage) -> Client:
    client.force_login(stage.staff.user)
    return client


def test_a_letter_and_the_lists_cost_twelve_queries_at_most(
    signed_in: Client, stage: Stage, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    drafts = [a_draft(stage) for _ in range(3)]
    for where in (
        "/letters/",
        "/letters/?show=sent",
        "/letters/statements/",
        f"/letters/{drafts[0].pk}/",
    ):
        with django_assert_max_num_queries(12):
            page = signed_in.get(where)
        assert page.status_code == 200
    assert AuditEntry.objects.filter(action="letter.read", target_id=str(drafts[0].pk)).count() == 1
    assert AuditEntry.objects.filter(action="letter.list_read").count() == 2


def test_the_page_says_what_is_missing_with_its_source_and_keeps_what_was_typed(
    signed_in: Client, stage: Stage
) -> None:
    letter = a_draft(stage)
    one = copies(letter)["Kim Fell"]
    where = f"/letters/{letter.pk}/copies/{one.pk}/words/"
    words = one.words.replace("14 December 2026", "soon")
    told = {"version": letter.version, "title": one.title, "words": words, "whose": "one"}
    assert signed_in.post(where, told).status_code == 302
    page = signed_in.get(f"/letters/{letter.pk}/").content.decode()
    assert "cannot go yet" in page
    assert "reg 5(1)" in page
    again = signed_in.post(where, told | {"words": f"{words}\n\nTyped in a second window"})
    assert again.status_code == 400
    assert b"Typed in a second window" in again.content
    assert letter.copies.filter(words__contains="second window").count() == 0


def test_sending_by_the_form_records_each_copy(signed_in: Client, stage: Stage) -> None:
    letter = a_draft(stage)
    told: dict[str, object] = {"version": letter.version, "sent": str(uuid4())}
    for one in letter.copies.all():
        told |= {
            f"method-{one.pk}": "post_first", f"sent_on-{one.pk}-day": "20",
            f"sent_on-{one.pk}-month": "11", f"sent_on-{one.pk}-year": "2026",
        }  # fmt: skip
    for _ in range(2):
        assert signed_in.post(f"/letters/{letter.pk}/send/", told).status_code == 302
    letter.refresh_from_db()
    assert (letter.state, letter.version) == ("sent", 2)
    page = signed_in.get(f"/letters/{letter.pk}/").content.decode()
    assert "24 November 2026" in page


def test_a_copy_as_word_names_nobody_in_its_properties(signed_in: Client, stage: Stage) -> None:
    letter = a_draft(stage)
    one = copies(letter)["Kim Fell"]
    answer = signed_in.get(f"/letters/{letter.pk}/copies/{one.pk}/file/docx/")
    made = docx.Document(io.BytesIO(answer.content))
    assert "Dear Kim Fell" in "\n".join(part.text for part in made.paragraphs)
    about = made.core_properties
    assert (
        "Fell" not in f"{about.title}{about.author}{about.comments}{answer['Content-Disposition']}"
    )
    assert AuditEntry.objects.filter(action="letter.exported").count() == 1


def test_the_tray_prints_no_protected_address_and_leaves_out_what_may_not_go(stage: Stage) -> None:
    make_protection(stage.child, "address", stage.staff.post)
    letter = a_draft(stage)
    letters.mark_ready(scope=stage.scope, letter_id=letter.pk, version=letter.version)
    sheets, _, left = sheets_of_tray(stage.scope, stage.area.pk)
    assert (len(sheets), left) == (2, 0)
    assert {one.address for one in sheets} == {()}
    stage.father.restriction, stage.father.basis = "no_contact", "Order of 19 November 2026"
    stage.father.save()
    assert sheets_of_tray(stage.scope, stage.area.pk) == ([], [], 1)


def test_the_tray_has_a_bound(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        letter = a_draft(stage)
        letters.mark_ready(scope=stage.scope, letter_id=letter.pk, version=letter.version)
    monkeypatch.setattr(tray, "AT_ONCE", 2)
    found = in_tray(stage.scope, stage.area.pk)
    assert found == sorted(found)
    assert len(found) == 2


def test_the_tray_is_read_by_the_posts_alone_that_send(stage: Stage) -> None:
    other = factories.make_person(stage.area, "designated_officer")
    letter = a_draft(stage, to=[To(name="Haven Primary", address="1 School Lane")])
    letters.mark_ready(scope=stage.scope, letter_id=letter.pk, version=letter.version)
    make_protection(stage.child, "setting", other.post)
    both = replace(stage.scope, grants=(*stage.scope.grants, *other.scope.grants))
    (sheet,) = sheets_of_tray(both, stage.area.pk)[0]
    assert "Haven" not in sheet.name


def test_a_table_tells_a_protected_setting_to_nobody(stage: Stage) -> None:
    a_draft(stage, to=[To(name="Haven Primary", address="1 School Lane")])
    make_protection(stage.child, "setting", stage.staff.post)
    table, _ = tray.letters_table(stage.scope, "", stage.area.pk)
    assert "Haven Primary" not in str(table.rows)


def test_the_tray_is_printed_by_a_task_and_fetching_it_is_recorded(
    signed_in: Client, stage: Stage
) -> None:
    where = f"/letters/print/{stage.area.pk}/"
    letter = a_draft(stage)
    letters.mark_ready(scope=stage.scope, letter_id=letter.pk, version=letter.version)
    task = signed_in.post(where)["Location"]
    work_on_one()
    made = signed_in.get(f"{task}file/")
    assert made.content.startswith(b"%PDF")
    assert b"Fell" not in made.content[:2000]
    assert AuditEntry.objects.filter(action="letter.exported").count() == 1


def test_a_table_of_letters_holds_no_address(signed_in: Client, stage: Stage) -> None:
    a_draft(stage)
    answer = signed_in.get(f"/letters/copy/{stage.area.pk}/csv/")
    assert b"Kim Ashby" in answer.content
    assert b"Tannery" not in answer.content


def test_what_became_protected_later_is_left_out_for_those_who_may_not_see_it(
    signed_in: Client, stage: Stage
) -> None:
    letter = a_draft(
        stage, facts={"decision_due": "2026-12-14", "needed": "A visit to 4 Quarry Bank\nA report"}
    )
    sent_by(stage, letter)
    make_protection(stage.child, "address", factories.make_person(stage.area, "send_manager").post)
    page = signed_in.get(f"/letters/{letter.pk}/").content
    assert b"Quarry" not in page
    assert b"Something is left out here" in page
    one = copies(letter)["Kim Fell"]
    assert signed_in.get(f"/letters/{letter.pk}/copies/{one.pk}/").status_code == 403


@pytest.mark.parametrize(("what", "of_other"), [("contact", False), ("address", True)])
def test_where_a_carer_gets_post_stands_nowhere_where_the_record_hides_it(
    stage: Stage, what: str, of_other: bool
) -> None:
    told = {"decision_due": "2026-12-14", "needed": "A visit to 19 Tannery Row\nA report"}
    before, child = a_draft(stage), stage.child
    if of_other:
        child = make_child(stage.area)
        make_carer(child, "Ashby", carer=stage.father.carer, relation="father", lives_with=True)
    make_protection(child, what, factories.make_person(stage.area, "send_manager").post)
    letter = a_draft(stage, facts=told)
    own = copies(letter)["Kim Ashby"]
    assert (own.address, own.held) == ("", True)
    assert "Tannery" not in copies(letter)["Kim Fell"].words
    page = get_letter(stage.scope, before.pk)
    row = page.copy(copies(before)["Kim Ashby"].pk)
    assert (row.address, row.moved) == ((), True)
    assert get_letter(stage.scope, letter.pk).copy(own.pk).address == ()


def test_a_heading_is_shown_without_what_is_protected(stage: Stage) -> None:
    letter = a_draft(stage)
    Copy.objects.filter(letter=letter).update(title="A visit to 4 Quarry Bank")
    make_protection(stage.child, "address", factories.make_person(stage.area, "send_manager").post)
    for row in get_letter(stage.scope, letter.pk).copies:
        assert "Quarry" not in row.title
        assert row.title
        assert row.shortened


def test_letters_go_with_the_record(stage: Stage) -> None:
    sent_by(stage, a_draft(stage))
    assert [row.state for row in letters_of(stage.scope, stage.child)] == ["sent"]
    remove_letters([stage.child.pk])
    assert not Letter.objects.exists()


def test_a_letterhead_is_a_new_version_and_letters_keep_theirs(stage: Stage) -> None:
    letter = a_draft(stage)
    manager = factories.make_person(stage.area, "send_manager")
    told = letter.letterhead.facts | {"council_name": "Another Council"}
    made = letterheads.set_letterhead(
        scope=manager.scope, area_id=stage.area.pk, number=1, facts=told
    )
    assert (
        letterheads.set_letterhead(scope=manager.scope, area_id=stage.area.pk, number=1, facts=told)
        == made
    )
    with pytest.raises(UserError) as problem:
        letterheads.set_letterhead(scope=manager.scope, area_id=stage.area.pk, number=1, facts={})
    assert problem.value.code == "changed_meanwhile"
    letter.refresh_from_db()
    assert (made.number, letter.letterhead.number) == (2, 1)
    with pytest.raises(NotAllowed):
        letterheads.set_letterhead(scope=stage.scope, area_id=stage.area.pk, number=2, facts=told)


def state_it(
    stage: Stage, words: str = "We are short of advisers.", **given: Any
) -> AgreedStatement:
    facts = statements.StatementFacts("families", "Advisers", words, DAY)
    return statements.draft_statement(
        scope=stage.scope, area_id=stage.area.pk, facts=facts, sent_key=uuid4(), **given
    )


def test_a_statement_is_said_once_somebody_else_has_agreed_it(stage: Stage) -> None:
    row = state_it(stage)
    assert in_force(stage.area.pk, "families", DAY) == ()
    manager = factories.make_person(stage.area, "send_manager")
    told = {"statement_id": row.pk, "version": row.version}
    with pytest.raises(NotAllowed):
        statements.agree_statement(scope=stage.scope, post_id=stage.staff.post.pk, **told)
    statements.agree_statement(scope=manager.scope, post_id=manager.post.pk, **told)
    assert [one.words for one in in_force(stage.area.pk, "families", DAY)] == [row.words]
    assert in_force(stage.area.pk, "young", DAY) == ()
    letter = a_draft(stage, kind="delay", facts={
        "step": "telling you", "legal_day": "2026-11-01", "statement": row.words, "statement_day": "2026-11-20",
    })  # fmt: skip
    assert letter.statement_id == row.pk
    newer = state_it(stage, "Three have joined us.", after_id=row.pk)
    assert [one.id for one in in_force(stage.area.pk, "families", DAY)] == [row.pk]
    statements.agree_statement(
        scope=manager.scope, post_id=manager.post.pk, statement_id=newer.pk, version=newer.version
    )
    assert [one.id for one in in_force(stage.area.pk, "families", DAY)] == [newer.pk]


def test_nobody_agrees_what_they_wrote_and_agreed_words_stay(stage: Stage) -> None:
    manager = factories.make_person(stage.area, "send_manager")
    facts = statements.StatementFacts("families", "Advisers", "We are late.", DAY)
    row = statements.draft_statement(
        scope=manager.scope, area_id=stage.area.pk, facts=facts, sent_key=uuid4()
    )
    with pytest.raises(NotAllowed, match="somebody else"):
        statements.agree_statement(
            scope=manager.scope, statement_id=row.pk, version=1, post_id=manager.post.pk
        )
    other = factories.make_person(stage.area, "send_manager")
    row = statements.agree_statement(
        scope=other.scope, statement_id=row.pk, version=1, post_id=other.post.pk
    )
    with pytest.raises(UserError) as problem:
        statements.change_statement(
            scope=manager.scope, statement_id=row.pk, version=row.version,
            facts=statements.StatementFacts("families", "Advisers", "We are never late.", DAY),
        )  # fmt: skip
    assert problem.value.code == "statement_settled"
    statements.withdraw_statement(scope=manager.scope, statement_id=row.pk, version=row.version)
    assert in_force(stage.area.pk, "families", DAY) == ()


def test_the_pages_of_the_council(client: Client, stage: Stage) -> None:
    manager = factories.make_person(stage.area, "send_manager")
    client.force_login(manager.user)
    where = f"/letters/letterhead/{stage.area.pk}/"
    told = {"version": 1, **stage_facts(stage), "ias_name": "Another service"}
    assert client.post(where, told).status_code == 302
    assert b"Another service" in client.get(where).content
    form = {
        "version": 0, "audience": "families", "title": "Advisers", "words": "We are short.", "sent": str(uuid4()),
        "starts_on-day": "20", "starts_on-month": "11", "starts_on-year": "2026",
    }  # fmt: skip
    for _ in range(2):
        assert client.post(f"/letters/statements/add/{stage.area.pk}/", form).status_code == 302
    assert AgreedStatement.objects.count() == 1
    assert b"You wrote it" in client.get("/letters/statements/").content


def stage_facts(stage: Stage) -> dict[str, str]:
    facts: dict[str, str] = stage.area.letterheads.get().facts
    return facts
