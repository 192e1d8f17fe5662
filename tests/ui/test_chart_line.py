"""The line of figures against a target: its words, its table, and that everything lies inside the picture."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.ui.charts import Goal, LineChart, Point

SVG = "{http://www.w3.org/2000/svg}"
WAIT = LineChart(
    "Longest wait",
    (
        Point(date(2025, 9, 30), Decimal(45), "45 weeks"),
        Point(date(2026, 3, 31), Decimal(38), "38 weeks", "Two providers"),
    ),
    Point(date(2025, 3, 31), Decimal(50), "50 weeks"),
    Goal(Decimal(40), "40 weeks", date(2026, 12, 31)),
)


def parse(chart: LineChart) -> ET.Element:
    return ET.fromstring(chart.svg())  # noqa: S314 - our own output


def test_the_words_and_the_table_say_what_the_line_shows() -> None:
    assert WAIT.summary == (
        "Baseline: 50 weeks on 31 March 2025. 2 figures, the latest 38 weeks on 31 March 2026, the first 45 weeks on "
        "30 September 2025. Figure to reach: 40 weeks by 31 December 2026."
    )
    assert [[cell.text for cell in row] for row in WAIT.table.rows] == [
        ["31 March 2025", "50 weeks", "Baseline"],
        ["30 September 2025", "45 weeks", ""],
        ["31 March 2026", "38 weeks", "Two providers"],
    ]


def test_the_picture_names_itself_and_marks_every_figure() -> None:
    root = parse(WAIT)
    assert root.get("role") == "img"
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == f"Longest wait: {WAIT.summary}"
    circles = [
        (node.findtext(f"{SVG}title"), float(node.get("cx", "0")), float(node.get("cy", "0")))
        for node in root.iter(f"{SVG}circle")
    ]
    assert [words for words, _, _ in circles] == [
        "45 weeks on 30 September 2025", "38 weeks on 31 March 2026",
    ]  # fmt: skip
    # Later is further right, and less is further down.
    assert circles[0][1] < circles[1][1]
    assert circles[0][2] < circles[1][2]
    assert len(list(root.iter(f"{SVG}polyline"))) == 1


def test_a_single_figure_has_no_line_and_nothing_has_no_figure() -> None:
    one = LineChart("One", (Point(date(2026, 1, 1), Decimal(0), "0"),))
    assert not list(parse(one).iter(f"{SVG}polyline"))
    baseline_only = LineChart("None", (), Point(date(2026, 1, 1), Decimal(5), "5"))
    assert "No figure yet." in baseline_only.summary
    assert len(list(parse(baseline_only).iter(f"{SVG}rect"))) == 1


values = st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False)
points = st.builds(
    Point, on=st.dates(date(2020, 1, 1), date(2030, 1, 1)), value=values, words=st.text(max_size=30)
)


@given(
    st.lists(points, min_size=1, max_size=6),
    st.none() | points,
    st.none()
    | st.builds(
        Goal, value=values, words=st.text(max_size=30),
        by=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    ),
)  # fmt: skip
def test_everything_lies_inside_the_picture(
    found: list[Point], start: Point | None, goal: Goal | None
) -> None:
    chart = LineChart("Any", tuple(sorted(found, key=lambda one: one.on)), start, goal)
    root = parse(chart)
    places = {"x": 720, "x1": 720, "x2": 720, "cx": 720, "y": 320, "y1": 320, "y2": 320, "cy": 320}
    for node in root.iter():
        for name, most in places.items():
            if (value := node.get(name)) is not None:
                assert -1 <= float(value) <= most + 1, (node.tag, name, value)
    assert len(list(root.iter(f"{SVG}circle"))) == len(found)
    assert chart.svg() == chart.svg()
