from __future__ import annotations

from goldenthread.improvement.rules.status import Measure, Scheme, load_scheme
from tests.spec.definitions import check_definition, table
from tests.spec.plan_status.tables import (
    DIRECTIONS,
    ENDS,
    LATE,
    ROLLUP,
    SENT_BACK,
    SHOWN,
    SIGN_OFFS,
    SLIPPAGE,
    TRANSITIONS,
)


def test_the_document_is_what_was_tested() -> None:
    scheme = load_scheme()
    check_definition(
        "plan-status.md", [*heading(scheme), *words(scheme), *tables(scheme), *texts(scheme)]
    )


def heading(scheme: Scheme) -> list[str]:
    checked = "nobody yet"
    if scheme.reviewer:
        checked = f"{scheme.reviewer}, {scheme.reviewed_on}"
    until = scheme.in_force_to or "further notice"
    return [
        f"# {scheme.title}",
        "Written by the spec tests in tests/spec/plan_status: every row of every table here is tested.",
        f"- Version {scheme.version}, {scheme.kind}, in force from {scheme.in_force_from} to {until}\n"
        f"- Source: {scheme.source}\n"
        f"- Decided here: {scheme.decided_here}\n"
        f"- Checked by: {checked}. Next review: {scheme.next_review}",
    ]


def words(scheme: Scheme) -> list[str]:
    statuses = table(
        ("Status", "Symbol", "Meaning", "Concern (1 least, 5 most)"),
        [(s.word, s.symbol, s.meaning, s.concern) for s in scheme.statuses.values()],
    )
    flags = table(("Flag", "Meaning"), [(f.word, f.meaning) for f in scheme.flags.values()])
    return [
        "## What each status means",
        statuses,
        "A status is always shown as its word. Symbol and colour only help.",
        "## What else a reader must know",
        flags,
    ]


def tables(scheme: Scheme) -> list[str]:
    measures = scheme.measures
    return [
        "## Reported and shown",
        "The reported status is what a lead last said. The shown status is worked out, on a given day, from the "
        "report, the due date and the sign-off. A month falls due on its last day and is past from the day after. "
        'Work past its date that is not Blue is shown Red. It carries "new date needed" until a report gives a new '
        "completion date. That date then counts, and the first one stays on record for the slippage. When the new date "
        "passes too, the work needs another.",
        'An Amber without a forecast that lies ahead also carries "forecast needed".',
        SHOWN,
        "## What a report must bring",
        "A forecast is later than the due date. A new completion date is later than the date first agreed. Neither "
        "is in the past. A day of completion is not in the future. A field that the status does not take is refused, "
        "not dropped: before its date only Red moves it.",
        "A lead may report Grey, Green or Amber on work whose date has passed; it stays on record as what they said, "
        "and Red is shown. A report of Green or Amber on such work may also bring a new completion date, with its "
        "reason: the work is then shown as reported, the first date stays on record, and the slippage is reported. "
        "An Amber still brings its forecast, which is not earlier than the new date.",
        TRANSITIONS,
        "## Who may sign off",
        "Nobody who leads the work or reported it complete, in whatever post they act. The posts that led the work on "
        "that day are kept with the sign-off, so a later change of leads does not undo it.",
        SIGN_OFFS,
        "Whoever may sign off may also send the work back, with a reason. The report of completion is then taken back, "
        "and its lead reports again.",
        SENT_BACK,
        "## A priority, a section, a plan",
        "The first rule that fits: any Red, Red; else any Amber, Amber; all Blue and the whole signed off, Blue; all "
        "Grey, Grey; else Green. A person may set another status than the rule's, except Blue, with a reason. The "
        "reason and the rule's own status are shown with it, and the page says so when the rule's status has "
        "changed since.",
        ROLLUP,
        "## Direction since the last report",
        measures[Measure.DIRECTION].meaning,
        DIRECTIONS,
        "## Slippage",
        measures[Measure.SLIPPAGE].meaning,
        SLIPPAGE,
        "As at 15 October 2025, of work first agreed for July 2025:",
        ENDS,
        "## Overdue, and waiting for sign-off",
        f"{measures[Measure.OVERDUE].meaning} {measures[Measure.WAITING].meaning}",
        LATE,
        "## Counting",
        'The five statuses add up to the number of items. "New date needed" and "awaiting sign-off" are counted '
        "apart: they say how many of those same items carry the flag.",
    ]


def texts(scheme: Scheme) -> list[str]:
    problems = [
        (f"`{code}`", problem.message, problem.fix) for code, problem in scheme.problems.items()
    ]
    return ["## What a person is told", table(("Code", "Message", "How to put it right"), problems)]
