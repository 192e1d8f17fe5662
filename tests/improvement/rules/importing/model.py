"""A plan as plain data, for rendering into every format and comparing with what was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from goldenthread.core.months import Month
from goldenthread.improvement.rules.importing import ParsedMilestone, ParsedPlan, ParsedSection


@dataclass(frozen=True)
class Milestone:
    number: str | None
    due: Month
    text: str
    qualifier: str | None = None
    action: str | None = None


@dataclass(frozen=True)
class Recurring:
    number: str
    cadence: str
    text: str


@dataclass(frozen=True)
class Priority:
    code: str
    title: str
    leads: tuple[str, ...]
    actions: tuple[tuple[str, str], ...]
    milestones: tuple[Milestone, ...]
    recurring: tuple[Recurring, ...] = ()


@dataclass(frozen=True)
class Section:
    number: str
    title: str
    area: str
    good: tuple[str, ...]
    quantitative: tuple[str, ...]
    qualitative: tuple[str, ...]
    interdependencies: tuple[str, ...]
    priorities: tuple[Priority, ...]


@dataclass(frozen=True)
class Plan:
    title: str
    version: str
    sections: tuple[Section, ...]
    date: str = "3rd March 2025"


Tree = dict[str, Any]


def expected(plan: Plan, *, links: bool = False, texts: bool = True) -> Tree:
    """The tree that reading a rendered plan must give."""
    return {
        "title": plan.title,
        "version": plan.version,
        "date": "2025-03-03",
        "sections": [
            {
                "number": s.number,
                "title": s.title,
                "texts": [
                    s.area,
                    list(s.good),
                    list(s.quantitative),
                    list(s.qualitative),
                    list(s.interdependencies),
                ]
                if texts
                else [],
                "priorities": [
                    {
                        "code": p.code,
                        "title": p.title,
                        "leads": list(p.leads),
                        "actions": [list(action) for action in p.actions],
                        "milestones": [
                            [m.number, str(m.due), m.qualifier, m.text, m.action if links else None]
                            for m in p.milestones
                        ],
                        "recurring": [[r.number, r.cadence, r.text] for r in p.recurring],
                    }
                    for p in s.priorities
                ],
            }
            for s in plan.sections
        ],
    }


def tree(parsed: ParsedPlan, *, texts: bool = True) -> Tree:
    """What was read, in the shape of `expected`."""
    return {
        "title": parsed.head.title,
        "version": parsed.head.version,
        "date": parsed.head.date.isoformat() if parsed.head.date else None,
        "sections": [
            {
                "number": s.number,
                "title": s.title,
                "texts": _texts(s) if texts else [],
                "priorities": [
                    {
                        "code": p.code,
                        "title": p.title,
                        "leads": list(p.leads),
                        "actions": [[a.letter, a.text] for a in p.actions],
                        "milestones": [_milestone(m) for m in p.milestones],
                        "recurring": [[r.number, r.cadence, r.text] for r in p.recurring],
                    }
                    for p in s.priorities
                ],
            }
            for s in parsed.sections
        ],
    }


def _texts(section: ParsedSection) -> list[Any]:
    criteria = section.success_criteria
    return [
        section.area_for_improvement,
        list(section.what_good_looks_like),
        [c.text for c in criteria if c.kind == "quantitative"],
        [c.text for c in criteria if c.kind == "qualitative"],
        [i.text for i in section.interdependencies],
    ]


def _milestone(m: ParsedMilestone) -> list[Any]:
    return [m.number, str(m.due) if m.due else None, m.qualifier, m.text, m.action]
