from __future__ import annotations

from dataclasses import asdict

from goldenthread.statute.rulebook import proposals, rulebook
from goldenthread.statute.settings import Settings, settings_file
from tests.spec.definitions import check_definition
from tests.spec.statutory_clock.page import page
from tests.spec.statutory_clock.printed_rules import KINDS, topics
from tests.spec.statutory_clock.worked import WORKED


def test_the_document_is_what_was_tested() -> None:
    check_definition("statutory-clock.md", page())


def test_every_rule_stands_on_the_page_with_its_kind() -> None:
    whole = "\n\n".join(page())
    for rule in rulebook().values():
        assert whole.count(f"\n| {rule.id} | {KINDS[rule.kind]} | **{rule.name}.**") == 1, rule.id


def test_the_first_reading_of_a_setting_is_its_default() -> None:
    first = {name: next(iter(one["values"])) for name, one in settings_file().items()}
    assert first == asdict(Settings())


def test_worked_dates_belong_to_topics() -> None:
    assert set(WORKED) <= set(topics())


def test_a_proposal_is_no_rule() -> None:
    assert not set(proposals()) & set(rulebook())


def test_only_law_has_a_legal_date() -> None:
    for kind, words in KINDS.items():
        assert ("never a legal date" in words) is (kind != "LAW")
