"""The import of improvement plans: puts the pure reader behind the shared path of imports."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.urls import reverse

from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.exchange.findings import Choice, Finding
from goldenthread.exchange.kinds import (
    Applied,
    Decisions,
    Examined,
    Input,
    LeftOpen,
    Notice,
    Option,
    Preview,
    Question,
)
from goldenthread.exchange.reading import read_document
from goldenthread.improvement.actions.importing import create_plan, remove_imported_plan
from goldenthread.improvement.leads import LeadMatcher
from goldenthread.improvement.queries.left_open import things_left_open
from goldenthread.improvement.rules.importing import (
    Decision,
    ParsedPlan,
    decide,
    from_stored,
    interpret_plan,
    to_stored,
)
from goldenthread.improvement.rules.importing.vocabulary import vocabulary

COUNTED = (
    ("Sections", "sections"),
    ("Priorities", "priorities"),
    ("Actions", "actions"),
    ("Dated milestones", "milestones"),
    ("Recurring commitments", "recurring"),
    ("Criteria in numbers", "criteria_quantitative"),
    ("Criteria in words", "criteria_qualitative"),
)
NEW_PRIORITY = {"code": "Code", "title": "Title", "section": "Section"}


class PlanImport:
    """Improvement plans from Word, Excel, CSV, web pages, Markdown and text."""

    code = "plan"
    title = "Improvement plan"
    permission = "plan.import"
    accepts = (
        "Word (DOCX), Excel (XLSX), CSV, a web page (HTML), Markdown or plain text, up to 25 MB."
    )
    body_template = "improvement/import_body.html"

    def examine(self, name: str, data: bytes) -> Examined:
        document = read_document(name, data)
        parsed = interpret_plan(document)
        return Examined(document.format, to_stored(parsed))

    def preview(self, stored: dict[str, Any], decisions: Decisions, area_id: int) -> Preview:
        parsed = from_stored(stored)
        settled, problems = settle(parsed, decisions)
        matcher = LeadMatcher(area_id)
        questions = [_question(finding, settled) for finding in parsed.findings if finding.choices]
        needed = {finding.id for finding in parsed.findings if finding.severity == "error"}
        lead_questions = matcher.questions(settled)
        answered = {key for key, answer in decisions.items() if answer.get("choice")}
        unanswered = {question.id for question in questions if question.id in needed} - answered
        left = len(matcher.left(settled, decisions))
        return Preview(
            title=settled.head.title or "A plan without a title",
            counts=(
                *((label, _count(settled, key)) for label, key in COUNTED),
                *((("Leads left as printed", left),) if left else ()),
            ),
            questions=(*questions, *lead_questions),
            unanswered=frozenset(unanswered),
            problems=problems,
            notices=(
                *matcher.notices(settled, decisions),
                *(
                    Notice(
                        finding.severity,
                        finding.code.replace("_", " ").capitalize(),
                        finding.message,
                        finding.where,
                        finding.text,
                    )
                    for finding in parsed.findings
                    if not finding.choices
                ),
            ),
            body=settled,
        )

    def apply(
        self, *, scope: Scope, area_id: int, stored: dict[str, Any], decisions: Decisions
    ) -> Applied:
        settled, problems = settle(from_stored(stored), decisions)
        if problems:
            raise next(iter(problems.values()))
        matcher = LeadMatcher(area_id)
        left = len(matcher.left(settled, decisions))
        posts = matcher.posts(scope, settled, decisions)
        plan = create_plan(scope=scope, area_id=area_id, parsed=settled, posts=posts)
        counts = {key: _count(settled, key) for _, key in COUNTED}
        return Applied(plan.pk, counts | ({"leads_left_as_printed": left} if left else {}))

    def undo(self, *, scope: Scope, target_id: int) -> None:
        remove_imported_plan(scope=scope, plan_id=target_id)

    def target_url(self, target_id: int) -> str:
        return reverse("improvement:plan", args=[target_id])

    def left_open(self, *, scope: Scope, target_id: int) -> tuple[LeftOpen, ...]:
        return things_left_open(scope, target_id)


def settle(parsed: ParsedPlan, decisions: Decisions) -> tuple[ParsedPlan, Mapping[str, UserError]]:
    """The plan after the answers that are right, and the problems of those that are not."""
    answers: dict[str, Decision] = {}
    for finding in parsed.findings:
        given = decisions.get(finding.id, {})
        if chosen := given.get("choice"):
            needs = {choice.value: choice.needs for choice in finding.choices}
            answers[finding.id] = _decision(given, needs.get(chosen))
    with suppress(UserError):
        # Together first: an answer may build on another, such as a place on a code just given.
        return decide(parsed, answers), {}
    problems: dict[str, UserError] = {}
    kept: dict[str, Decision] = {}
    settled = parsed
    for finding_id, answer in answers.items():
        try:
            settled = decide(parsed, {**kept, finding_id: answer})
        except UserError as problem:
            problems[finding_id] = problem
        else:
            kept[finding_id] = answer
    return settled, problems


def _decision(answer: Mapping[str, Any], needs: str | None) -> Decision:
    """An answer of the form as the pure rules take it; a month as typed becomes YYYY-MM if it is one."""
    inputs = answer.get("inputs", {})
    choice, value = answer["choice"], inputs.get("value", "")
    if choice == "new_priority":
        return Decision(choice, {name: inputs.get(name, "") for name in NEW_PRIORITY})
    if needs == "month":
        month = vocabulary().dates.read(value).month if value else None
        value = str(month) if month else value
    return Decision(choice, value, inputs.get("reason", ""))


def _question(finding: Finding, settled: ParsedPlan) -> Question:
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


def _count(parsed: ParsedPlan, key: str) -> int:
    found = parsed.counts[key]
    if not isinstance(found, int):
        raise TypeError(f"{key} is not a single count")
    return found
