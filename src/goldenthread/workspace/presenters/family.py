"""What the family page says, put together from the case and the words of the rules. No query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.duties.queries.families import FamilyCase
from goldenthread.duties.queries.ledger import DutyRow
from goldenthread.duties.rules import states
from goldenthread.duties.rules.telling import FAMILY, periods
from goldenthread.duties.rules.words import COUNCIL
from goldenthread.people.queries.family_links import FamilyReader
from goldenthread.workspace.queries.family import FamilyPage
from goldenthread.workspace.rules.family_words import (
    Voice,
    duty_words,
    event_words,
    ground_words,
    owner_words,
    path_of,
)

_RUNS = (states.OPEN, states.RUNNING)
_AHEAD = (states.TODAY, states.SOON, states.OPEN, states.PAST_GUIDANCE, states.UNKNOWN)


@dataclass(frozen=True)
class Happened:
    """Something that happened, or is known to come, on a day."""

    on: date
    words: str
    ahead: bool


@dataclass(frozen=True)
class Owed:
    """Something still to be done: `who` must do `what` by `day`.

    `law`: the day is the law's; else it is what is aimed for. `days`: so many past it, of what is late. `why_late`: the
    ground on which the law lets it be. `holder`: the post with whom it lies, and `untold` that nobody wrote down
    whether it was done.
    """

    who: str
    what: str
    day: date
    law: bool
    days: int | None = None
    why_late: str = ""
    holder: str = ""
    untold: bool = False
    today: bool = False

    @property
    def sentence(self) -> str:
        return f"{self.who} must {self.what}" if self.law else f"{self.who} should {self.what}"


@dataclass(frozen=True)
class Own:
    """What the family may do until a day."""

    what: str
    until: date


def voice_of(reader: FamilyReader) -> Voice:
    """To whom the page speaks."""
    return Voice(reader.young, reader.knows_place)


def family_context(page: FamilyPage, today: date) -> dict[str, Any]:
    """The context of the page."""
    reader, case = page.reader, page.case
    voice = voice_of(reader)
    duties = case.duties if case is not None else ()
    late = _owed(duties, (states.OVERDUE,), case, voice)
    return {
        "page": page,
        "reader": reader,
        "name": first_name(reader),
        "way": path_of(case.stage if case is not None else "nothing_yet", voice),
        "late": late,
        "allowed": _owed(duties, (states.EXEMPT,), case, voice),
        "coming": _owed(duties, _AHEAD, case, voice),
        "own": _own(duties, voice),
        "actor": actor_words(reader),
        "happened": happened(case, voice, today),
        "holder": holder_of(page),
        "can_comment": case is not None and case.stage in ("drafting", "amending"),
        "can_appeal": any(row.rule == "AP-2" and row.state.code == states.OPEN for row in duties),
        "today": today,
    }


def first_name(reader: FamilyReader) -> str:
    """What the child goes by."""
    return reader.person.used_forename or reader.person.legal_forenames.split()[0]


def holder_of(page: FamilyPage) -> str:
    """The post that holds the case and its organisation, or the team of the letterhead; empty where none is known."""
    if page.case is not None and page.case.post:
        return f"{page.case.post}, {page.case.organisation}"
    return ", ".join(part for part in (page.contact.team, page.contact.council) if part)


def actor_words(reader: FamilyReader) -> str:
    """Who takes the family's own steps, where that is not the reader; empty where it is."""
    if reader.acts:
        return ""
    if reader.young:
        return "the person who stands in for you"
    if reader.rights.young_person:
        return first_name(reader) if reader.young_person_acts else "the person who stands in"
    return "a parent"


def happened(case: FamilyCase | None, voice: Voice, today: date) -> list[Happened]:
    """What happened, the newest first; each sentence of a day once. Without what this reader may not know."""
    found: dict[Happened, None] = {}
    for event in case.events if case is not None else ():
        if words := event_words(event.kind, voice):
            found[Happened(event.on, words, event.on > today)] = None
    return sorted(found, key=lambda one: one.on, reverse=True)


def _owed(
    duties: Iterable[DutyRow], wanted: tuple[str, ...], case: FamilyCase | None, voice: Voice
) -> list[Owed]:
    """What others than the family owe, by its day; each sentence of a day once."""
    found: dict[Owed, None] = {}
    for row in duties:
        what = duty_words(row.rule, row.owner, voice)
        if _is_own(row) or row.state.code not in wanted or row.last_day is None or not what:
            continue
        ground = case.grounds.get(row.rule, "") if case is not None else ""
        ours = row.owner in COUNCIL
        found[
            Owed(
                who=owner_words(row.owner), what=what, day=row.last_day, law=row.is_law,
                days=row.state.days if row.state.code in _PAST else None,
                why_late=ground_words(ground, voice) if row.state.code == states.EXEMPT else "",
                holder=row.post if ours else "", untold=row.state.code == states.UNKNOWN,
                today=row.state.code == states.TODAY,
            )
        ] = None  # fmt: skip
    return sorted(found, key=lambda one: one.day)


_PAST = (states.OVERDUE, states.EXEMPT, states.PAST_GUIDANCE, states.UNKNOWN)


def _is_own(row: DutyRow) -> bool:
    """What a family may do; and time that it is given, a duty of the council's in the ledger, its own on this page."""
    return row.owner == FAMILY or row.rule in periods()


def _own(duties: Iterable[DutyRow], voice: Voice) -> list[Own]:
    """What the family may do, by its last day."""
    found: dict[Own, None] = {}
    for row in filter(_is_own, duties):
        what = duty_words(row.rule, row.owner, voice)
        if what and row.last_day is not None and row.state.code in _RUNS:
            found[Own(what, row.last_day)] = None
    return sorted(found, key=lambda one: one.until)
