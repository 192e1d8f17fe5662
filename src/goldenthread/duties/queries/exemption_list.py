"""How exemptions are used in an area: each claim with its cause and approver, and the share of limits they touch."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from goldenthread.access.scope import Scope
from goldenthread.core.rounding import Share
from goldenthread.duties.models import Duty, ExemptionClaim
from goldenthread.duties.queries.exemptions import ClaimRow, claim_row, ground_words
from goldenthread.duties.rules.words import rule_name
from goldenthread.exchange.exports import Table, Value
from goldenthread.people.permissions import ALL
from goldenthread.people.protection import hidden_from, protected
from goldenthread.statute.rulebook import rulebook
from goldenthread.ui.filters import date_long, plural
from goldenthread.ui.pagination import Page, paginate

ORDER = ("-claimed_at", "-pk")
_PAGE = 50
_WITH = (
    "case__person",
    "case__area",
    "claimed_by",
    "claimed_post",
    "decided_by",
    "decided_post",
    "withdrawn_by",
)
_STATES = tuple(ExemptionClaim.State.values)
_COLUMNS = (
    ("claim", "Claim"), ("case", "Case"), ("child", "Child"), ("limit", "Rule"), ("limit_name", "Limit"),
    ("ground", "Ground"), ("from", "From"), ("until", "No longer from"), ("asked_on", "Advice asked for on"),
    ("cause", "What made it impractical"), ("evidence", "What shows it"), ("state", "How it stands"),
    ("claimed_on", "Claimed on"), ("claimed_by", "Claimed by"), ("decided_on", "Decided on"),
    ("decided_by", "Decided by"), ("decided_why", "Why"), ("withdrawn_why", "Why it was taken back"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListedClaim:
    """One claim with whose it is."""

    row: ClaimRow
    person_id: int
    called: str
    area: str


@dataclass(frozen=True, slots=True)
class LimitUse:
    """How often a limit is exempt: the `share` of those that arose under its rule, and the claims for it by state."""

    rule: str
    name: str
    share: Share
    claims: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Used:
    """The use of exemptions, by limit, by ground and by who decided. Counts: of claims, by state."""

    limits: list[LimitUse]
    grounds: list[tuple[str, Mapping[str, int]]]
    approvers: list[tuple[str, Mapping[str, int]]]


def areas_of(scope: Scope) -> frozenset[int]:
    """The areas whose exemptions the scope reads: those in which it reads every child's record."""
    return frozenset(scope.areas_with(ALL))


def claims_page(scope: Scope, params: Mapping[str, str]) -> tuple[list[ListedClaim], Page[object]]:
    """One page of them, the newest first. Two queries."""
    page = paginate(_claims(areas_of(scope)), ORDER, params, _PAGE)
    hidden = hidden_from(scope, {one.case.person_id for one in page.rows})
    return _listed(page.rows, hidden), page


def used(area_ids: Collection[int]) -> Used:
    """How exemptions are used in these areas, whose children the caller reads. Two queries."""
    claims = (
        _claims(area_ids).order_by().values_list("limit", "ground", "state", "decided_by__name")
    )
    by_limit: dict[str, Counter[str]] = defaultdict(Counter)
    by_ground: dict[str, Counter[str]] = defaultdict(Counter)
    by_approver: dict[str, Counter[str]] = defaultdict(Counter)
    for limit, ground, state, approver, number in claims.annotate(number=Count("pk")):
        by_limit[limit][state] += number
        by_ground[ground][state] += number
        if approver:
            by_approver[approver][state] += number
    arose = _arose(area_ids)
    return Used(
        [
            LimitUse(rule, rule_name(rule), arose.get(rule, Share(0, 0)), _counts(by_limit[rule]))
            for rule in rulebook()
            if rule in by_limit
        ],
        [(ground_words(one), _counts(counted)) for one, counted in sorted(by_ground.items())],
        [(one, _counts(counted)) for one, counted in sorted(by_approver.items())],
    )


def _arose(area_ids: Collection[int]) -> dict[str, Share]:
    """By rule with a set of exemptions: how many of the limits that arose are exempt. One query."""
    rules = [name for name, rule in rulebook().items() if rule.exemptions is not None]
    rows = Duty.objects.filter(area__in=area_ids, rule__in=rules, statutory_due__isnull=False)
    arising = rows.exclude(outcome=Duty.Outcome.NOT_APPLICABLE).order_by().values_list("rule")
    counted = arising.annotate(limits=Count("pk"), exempt=Count("pk", filter=Q(exempt=True)))
    return {rule: Share(exempt, limits) for rule, limits, exempt in counted}


def _counts(counted: Mapping[str, int]) -> dict[str, int]:
    return {state: counted.get(state, 0) for state in _STATES}


def _claims(area_ids: Collection[int]) -> QuerySet[ExemptionClaim]:
    # The area of the child too: who reads every child of an area reads none that has gone to another.
    return ExemptionClaim.objects.filter(
        case__area__in=area_ids, case__person__area__in=area_ids
    ).select_related(*_WITH)


def _listed(rows: Collection[ExemptionClaim], hidden: Collection[int]) -> list[ListedClaim]:
    """`hidden`: the children of whose claims the words are withheld."""
    return [
        ListedClaim(
            claim_row(one, hidden=one.case.person_id in hidden), one.case.person_id,
            one.case.person.called, one.case.area.name,
        )
        for one in rows
    ]  # fmt: skip


def exemptions_table(area_id: int, today: date) -> tuple[Table, list[int]]:
    """Every claim of an area as a table to take away, with their ids. Two queries; the caller has checked the right.

    What is protected in a record leaves by no copy, whoever takes it: the words of its claims are withheld.
    """
    claims = list(_claims([area_id]).order_by(*ORDER))
    rows = _listed(claims, protected({one.case.person_id for one in claims}))
    about = f"{plural(len(rows), 'claim', 'claims')} of exemptions from time limits, as at {date_long(today)}."
    table = Table("Exemptions", about, _COLUMNS, [_values(one) for one in rows])
    return table, [one.row.id for one in rows]


def _values(one: ListedClaim) -> tuple[Value, ...]:
    row = one.row
    return (
        row.reference, f"C-{row.case_id}", f"P-{one.person_id}", row.limit, row.limit_words,
        row.ground_words, row.since, row.until, row.advice_requested_on, row.cause, row.evidence,
        row.state_words, row.claimed_at.date(), row.claimed_by,
        row.decided_at.date() if row.decided_at else None, row.decided_by, row.decided_why, row.withdrawn_why,
    )  # fmt: skip
