"""At which school a child learns, for rooms that reckon by the school's own days."""

from __future__ import annotations

from datetime import date

from django.db.models import F

from goldenthread.people.models import SettingStay


def setting_on(person_id: int, day: date) -> int | None:
    """The organisation at which the child learnt on that day, where it is one of our directory. One query."""
    stays = SettingStay.objects.on(day).filter(person=person_id)
    first = stays.order_by("rank", F("starts_on").desc(nulls_last=True), "-pk")
    return first.values_list("organisation", flat=True).first()
