"""Files of worked cases: what passes, what fails and how it is said, what is an error."""

from __future__ import annotations

import copy
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from goldenthread.core.errors import UserError
from goldenthread.statute.worked import as_document, evaluate
from tests.conftest import ROOT

OWN = ROOT / "tests" / "data" / "statute" / "cases.json"
CASE: dict[str, Any] = {
    "id": "SC-900",
    "title": "A request",
    "topic": "request_clock",
    "why": "The days are counted.",
    "citation": "reg 13(2)",
    "certainty": "high",
    "settings": {"day_one": "excluded"},
    "events": [{"kind": "request_received", "on": "2026-01-05"}],
    "exemptions": [],
    "expect": [{"rule": "PLN-9", "statutory_due": "2026-05-25", "safe_due": "2026-05-24"}],
    "checks": [{"check": "clock_start", "expect": {"on": "2026-01-05", "event": "request_received"}}],
    "alternatives": [
        {
            "settings": {"day_one": "included"}, "who": "some",
            "expect": [{"rule": "PLN-9", "statutory_due": "2026-05-24"}],
        }
    ],
}  # fmt: skip


def judged(change: dict[str, Any]) -> dict[str, Any]:
    (found,) = as_document(evaluate([CASE | change]))["cases"]
    return dict(found)


