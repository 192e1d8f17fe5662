from __future__ import annotations

import copy
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.improvement.rules.inspections import (
    InspectionFacts,
    Response,
    Timeliness,
    check_facts,
    check_rules,
    inspection_rules,
    outcome_of,
    response_standing,
    word_of,
)

TODAY = date(2026, 11, 22)
FACTS = InspectionFacts(
    title="Area SEND inspection",
    framework="area_send_2023",
    starts_on=date(2026, 2, 2),
    ends_on=date(2026, 2, 6),
    report_on=date(2026, 4, 9),
    outcome="inconsistent",
    response="strategic_plan",
    response_due=date(2026, 6, 1),
)


def codes(**changes: object) -> list[str]:
    return [problem.code for problem in check_facts(replace(FACTS, **changes), TODAY)]  # type: ignore[arg-type]


def test_the_facts_of_an_ordinary_inspection_fit() -> None:
    assert codes() == []
    assert codes(ends_on=None, report_on=None, outcome="", response="", response_due=None) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"framework": "school"}, "unknown_framework"),
        ({"outcome": "statement_required"}, "outcome_of_another"),
        ({"framework": "other"}, "outcome_of_another"),
        ({"response": "apology"}, "unknown_response"),
        ({"response": ""}, "due_without_response"),
        ({"ends_on": date(2026, 2, 1)}, "ends_before_start"),
        ({"report_on": date(2026, 2, 1)}, "starts_ahead"),
        ({"report_on": date(2026, 2, 4)}, "report_before_end"),
        ({"report_on": date(2026, 11, 23), "response_due": None}, "report_ahead"),
        ({"response_due": date(2026, 4, 8)}, "due_before_report"),
        ({"report_on": None, "response_due": date(2026, 1, 8)}, "due_before_report"),
        ({"response_published_on": date(2026, 2, 1)}, "published_before_inspection"),
        ({"response_published_on": date(2026, 11, 23)}, "published_ahead"),
    ],
)
def test_what_does_not_fit_is_named(changes: dict[str, object], code: str) -> None:
    assert codes(**changes) == [code]


def test_a_refusal_names_the_choices() -> None:
    [problem] = check_facts(replace(FACTS, outcome="good"), TODAY)
    assert "Inconsistent experiences and outcomes" in problem.fix
    [problem] = check_facts(replace(FACTS, framework="other"), TODAY)
    assert "no outcomes" in problem.fix


@pytest.mark.parametrize(
    ("due", "published", "expected"),
    [
        (date(2026, 6, 1), date(2026, 6, 1), Response(Timeliness.IN_TIME, 0)),
        (date(2026, 6, 1), date(2026, 5, 30), Response(Timeliness.IN_TIME, 2)),
        (date(2026, 6, 1), date(2026, 6, 6), Response(Timeliness.LATE, 5)),
        (date(2026, 11, 22), None, Response(Timeliness.WAITING, 0)),
        (date(2026, 11, 21), None, Response(Timeliness.OVERDUE, 1)),
        (None, None, Response(Timeliness.NO_DATE)),
        (None, date(2026, 6, 6), Response(Timeliness.PUBLISHED)),
    ],
)
def test_whether_the_response_came_in_time(
    due: date | None, published: date | None, expected: Response
) -> None:
    facts = replace(FACTS, response_due=due, response_published_on=published)
    assert response_standing(facts, TODAY) == expected
    assert response_standing(replace(facts, response=""), TODAY).state is Timeliness.NOT_ASKED


@given(st.integers(-400, 400))
def test_a_day_after_it_fell_due_is_late_and_never_before(offset: int) -> None:
    due = date(2026, 6, 1)
    facts = replace(FACTS, response_due=due, response_published_on=due + timedelta(days=offset))
    standing = response_standing(facts, TODAY)
    assert (standing.state is Timeliness.LATE) is (offset > 0)
    assert standing.days == abs(offset)


def test_every_outcome_asks_for_what_the_reports_say() -> None:
    asked = {
        code: outcome["asks"]
        for framework in inspection_rules()["frameworks"].values()
        for code, outcome in framework["outcomes"].items()
    }
    assert asked["widespread_failings"] == "priority_action_plan"
    assert asked["inconsistent"] == "strategic_plan"
    assert asked["statement_required"] == "written_statement"
    assert len(inspection_rules()["frameworks"]["area_send_2023"]["outcomes"]) == 3


def test_no_number_of_days_is_invented() -> None:
    assert {entry["days"] for entry in inspection_rules()["responses"].values()} == {None}


def test_words_of_codes() -> None:
    assert word_of("kinds", "priority_action") == "Area for priority action"
    assert word_of("responses", "gone") == "gone"
    assert outcome_of("area_send_2023", "") is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda rules: rules["responses"]["other"].pop("days"),
        lambda rules: rules["responses"]["other"].update(days=0),
        lambda rules: rules["frameworks"]["other"].pop("outcomes"),
        lambda rules: rules["frameworks"]["area_send_2023"]["outcomes"]["inconsistent"].pop("word"),
        lambda rules: rules["frameworks"]["area_send_2023"]["outcomes"]["inconsistent"].update(asks="x"),
        lambda rules: rules["kinds"]["other"].update(colour="red"),
    ],
)  # fmt: skip
def test_a_spoilt_file_is_refused(spoil: object) -> None:
    rules = copy.deepcopy(inspection_rules())
    spoil(rules)  # type: ignore[operator]
    with pytest.raises(ValueError, match=r"inspections\.yaml"):
        check_rules(rules)
