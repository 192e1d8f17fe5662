"""The family page: what each reader sees, and what it never shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.duties.deriving import rewrite
from goldenthread.people.models import CarerLink, Consent, FamilyLink, Person, Protection
from goldenthread.people.rules.recipients import restriction_rules
from tests.workspace.family_links import MAIL, come, make_link, make_mail
from tests.workspace.whole_child import ADDRESS, ASKED, NUMBER, SCHOOL, TODAY, Around, make_around

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def around() -> Around:
    return make_around()


@pytest.fixture
def mother(around: Around, at_once: None) -> Client:
    make_mail(around.carers[0])
    return come(make_link(around.coordinator, around.carers[0], around.child))


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for the end of the transaction happens at once: a test never ends one."""
    from django.db import transaction

    monkeypatch.setattr(transaction, "on_commit", lambda act, **_: act())


def text_of(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_it_says_what_happened_what_comes_by_when_and_who_holds_it(
    around: Around, mother: Client
) -> None:
    text = text_of(mother.get("/family/"))
    assert "We got a request to look at what help your child needs." in text
    assert f"C-{around.case.pk}" in text
    assert "We are finding out what your child needs." in text
    assert "We must send you the final plan." in text
    assert "5 January 2027" not in text or "The law says so" in text
    assert around.coordinator.post.title in text
    assert "Ask us a question" in text


def test_the_day_of_the_law_and_what_is_aimed_for_are_told_apart(
    around: Around, mother: Client
) -> None:
    due = {row.rule: row for row in around.case.duties.all()}
    text = text_of(mother.get("/family/"))
    final, draft = due["PLN-9"].last_day, due["DEC-3"].last_day
    assert f"By {final.day} {final:%B %Y}. The law says so." in text
    assert f"We aim for {draft.day} {draft:%B %Y}" in text
    assert draft < TODAY
    assert "that day has passed. It is not a day of law." in text


def test_what_is_late_is_told_with_the_law_and_what_can_be_done(
    around: Around, mother: Client
) -> None:
    with clock.fixed(ASKED + timedelta(weeks=20, days=4)):
        rewrite(around.case)
        around.case.save()
        text = text_of(mother.get("/family/"))
    assert "This is 4 days late: we must send you the final plan." in text
    assert "The law says that it had to be done by" in text
    assert "you can complain to the council" in text


def test_the_familys_own_time_stands_among_what_it_can_do_and_is_nobodys_duty(
    around: Around, mother: Client
) -> None:
    around.case.events.create(kind="draft_plan_served", on=TODAY)
    rewrite(around.case)
    around.case.save()
    text = text_of(mother.get("/family/"))
    assert "You can tell us what you think of the first version of the plan, until" in text
    assert "must tell us what you think" not in text
    CarerLink.objects.filter(pk=around.carers[0].pk).update(
        parental_responsibility="no", lives_with=False
    )
    text = text_of(mother.get("/family/"))
    assert "The steps in law are for a parent to take." in text
    assert "A parent can tell us what you think" in text
    assert "You can tell us what you think" not in text


def test_a_young_person_is_spoken_to_as_you(around: Around, at_once: None) -> None:
    Person.objects.update(born=date(2008, 5, 4))
    around.child.refresh_from_db()
    make_mail(around.child)
    young = come(make_link(around.coordinator, around.child, around.child))
    text = text_of(young.get("/family/"))
    assert "Your page" in text
    assert "what help you need" in text
    assert "your child" not in text


def test_a_parent_who_is_told_by_the_young_person_has_a_view_without_the_steps(
    around: Around, at_once: None
) -> None:
    Person.objects.update(born=date(2008, 5, 4))
    around.child.refresh_from_db()
    Consent.objects.create(
        person=around.child, purpose="parent_access", answer="given", how="By telephone",
        starts_on=TODAY,
    )  # fmt: skip
    make_mail(around.carers[0])
    parent = come(make_link(around.coordinator, around.carers[0], around.child))
    text = text_of(parent.get("/family/"))
    assert "Immy is old enough for these rights to be Immy’s own." in text
    assert "You see how things stand." in text


def test_no_page_shows_an_address_a_setting_a_number_or_another_carer(
    around: Around, mother: Client
) -> None:
    Protection.objects.create(person=around.child, what="setting", why="refuge", starts_on=TODAY)
    for path in ("", "tell/", "messages/", "who/", "notices/", "letters/"):
        page = mother.get(f"/family/{path}")
        assert page.status_code == 200, path
        for word in (ADDRESS, SCHOOL, NUMBER, "Blackwood", "Wren", "LA5"):
            assert word not in page.content.decode(), (path, word)


def test_who_may_not_know_the_place_reads_nothing_that_tells_it(
    around: Around, at_once: None
) -> None:
    CarerLink.objects.filter(pk=around.carers[0].pk).update(restriction="no_address", basis="Order")
    around.case.events.create(kind="school_consulted", on=TODAY)
    around.case.events.create(kind="family_moved", on=TODAY)
    make_mail(around.carers[0])
    mother = come(make_link(around.coordinator, around.carers[0], around.child))
    text = text_of(mother.get("/family/")) + text_of(mother.get("/family/who/"))
    for word in (SCHOOL, "moved", "new council", "school or college if it can"):
        assert word not in text, word
    assert "The place where the child learns" in text


_RESTRICTIONS = st.sampled_from([*restriction_rules()["restrictions"], "unheard_of"])


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    hers=_RESTRICTIONS, his=_RESTRICTIONS, protected=st.sets(st.sampled_from(["address", "setting"])),
    own_rights=st.booleans(), kinds=st.sets(st.sampled_from(["school_consulted", "family_moved"])),
)  # fmt: skip
def test_whichever_ties_no_page_names_another_or_tells_a_place(
    around: Around,
    mother: Client,
    hers: str,
    his: str,
    protected: set[str],
    own_rights: bool,
    kinds: set[str],
) -> None:
    for link, restriction in zip(around.carers, (hers, his), strict=True):
        CarerLink.objects.filter(pk=link.pk).update(restriction=restriction, basis="Order")
    Person.objects.update(born=date(2008 if own_rights else 2016, 5, 4))
    Protection.objects.all().delete()
    for what in protected:
        Protection.objects.create(person=around.child, what=what, why="refuge", starts_on=TODAY)
    around.case.events.filter(on=TODAY).delete()
    for kind in kinds:
        around.case.events.create(kind=kind, on=TODAY)
    knows = hers == "none"
    for path in ("", "who/"):
        page = mother.get(f"/family/{path}")
        told = hers in ("none", "no_address") and not own_rights
        assert page.status_code == (200 if told else 404), (hers, own_rights)
        text = page.content.decode()
        assert not any(word in text for word in (ADDRESS, "LA5", NUMBER, "Blackwood", "Wren"))
        if not knows or "setting" in protected:
            assert SCHOOL not in text
        if not knows:
            assert "school or college if it" not in text
            assert "moved" not in text


