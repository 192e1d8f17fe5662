"""What every derivation works with: the case, the calendar, and how a rule's limit is counted and put into words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.core.months import day_words
from goldenthread.statute import counting
from goldenthread.statute.calendars import BeyondCalendar, WorkingDays
from goldenthread.statute.duties import Draft
from goldenthread.statute.reading import vocabulary
from goldenthread.statute.rulebook import Clock, Rule, rulebook
from goldenthread.statute.settings import setting_words
from goldenthread.statute.timeline import Case, Event

CASE_CLOCK = "case_clock"
_TRIBUNAL = "HESC Tribunal Rules 2008 (SI 2008/2699), r.12"
DAYS_A_WEEK = 7
USUAL = {"authority_is_party": True, "without_review": False, "final": False}


@dataclass(frozen=True)
class Context:
    """One case and the calendar by which its working days are counted."""

    case: Case
    calendar: WorkingDays

    def rule(self, name: str) -> Rule:
        """A rule by its id."""
        return rulebook()[name]

    def starting(self, rule: Rule) -> Iterator[Event]:
        """The events that start a rule's clock, while it is in force."""
        clock = clock_of(rule)
        for event in self.case.of(*clock.starts):
            if rule.in_force(event.on) and has_details(event, clock):
                yield event

    def begin(self, rule: Rule, event: Event, started: date | None = None) -> Draft:
        """A duty that an event starts, with the fact and the rule said."""
        draft = Draft(rule, event, started or event.on, rule.kind)
        draft.ends = self.next_round(rule, event)
        draft.say(f"{happened(event)} on {day_words(event.on)}.")
        limit = f" Time limit: {rule.limit}." if rule.limit else ""
        draft.say_law(f"{rule.duty}{limit}")
        return draft

    def next_round(self, rule: Rule, event: Event) -> date | None:
        """The day of the next event that begins another round of a rule; None where acts and starts are of one kind."""
        clock = clock_of(rule)
        if clock.starts == (CASE_CLOCK,) or set(clock.starts) & set(clock.met_by):
            return None
        for one in self.case.of(*(clock.until or clock.starts)):
            if one.on > event.on and (clock.until or has_details(one, clock)):
                return one.on
        return None

    def counted(self, name: str, day: date) -> tuple[date | None, str, str | None, str | None]:
        """The last day of a rule's limit from `day`, with a sentence on how it was counted, its source and its mark.

        The day is None where the count runs beyond the known bank holidays: the sentence says so.
        """
        clock = clock_of(self.rule(name))
        for unit, number in clock.count.items():
            if (count := _COUNTS.get(unit)) is not None:
                try:
                    due, sentence, citation, evidence = count(self, day, number)
                except BeyondCalendar as problem:
                    return None, str(problem), None, None
                rule = self.rule(name)
                return due, sentence, citation or rule.citation, evidence or rule.evidence
        raise ValueError(f"{name} has no limit that is counted from a day")

    def count(self, draft: Draft) -> None:
        """Set a duty's last day by its rule's own limit."""
        clock = clock_of(draft.rule)
        if clock.at_once:
            draft.due = draft.started
            draft.say_law("It is owed at once.")
        elif "guidance_weeks" in clock.count or "guidance_days" in clock.count:
            days = clock.count.get("guidance_days") or DAYS_A_WEEK * clock.count["guidance_weeks"]
            draft.guidance = draft.started + timedelta(days=days)
            draft.say_law(
                f"Guidance gives {days} days, which end on {day_words(draft.guidance)}. This is no date of law."
            )
        elif clock.count:
            draft.due, sentence, citation, evidence = self.counted(draft.rule.id, draft.started)
            draft.say(sentence, citation, evidence)
        else:
            draft.say_law("The law fixes no number of days.")

    def act(self, draft: Draft) -> Event | None:
        """The first act that meets a duty, in its round."""
        clock = clock_of(draft.rule)
        for event in self.within(draft, *clock.met_by):
            if event.details.get("without_review"):
                continue  # an amendment of its own, which answers no review
            if event is not draft.event or clock.at_once:
                return event
        return None

    def within(self, draft: Draft, *kinds: str) -> list[Event]:
        """Events from the start of a duty until the next round begins."""
        return [
            one for one in self.case.of(*kinds)
            if one.on >= draft.started and (draft.ends is None or one.on < draft.ends)
        ]  # fmt: skip

    def meet(self, draft: Draft, event: Event | None) -> None:
        """Take an act as what meets the duty."""
        if event is not None:
            draft.met_on = event.on
            draft.say(f"{happened(event)} on {day_words(event.on)}.")


