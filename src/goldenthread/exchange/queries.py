"""The read side of imports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.http import Http404

from goldenthread.access.removers import end_of
from goldenthread.access.scope import Scope
from goldenthread.exchange.models import ImportJob
from goldenthread.ui.pagination import Page, paginate


def get_job(scope: Scope, job_id: int) -> ImportJob:
    """The import; Http404 when there is none that the scope may see."""
    job = (
        ImportJob.objects.visible_to(scope)
        .select_related("area", "uploaded_by", "closed_by")
        .filter(pk=job_id)
        .first()
    )
    if job is None:
        raise Http404("There is no such import.")
    return job


def job_page(scope: Scope, params: Mapping[str, str], size: int) -> Page[ImportJob]:
    """Imports, newest first; what was found in each is left in the database."""
    rows = (
        ImportJob.objects.visible_to(scope)
        .select_related("area", "uploaded_by")
        .defer("found", "decisions")
    )
    return paginate(rows, ("-pk",), params, size)


def imports_due(day: date) -> QuerySet[ImportJob]:
    """Closed imports that still hold their file, closed on that day in England or before."""
    return ImportJob.objects.filter(closed_at__lt=end_of(day)).exclude(file_name="").order_by("pk")


def areas_for(scope: Scope, permission: str) -> list[tuple[int, str]]:
    """Id and name of the areas in which the scope carries the permission."""
    # Looked up by name: organisations stands above this room.
    area: Any = apps.get_model("organisations", "LocalArea")
    ids = scope.areas_with(permission)
    return list(area.objects.filter(pk__in=ids).order_by("name").values_list("pk", "name"))
