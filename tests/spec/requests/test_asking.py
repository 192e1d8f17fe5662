"""Who may ask for an assessment, what is asked of them, and what stands beside the boxes: published as docs."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.assessments.rules.drafts import draft_rules
from goldenthread.assessments.rules.pages import page_rules, pages_for
from goldenthread.assessments.rules.rounds import event_of
from goldenthread.assessments.rules.routes import route_rules, routes
from goldenthread.assessments.rules.safety import flag_of, help_rules
from goldenthread.statute.calendars import england
from goldenthread.statute.case_clock import case_starts
from goldenthread.statute.settings import Settings
from goldenthread.statute.timeline import Case, Child
from tests.spec.definitions import check_definition, names, rows, table

# Written by hand. The clock is what the engine makes of it, for a child born on the day and asked for on 22 November 2026.
ROUTES = """
| Who | Route | Born | Event | Clock runs as |
| --- | --- | --- | --- | --- |
| A parent or carer | parent | 2015-03-27 | request_received | request_received |
| A young person past school age | young_person | 2010-03-27 | request_received | request_received |
| A young person who is younger | young_person | 2012-03-27 | request_received | brought_to_attention |
| Somebody for a school | school | 2015-03-27 | request_received | request_received |
| Somebody for a college | post16 | 2009-03-27 | request_received | request_received |
| Somebody in health | health | 2022-03-27 | brought_to_attention | brought_to_attention |
| Somebody in social care | social_care | 2015-03-27 | brought_to_attention | brought_to_attention |
| Anybody else | other | 2015-03-27 | brought_to_attention | brought_to_attention |
"""
FLAGS = """
| Written | In the box for worries | First in the list |
| --- | --- | --- |
| He reads well and likes maths. | - | no |
| She self-harms. | - | yes |
| He said that he wants to die. | - | yes |
| I am scared of his uncle. | - | yes |
| - | I do not know whom to tell. | yes |
| It hurts when she hears loud sounds. | - | yes |
| They threw a ball. | - | no |
"""
ON = date(2026, 11, 22)


@pytest.mark.parametrize("row", rows(ROUTES), ids=lambda row: row["Who"])
def test_what_asking_is_in_law(row: dict[str, str]) -> None:
    event = event_of(routes()[row["Route"]].by, "online", ON)
    assert event.kind == row["Event"]
    child = Child(date.fromisoformat(row["Born"]))
    case = Case(settings=Settings(), child=child, events=(event,), as_at=ON)
    assert [one.kind for one in case_starts(case, england())] == [row["Clock runs as"]]


@pytest.mark.parametrize("row", rows(FLAGS), ids=lambda row: row["Written"])
def test_what_is_read_first(row: dict[str, str]) -> None:
    worry = " ".join(names(row["In the box for worries"]))
    assert bool(flag_of(worry, [row["Written"]])) == (row["First in the list"] == "yes")


def test_the_definition_that_is_published() -> None:
    law, asked, beside, drafts = route_rules(), page_rules(), help_rules(), draft_rules()
    check_definition(
        "asking-for-an-assessment.md",
        [
            "# Asking for an assessment",
            f"Kind: {law['kind']}. In force from {law['in_force_from']}. {law['source'].strip()} Read by no lawyer.",
            "## Who asks",
            "Anybody may tell a council of a child. Only some of those who do make a request in law; for the others the "
            "council must still consider. A day of receipt is any day of the week.",
            ROUTES,
            "To whoever brings a child to attention the pages say:",
            "\n".join(f"- {line}" for line in law["attention"]),
            f"Source: {law['attention_source']}.",
            "## What is asked",
            f"Kind: {asked['kind']}. {asked['source'].strip()}",
            table(["Page", "Question, to a parent", "Must be answered"], _questions()),
            "One way to reach whoever asks must be there: an address, a telephone number or an e-mail address.",
            "## A worry about safety",
            f"Kind: {beside['kind']}. {beside['source'].strip()}",
            f"> **{beside['heading']}** {beside['now']} {beside['council']} {beside['happens']} {beside['choice']}",
            table(
                ["Whom to ring", "Number"],
                [(one["who"], one["number"]) for one in beside["numbers"]],
            ),
            "What somebody writes in the box for worries is read first, within one working day. Some words in other boxes "
            "put a request first too; they judge nobody, and what they miss is read all the same.",
            FLAGS,
            "## What is not sent yet",
            f"A request that is not sent is erased {drafts.kept.days} days after it was last written in. The browser in which "
            f"it was begun goes on for {int(drafts.idle.total_seconds()) // 3600} hours after the last page; any other takes "
            "the link and the number ([why](../adr/0023-save-and-return.md)). Nobody of the staff sees it.",
        ],
    )


def _questions() -> list[tuple[str, str, str]]:
    return [
        (page.heading, one.label, "yes" if one.needed else "no")
        for page in pages_for("parent")
        for one in page.questions
    ]
