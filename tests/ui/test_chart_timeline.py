"""The line of time: its words, its table, its shapes, and that everything lies inside the picture."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.ui.charts import Guide, Happening, Limit, Timeline

pytestmark = pytest.mark.pure

SVG = "{http://www.w3.org/2000/svg}"
START, TODAY = date(2026, 8, 3), date(2026, 11, 22)
DECISION = Limit(
    "Decision whether to assess", START, date(2026, 9, 14), "Date of law", "3 days late", late=True,
    done_on=date(2026, 9, 17),
)  # fmt: skip
ADVICE = Limit(
    "Advice of a school", date(2026, 9, 20), date(2026, 11, 1), "Guidance", "overdue by 21 days", firm=False,
    late=True,
)  # fmt: skip
PLAN = Limit(
    "Final plan", START, date(2026, 12, 21), "Date of law", "29 days left", before=date(2026, 12, 18),
    href="/why",
)  # fmt: skip
CHART = Timeline(
    "What happened",
    (Happening(date(2026, 9, 17), "The decision was sent"), Happening(START, "A request arrived")),
    (PLAN, DECISION, ADVICE),
    TODAY,
    (Guide(date(2026, 12, 21), "Week 20"),),
)


def parse(chart: Timeline) -> ET.Element:
    return ET.fromstring(chart.svg())  # noqa: S314 - our own output


def titles(root: ET.Element) -> list[str]:
    return [node.text or "" for node in root.iter(f"{SVG}title")][1:]


def test_the_words_and_the_table_say_what_the_line_shows() -> None:
    assert CHART.summary == (
        "2 events, the latest on 17 September 2026: The decision was sent. Late: Advice of a school, 1 November 2026, "
        "overdue by 21 days. Next: Final plan, 21 December 2026, 29 days left; last working day before it "
        "18 December 2026 (date of law)."
    )
    assert [[cell.text for cell in row] for row in CHART.table.rows] == [
        ["3 August 2026", "A request arrived", "Happened", ""],
        ["14 September 2026", "Decision whether to assess", "Date of law", "3 days late"],
        ["17 September 2026", "The decision was sent", "Happened", ""],
        ["1 November 2026", "Advice of a school", "Guidance", "Overdue by 21 days"],
        ["21 December 2026", "Final plan", "Date of law",
         "29 days left; last working day before it 18 December 2026"],
    ]  # fmt: skip
    assert CHART.table.rows[-1][1].href == "/why"


def test_late_guided_and_done_are_told_by_shape_and_in_words() -> None:
    assert [one.look for one in (DECISION, ADVICE, PLAN)] == ["late", "late", "firm"]
    words = {key.look: key.text for key in CHART.keys}
    assert set(words) == {"happened", "firm", "guided", "done", "late", "before"}
    root = parse(CHART)
    hatched = [one for one in root.iter(f"{SVG}rect") if "timeline-late" in one.get("fill", "")]
    assert len(hatched) == 2  # from the last day to the act, and to today
    dashed = [one for one in root.iter(f"{SVG}line") if one.get("stroke-dasharray") == "5 4"]
    assert len(dashed) == 1
    assert any("Advice of a school: guidance" in one for one in titles(root))


def test_the_picture_names_itself_and_links_to_why() -> None:
    root = parse(CHART)
    assert root.get("role") == "group"
    assert root.get("aria-labelledby") == "timeline-title timeline-desc"
    links = list(root.iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == ["/why"]
    assert links[0].get("aria-label") == f"{PLAN.sentence} Why"
    seen = "".join(links[0].itertext())
    assert PLAN.sentence.startswith(seen)
    texts = ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]
    assert "Today, 22 November 2026" in texts
    assert "Week 20" in texts


def test_a_window_keeps_the_rest_for_the_table() -> None:
    old = Happening(date(2019, 1, 7), "The first plan was made")
    chart = Timeline(
        "What happened", (old, *CHART.happenings), CHART.limits, TODAY,
        window=(START, date(2026, 12, 31)),
    )  # fmt: skip
    assert chart.outside == (
        "The picture runs from 3 August 2026 to 31 December 2026; 1 more entry stands in the table."
    )
    assert len(chart.listed) == 5
    assert len(chart.table.rows) == 6
    assert not any("first plan" in title for title in titles(parse(chart)))
    assert CHART.outside == ""


def test_what_is_late_from_before_the_window_stands_at_its_edge() -> None:
    old = Limit("Review", date(2023, 1, 1), date(2024, 1, 1), "Date of law", "overdue", late=True)
    done = Limit("Plan", date(2023, 1, 1), date(2023, 5, 1), "Date of law", "met", done_on=START)
    chart = Timeline("Late", (), (old, done), TODAY, window=(START, date(2026, 12, 31)))
    assert chart.drawn_limits == (old,)
    assert [one.text for one in chart.listed] == ["Review"]
    assert "1 more entry" in chart.outside
    four = Timeline("Late", (), (old, old, old, old), TODAY).summary
    assert four.count("Review") == 3
    assert "; 1 more." in four


def test_nothing_yet_and_something_planned() -> None:
    empty = Timeline("Nothing", (), (), TODAY)
    assert empty.summary == "Nothing has been recorded yet."
    assert parse(empty).get("role") == "img"
    planned = Timeline("Planned", (Happening(TODAY + timedelta(7), "A transfer"),), (), TODAY)
    assert [row[2].text for row in planned.table.rows] == ["Planned"]


days = st.dates(date(2015, 1, 1), date(2030, 1, 1))
happenings = st.builds(Happening, on=days, text=st.text(max_size=90))
limits = st.builds(
    lambda since, length, over, **rest: Limit(
        since=since, due=since + timedelta(length),
        done_on=None if over is None else since + timedelta(length + over), **rest,
    ),
    since=days, length=st.integers(0, 400), over=st.none() | st.integers(-200, 400),
    text=st.text(max_size=60), kind=st.sampled_from(["Date of law", "Guidance"]),
    words=st.text(max_size=30), firm=st.booleans(), late=st.booleans(),
    before=st.none() | days, href=st.sampled_from(["", "/why?a=1&b=2"]),
)  # fmt: skip


@given(st.lists(happenings, max_size=8), st.lists(limits, max_size=5), days)
def test_everything_lies_inside_the_picture(
    found: list[Happening], due: list[Limit], today: date
) -> None:
    chart = Timeline("Any <1>", tuple(found), tuple(due), today, (Guide(today, "Week 6"),))
    root = parse(chart)
    height = float(root.get("height", ""))
    places = {"x": 1000, "x1": 1000, "x2": 1000, "y": height, "y1": height, "y2": height}
    for node in root.iter():
        for name, most in places.items():
            if (value := node.get(name)) is not None:
                assert -1 <= float(value) <= most + 1, (node.tag, name, value)
    assert len(titles(root)) == len(found) + sum(not one.href for one in due)
    assert chart.svg() == Timeline("Any <1>", tuple(found), tuple(due), today, chart.guides).svg()
