from __future__ import annotations

import string
from typing import Any

import pytest
import yaml

from goldenthread.improvement.rules.status import Status, load_scheme
from goldenthread.improvement.rules.status.scheme import DATA, build_scheme


@pytest.fixture
def data() -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return parsed


def test_the_order_is_that_of_the_plans_key() -> None:
    scheme = load_scheme()
    assert [entry.word for entry in scheme.statuses.values()] == [
        "Grey",
        "Blue",
        "Green",
        "Amber",
        "Red",
    ]
    assert [entry.order for entry in scheme.statuses.values()] == [1, 2, 3, 4, 5]


def test_order_of_concern() -> None:
    by_concern = sorted(Status, key=load_scheme().concern)
    assert by_concern == [Status.BLUE, Status.GREEN, Status.GREY, Status.AMBER, Status.RED]


def test_each_status_has_its_own_symbol() -> None:
    assert len({entry.symbol for entry in load_scheme().statuses.values()}) == 5


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("statuses", "red"),
        ("flags", "new_date_needed"),
        ("directions", "new"),
        ("records", "blue_claimed"),
        ("dates", "passed"),
        ("shown", "grey"),
        ("needs", "reason"),
        ("transitions", "blue_signed_off"),
    ],
)
def test_a_table_that_is_not_whole_is_refused(data: dict[str, Any], table: str, key: str) -> None:
    del data[table][key]
    with pytest.raises(ValueError, match=table):
        build_scheme(data)


def test_an_invented_entry_is_refused(data: dict[str, Any]) -> None:
    data["transitions"]["grey"]["purple"] = []
    with pytest.raises(ValueError, match=r"transitions\.grey"):
        build_scheme(data)


def test_two_statuses_with_one_symbol_are_refused(data: dict[str, Any]) -> None:
    data["statuses"]["red"]["symbol"] = data["statuses"]["amber"]["symbol"]
    with pytest.raises(ValueError, match="symbol"):
        build_scheme(data)


def test_a_rollup_that_can_leave_a_parent_without_status_is_refused(data: dict[str, Any]) -> None:
    data["rollup"].reverse()
    with pytest.raises(ValueError, match="otherwise"):
        build_scheme(data)


def test_the_scheme_says_where_it_comes_from() -> None:
    scheme = load_scheme()
    assert scheme.kind == "PRACTICE"
    assert "Progress reporting" in scheme.source
    assert scheme.in_force_from < scheme.next_review


def test_places_in_problem_texts_are_plain_names() -> None:
    for problem in load_scheme().problems.values():
        for text in (problem.field, problem.message, problem.fix):
            places = [place for _, place, _, _ in string.Formatter().parse(text) if place]
            assert all(place.isidentifier() for place in places)


def test_a_rollup_rule_with_another_key_is_refused(data: dict[str, Any]) -> None:
    data["rollup"][0]["else"] = None
    with pytest.raises(ValueError, match="rollup"):
        build_scheme(data)
