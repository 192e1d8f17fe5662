"""The self-evaluation of an area: its claims by strand, each with the evidence that shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Claim, EvidenceItem, EvidenceUse
from goldenthread.improvement.queries.evidence import EvidenceRow
from goldenthread.improvement.rules.evidence import is_stale
from goldenthread.improvement.rules.self_evaluation import (
    ClaimStanding,
    Shows,
    Strand,
    Words,
    claim_standing,
    self_evaluation_rules,
)
from goldenthread.organisations.models import LocalArea, Post

SHOW = {
    "all": "All claims",
    "strengths": "Strengths",
    "weaknesses": "Weaknesses",
    "stale": "To look at again",
    "withdrawn": "Withdrawn",
}


@dataclass(frozen=True)
class ClaimRow:
    """A claim, how it stands, and its evidence, the newest first."""

    claim: Claim
    evidence: list[EvidenceRow]
    state: ClaimStanding

    @property
    def words(self) -> Words:
        return self_evaluation_rules().standings[self.state.standing]

    @property
    def newest(self) -> EvidenceRow | None:
        """The newest accepted evidence."""
        accepted = EvidenceItem.Review.ACCEPTED
        return next((row for row in self.evidence if row.item.review == accepted), None)


@dataclass(frozen=True)
class StrandRows:
    """A strand with its claims, strengths first."""

    strand: Strand
    claims: list[ClaimRow]


def self_evaluation(
    scope: Scope, area: LocalArea, show: str, as_at: date
) -> tuple[list[StrandRows], dict[str, int]]:
    """The claims to show under each strand, in the order of the handbook, and how many each filter shows.

    Two queries. Strands without a claim are there too, unless a filter is set.
    """
    claims = Claim.objects.visible_to(scope).filter(area=area)
    rows = claim_rows(claims, as_at)
    counts = {key: sum(_fits(row, key) for row in rows) for key in SHOW}
    by_strand: dict[str, list[ClaimRow]] = defaultdict(list)
    for row in rows:
        if _fits(row, show):
            by_strand[row.claim.strand].append(row)
    strands = self_evaluation_rules().strands.values()
    found = [StrandRows(strand, by_strand[strand.code]) for strand in strands]
    return [one for one in found if one.claims or show == "all"], counts


def claim_rows(claims: QuerySet[Claim], as_at: date) -> list[ClaimRow]:
    """The claims with their evidence: two queries."""
    found = list(claims.select_related("owner__organisation").order_by("kind", "pk"))
    uses = EvidenceUse.objects.filter(claim__in=[claim.pk for claim in found])
    by_claim: dict[int | None, list[EvidenceItem]] = defaultdict(list)
    rows = uses.select_related("evidence__post__organisation")
    for use in rows.order_by("-evidence__dated", "-evidence_id"):
        by_claim[use.claim_id].append(use.evidence)
    return [_row(claim, by_claim[claim.pk], as_at) for claim in found]


def claim_page(scope: Scope, claim_id: int, as_at: date) -> ClaimRow:
    """One claim with its evidence: two queries. Http404 where there is none to be seen."""
    found = Claim.objects.visible_to(scope).select_related("area", "post__organisation", "user")
    rows = claim_rows(found.filter(pk=claim_id), as_at)
    if not rows:
        raise Http404("There is no such claim.")
    return rows[0]


def owning_posts(area_id: int, on: date) -> QuerySet[Post]:
    """The posts that can answer for a claim of the area: those with a part in it that have not ended."""
    standing = Q(ended_on=None) | Q(ended_on__gte=on)
    return Post.objects.filter(standing, roles__area=area_id).distinct()


def owners(area_id: int, on: date) -> list[tuple[str, str]]:
    """The same as choices: one query."""
    rows = owning_posts(area_id, on).values_list("pk", "title", "organisation__name")
    return [(str(pk), f"{title}, {organisation}") for pk, title, organisation in rows]


def _row(claim: Claim, evidence: Iterable[EvidenceItem], as_at: date) -> ClaimRow:
    items = list(evidence)
    facts = [
        Shows(item.type, item.strength, item.dated, item.review == EvidenceItem.Review.ACCEPTED)
        for item in items
    ]
    state = claim_standing(facts, as_at, is_strength=claim.kind == Claim.Kind.STRENGTH)
    rows = [EvidenceRow(item, is_stale(item.dated, item.type, as_at)) for item in items]
    return ClaimRow(claim, rows, state)


def _fits(row: ClaimRow, show: str) -> bool:
    if row.claim.withdrawn_on is not None:
        return show == "withdrawn"
    return {
        "all": True,
        "strengths": row.claim.kind == Claim.Kind.STRENGTH,
        "weaknesses": row.claim.kind == Claim.Kind.WEAKNESS,
        "stale": row.state.look_again,
        "withdrawn": False,
    }[show]
