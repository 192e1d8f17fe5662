"""What one act records besides itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenthread.core.errors import UserError
from goldenthread.core.rulesfile import load_rules
from goldenthread.duties.rules.companions import FILE, brought, companions_of
from goldenthread.duties.rules.events import checked_event, details_of, is_kind

pytestmark = pytest.mark.pure
DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("kind", "details", "answers", "comes"),
    [
        ("assessment_decision_sent", {}, {"decided": "refuse"}, [("appealable_decision_sent", DAY)]),
        ("assessment_decision_sent", {}, {"decided": "assess"}, []),
        ("assessment_decision_sent", {}, {}, []),
        ("reassessment_decision_sent", {}, {"decided": "refuse"}, [("appealable_decision_sent", DAY)]),
        ("review_decision_sent", {"outcome": "cease"}, {}, [("cease_decision_sent", DAY)]),
        ("review_decision_sent", {"outcome": "amend"}, {}, []),
        ("cease_decision_sent", {}, {"at_review": "review"}, [("review_decision_sent", DAY)]),
        ("cease_decision_sent", {}, {"at_review": "other"}, []),
        ("family_moved", {}, {"learned": "2026-03-09"}, [("move_known_to_old_authority", date(2026, 3, 9))]),
        ("final_plan_sent", {}, {}, []),
    ],
)  # fmt: skip
def test_what_comes_with_an_event(
    kind: str, details: dict[str, Any], answers: dict[str, str], comes: list[tuple[str, date]]
) -> None:
    assert [(one.kind, one.on) for one in brought(kind, DAY, details, answers)] == comes


@pytest.mark.parametrize(
    ("kind", "answers", "code"),
    [
        ("final_plan_sent", {"decided": "refuse"}, "unknown_field"),
        ("assessment_decision_sent", {"decided": "perhaps"}, "unknown_word"),
        ("family_moved", {"learned": "soon"}, "no_such_day"),
    ],
)
def test_an_answer_that_is_none_is_refused(kind: str, answers: dict[str, str], code: str) -> None:
    with pytest.raises(UserError) as refused:
        brought(kind, DAY, {}, answers)
    assert refused.value.code == code


def test_every_line_of_the_file_names_what_the_vocabulary_knows() -> None:
    for said in load_rules(FILE)["companions"]:
        assert is_kind(said["kind"])
        assert checked_event(said["brings"], DAY, said.get("details", {}), born=None, today=DAY)
        if "detail" in said:
            values = {one.name: dict(one.values) for one in details_of(said["kind"])}
            assert said["when"] in values[said["detail"]]
        else:
            assert "when" not in said or said["when"] in said["answers"]
        assert all(
            one.hint.startswith("This also records “") for one in companions_of(said["kind"])
        )
