"""Publishes what the family page says, and when a link to it ends."""

from __future__ import annotations

from typing import Any

from goldenthread.messages.rules.families import family_rules
from goldenthread.people.rules.family_links import family_link_rules
from goldenthread.workspace.rules.family_words import family_words
from tests.spec.definitions import check_definition, table

HEAD = "Version {version}, kind {kind}, in force from {in_force_from}. {source}"
NOT_TOLD = "may not tell somebody who may not know where the child is"


def test_the_page_is_published() -> None:
    words, links, sent = family_words(), family_link_rules(), family_rules()
    notices = links["notices"]
    parts = [
        "# The family page",
        "What a carer, or the young person, reads of a case who came by a link and a code; and when the link ends. Written "
        "by `tests/spec/family/test_family_page.py`; the words stand in "
        "`src/goldenthread/workspace/rules/data/family_words.yaml`. What is marked in the last column "
        f"{NOT_TOLD}: it is left out for that reader.",
        HEAD.format(**words),
        "## What happened",
        _said(words["events"], "Kind of event"),
        "Left out of the page:",
        table(("Kind of event", "Why"), words["unsaid"].items()),
        "## Where the case stands",
        table(
            ("Stage", "To a carer", "To the young person", "In a mail", "Tells a place"),
            (
                (code, one["parent"], one["young"], one["notice"], _yes(one))
                for code, one in words["stages"].items()
            ),
        ),
        "The steps of the way: " + "; ".join(words["path"].values()) + ".",
        "## What is still to be done",
        "It stands after “We must”, or after whoever else owes it; of the family's own time after “You can”. A rule of the "
        "statutory clock that is not here is not on the page.",
        _said(words["rules"], "Rule"),
        "## Why the law lets a step be late",
        table(("Ground", "Words"), words["grounds"].items()),
        "## When a link ends",
        HEAD.format(**links),
        f"A link works for {links['lasts_days']} days. Whether it still may is asked at every request; it is ended before its time "
        "for one of these reasons.",
        table(("Code", "As staff read it"), links["ended"].items()),
        f"Between two notices by one link lie {notices['hours_between']} hours at least. One that does not go is tried "
        f"{notices['tries']} times, after {notices['again_after_minutes']} minutes and each time twice as long.",
        "## What families send",
        f"A worry is read by a person within {sent['worry_read_within']} working day.",
        table(
            ("Topic", "As a carer is asked", "As staff read it"),
            (
                (code, words["topics"][code]["parent"], said)
                for code, said in sent["topics"].items()
            ),
        ),
    ]
    check_definition("family-page.md", parts)


def _said(found: dict[str, dict[str, Any]], what: str) -> str:
    return table(
        (what, "To a carer", "To the young person", "Tells a place"),
        ((code, one["parent"], one["young"], _yes(one)) for code, one in found.items()),
    )


def _yes(one: dict[str, Any]) -> str:
    return "yes" if one.get("place") else ""
