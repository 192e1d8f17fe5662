from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from goldenthread.access.rules.roles import rolebook
from goldenthread.core.rulesfile import load_rules
from goldenthread.registers.rules.definitions import DATA, registers
from goldenthread.registers.rules.fields import check_answers
from goldenthread.registers.rules.matrix_reading import shipped
from goldenthread.registers.rules.reading import read_register

Spoil = Callable[[dict[str, Any]], object]


def shipped_data() -> dict[str, Any]:
    return load_rules(DATA / "risks-and-issues.yaml")


def test_every_shipped_register_names_rights_and_matrices_that_there_are() -> None:
    for found in registers().values():
        rights = found.rights
        named = {rights.view, rights.raise_, rights.manage_own, rights.manage, rights.export}
        named |= {step.answers for step in found.ladder}
        assert named <= set(rolebook().permissions)
        assert found.matrix is None or found.matrix in shipped()
        for right in (rights.raise_, rights.manage_own, rights.manage):
            assert rights.view in rolebook().permissions[right].implies


SPOILT: list[tuple[Spoil, str]] = [
    (lambda data: data.pop("ladder"), "lacks ladder"),
    (lambda data: data.update(colour="blue"), "unknown colour"),
    (lambda data: data.pop("reviewer"), "lacks reviewer"),
    (lambda data: data["rights"].pop("raise"), "lacks raise"),
    (lambda data: data["words"].pop("one"), "'one'"),
    (lambda data: data["kinds"].clear(), "no kinds"),
    (lambda data: data["kinds"]["issue"].update(prefix="R"), "same prefix"),
    (lambda data: data["kinds"]["issue"].update(scoring="guess"), "scoring is"),
    (lambda data: data["kinds"]["issue"].update(scoring="none"), "not scored"),
    (lambda data: data["kinds"]["issue"].update(positions=["soon"]), "unknown positions"),
    (lambda data: data["kinds"]["issue"].update(positions=[]), "needs a matrix and the present"),
    (lambda data: data.update(matrix=None), "needs a matrix"),
    (lambda data: data.update(present="soon"), "present is 'soon'"),
    (lambda data: data.update(review_days_unscored=0), "whole number from 1"),
    (lambda data: data["kinds"]["risk"]["fields"]["cause"].update(type="poem"), "type is one of"),
    (lambda data: data["kinds"]["risk"]["fields"]["cause"].update(type="choice"), "choices"),
    (lambda data: data["kinds"]["risk"]["fields"]["cause"].update(required="yes"), "required true"),
    (lambda data: data["kinds"]["risk"]["fields"]["cause"].update(size=3), "unknown size"),
    (lambda data: data["states"]["open"].update({"is": "fine"}), "start, kept"),
    (
        lambda data: data["states"]["mitigated"].update({"is": "start"}),
        "exactly one state is start",
    ),
    (lambda data: data["transitions"]["close"].update(to="gone"), "unknown states"),
    (lambda data: data["transitions"]["close"].update(reason="maybe"), "required or optional"),
    (lambda data: data["transitions"]["close"].update(reason="optional"), "closes, which needs"),
    (lambda data: data["transitions"]["close"].update(by=["anyone"]), "by holds"),
    (lambda data: data["transitions"]["close"]["from"].append("escalated"), "only an answer"),
    (lambda data: data["transitions"].pop("close"), "no transition closes"),
    (lambda data: data["transitions"].pop("escalate"), "a ladder needs"),
    (lambda data: data.update(ladder=[]), "nobody to escalate to"),
    (lambda data: data["ladder"][0].update(days="soon"), "whole number from 1"),
]


@pytest.mark.parametrize(("spoil", "says"), SPOILT, ids=[says for _, says in SPOILT])
def test_a_bad_definition_says_what_is_wrong(spoil: Spoil, says: str) -> None:
    data = shipped_data()
    read_register("trial", data)
    spoil(data)
    with pytest.raises(ValueError, match=says) as problem:
        read_register("trial", data)
    assert str(problem.value).startswith("register trial:")


def test_answers_of_every_type() -> None:
    data = shipped_data()
    data["kinds"]["risk"]["fields"] = {
        "note": {"label": "Note", "type": "text", "required": False},
        "signed": {"label": "Signed", "type": "date", "required": True},
        "public": {"label": "Public", "type": "yes_no", "required": False},
        "party": {
            "label": "Party", "type": "choice", "required": True, "choices": {"icb": "ICB", "la": "Council"},
        },
    }  # fmt: skip
    fields = read_register("trial", data).kinds["risk"].fields
    good = {"note": "x", "signed": "2026-02-28", "public": False, "party": "icb"}
    assert check_answers(fields, good) == []
    assert [field.shown(good[field.name]) for field in fields] == ["x", "2026-02-28", "No", "ICB"]
    wrong = {"note": "x" * 301, "signed": "2026-02-30", "public": "no", "party": "school"}
    assert [one.field for one in check_answers(fields, wrong)] == list(good)
    assert {one.field for one in check_answers(fields, {})} == {"signed", "party"}
