"""A parsed plan as JSON: the published document, and a fuller one to store and load back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from importlib import resources
from typing import Any, cast

from goldenthread.core.months import Month
from goldenthread.exchange.findings import Choice, Finding, Needs, Severity, numbered
from goldenthread.improvement.rules.importing.parsed import (
    Criterion,
    CriterionKind,
    ParsedAction,
    ParsedMilestone,
    ParsedPlan,
    ParsedPriority,
    ParsedRecurring,
    ParsedSection,
    PlanHead,
    SourceText,
    Term,
)

Json = dict[str, Any]
STORED_VERSION = 1


def plan_schema() -> Json:
    """The JSON Schema of what the command prints: what `to_json` gives, or the state of an import."""
    source = resources.files("goldenthread.improvement.rules.importing") / "plan_import.schema.json"
    return cast("Json", json.loads(source.read_text(encoding="utf-8")))


def to_json(plan: ParsedPlan) -> Json:
    """The published document: numbers as printed, months as YYYY-MM, null where nothing stands."""
    return {
        "plan": {
            "title": plan.head.title,
            "version": plan.head.version,
            "date": plan.head.date.isoformat() if plan.head.date else None,
        },
        "sections": [_section(section) for section in plan.sections],
        "unplaced": [_milestone(milestone) for milestone in plan.unplaced],
        "findings": [_finding(finding) for finding in plan.findings],
        "counts": plan.counts,
    }


def _section(section: ParsedSection) -> Json:
    return {
        "number": section.number,
        "title": section.title,
        "what_good_looks_like": list(section.what_good_looks_like),
        "success_criteria": [
            {"kind": c.kind, "text": c.text, "source_line": c.source_line}
            for c in section.success_criteria
        ],
        "interdependencies": [
            {"text": i.text, "source_line": i.source_line} for i in section.interdependencies
        ],
        "priorities": [_priority(priority) for priority in section.priorities],
    }


def _priority(priority: ParsedPriority) -> Json:
    return {
        "code": priority.code,
        "title": priority.title,
        "leads": list(priority.leads),
        "actions": [
            {"letter": a.letter, "text": a.text, "source_line": a.source_line}
            for a in priority.actions
        ],
        "milestones": [_milestone(milestone) for milestone in priority.milestones],
        "recurring": [
            {
                "number": r.number,
                "cadence": r.cadence,
                "text": r.text,
                "source_line": r.source_line,
            }
            for r in priority.recurring
        ],
    }


def _milestone(milestone: ParsedMilestone) -> Json:
    return {
        "number": milestone.number,
        "due": str(milestone.due) if milestone.due else None,
        "qualifier": milestone.qualifier,
        "text": milestone.text,
        "action": milestone.action,
        "status": milestone.status,
        "update": milestone.update,
        "leads": list(milestone.leads),
        "source_line": milestone.source_line,
    }


def _finding(finding: Finding) -> Json:
    return {
        "code": finding.code,
        "severity": finding.severity,
        # Line numbers of sheets and tables begin anew, so the message says which is meant.
        "message": f"{finding.place}: {finding.message}" if finding.place else finding.message,
        "source_line": finding.source_line,
        "text": finding.text,
    }


def from_json(data: Mapping[str, Any]) -> ParsedPlan:
    """A plan from the published document. What that does not hold (printed dates, parents of
    criteria, choices, the glossary) is empty; `to_json` of the result is the document again.
    """
    return _plan(data)


def to_stored(plan: ParsedPlan) -> Json:
    """Everything, for loading back by `from_stored`: equal to the plan it came from."""
    stored = to_json(plan)
    del stored["counts"]
    stored["stored_version"] = STORED_VERSION
    stored["terms"] = [
        {"term": one.term, "meaning": one.meaning, "source_line": one.source_line}
        for one in plan.terms
    ]
    stored["plan"]["date_text"] = plan.head.date_text
    for section, made in zip(plan.sections, stored["sections"], strict=True):
        made |= {
            "area_for_improvement": section.area_for_improvement,
            "source_line": section.source_line,
            "key": section.key,
        }
        for criterion, item in zip(section.success_criteria, made["success_criteria"], strict=True):
            item["parent"] = criterion.parent
        for priority, item in zip(section.priorities, made["priorities"], strict=True):
            item |= {"source_line": priority.source_line, "key": priority.key}
            for recurring, inner in zip(priority.recurring, item["recurring"], strict=True):
                inner["cadence_text"] = recurring.cadence_text
            _store_milestones(priority.milestones, item["milestones"])
    _store_milestones(plan.unplaced, stored["unplaced"])
    for finding, item in zip(plan.findings, stored["findings"], strict=True):
        item |= {
            "id": finding.id,
            "about": finding.about,
            "last_line": finding.last_line,
            "message": finding.message,
            "place": finding.place,
            "choices": [
                {"value": c.value, "label": c.label, "needs": c.needs} for c in finding.choices
            ],
        }
    return stored


def _store_milestones(milestones: tuple[ParsedMilestone, ...], items: list[Json]) -> None:
    for milestone, item in zip(milestones, items, strict=True):
        item |= {
            "due_text": milestone.due_text,
            "key": milestone.key,
            "action_line": milestone.action_line,
        }


def from_stored(data: Mapping[str, Any]) -> ParsedPlan:
    """A plan as `to_stored` gave it. Raises ValueError for another version of storage."""
    if data.get("stored_version") != STORED_VERSION:
        raise ValueError(f"cannot load a parsed plan stored as {data.get('stored_version')!r}")
    return _plan(data)


def _plan(data: Mapping[str, Any]) -> ParsedPlan:
    head = data["plan"]
    keys = _Keys()
    sections = tuple(_read_section(item, keys) for item in data["sections"])
    findings = tuple(_read_finding(item) for item in data["findings"])
    if any(not finding.id for finding in findings):
        findings = numbered(findings)
    return ParsedPlan(
        PlanHead(
            head["title"],
            head["version"],
            date.fromisoformat(head["date"]) if head["date"] else None,
            head.get("date_text"),
        ),
        sections,
        tuple(_read_milestone(item, keys) for item in data["unplaced"]),
        findings,
        tuple(Term(**item) for item in data.get("terms", ())),
    )


class _Keys:
    """Keys for documents that carry none, in reading order."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def of(self, item: Mapping[str, Any], letter: str) -> str:
        self._counts[letter] = self._counts.get(letter, 0) + 1
        return str(item.get("key") or f"{letter}{self._counts[letter]}")


