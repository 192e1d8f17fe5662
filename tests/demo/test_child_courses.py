"""Invented children before a row of them is written: their numbers, days and courses keep to the rules of the forms."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest

from goldenthread.core.months import day_words
from goldenthread.demo.filling.children import requests, reviews, words
from goldenthread.demo.filling.children.by_hand import told_by_hand
from goldenthread.demo.filling.children.filling import neighbour_mix, small_mix
from goldenthread.demo.filling.children.inventing import Mix
from goldenthread.demo.filling.children.numbers import born_in, nhs_number, upn
from goldenthread.demo.filling.children.places import phase_of_year, sorted_by_phase
from goldenthread.demo.filling.children.telling import Course
from goldenthread.demo.sizes import Volume, load_words, share
from goldenthread.demo.source import load_area
from goldenthread.duties.rules.events import checked_event
from goldenthread.people.rules.codes import codes
from goldenthread.people.rules.identifiers import check_nhs_number, check_upn
from goldenthread.people.rules.postcodes import compact
from goldenthread.people.rules.purposes import purposes
from goldenthread.statute.ages import year_group
from goldenthread.statute.explaining import doubts
from goldenthread.statute.timeline import Case, Child

pytestmark = pytest.mark.pure
# A Sunday in autumn, the last day before 15 February, a day in summer, the first day of a school year.
DAYS = [date(2026, 11, 22), date(2026, 2, 14), date(2026, 7, 1), date(2026, 9, 1)]
Maker = Callable[[date, date, random.Random], Course]


def chance(seed: object) -> random.Random:
    return random.Random(str(seed))  # noqa: S311 - invented content, no secret


def plausible(course: Course, born: date, today: date) -> None:
    """Each event would be taken by the form, lies in the past, and none makes another doubtful."""
    steps = course.steps
    events = tuple(
        checked_event(one.kind, one.on, dict(one.details), born=born, today=today) for one in steps
    )
    assert all(one.on <= today for one in events if one.kind != "transfer_planned")
    assert all(one.on <= two.on for one, two in pairwise(steps))
    assert doubts(Case(child=Child(born), events=events, as_at=today)) == []
    assert bool(course.closed_on) == bool(course.closed_why)
    if course.closed_on is not None:
        assert max(one.on for one in steps) <= course.closed_on <= today


@pytest.mark.parametrize("today", DAYS, ids=day_words)
@pytest.mark.parametrize(
    "maker",
    [
        requests.under_way,
        requests.refused,
        requests.ended,
        reviews.in_force,
        reviews.came_from_elsewhere,
        reviews.ceased,
    ],
    ids=["under way", "refused", "ended", "in force", "from elsewhere", "ceased"],
)
def test_courses_are_plausible(maker: Maker, today: date) -> None:
    for seed in range(12):
        draw = chance(f"{seed}:{today}")
        born = born_in(15 if maker is reviews.ceased else draw.randint(-1, 16), today, draw)
        plausible(maker(born, today, draw), born, today)


def test_a_request_that_is_under_way_has_no_plan_and_one_in_force_has_one() -> None:
    for seed in range(40):
        draw, today = chance(seed), DAYS[0]
        born = born_in(8, today, draw)
        kinds = {one.kind for one in requests.under_way(born, today, draw).steps}
        assert not kinds & {"final_plan_sent", "plan_first_made", "no_plan_notice_sent"}
        assert "plan_first_made" in {one.kind for one in reviews.in_force(born, today, draw).steps}


def test_in_its_last_year_of_a_phase_a_child_with_a_plan_has_a_transfer_ahead() -> None:
    today = DAYS[0]
    for seed in range(20):
        draw = chance(seed)
        steps = reviews.in_force(born_in(6, today, draw), today, draw).steps
        made = next(one.on for one in steps if one.kind == "plan_first_made")
        planned = [one.on for one in steps if one.kind == "transfer_planned"]
        assert (date(2027, 9, 1) in planned) == (made < date(2026, 9, 1))


@pytest.mark.parametrize("today", DAYS, ids=day_words)
def test_those_told_by_hand_are_plausible_on_any_day(today: date) -> None:
    posts = {row["email"]: (1, 1) for row in load_area()["posts"]}
    places = {row["short"]: 1 for row in load_area()["organisations"]}
    told = told_by_hand(posts, places, today)
    assert len(told) == len(load_words("told-children")["children"])
    for row, one in zip(load_words("told-children")["children"], told, strict=True):
        one.course.steps.sort(key=lambda step: step.on)
        plausible(one.course, one.fields["born"], today)
        assert year_group(one.fields["born"], today) == row["year"]
        assert all(compact(home.postcode) for home in one.homes)
        assert {tie.relation for tie in one.ties} <= set(codes("relation"))
        assert {tie.restriction for tie in one.ties} <= set(codes("restriction"))
        assert {said.purpose for said in one.agreed} <= set(purposes())
        assert {member.role for member in one.network} <= set(codes("network_role"))
    assert len({one.fields["nhs_number"] for one in told}) == len(told)


def test_every_number_is_right_and_another() -> None:
    serials = [*range(300), 899_998]
    numbers = [nhs_number(serial) for serial in serials]
    assert len(set(numbers)) == len(serials)
    assert all(check_nhs_number(one) == one and one.startswith("999") for one in numbers)
    pupils = [upn(serial, date(2015, 5, 5)) for serial in serials]
    assert len(set(pupils)) == len(serials)
    assert all(check_upn(one) == one and one[1:5] == "0030" for one in pupils)


def test_contacts_reach_nobody() -> None:
    draw = chance("contacts")
    for _ in range(50):
        assert words.mobile(draw)[1].startswith("07700 900")
        assert words.phone(draw)[1].startswith("01632 960")
        assert words.email("Anne-Marie", "O'Neill", draw)[1].endswith("@family.example")
        code = words.postcode(draw)
        assert compact(code)
        assert code.startswith("ZY")


@pytest.mark.parametrize("today", DAYS, ids=day_words)
@pytest.mark.parametrize("year", [-2, -1, 0, 6, 11, 17])
def test_a_birthday_is_of_its_year(year: int, today: date) -> None:
    for seed in range(5):
        born = born_in(year, today, chance(seed))
        assert born <= today
        assert year_group(born, today) == year


def test_phases_follow_from_the_year_and_from_the_names_of_schools() -> None:
    years = {
        -2: "nursery",
        0: "primary",
        6: "primary",
        7: "secondary",
        12: "college",
        19: "college",
    }
    assert {year: phase_of_year(year) for year in years} == years
    rows = [row["name"] for row in load_area()["organisations"] if row["kind"] == "school"]
    found = sorted_by_phase(enumerate(rows))
    assert sum(map(len, found.values())) == len(rows)
    assert set(found) == {"nursery", "primary", "secondary", "special", "college"}


def test_a_size_has_as_many_plans_as_it_says_and_the_rest_in_proportion() -> None:
    assert small_mix().plans == 60
    assert small_mix().request_under_way == 25
    large = Mix.of(Volume(2_400))
    assert (large.plans, large.request_under_way) == (2_400, 266)
    assert large.without(small_mix()).plans == 2_340
    assert neighbour_mix().without(large).children == 0


def test_codes_that_are_drawn_are_on_the_lists() -> None:
    told = words.told()
    assert set(told["needs"]) <= set(codes("sen_type"))
    assert set(told["ethnicities"]) <= set(codes("ethnicity"))
    assert {code for listed in told["elsewhere"].values() for code in listed} <= set(
        codes("sen_setting")
    )
    assert 0 < share("late_plans") < 1
