"""People who have left for good."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from goldenthread.access.models import User
from goldenthread.access.removers import end_of
from goldenthread.organisations.actions.erasing import ERASED
from goldenthread.organisations.models import Membership


def people_due(day: date) -> QuerySet[User]:
    """People not erased yet whose last membership ended on that day or before, or who never had one for as long."""
    later = Membership.objects.filter(user=OuterRef("pk")).filter(
        Q(ends_on=None) | Q(ends_on__gt=day)
    )
    had = Membership.objects.filter(user=OuterRef("pk"))
    return (
        User.objects.filter(~Exists(later))
        .filter(Exists(had) | Q(created_at__lt=end_of(day)))
        .exclude(email__endswith=f"@{ERASED}")
        .order_by("pk")
    )