def test_neither_address_nor_title_names_anybody_and_nothing_is_kept_by_a_cache(
    around: Around, mother: Client
) -> None:
    for path in ("", "tell/", "messages/", "who/", "notices/", "letters/"):
        page = mother.get(f"/family/{path}")
        title = re.search(r"<title>(.*?)</title>", page.content.decode(), re.S)
        assert title, path
        assert "Immy" not in title[1], path
        assert "Tarn" not in title[1], path
        assert page["Cache-Control"] == "no-store", path
        assert page["Referrer-Policy"] == "same-origin", path


def test_it_takes_few_queries(
    around: Around, mother: Client, django_assert_max_num_queries: Any
) -> None:
    mother.get("/family/")
    for path in ("", "tell/", "messages/", "who/", "notices/", "letters/"):
        with django_assert_max_num_queries(12):
            mother.get(f"/family/{path}")


def test_what_the_family_opened_stands_on_the_page_of_who_has_access(
    around: Around, mother: Client, client: Client
) -> None:
    mother.get("/family/")
    link_id = FamilyLink.objects.get().link_id
    entry = AuditEntry.objects.get(action="person.family_read")
    assert (entry.channel, entry.target_id) == (f"link:{link_id}", str(around.child.pk))
    client.force_login(around.coordinator.user)
    text = text_of(client.get(f"/children/{around.child.pk}/access/"))
    assert f"Somebody of the family, by link {link_id}, opened the family page of" in text
    assert MAIL not in text


def test_without_a_case_it_says_so(around: Around, mother: Client) -> None:
    around.case.delete()
    assert "Nothing has started yet." in text_of(mother.get("/family/"))