def _read_section(item: Mapping[str, Any], keys: _Keys) -> ParsedSection:
    return ParsedSection(
        item["number"],
        item["title"],
        item.get("area_for_improvement"),
        tuple(item["what_good_looks_like"]),
        tuple(
            Criterion(
                cast("CriterionKind", c["kind"]), c["text"], c["source_line"], c.get("parent")
            )
            for c in item["success_criteria"]
        ),
        tuple(SourceText(i["text"], i["source_line"]) for i in item["interdependencies"]),
        tuple(_read_priority(priority, keys) for priority in item["priorities"]),
        item.get("source_line", 0),
        keys.of(item, "s"),
    )


def _read_priority(item: Mapping[str, Any], keys: _Keys) -> ParsedPriority:
    return ParsedPriority(
        item["code"],
        item["title"],
        tuple(item["leads"]),
        tuple(ParsedAction(a["letter"], a["text"], a["source_line"]) for a in item["actions"]),
        tuple(_read_milestone(milestone, keys) for milestone in item["milestones"]),
        tuple(
            ParsedRecurring(
                r["number"], r["cadence"], r["text"], r["source_line"], r.get("cadence_text")
            )
            for r in item["recurring"]
        ),
        item.get("source_line", 0),
        keys.of(item, "p"),
    )


def _read_milestone(item: Mapping[str, Any], keys: _Keys) -> ParsedMilestone:
    return ParsedMilestone(
        item["number"],
        Month.parse(item["due"]) if item["due"] else None,
        item.get("due_text"),
        item["qualifier"],
        item["text"],
        item["action"],
        item["status"],
        item["update"],
        item["source_line"],
        keys.of(item, "m"),
        item.get("action_line"),
        leads=tuple(item.get("leads", ())),
    )


def _read_finding(item: Mapping[str, Any]) -> Finding:
    return Finding(
        item["code"],
        cast("Severity", item["severity"]),
        item["message"],
        item["source_line"],
        item["text"],
        tuple(
            Choice(c["value"], c["label"], cast("Needs | None", c["needs"]))
            for c in item.get("choices", ())
        ),
        item.get("last_line"),
        item.get("about", ""),
        item.get("id", ""),
        item.get("place", ""),
    )
