"""What counts for a criterion: now, or on the day on which its plan ended, whatever was said of it later."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from goldenthread.improvement.models import EvidenceEvent, EvidenceItem, EvidenceUse, Measurement

_REVIEW = EvidenceItem.Review
_VERDICTS = {
    EvidenceEvent.Kind.ACCEPTED.value: _REVIEW.ACCEPTED,
    EvidenceEvent.Kind.REFUSED.value: _REVIEW.REFUSED,
}


def said_by(end: date | None) -> dict[str, date]:
    """Narrows rows to what was said until the plan ended; to nothing where it goes on (None)."""
    return {} if end is None else {"at__date__lte": end}


def counting(end: date | None) -> Q:
    """Figures that count. One that was withdrawn after the plan ended still counts there."""
    standing = Q(withdrawn_at=None)
    return standing if end is None else standing | Q(withdrawn_at__date__gt=end)


def counts(figure: Measurement, end: date | None) -> bool:
    """The same of a figure already read."""
    if figure.withdrawn_at is None:
        return True
    return end is not None and localdate(figure.withdrawn_at) > end


def uses_by(end: date | None) -> QuerySet[EvidenceUse]:
    """The uses of evidence that count; of an ended plan with `last_event`, what was last done to it until then."""
    if end is None:
        return EvidenceUse.objects.all()
    standing = Q(ended_at=None) | Q(ended_at__date__gt=end)
    uses = EvidenceUse.ever.filter(standing, **said_by(end))
    events = EvidenceEvent.objects.filter(evidence=OuterRef("evidence"), **said_by(end))
    return uses.annotate(last_event=Subquery(events.order_by("-at", "-pk").values("kind")[:1]))


def reviewed_as(review: EvidenceItem.Review, end: date | None) -> QuerySet[EvidenceUse]:
    """The uses of evidence that is, or at the end of the plan was, reviewed with this result."""
    uses = uses_by(end)
    if end is None:
        return uses.filter(evidence__review=review)
    if review == _REVIEW.WAITING:
        return uses.filter(Q(last_event=None) | ~Q(last_event__in=_VERDICTS))
    kinds = [kind for kind, what in _VERDICTS.items() if what == review]
    return uses.filter(Q(last_event__in=kinds))


def review_word(use: EvidenceUse, end: date | None) -> str:
    """How the evidence of a use out of `uses_by` is, or was then, reviewed, in words."""
    if end is None:
        return use.evidence.get_review_display()
    last: str | None = getattr(use, "last_event", None)
    return str(_VERDICTS.get(last or "", _REVIEW.WAITING).label)
