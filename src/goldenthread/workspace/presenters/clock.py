"""A case as a line of time: what happened, the dates that follow from it, the weeks of a running assessment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.urls import reverse

from goldenthread.duties.queries.cases import EventRow
from goldenthread.duties.queries.ledger import DutyRow
from goldenthread.duties.rules.events import details_of, is_kind
from goldenthread.duties.rules.states import CUT_SHORT, ENDED, MET_LATE, OVERDUE, PASSED_ON
from goldenthread.duties.rules.telling import is_limb
from goldenthread.statute.rulebook import rulebook
from goldenthread.ui.charts import Guide, Happening, Limit, Timeline

_KINDS = {"LAW": "Date of law", "GUIDANCE": "Guidance", "PRACTICE": "Practice"}
_LATE = (OVERDUE, MET_LATE, CUT_SHORT)
_UNDONE = (ENDED, PASSED_ON)
_BEFORE, _AHEAD = timedelta(days=365), timedelta(days=400)
_MARGIN = timedelta(days=7)
_TITLE = "What happened, and what is due"


def case_timeline(
    events: Sequence[EventRow], duties: Sequence[DutyRow], today: date
) -> Timeline | None:
    """The picture of a case; None where there is nothing to draw.

    It shows a running assessment from its start, else a year back; what is overdue always; the table holds all.
    """
    limits = [limit for row in duties for limit in _limits(row, today)]
    if not events and not limits:
        return None
    started = _running(duties)
    guides = _guides(duties, started) if started else []
    return Timeline(
        title=_TITLE,
        happenings=tuple(_happening(one) for one in events),
        limits=tuple(limits),
        today=today,
        guides=tuple(guides),
        window=_window(events, limits, guides, started, today),
    )


def _happening(event: EventRow) -> Happening:
    kinds = {one.label: one.type for one in details_of(event.kind)} if is_kind(event.kind) else {}
    said = [words for label, words in event.details if kinds.get(label) in ("one", "several")]
    text = ": ".join(filter(None, (event.words, ", ".join(said))))
    rest = [f"{label} {words}" for label, words in event.details if words not in said]
    return Happening(event.on, text, ". ".join(rest))


def _limits(row: DutyRow, today: date) -> Iterator[Limit]:
    """The day that the duty is measured by, and beside it what is only guided or a target of the council's own."""
    if row.last_day is None or not row.state.arises or is_limb(row.rule):
        return
    if row.state.code in _UNDONE and not row.days_late:
        return
    href = reverse("duties:why", args=[row.case_id, row.key])
    working = row.last_working_day if row.is_law else None
    yield Limit(
        text=row.name,
        since=row.since,
        due=row.last_day,
        kind=_KINDS.get(row.kind, row.kind_words),
        words=row.state.words[:1].lower() + row.state.words[1:],
        firm=row.is_law,
        late=row.state.code in _LATE or (row.state.code in _UNDONE and bool(row.days_late)),
        done_on=row.met_on,
        before=working if working != row.last_day else None,
        href=href,
    )
    aside = [(row.guidance_due, _KINDS["GUIDANCE"]), (row.practice_target, "Council’s own target")]
    for day, kind in aside:
        if day is not None and day != row.last_day:
            words = _aside_words(day, row.met_on, today)
            yield Limit(
                row.name, row.since, day, kind, words, firm=False, done_on=row.met_on, href=href
            )


def _aside_words(day: date, met_on: date | None, today: date) -> str:
    if met_on is not None:
        return "kept" if met_on <= day else "not kept"
    return "gone by" if day < today else "to come"


def _weeks(row: DutyRow) -> int | None:
    """How many weeks of the clock of an assessment the duty has; None for all others."""
    rule = rulebook().get(row.rule)
    if rule is None or rule.clock is None or rule.clock.starts != ("case_clock",):
        return None
    found = rule.clock.count.get("weeks") or rule.clock.count.get("guidance_weeks")
    return int(found) if found else None


def _running(duties: Iterable[DutyRow]) -> date | None:
    """The day on which the clock of a running assessment began: its last duty still waits."""
    clocks = [row for row in duties if _weeks(row)]
    latest = max((row.since for row in clocks), default=None)
    ends = [row for row in clocks if row.since == latest]
    last = max(ends, key=lambda row: _weeks(row) or 0, default=None)
    return latest if last is not None and last.state.waits else None


def _guides(duties: Iterable[DutyRow], started: date) -> list[Guide]:
    found: dict[int, date] = {}
    for row in duties:
        weeks = _weeks(row)
        if weeks and row.since == started:
            found.setdefault(weeks, row.last_day or started + timedelta(weeks=weeks))
    return [Guide(day, f"Week {weeks}") for weeks, day in found.items()]


def _window(
    events: Iterable[EventRow],
    limits: Sequence[Limit],
    guides: Iterable[Guide],
    started: date | None,
    today: date,
) -> tuple[date, date]:
    days = [one.on for one in events] + [one.since for one in limits]
    first = (started or today - _BEFORE) - _MARGIN
    ahead = [one.due for one in limits if one.done_on is None and one.due <= today + _AHEAD]
    ahead += [one.on for one in events if one.on <= today + _AHEAD]
    return max(first, min(days) - _MARGIN), max([today, *ahead, *(one.on for one in guides)])
