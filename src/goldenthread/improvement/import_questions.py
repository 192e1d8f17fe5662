"""The findings of a plan as questions of the import's form, and the form's answers as decisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldenthread.exchange.findings import Choice, Finding
from goldenthread.exchange.kinds import Input, Option, Question
from goldenthread.improvement.rules.importing import Decision, ParsedPlan
from goldenthread.improvement.rules.importing.vocabulary import vocabulary

NEW_PRIORITY = {"code": "Code", "title": "Title", "section": "Section"}


def decision(answer: Mapping[str, Any], needs: str | None) -> Decision:
    """An answer of the form as the pure rules take it; a month as typed becomes YYYY-MM if it is one."""
    inputs = answer.get("inputs", {})
    choice, value = answer["choice"], inputs.get("value", "")
    if choice == "new_priority":
        return Decision(choice, {name: inputs.get(name, "") for name in NEW_PRIORITY})
    if needs == "month":
        month = vocabulary().dates.read(value).month if value else None
        value = str(month) if month else value
    return Decision(choice, value, inputs.get("reason", ""))


def question(finding: Finding, settled: ParsedPlan) -> Question:
    return Question(
        id=finding.id,
        title=finding.message,
        options=tuple(
            Option(choice.value, choice.label, _inputs(choice, settled))
            for choice in finding.choices
        ),
        where=finding.where,
        excerpt=finding.text,
        default=next(
            (choice.value for choice in finding.choices if choice.value == "accept"), None
        ),
    )


def _inputs(choice: Choice, settled: ParsedPlan) -> tuple[Input, ...]:
    if choice.value == "new_priority":
        sections = tuple(
            (s.key, " ".join(filter(None, (s.number, s.title)))) for s in settled.sections
        )
        return (
            Input("code", NEW_PRIORITY["code"]),
            Input("title", NEW_PRIORITY["title"]),
            Input("section", NEW_PRIORITY["section"], "select", "", sections),
        )
    if choice.needs == "month":
        return (Input("value", "Month and year", "month", "For example, September 2026"),)
    if choice.needs == "priority":
        options = tuple(
            (priority.code or priority.key, f"{priority.code}. {priority.title}")
            for priority in settled.priorities
        )
        return (Input("value", "Priority", "select", "", options),)
    if choice.needs == "reason":
        return (Input("reason", "Reason"),)
    labels = {"code": "Code", "text": "Text"}
    return (Input("value", labels[choice.needs]),) if choice.needs else ()
