"""Which duties of law an event takes away while they wait, unmet: whoever records it is told before. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from goldenthread.core.months import day_words
from goldenthread.duties.rules.events import event_words, events_file
from goldenthread.duties.rules.telling import FAMILY, is_limb
from goldenthread.duties.rules.words import rule_name
from goldenthread.statute.deriving import derive
from goldenthread.statute.duties import Duty
from goldenthread.statute.timeline import Case, Event

_WAITS = ("overdue", "open", "exempt")
_NOT_THERE = "not_applicable"


def doubts_of_going(before: Case, added: Sequence[Event]) -> list[str]:
    """A sentence with the duties that go if these events are added; none for kinds that may end what they end."""
    kinds = [one.kind for one in added if one.kind in events_file()["asked_before_duties_go"]]
    if not kinds:
        return []
    gone = going(derive(before), derive(before.with_more(added)))
    if not gone:
        return []
    named = "; ".join(_named(one) for one in gone)
    return [
        f"Recording “{event_words(kinds[0])}” takes duties of law out of this case that wait and were not met: {named}."
    ]


def going(before: Iterable[Duty], after: Iterable[Duty]) -> list[Duty]:
    """The duties of law that wait before and arise no more after, each once; no rights of the family, no limbs.

    A rule that runs anew from another day has not gone. What another council becomes responsible for has: what was late
    stays in the record, and waits no more.
    """
    left = Counter(one.rule for one in after if one.state != _NOT_THERE and not _passed_on(one))
    found = list(before)
    there = Counter(one.rule for one in found if one.state != _NOT_THERE)
    waiting = {one.rule: one for one in found if _waits(one)}
    return [one for rule, one in waiting.items() if left[rule] < there[rule]]


def _passed_on(duty: Duty) -> bool:
    return duty.passed_on is not None and duty.state in _WAITS


def _waits(duty: Duty) -> bool:
    return (
        duty.kind == "LAW" and duty.state in _WAITS and duty.owner != FAMILY and not is_limb(duty.rule)
    )  # fmt: skip


def _named(duty: Duty) -> str:
    name = rule_name(duty.rule)
    return f"{name} (last day {day_words(duty.last_day)})" if duty.last_day else name
