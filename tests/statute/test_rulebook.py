from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from goldenthread.statute import rulebook as module
from goldenthread.statute.checks.asking import CHECKS
from goldenthread.statute.deriving.context import CASE_CLOCK
from goldenthread.statute.deriving.engine import SPECIAL
from goldenthread.statute.exemptions import exemptions_file, grounds
from goldenthread.statute.owners import COUNCIL, FAMILY, HEALTH, HOME, NEW, OLD, SETTING, owner_of
from goldenthread.statute.reading import vocabulary
from goldenthread.statute.rulebook import Rule, proposals, rulebook
from goldenthread.statute.settings import Settings, settings_file
from goldenthread.statute.timeline import Case
from tests.conftest import ROOT

RULES = list(rulebook().values())
FOLDER = ROOT / "src" / "goldenthread" / "statute" / "data" / "rules"


def test_every_file_of_rules_is_read() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {rule.topic for rule in RULES}


def test_it_holds_the_rules_and_the_parts_of_those_with_several_dates() -> None:
    assert len([rule for rule in RULES if rule.part_of is None]) == 120
    assert all(rule.part_of in rulebook() for rule in RULES if rule.part_of)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_is_complete(rule: Rule) -> None:
    for words in (rule.name, rule.duty, rule.trigger, rule.citation, rule.evidence, rule.source):
        assert words
        assert words == words.strip()
    assert rule.evidence != "None"
    assert rule.exemptions in (None, *exemptions_file()["sets"])
    assert rule.in_force_from >= date(2008, 1, 1)
    if rule.clock is None:
        return
    assert rule.satisfied
    kinds = set(vocabulary()["events"])
    assert set(rule.clock.met_by) <= kinds
    assert set(rule.clock.starts) <= {*kinds, CASE_CLOCK}
    assert rule.clock.by in ("", *SPECIAL)
    assert set(rule.clock.when) <= set(vocabulary()["details"])


def test_every_special_derivation_is_named_by_a_rule() -> None:
    assert {rule.clock.by for rule in RULES if rule.clock} - {""} == set(SPECIAL)


def test_each_ground_of_a_set_is_a_word() -> None:
    for terms in exemptions_file()["sets"].values():
        assert set(terms["grounds"]) <= set(grounds())


def test_the_settings_are_those_of_the_file_and_default_to_its_first_values() -> None:
    default = Settings()
    assert list(settings_file()) == list(Settings.__slots__)
    for name, terms in settings_file().items():
        assert getattr(default, name) == next(iter(terms["values"]))
        assert all(value["words"] and value["who"] for value in terms["values"].values())


def test_proposals_are_no_rules() -> None:
    assert proposals()
    assert not set(proposals()) & set(rulebook())


def test_every_owner_is_one_that_a_case_can_have() -> None:
    known = {COUNCIL, OLD, NEW, HOME, SETTING, HEALTH, FAMILY, "mediation_adviser", "nobody"}
    assert {owner_of(Case(), rule) for rule in RULES} <= known


def test_each_question_says_what_it_answers() -> None:
    assert all(check.answers for check in CHECKS.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind: RULE", "kind 'RULE'"),
        ("colour: red", "unknown fields"),
        ("clock: {starts: [family_moved], count: none, lasts: 3}", "unknown fields of the clock"),
    ],
)
def test_a_rule_that_is_wrong_is_refused(
    text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = (FOLDER / "complaints.yaml").read_text(encoding="utf-8")
    (tmp_path / "complaints.yaml").write_text(
        written.replace("  CO-1:\n", f"  CO-9:\n    part_of: CO-1\n    {text}\n  CO-1:\n"),
        encoding="utf-8",
    )
    monkeypatch.setattr(module, "_FOLDER", tmp_path)
    monkeypatch.setattr(module, "_TOPICS", ("complaints",))
    with pytest.raises(ValueError, match=said):
        rulebook.__wrapped__()
