"""Another register is another file: nothing here is code of the product but the definition below."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from goldenthread.core import clock
from goldenthread.registers.models import Entry
from goldenthread.registers.rules import definitions
from tests.factories import Person, make_area, make_person
from tests.registers.makers import area_of

pytestmark = pytest.mark.django_db
AGREEMENTS = """
version: "1"
title: Agreements
kind: PRACTICE
source: Invented for this test.
in_force_from: 2026-01-01
in_force_to: null
reviewer: null
reviewed_on: null
next_review: 2027-01-01
words: {one: agreement, several: agreements}
rights: {view: plan.view, raise: plan.edit, manage_own: plan.edit, manage: plan.edit, export: plan.export}
matrix: null
positions: {}
present: ""
review_days_unscored: 365
kinds:
  agreement:
    one: agreement
    several: agreements
    prefix: A
    meaning: What two organisations have promised one another.
    scoring: none
    positions: []
    fields:
      parties: {label: Parties, type: text, required: true}
      signed: {label: Signed on, type: date, required: false}
      published: {label: Published, type: yes_no, required: true}
      form: {label: Form, type: choice, required: true, choices: {mou: Memorandum, sla: Service level agreement}}
states:
  drafted: {word: Drafted, is: start, meaning: Being written.}
  in_force: {word: In force, is: kept, meaning: Signed.}
  ended: {word: Ended, is: closed, meaning: No longer in force.}
transitions:
  sign: {words: Sign, from: [drafted], to: in_force, reason: optional, by: [manage]}
  end: {words: End it, from: [in_force], to: ended, reason: required, by: [manage]}
owner_words: Owner
ladder: []
"""


@pytest.fixture(autouse=True)
def two_registers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for path in definitions.DATA.glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text())
    (tmp_path / "agreements.yaml").write_text(AGREEMENTS)
    monkeypatch.setattr(definitions, "DATA", tmp_path)
    definitions.registers.cache_clear()
    yield
    definitions.registers.cache_clear()


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "partnership_manager")


def test_an_agreement_lives_from_its_file_alone(manager: Person, client: Client) -> None:
    client.force_login(manager.user)
    home = f"/registers/{area_of(manager)}/agreements/"
    assert "Agreements" in client.get("/registers/").content.decode()
    page = client.get(f"{home}raise/").content.decode()
    assert "Raise an agreement" in page
    given = {
        "post": manager.post.pk, "title": "Health advice in six weeks", "answer_parties": "ICB and council",
        "answer_signed-day": "3", "answer_signed-month": "2", "answer_signed-year": "2026",
        "answer_published": "no", "answer_form": "sla", "owner": manager.post.pk,
    }  # fmt: skip
    assert client.post(f"{home}raise/", given).status_code == 302
    entry = Entry.objects.get()
    assert (entry.reference, entry.state) == ("A-001", "drafted")
    assert entry.answers == {
        "parties": "ICB and council", "signed": "2026-02-03", "published": False, "form": "sla",
    }  # fmt: skip
    one = f"/registers/entries/{entry.pk}/"
    page = client.get(one).content.decode()
    for words in ("3 February 2026", "Service level agreement", "Drafted", "Sign"):
        assert words in page
    assert "Score it" not in page
    for code, text in (("sign", ""), ("end", "It ran out")):
        entry.refresh_from_db()
        sent = {"version": entry.version, "post": manager.post.pk, "text": text}
        assert client.post(f"{one}move/{code}/", sent).status_code == 302, code
    entry.refresh_from_db()
    assert (entry.state, entry.closed_on) == ("ended", clock.today())


def test_what_it_does_not_have_is_not_there(manager: Person, client: Client) -> None:
    client.force_login(manager.user)
    home = f"/registers/{area_of(manager)}/agreements/"
    page = client.get(home).content.decode()
    assert "Heat map" not in page
    assert "earlier matrix" not in page
    for name in ("heat-map", "matrix", "matrix/change/in-use"):
        assert client.get(f"{home}{name}/").status_code == 404
    assert client.get(f"{home}export/csv/").status_code == 200


def test_each_register_is_read_by_its_own_right(manager: Person, client: Client) -> None:
    coordinator = make_person(Entry(area_id=area_of(manager)).area, "case_coordinator")
    client.force_login(coordinator.user)
    assert client.get(f"/registers/{area_of(manager)}/agreements/").status_code == 200
    assert client.get(f"/registers/{area_of(manager)}/risks-and-issues/").status_code == 404
