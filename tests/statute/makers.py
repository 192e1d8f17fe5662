"""Cases for tests: short ways to write one, and random ones over the whole vocabulary."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from goldenthread.statute.deriving import derive
from goldenthread.statute.duties import Duty
from goldenthread.statute.exemptions import grounds
from goldenthread.statute.reading import read_case, vocabulary
from goldenthread.statute.rulebook import rulebook
from goldenthread.statute.settings import settings_file
from goldenthread.statute.timeline import Case

FIRST, LAST = date(2020, 1, 1), date(2026, 6, 30)


def case(*events: tuple[Any, ...], **facts: Any) -> Case:
    """A case of events written as (kind, day) or (kind, day, details)."""
    rows = [
        {"kind": kind, "on": on, **({"details": more[0]} if more else {})}
        for kind, on, *more in events
    ]
    return read_case({"events": rows, **facts})


def duty(rule: str, *events: tuple[Any, ...], **facts: Any) -> Duty:
    """The one duty under a rule of such a case."""
    return one(rule, case(*events, **facts))


def one(rule: str, given: Case) -> Duty:
    """The one duty of a case under a rule."""
    (found,) = duties(rule, given)
    return found


def duties(rule: str, given: Case) -> list[Duty]:
    """All duties of a case under a rule, the oldest first."""
    return [found for found in derive(given) if found.rule == rule]


days = st.dates(FIRST, LAST).map(date.isoformat)


def details_of(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """Details that an event of a kind may have, those that it needs always."""
    known = vocabulary()["events"][kind]
    shapes = {name: _value(name) for name in (*known.get("needs", []), *known.get("may", []))}
    needs = {name: shapes.pop(name) for name in known.get("needs", [])}
    return st.fixed_dictionaries(needs, optional=shapes)


def _value(name: str) -> st.SearchStrategy[Any]:
    shape = vocabulary()["details"][name]
    if shape["type"] == "truth":
        return st.booleans()
    if shape["type"] == "date":
        return days
    if shape["type"] == "one":
        return st.sampled_from(shape["values"])
    return st.lists(st.sampled_from(shape["values"]), min_size=1, max_size=3, unique=True)


@st.composite
def events(draw: st.DrawFn) -> dict[str, Any]:
    """One event."""
    kind = draw(st.sampled_from(list(vocabulary()["events"])))
    on = draw(st.dates(FIRST, LAST))
    details = draw(details_of(kind))
    if kind == "school_closed":
        details["reopens"] = (on + timedelta(days=draw(st.integers(1, 60)))).isoformat()
    return {"kind": kind, "on": on.isoformat(), **({"details": details} if details else {})}


@st.composite
def claims(draw: st.DrawFn) -> dict[str, Any]:
    """One exemption as claimed."""
    since = draw(st.dates(FIRST, LAST))
    found: dict[str, Any] = {
        "ground": draw(st.sampled_from(list(grounds()))),
        "limits": draw(
            st.lists(st.sampled_from(list(rulebook())), min_size=1, max_size=4, unique=True)
        ),
        "impractical": draw(st.booleans()),
    }
    if draw(st.booleans()):
        found["from"] = since.isoformat()
        found["to"] = (since + timedelta(days=draw(st.integers(1, 70)))).isoformat()
        found["advice_requested_on"] = (
            since + timedelta(days=draw(st.integers(-10, 60)))
        ).isoformat()
    return found


children = st.fixed_dictionaries(
    {},
    optional={
        "born": st.dates(date(1996, 1, 1), date(2021, 1, 1)).map(date.isoformat),
        "setting": st.sampled_from(vocabulary()["child_settings"]),
        "year_group": st.integers(-4, 20),
    },
)
settings = st.fixed_dictionaries(
    {},
    optional={name: st.sampled_from(list(one["values"])) for name, one in settings_file().items()},
)


def documents(most: int = 8) -> st.SearchStrategy[dict[str, Any]]:
    """Whole cases as JSON values."""
    return st.fixed_dictionaries(
        {"events": st.lists(events(), min_size=1, max_size=most)},
        optional={
            "settings": settings, "child": children, "exemptions": st.lists(claims(), max_size=2),
            "as_at": st.dates(FIRST, date(2027, 6, 30)).map(date.isoformat),
        },
    )  # fmt: skip


def cases(most: int = 8) -> st.SearchStrategy[Case]:
    """Whole cases."""
    return documents(most).map(read_case)
