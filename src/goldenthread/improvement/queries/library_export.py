"""The evidence library and the self-evaluation as tables to take away."""

from __future__ import annotations

from datetime import date

from goldenthread.access.scope import Scope
from goldenthread.exchange.exports import Table, Value
from goldenthread.improvement.models import Claim, EvidenceItem, EvidenceUse
from goldenthread.improvement.queries.claims import ClaimRow, claim_rows
from goldenthread.improvement.queries.evidence import EvidenceRow
from goldenthread.improvement.queries.evidence_lists import Wanted, narrowed
from goldenthread.improvement.queries.evidence_targets import targets_of
from goldenthread.improvement.rules.evidence import is_stale
from goldenthread.improvement.rules.self_evaluation import self_evaluation_rules
from goldenthread.organisations.models import LocalArea
from goldenthread.ui.filters import date_long, plural

EVIDENCE = (
    ("title", "Title"),
    ("type", "Kind"),
    ("strength", "Strength"),
    ("source", "Source"),
    ("dated", "Speaks of"),
    ("out_of_date", "Out of date"),
    ("kept_at", "Where it is kept"),
    ("shows", "What it shows"),
    ("shown_for", "Evidence for"),
    ("may_publish", "May be made public"),
    ("added_by", "Added by"),
    ("review", "Review"),
    ("reviewed_on", "Reviewed on"),
    ("reviewed_by", "Reviewed by"),
    ("review_note", "Reviewer's note"),
)
CLAIMS = (
    ("about", "About"),
    ("strand", "Strand"),
    ("kind", "Strength or weakness"),
    ("claim", "Claim"),
    ("owner", "Answered for by"),
    ("standing", "How it stands"),
    ("evidence_named", "Evidence named"),
    ("newest_evidence", "Newest accepted evidence"),
    ("newest_dated", "Speaks of"),
    ("newest_strength", "Strength of evidence"),
    ("withdrawn_on", "Withdrawn on"),
    ("withdrawn_why", "Why withdrawn"),
)


def library_table(
    scope: Scope, area: LocalArea, wanted: Wanted, as_at: date
) -> tuple[Table, list[int]]:
    """The area's evidence that fits, the newest first, and its ids."""
    items = list(
        narrowed(scope, area, wanted, as_at).select_related(
            "post__organisation", "reviewed_by__organisation"
        )
    )
    uses = list(EvidenceUse.objects.filter(evidence__in=[item.pk for item in items]))
    targets = targets_of(scope, uses)
    shown: dict[int, list[str]] = {}
    for use in uses:
        if use.pk in targets:
            shown.setdefault(use.evidence_id, []).append(targets[use.pk].words)
    rows = [_evidence(item, shown.get(item.pk, []), as_at) for item in items]
    about = f"Evidence library of {area}. {plural(len(rows), 'piece', 'pieces')} of evidence as at {date_long(as_at)}."
    return Table("Evidence", about, EVIDENCE, rows), [item.pk for item in items]


def claims_table(scope: Scope, area: LocalArea, as_at: date) -> tuple[Table, list[int]]:
    """Every claim of the area, withdrawn ones at the end, by strand, and their ids."""
    order = list(self_evaluation_rules().strands)
    found = sorted(
        claim_rows(Claim.objects.visible_to(scope).filter(area=area), as_at),
        key=lambda row: (row.claim.withdrawn_on is not None, order.index(row.claim.strand)),
    )
    about = f"Self-evaluation of {area}. {plural(len(found), 'claim')} as at {date_long(as_at)}."
    rows = [_claim(row) for row in found]
    return Table("Self-evaluation", about, CLAIMS, rows), [row.claim.pk for row in found]


def _evidence(item: EvidenceItem, shown: list[str], as_at: date) -> tuple[Value, ...]:
    row = EvidenceRow(item, is_stale(item.dated, item.type, as_at))
    return (
        item.title, row.type.word, row.strength.word, item.source, item.dated, _yes(row.stale),
        item.kept_at, item.shows, "; ".join(shown), _yes(item.may_publish), str(item.post),
        item.get_review_display(), item.reviewed_on,
        str(item.reviewed_by) if item.reviewed_by else "", item.review_note,
    )  # fmt: skip


def _claim(row: ClaimRow) -> tuple[Value, ...]:
    claim, newest = row.claim, row.newest
    strand = self_evaluation_rules().strands[claim.strand]
    return (
        strand.group, strand.word, claim.get_kind_display(), claim.text, str(claim.owner),
        "Withdrawn" if claim.withdrawn_on else row.words.word, len(row.evidence),
        newest.item.title if newest else "", newest.item.dated if newest else None,
        newest.strength.word if newest else "", claim.withdrawn_on, claim.withdrawn_why,
    )  # fmt: skip


def _yes(value: bool) -> str:
    return "yes" if value else "no"