def clock_of(rule: Rule) -> Clock:
    """The clock of a rule that has one."""
    if rule.clock is None:
        raise ValueError(f"{rule.id} has no clock")
    return rule.clock


def has_details(event: Event, clock: Clock) -> bool:
    """Whether an event has the details that a clock asks of its kind; one that is not given has its usual value."""
    known = vocabulary()["events"][event.kind]
    of_kind = {*known.get("needs", ()), *known.get("may", ())}
    return all(
        event.details.get(name, USUAL.get(name)) in values
        for name, values in clock.when.items()
        if name in of_kind
    )


def happened(event: Event) -> str:
    """What an event is, in words that a day follows."""
    words: str = vocabulary()["events"][event.kind]["words"]
    return words


Counted = tuple[date, str, str | None, str | None]


def _of(context: Context, day: date, number: int, unit: str) -> Counted:
    days = number * DAYS_A_WEEK if unit == "weeks" else number
    settings = context.case.settings
    due = counting.days_of(day, days, settings)
    how = "is not counted" if settings.day_one == "excluded" else "is day 1"
    so_many = f"{days} days"
    if unit == "weeks":
        so_many = f"{number} weeks are {so_many}" if number > 1 else f"1 week is {so_many}"
    sentence = (
        f"{so_many}, counted in days of the calendar; the day of the event {how}: {day_words(due)}."
    )
    return due, sentence, None, None


def _beginning(_context: Context, day: date, number: int) -> Counted:
    due = counting.days_beginning_with(day, number)
    words = (
        f"{number} days beginning with {day_words(day)}, which is day 1, end on {day_words(due)}."
    )
    return due, words, None, None


def _months_starting(context: Context, day: date, number: int) -> Counted:
    settings = context.case.settings
    due = counting.months_starting_with(day, number, settings)
    chosen = setting_words("period_end")["values"][settings.period_end]["words"]
    words = f"{number} months starting with {day_words(day)} end on {day_words(due)}. {chosen}"
    return due, words, None, None


def _months(_context: Context, day: date, number: int) -> Counted:
    due = counting.add_months(day, number)
    so_long = f"{number} months end" if number > 1 else "1 month ends"
    words = (
        f"{so_long} on the corresponding day, or on the last of a shorter month: {day_words(due)}."
    )
    return due, words, "Dodds v Walker [1981] 1 WLR 1027", "S"


def _working_beginning(context: Context, day: date, number: int) -> Counted:
    due = context.calendar.beginning_with(day, number)
    words = f"{number} working days, the first of them on or after {day_words(day)}, end on {day_words(due)}."
    return due, words, None, None


def _working(context: Context, day: date, number: int) -> Counted:
    due = context.calendar.after(day, number)
    words = f"{number} working days, the next one being the first, end on {day_words(due)}."
    return due, words, None, None


def _tribunal(context: Context, day: date, number: int) -> Counted:
    due = counting.tribunal_working_days(day, number, context.calendar)
    words = (
        f"{number} working days, without August and the days from 25 December to 1 January, end on "
        f"{day_words(due)}."
    )
    return due, words, _TRIBUNAL, "V"


_COUNTS = {
    "weeks": lambda context, day, number: _of(context, day, number, "weeks"),
    "days": lambda context, day, number: _of(context, day, number, "days"),
    "days_beginning": _beginning,
    "months_starting": _months_starting,
    "months": _months,
    "working_days_beginning": _working_beginning,
    "working_days": _working,
    "tribunal_working_days": _tribunal,
}
