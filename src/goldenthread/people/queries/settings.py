"""The settings and posts of an area that a record can name."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from goldenthread.organisations.models import Organisation, Post


def settings_to_choose(area_id: int) -> list[tuple[int, str]]:
    """The schools and other settings that serve an area: key and name, by name."""
    found = Organisation.objects.serving(area_id).filter(kind=Organisation.Kind.SCHOOL)
    return list(found.values_list("pk", "name"))


def posts_to_choose(area_id: int, today: date) -> list[tuple[int, str]]:
    """The posts of organisations that serve an area and have not ended: key and name, by organisation."""
    found = (
        Post.objects.filter(Q(ended_on=None) | Q(ended_on__gte=today), organisation__areas=area_id)
        .order_by("organisation__name", "title", "pk")
        .values_list("pk", "organisation__name", "title")
    )
    return [(pk, f"{organisation}: {title}") for pk, organisation, title in found]
