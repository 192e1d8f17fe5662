"""The import of improvement plans: puts the pure reader behind the shared path of imports."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.urls import reverse

from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.exchange.kinds import (
    Applied,
    Decisions,
    Examined,
    LeftOpen,
    Notice,
    Preview,
)
from goldenthread.exchange.reading import read_document
from goldenthread.improvement.actions.importing import create_plan, remove_imported_plan
from goldenthread.improvement.import_questions import decision, question
from goldenthread.improvement.leads import LeadMatcher
from goldenthread.improvement.presenters.imports import ReadPlan
from goldenthread.improvement.queries.left_open import things_left_open
from goldenthread.improvement.rules.importing import (
    Decision,
    ParsedPlan,
    decide,
    from_stored,
    interpret_plan,
    to_stored,
)

COUNTED = (
    ("Sections", "sections"),
    ("Priorities", "priorities"),
    ("Actions", "actions"),
    ("Dated milestones", "milestones"),
    ("Recurring commitments", "recurring"),
    ("Criteria in numbers", "criteria_quantitative"),
    ("Criteria in words", "criteria_qualitative"),
)


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
        questions = [question(finding, settled) for finding in parsed.findings if finding.choices]
        needed = {finding.id for finding in parsed.findings if finding.severity == "error"}
        lead_questions = matcher.questions(settled)
        answered = {key for key, answer in decisions.items() if answer.get("choice")}
        unanswered = {one.id for one in questions if one.id in needed} - answered
        left = len(matcher.left(settled, decisions))
        return Preview(
            title=settled.head.title or "A plan without a title",
            counts=(
                *_counts(settled),
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
            body=ReadPlan(settled),
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
            answers[finding.id] = decision(given, needs.get(chosen))
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


def _counts(parsed: ParsedPlan) -> list[tuple[str, int]]:
    """What a person compares with the document: milestones with a date, and those without one, apart."""
    counts = [(label, _count(parsed, key)) for label, key in COUNTED]
    if undated := parsed.undated:
        place = [key for _, key in COUNTED].index("milestones")
        label, all_of_them = counts[place]
        counts[place] = (label, all_of_them - undated)
        counts.insert(place + 1, ("Milestones without a date", undated))
    return counts


def _count(parsed: ParsedPlan, key: str) -> int:
    found = parsed.counts[key]
    if not isinstance(found, int):
        raise TypeError(f"{key} is not a single count")
    return found
