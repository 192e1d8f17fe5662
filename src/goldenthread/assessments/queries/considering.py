"""Who is told at the start of a case, by which letter, and when it went; what the family answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from goldenthread.access.scope import Scope
from goldenthread.assessments.models import Consideration, Decision, FamilyAnswer
from goldenthread.assessments.queries.contacts import (
    PROTECTED,
    Contact,
    Place,
    contacts_of,
    place_of,
)
from goldenthread.assessments.queries.notices import NoticeRow, notice_row, notices_of
from goldenthread.assessments.rules.rounds import DECISION
from goldenthread.assessments.rules.telling import (
    FAMILY,
    SETTING,
    Party,
    ToTell,
    to_tell,
    ways_of_answering,
)
from goldenthread.duties.models import Case
from goldenthread.duties.queries.ledger import DutyRow, as_rows
from goldenthread.people.free_words import WITHHELD
from goldenthread.people.permissions import ALL, KIND
from goldenthread.people.queries.rights import YOUNG_PERSON, rights_holder

REQUEST = "request"


@dataclass(frozen=True)
class PartyRow:
    """Somebody who is to be asked or told. `offered`: to whom the letter can go, the likeliest first."""

    party: Party
    offered: tuple[Contact, ...]
    notice: NoticeRow | None
    missing: str

    @property
    def told(self) -> bool:
        """Whether the letter to them has gone."""
        return self.notice is not None and self.notice.sent_on is not None

    @property
    def can_be_written_to(self) -> bool:
        """Whether a letter can be written now: none is under way, and there is somebody to write to."""
        return self.notice is None and not self.missing


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What the family said."""

    on: date
    how: str
    who: str
    words: str


@dataclass(frozen=True)
class Considering:
    """All of one consideration. `row` is None before anything was recorded of it; `due` is its duty of the ledger.

    `protections`: what of the child is protected, each with the posts that see it.
    `without_words`: names and answers were left out for this reader (`considering_for`).
    """

    case: Case
    row: Consideration | None
    since: date | None
    due: DutyRow | None
    parties: tuple[PartyRow, ...]
    no_setting: str
    answers: tuple[AnswerRow, ...]
    decision: Decision | None
    protections: tuple[tuple[str, frozenset[int]], ...] = ()
    without_words: bool = False

    @property
    def open(self) -> bool:
        """Whether it can still be recorded who is told, and what the family says."""
        waits = self.case.closed_on is None and self.case.stage == REQUEST
        return waits and (self.row is None or self.row.ended_on is None)

    @property
    def asked(self) -> bool:
        """Whether the family was asked by letter, or has answered."""
        family = next((one for one in self.parties if one.party.code == FAMILY), None)
        return bool(self.answers) or (family is not None and family.told)


def considering(case: Case, today: date, *, with_answers: bool = True) -> Considering:
    """What is known of the newest consideration of a case; whoever calls may read all of it. At most eight queries."""
    row = newest(case)
    if row is not None and row.ended_on is not None and case.stage == REQUEST:
        # The council was asked again, and nothing is recorded of that yet.
        row = None
    duty = decision_duty(case, row.since if row else None)
    place = place_of(case.person, today)
    wanted = to_tell(
        case.child_setting, young_person=rights_holder(case.person, today).who != "parent"
    )
    return Considering(
        case=case,
        row=row,
        since=row.since if row else duty.since if duty else None,
        due=duty,
        parties=_parties(case, row, wanted, place, today),
        no_setting=wanted.no_setting,
        answers=_answers(row) if with_answers else (),
        decision=getattr(row, "decision", None) if row else None,
        protections=place.protections,
    )


def considering_for(scope: Scope, case: Case, today: date) -> Considering:
    """What of it a page shows to a scope that may read the case. At most eight queries.

    Words and names of the family are for whoever reads every child of the area, or opened the record in an emergency:
    nobody else is told who gets letters, or what the family said. Where a part of the record is hidden, so are words.
    """
    reads_all = scope.has(ALL, case.person.area_id) or case.person_id in scope.opened(KIND)
    found = considering(case, today, with_answers=reads_all)
    if not reads_all:
        parties = tuple(_unnamed(one) for one in found.parties)
        return replace(found, parties=parties, without_words=True)
    if any(not scope.post_ids & posts for _, posts in found.protections):
        answers = tuple(replace(one, words=WITHHELD) for one in found.answers)
        return replace(found, answers=answers)
    return found


def _unnamed(row: PartyRow) -> PartyRow:
    return replace(row, notice=replace(row.notice, to=()) if row.notice else None, offered=())


def newest(case: Case) -> Consideration | None:
    """The newest consideration with its decision: the open one, if one is. One query."""
    rows = Consideration.objects.filter(case=case).select_related(
        "decision__letter", "decision__decided_post", "decision__decided_by", "decision__written_by"
    )
    return rows.order_by("-pk").first()


def decision_duty(case: Case, since: date | None) -> DutyRow | None:
    """The duty to tell the family of the decision, of the clock that began on that day; else the last. One query."""
    rows = case.duties.filter(rule=DECISION).select_related("person", "post")
    found = as_rows(rows)
    mine = [one for one in found if one.since == since] or found
    return max(mine, key=lambda one: one.since, default=None)


def _parties(
    case: Case, row: Consideration | None, wanted: ToTell, place: Place, today: date
) -> tuple[PartyRow, ...]:
    notices = notices_of(row) if row else {}
    offered = contacts_of(case.area_id, wanted.parties, place, today)
    found = []
    for party in wanted.parties:
        notice = notices.get(party.code)
        contacts = tuple(offered.get(party.code, ()))
        hidden = party.code == SETTING and place.hidden
        missing = "" if contacts or party.code == FAMILY else party.missing
        shown = notice_row(notice, hidden=hidden) if notice else None
        found.append(PartyRow(party, contacts, shown, PROTECTED if hidden else missing))
    return tuple(found)


def _answers(row: Consideration | None) -> tuple[AnswerRow, ...]:
    if row is None:
        return ()
    ways = ways_of_answering()
    found: Iterable[FamilyAnswer] = row.answers.select_related("carer").order_by("on", "pk")
    return tuple(
        AnswerRow(
            one.on, ways.get(one.how, one.how), one.carer.called if one.carer else YOUNG_PERSON, one.words
        )
        for one in found
    )  # fmt: skip
