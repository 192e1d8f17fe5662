"""The open risks and issues of a plan as a report tells them. Bands and dates are those of the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from goldenthread.access.scope import Scope
from goldenthread.core.rounding import Share
from goldenthread.improvement.models import Plan
from goldenthread.improvement.queries.parts import PriorityPage
from goldenthread.improvement.queries.plans import PlanPage
from goldenthread.improvement.queries.risk_items import Item, the_register
from goldenthread.improvement.queries.risks import LinkedRisk, risks_around, risks_of
from goldenthread.registers.queries.rows import EntryRow
from goldenthread.reports.models import Report
from goldenthread.reports.rules.asks import Ask
from goldenthread.reports.rules.audiences import Audience
from goldenthread.ui.filters import date_long


@dataclass(frozen=True)
class Counted:
    """How many of all open entries."""

    words: str
    share: Share


@dataclass(frozen=True)
class Risks:
    """Every open entry that is linked to the plan or to a part of it, the highest score first.

    `alone` are the escalated entries of its area that nobody has linked to anything, for an audience that answers any.
    """

    rows: list[LinkedRisk]
    alone: list[LinkedRisk] = field(default_factory=list)

    @property
    def kinds(self) -> list[tuple[int, str, str]]:
        """How many of each kind, with the word for one and for several, in the order of the register."""
        found = Counter(risk.row.kind.code for risk in self.rows)
        kinds = the_register().kinds.values()
        return [(found[kind.code], kind.one, kind.several) for kind in kinds]

    @property
    def counts(self) -> list[Counted]:
        """By band, the highest first; then what waits for an answer or a review."""
        bands = [risk.row.band for risk in self.rows]
        names = {band.name: band.rank for band in bands if band}
        ranked = sorted(names, key=lambda name: (-names[name], name))
        found = [
            (name, sum(band is not None and band.name == name for band in bands)) for name in ranked
        ]
        if unscored := bands.count(None):
            found.append(("Not scored", unscored))
        rows = [risk.row for risk in self.rows]
        found += [
            ("Escalated, waiting for an answer", sum(row.level > 0 for row in rows)),
            ("Answer overdue", sum(row.answer_overdue for row in rows)),
            ("Review overdue", sum(row.overdue for row in rows)),
        ]
        return [Counted(words, Share(count, len(rows))) for words, count in found]

    @property
    def listed(self) -> list[LinkedRisk]:
        """What a board reads one by one: what is escalated, or in a band that is urgent or to be escalated."""
        return [risk for risk in self.rows if risk.row.level or _stands_high(risk)]

    def on_priority(self, code: str) -> list[LinkedRisk]:
        """Those that concern one priority of the plan."""
        return [risk for risk in self.rows if code in risk.codes]


def escalated_to(audience: Audience, risks: Iterable[LinkedRisk]) -> list[LinkedRisk]:
    """Those that wait for an answer of this audience, in their order."""

    def waits(row: EntryRow) -> bool:
        step = row.register.step(row.level)
        return bool(audience.answers) and step is not None and step.answers == audience.answers

    return [risk for risk in risks if waits(risk.row)]


def proposed_asks(report: Report, risks: Iterable[LinkedRisk]) -> list[Ask]:
    """An ask for each of them, for whoever prepares the report; of the whole plan where no priority is linked."""
    return [
        Ask(
            min(risk.codes, default=""),
            f"Answer {risk.row.kind.one} {risk.row.reference}, {risk.row.title}: escalated to "
            f"{report.audience.short}, answer due {date_long(risk.row.answer_due)}",
        )
        for risk in escalated_to(report.audience, risks)
    ]


def risks_to_propose(
    scope: Scope, report: Report, as_at: date, known: Risks | None = None
) -> list[LinkedRisk]:
    """The open entries of the report's plan, and the escalated ones of its area that stand with no plan.

    For an audience that answers any: one query, none where they are known; none for another.
    """
    if not report.audience.answers:
        return []
    found = known or _risks(scope, report.plan, report.audience, as_at)
    return found.rows + found.alone


def _risks(scope: Scope, plan: Plan, audience: Audience, as_at: date) -> Risks:
    item = Item(plan, "plans", plan)
    if audience.answers:
        return Risks(*risks_around(scope, item, as_at))
    return Risks(risks_of(scope, item, as_at))


def plan_risks(scope: Scope, page: PlanPage, audience: Audience, as_at: date) -> Risks | None:
    """The open entries of a plan: one query. None for a plan that has ended: they live on without it.

    NotAllowed without the right to read the register: to leave them out would say that there are none.
    """
    scope.need(the_register().rights.view, page.plan.area_id)
    if page.ending is not None:
        return None
    return _risks(scope, page.plan, audience, as_at)


def priority_risks(scope: Scope, page: PriorityPage, as_at: date) -> list[LinkedRisk] | None:
    """The open entries of one priority: one query. None where the scope may not read the register."""
    if not scope.has(the_register().rights.view, page.plan.area_id):
        return None
    return risks_of(scope, Item(page.plan, "priorities", page.priority), as_at)


def _stands_high(risk: LinkedRisk) -> bool:
    band = risk.row.band
    return band is not None and (band.must_escalate or band.look == "urgent")
