"""What a request would do, or did, to the clock of a child's case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.assessments.models import Request
from goldenthread.assessments.queries.matching import likeness
from goldenthread.assessments.rules.rounds import (
    BEGINS,
    EARLIER,
    JOINS,
    Effect,
    decision_due,
    effect_of,
    event_of,
)
from goldenthread.assessments.rules.routes import by_of
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.core.months import day_words
from goldenthread.duties.deriving import council_of, timeline_of
from goldenthread.duties.models import Case, CouncilClock
from goldenthread.duties.rules.events import event_words, value_words
from goldenthread.duties.rules.stages import stages_file
from goldenthread.people.models import Person
from goldenthread.statute.case_clock import Start
from goldenthread.statute.settings import Settings
from goldenthread.statute.timeline import Case as Timeline
from goldenthread.statute.timeline import Event

REASSESS, ASKED_ANEW = "reassessment", "reassessment_requested"
_LIKE = ("same", "likely")


@dataclass(frozen=True)
class Round:
    """The event that stands for a request, what it does to the clock, and where the case stood before."""

    event: Event
    effect: Effect
    case: Case
    settings: Settings

    @property
    def due(self) -> date | None:
        """By when the council must decide: of the clock that runs, with this request."""
        return decision_due(self.effect.start.event, self.case.person.born, self.settings)

    @property
    def joined(self) -> str:
        """What was asked before, in words: `A request for an assessment was received on 3 March 2026, by a parent`."""
        return said_of(self.effect.start.event) if self.effect.code == JOINS else ""

    def doubts(self, asked: Request, person: Person) -> list[str]:
        """What should be looked at before this request is taken in for this child, as sentences."""
        return [*self._of_clock(), *_of_child(asked, person)]

    def _of_clock(self) -> list[str]:
        effect, found = self.effect, []
        if self.event.kind != ASKED_ANEW and plan_goes_on(self.case):
            found.append(
                "There is a plan. Whoever asks for an assessment now most often asks for another one: then it is a "
                "request to reassess, with limits of its own."
            )
        if effect.start.too_old:
            found.append(
                "On the day of receipt the person was 25 or older: the law gives them no assessment, and no clock runs."
            )
        if effect.code == EARLIER and effect.before is not None:
            found.append(
                f"{said_of(effect.before.event)}, and this one came before it: the clock of {self.case.reference} will "
                f"run from {day_words(self.event.on)}."
            )
        if effect.code == JOINS and effect.ended_on is not None:
            found.append(
                f"{said_of(effect.start.event)}. This one came while it was open; it was over on "
                f"{day_words(effect.ended_on)}, and so nothing more will follow from this one."
            )
        return found


def round_of(asked: Request, case: Case, *, reassess: bool = False) -> Round:
    """What taking it in for a case would do. `case` has its `person`. UserError to reassess where there is no plan.

    Three queries at most.
    """
    council, on = council_of(case.area_id), asked.received_on or clock.today()
    events = case.events.all() if case.pk else ()
    before = timeline_of(case, events, council, clock.today())
    if reassess:
        if not plan_goes_on(case):
            raise UserError("no_plan", "There is no plan that could be reassessed.", "reassess")
        return Round(*_anew(case, before, on), case, before.settings)
    event = event_of(by_of(asked.route), asked.channel, on)
    return Round(event, effect_of(before, event), case, before.settings)


def preview(asked: Request, case: Case | None, person: Person) -> Round:
    """What taking it in for a child would do, for the page that asks. `case`: the open one, with its child."""
    found = case or Case(person=person, area_id=person.area_id, opened_on=clock.today())
    return round_of(asked, found)


def _anew(case: Case, before: Timeline, on: date) -> tuple[Event, Effect]:
    """A request to reassess: it joins one that nobody has decided yet."""
    event = Event(ASKED_ANEW, on)
    last = before.last(ASKED_ANEW)
    if case.stage == REASSESS and last is not None:
        start = Start(last, last.on, ASKED_ANEW)
        return event, Effect(JOINS, start, start, kind=ASKED_ANEW)
    return event, Effect(BEGINS, Start(event, on, ASKED_ANEW), kind=ASKED_ANEW)


def plan_goes_on(case: Case) -> bool:
    """Whether the child has a plan that nobody has given notice to cease."""
    return case.stage in stages_file()["plan_goes_on"]


def said_of(event: Event) -> str:
    """An event of asking with its day and who it was, in words."""
    by = event.details.get("by")
    who = f", by: {value_words('by', by).lower()}" if by else ""
    return f"{event_words(event.kind)} on {day_words(event.on)}{who}"


def settings_of(council: CouncilClock | None) -> Settings:
    """How a council counts; by the defaults where it has said nothing."""
    return Settings().with_values((council or CouncilClock()).settings)


def _of_child(asked: Request, person: Person) -> list[str]:
    """Asked, where what was written tells of another child than the record does."""
    found = likeness(asked, person)
    if found is None or found.verdict in _LIKE:
        return []
    told = "; ".join(found.reasons)
    return [
        f"What was written and the record may be of two children: {told[:1].lower()}{told[1:]}."
    ]
