"""Which duties wait on letters that have not gone yet, for the lists of letters."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse

from goldenthread.duties.models import Duty
from goldenthread.duties.rules.words import rule_name
from goldenthread.messages.waiting import Waits


def waits_of(person_ids: Collection[int], rules: Collection[str]) -> dict[tuple[int, str], Waits]:
    """By child and rule the pending duty with the earliest last day. The caller has the right to them. One query."""
    rows = Duty.objects.filter(
        person__in=person_ids, rule__in=rules, outcome=Duty.Outcome.PENDING, case__closed_on=None
    )
    found: dict[tuple[int, str], Waits] = {}
    for one in rows.order_by("last_day", "pk"):
        href = reverse("duties:why", args=[one.case_id, one.key])
        found.setdefault((one.person_id, one.rule), Waits(rule_name(one.rule), one.last_day, href))
    return found