def read(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def failing(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in as_document(evaluate(cases))["cases"] if one["result"] != "pass"]


def test_the_worked_cases_pass(reference: Path) -> None:
    assert failing(read(reference / "data" / "statutory_cases.json")) == []


def test_our_own_worked_cases_pass() -> None:
    assert failing(read(OWN)) == []


def test_our_own_worked_cases_are_written_as_the_format_says(reference: Path) -> None:
    shape = json.loads(
        (reference / "data" / "statutory_cases.schema.json").read_text(encoding="utf-8")
    )
    jsonschema.validate(read(OWN), shape)


def later(value: Any) -> Any:
    """The same expectation, wrong by a day, or the other way round."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return (date.fromisoformat(value) + timedelta(days=1)).isoformat()


def test_every_day_and_number_that_our_cases_expect_is_compared() -> None:
    """Each expectation is made wrong in turn, one at a time; each must be found."""
    missed, tried = [], 0
    for case in read(OWN):
        for number, duty in enumerate(case["expect"]):
            for name, value in duty.items():
                if name in ("rule", "state", "kind") or value is None:
                    continue
                wrong = copy.deepcopy(case)
                wrong["expect"][number][name] = later(value)
                tried += 1
                if not failing([wrong]):
                    missed.append((case["id"], duty["rule"], name))
    assert tried > 50
    assert missed == []


def test_a_case_that_is_right_passes() -> None:
    assert judged({})["result"] == "pass"


@pytest.mark.parametrize(
    ("change", "rule", "field"),
    [
        ({"expect": [{"rule": "PLN-9", "statutory_due": "2026-05-26"}]}, "PLN-9", "statutory_due"),
        ({"expect": [{"rule": "PLN-9", "safe_due": "2026-05-25"}]}, "PLN-9", "safe_due"),
        ({"expect": [{"rule": "PLN-9", "state": "met"}]}, "PLN-9", "state"),
        ({"expect": [{"rule": "PLN-9", "exempt": True}]}, "PLN-9", "exempt"),
        ({"expect": [{"rule": "PLN-9", "kind": "PRACTICE"}]}, "PLN-9", "kind"),
        ({"expect": [{"rule": "AR-1", "statutory_due": "2027-01-04"}]}, "AR-1", "rule"),
        (
            {"checks": [{"check": "clock_start", "expect": {"on": "2026-01-06", "event": "request_received"}}]},
            "clock_start", "on",
        ),
        (
            {
                "checks": [
                    {
                        "check": "what_if",
                        "given": {"events": [{"kind": "final_plan_sent", "on": "2026-05-26"}]},
                        "expect": {"duties": [{"rule": "PLN-9", "state": "met"}]},
                    }
                ]
            },
            "PLN-9", "state",
        ),
    ],
)  # fmt: skip
def test_a_difference_is_named(change: dict[str, Any], rule: str, field: str) -> None:
    found = judged(change)
    assert found["result"] == "fail"
    assert (found["differences"][0]["rule"], found["differences"][0]["field"]) == (rule, field)


def test_another_reading_is_compared_and_named() -> None:
    wrong = copy.deepcopy(CASE["alternatives"])
    wrong[0]["expect"][0]["statutory_due"] = "2026-05-25"
    (difference,) = judged({"alternatives": wrong})["differences"]
    assert difference == {
        "rule": "PLN-9", "field": "statutory_due", "got": "2026-05-24", "wanted": "2026-05-25",
        "reading": "day_one = included",
    }  # fmt: skip


ERRORS: list[tuple[dict[str, Any], str]] = [
    ({"id": "900"}, "id"),
    ({"topic": "requests"}, "topic"),
    ({"certainty": "sure"}, "certainty"),
    ({"why": ""}, "why"),
    ({"extra": 1}, "extra"),
    ({"settings": {"receipt": "actual"}}, "settings"),
    ({"settings": {"day_one": "both"}}, "settings.day_one"),
    ({"expect": [], "checks": []}, "checks"),
    ({"alternatives": []}, "alternatives"),
    ({"expect": [{"rule": "PLN-9"}]}, "expect[0]"),
    ({"expect": [{"rule": "PLN-99", "state": "met"}]}, "expect[0].rule"),
    ({"expect": [{"rule": "PLN-9", "due": "2026-05-25"}]}, "expect[0].due"),
    ({"expect": [{"rule": "PLN-9", "state": "late"}]}, "expect[0].state"),
    ({"expect": [{"rule": "PLN-9", "safe_due": None}]}, "expect[0].safe_due"),
    ({"expect": [{"rule": "PLN-9", "statutory_due": "2026-02-30"}]}, "expect[0].statutory_due"),
    ({"expect": [{"rule": "PLN-9", "days_late": -1}]}, "expect[0].days_late"),
    ({"checks": [{"check": "weather", "expect": {"fine": True}}]}, "checks[0].check"),
    (
        {"checks": [{"check": "clock_start", "expect": {"day": "2026-01-05"}}]},
        "checks[0].expect.day",
    ),
    ({"checks": [{"check": "clock_start", "expect": {}}]}, "checks[0].expect"),
    (
        {
            "checks": [
                {
                    "check": "phase_transfer",
                    "given": {"who": 1},
                    "expect": {"is_phase_transfer": True},
                }
            ]
        },
        "given.who",
    ),
    ({"checks": [{"check": "clock_start", "expect": {"on": "2026-01-05"}}]}, "checks[0].expect"),
    (
        {"checks": [{"check": "what_if", "given": {"events": []}, "expect": {"duties": []}}]},
        "given.events",
    ),
    ({"checks": [{"check": "days_between", "expect": {"days": 1}}]}, "checks[0].given"),
    ({"checks": [{"check": "what_if", "given": {}, "expect": {"duties": []}}]}, "checks[0].given"),
    ({"alternatives": [{"settings": {"day_one": "excluded"}, "expect": []}]}, "alternatives[0]"),
]


@pytest.mark.parametrize(("change", "where"), ERRORS)
def test_a_case_that_is_not_understood_is_an_error_with_its_place(
    change: dict[str, Any], where: str
) -> None:
    found = judged(change)
    assert found["result"] == "error"
    assert where in found["message"]


@pytest.mark.parametrize("given", [{}, [], None, "SC-001"])
def test_a_file_that_is_no_list_of_cases_is_refused(given: object) -> None:
    with pytest.raises(UserError, match="list of cases"):
        evaluate(given)


def test_one_bad_case_does_not_keep_the_others_from_being_judged() -> None:
    document = as_document(evaluate([CASE, {"id": "SC-901"}, 7]))
    assert [one["result"] for one in document["cases"]] == ["pass", "error", "error"]
    assert (document["passed"], document["failed"], document["errors"]) == (1, 0, 2)
