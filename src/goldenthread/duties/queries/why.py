"""Why a duty is due when it is: asked of the engine anew, because no reason is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404

from goldenthread.core import clock
from goldenthread.duties.closing_days import school_of
from goldenthread.duties.deriving import council_of, timeline_of
from goldenthread.duties.models import Case, Duty, ExemptionClaim
from goldenthread.duties.queries.ledger import DutyRow, as_row
from goldenthread.duties.rules.claiming import can_be_claimed
from goldenthread.duties.rules.clocks import Convention, convention
from goldenthread.duties.rules.words import DATES, evidence_words
from goldenthread.statute.deriving import derive
from goldenthread.statute.readings import Reading, other_readings
from goldenthread.statute.rulebook import Rule, rulebook
from goldenthread.statute.settings import setting_words


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the chain, its authority, the mark that says how well that was checked, and the mark's words.

    A fact of the case has none of the three.
    """

    text: str
    citation: str
    mark: str
    checked: str


@dataclass(frozen=True, slots=True)
class OtherReading:
    """A date under another reading of the law: which date, what it would be, the question, the answer, its holders."""

    date_words: str
    date: date | None
    question: str
    answer: str
    who: str


@dataclass(frozen=True, slots=True)
class Why:
    """A duty with its reasons. `row_of_ledger` names it in the audit trail.

    `conventions`: how the council counts where another reading would move one of the dates. `claims`: what is claimed
    from its limit, the newest first; `may_be_claimed`: whether an exemption could be.
    """

    row_of_ledger: Duty
    row: DutyRow
    rule: Rule | None
    sentences: list[Sentence]
    readings: list[OtherReading]
    conventions: list[Convention]
    claims: list[ExemptionClaim]
    may_be_claimed: bool


def why_of(case: Case, key: str) -> Why:
    """The reasons of the duty with that key (`REQ-6_1`); Http404 where the case has none. Four queries."""
    name, _, number = key.rpartition("_")
    if not number.isascii() or not number.isdigit() or len(number) > 4:
        raise Http404("There is no such duty.")
    duty = (
        case.duties.select_related("post", "person").filter(rule=name, number=int(number)).first()
    )
    if duty is None:
        raise Http404("There is no such duty.")
    today = clock.today()
    council = council_of(case.area_id)
    exemptions = list(case.exemptions.select_related("decided_by"))
    approved = [one for one in exemptions if one.state == ExemptionClaim.State.APPROVED]
    school = school_of(case, council, today)
    timeline = timeline_of(case, case.events.all(), council, today, approved, school)
    derived = derive(timeline)
    readings = other_readings(timeline, derived)
    same = [place for place, one in enumerate(derived) if one.rule == name]
    if len(same) < duty.number:
        raise Http404("The day has changed this case: its duties are derived anew tonight.")
    place = same[duty.number - 1]
    return Why(
        row_of_ledger=duty,
        row=as_row(duty, today),
        rule=rulebook().get(name),
        sentences=[
            Sentence(
                one.sentence, one.citation or "", one.evidence or "", evidence_words(one.evidence)
            )
            for one in derived[place].because
        ],
        readings=[_reading(one) for one in readings[place]],
        conventions=[
            convention(name, council.settings if council else {})
            for name in dict.fromkeys(one.setting for one in readings[place])
        ],
        claims=[one for one in exemptions if one.limit == name and one.stands],
        may_be_claimed=case.closed_on is None
        and not duty.exempt
        and can_be_claimed(name, derived[place].state, duty.statutory_due),
    )


def _reading(one: Reading) -> OtherReading:
    words = setting_words(one.setting)
    return OtherReading(
        DATES[one.field], one.date, words["question"], words["values"][one.value]["words"], one.who
    )
