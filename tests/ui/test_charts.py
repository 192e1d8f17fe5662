"""Charts: their structure, their words, and that the same data gives the same bytes."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.core.months import Month
from goldenthread.ui.charts import Cell, Column, DataTable, Lane, Mark, Roadmap, StatusBar
from goldenthread.ui.charts.roadmap_svg import place
from goldenthread.ui.charts.svg import number, wrap
from goldenthread.ui.statuses import LOOKS, symbol
from tests.ui import sample

SVG = "{http://www.w3.org/2000/svg}"


def parse(markup: str) -> ET.Element:
    return ET.fromstring(markup)  # noqa: S314 - our own output


def texts(root: ET.Element) -> list[str]:
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


months = st.builds(Month, st.integers(2024, 2028), st.integers(1, 12))
marks = st.builds(
    Mark,
    name=st.integers(1, 20).map(str),
    text=st.text(max_size=20),
    when=months,
    status=st.sampled_from(list(LOOKS)),
    baseline=st.none() | months,
    href=st.sampled_from(["", "/m/1?a=1&b=2"]),
)


def test_each_status_has_a_shape_of_its_own() -> None:
    shapes = {str(look.shape) for look in LOOKS.values()}
    assert len(shapes) == len(LOOKS)
    for key in LOOKS:
        assert parse(symbol(key)).get("aria-hidden") == "true"


def test_bar_adds_up_and_says_so() -> None:
    bar = StatusBar.of("Plan", {"red": 3, "Green": 12, "amber": 0, "new_date_needed": 1})
    assert bar.total == 16
    assert [segment.status for segment in bar.shown] == ["new_date_needed", "red", "green"]
    assert bar.summary == (
        "16 milestones: 1 Red: new date needed, 3 Red: new date given, 12 Green: on target."
    )
    assert len(bar.table.rows) == 6
    assert [row[1].text for row in bar.table.rows] == ["1", "3", "0", "12", "0", "0"]
    root = parse(bar.svg())
    assert root.get("role") == "img"
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == f"Plan: {bar.summary}"
    assert texts(root) == ["1", "3", "12"]


@given(st.dictionaries(st.sampled_from(list(LOOKS)), st.integers(0, 5000)))
def test_bar_fills_its_width(counts: dict[str, int]) -> None:
    bar = StatusBar.of("Plan", counts)
    root = parse(bar.svg())
    blocks = [r for r in root.iter(f"{SVG}rect") if r.get("height") == "38" and not r.get("y")]
    assert len(blocks) == max(len(bar.shown), 1)
    assert sum(float(r.get("width", "").rstrip("%")) for r in blocks) == pytest.approx(100, abs=0.1)
    assert bar.svg() == StatusBar.of("Plan", counts).svg()


def test_bar_of_nothing() -> None:
    bar = StatusBar.of("Plan", {})
    assert bar.summary == "0 milestones."
    assert bar.table.rows[0][2].text == "–"


def test_bar_refuses_a_status_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match="'mauve' is not one of"):
        StatusBar.of("Plan", {"mauve": 1})


def test_roadmap_holds_every_mark_lane_and_arrow() -> None:
    chart = sample.roadmap()
    root = parse(chart.svg())
    links = [a for a in root.iter(f"{SVG}a") if a.get("aria-label")]
    assert len(links) == len(chart.marks)
    assert {a.get("aria-label") for a in links} == {mark.sentence for mark in chart.marks}
    rings = [c for c in root.iter(f"{SVG}circle") if c.get("class") == "gt-roadmap__agreed"]
    assert len(rings) == sum(1 for mark in chart.marks if mark.moved)
    words = texts(root)
    assert "Today, 21 November 2026" in words
    assert [word for word in words if word[:2] in ("1 ", "2 ", "3 ")] == [
        "1 Listening and telling",
        "2 Waiting less",
        "3 Plans that hold",
    ]
    assert root.get("aria-labelledby") == "roadmap-title roadmap-desc"
    assert root.get("role") == "group"
    assert len(chart.table.rows) == len(chart.marks)


def test_roadmap_words() -> None:
    late = Mark("3", "Publish.", Month(2026, 9), "red", Month(2026, 4))
    early = Mark("4", "Train.", Month(2026, 3), "blue", Month(2026, 4))
    chart = Roadmap("Plan", (Lane("1a", (late, early)),), sample.TODAY)
    assert late.sentence == (
        "3: Publish. September 2026, 5 months later than agreed. Red: new date given."
    )
    assert early.sentence.startswith("4: Train. March 2026, 1 month earlier than agreed.")
    assert chart.summary == (
        "2 milestones, March 2026 to September 2026. On 21 November 2026: 1 Red: new date given, "
        "1 Blue: signed off. 1 has a later date than agreed, the longest by 5 months."
    )
    assert parse(chart.svg()).get("role") == "img"


def test_roadmap_of_nothing() -> None:
    chart = Roadmap("Plan", (), sample.TODAY)
    assert chart.summary == "Nothing has a date yet."
    assert len(chart.months()) == 12
    parse(chart.svg())
    parse(Roadmap("Plan", (Lane("1a", ()),), sample.TODAY).svg())


def test_roadmap_leaves_today_out_when_its_month_is_not_shown() -> None:
    lane = Lane("1a", (Mark("1", "x", Month(2020, 1), "blue"),))
    assert "Today" not in Roadmap("Plan", (lane,), sample.TODAY).svg()
    wide = Roadmap("Plan", (lane,), sample.TODAY, last=Month(2026, 12))
    assert "Today" in wide.svg()


@given(st.lists(marks, max_size=12), st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_roadmap_is_whole_for_any_marks(listed: list[Mark], today: date) -> None:
    def build() -> Roadmap:
        return Roadmap("Plan <1>", (Lane("Lane & more", tuple(listed), "Group"),), today)

    chart = build()
    root = parse(chart.svg())
    assert chart.svg() == build().svg()
    width = float(root.get("width", ""))
    for group in root.iter(f"{SVG}g"):
        if place_of := group.get("transform"):
            x = float(place_of.removeprefix("translate(").split()[0])
            assert 248 <= x <= width


@given(st.lists(marks, max_size=15))
def test_no_two_marks_of_a_lane_meet(listed: list[Mark]) -> None:
    placed = place(Lane("1a", tuple(listed)))
    assert sorted(map(id, listed)) == sorted(id(item.mark) for item in placed)
    taken: set[tuple[int, Month]] = set()
    for mark, row in placed:
        start, end = min(mark.when, mark.agreed), max(mark.when, mark.agreed)
        cells = {(row, start + offset) for offset in range(end - start + 1)}
        assert not cells & taken
        taken |= cells


def test_lines_are_wrapped() -> None:
    assert wrap("one two three", 7, 3) == ["one two", "three"]
    assert wrap("one two three four", 7, 2) == ["one two", "three…"]
    assert wrap("", 7, 2) == []


def test_numbers_are_short() -> None:
    assert [number(value) for value in (3, 3.0, 3.14159, 0.5, -0.001)] == [
        "3",
        "3",
        "3.14",
        "0.5",
        "0",
    ]


def test_a_table_refuses_ragged_rows() -> None:
    with pytest.raises(ValueError, match="1 cells for 2 columns"):
        DataTable("T", (Column("A"), Column("B")), ((Cell("1"),),))


def test_a_window_draws_what_falls_due_in_it_and_says_what_does_not() -> None:
    marks = tuple(
        Mark(str(number), "Do it", month, "green", baseline=Month(2026, 1))
        for number, month in enumerate((Month(2026, 1), Month(2026, 8), Month(2028, 1)), 1)
    )
    lanes = (Lane("1a. Wait less", marks), Lane("1b. Listen", marks[:1]))
    window = (Month(2026, 6), Month(2027, 5))
    road = Roadmap("Road", lanes, date(2026, 9, 3), window=window, whole_href="?roadmap=whole")
    assert [lane.title for lane in road.drawn] == ["1a. Wait less"]
    assert [(month, len(found)) for month, found in road.by_month] == [(Month(2026, 8), 1)]
    assert road.outside == "Not drawn here: 2 due before June 2026 and 1 due after May 2027."
    assert len(road.months()) == 12
    assert len(road.table.rows) == 4
    picture = str(road.svg())
    assert "Today, 3 September 2026" in picture
    assert "gt-roadmap__agreed" not in picture  # its ring stands in a month that is not drawn
