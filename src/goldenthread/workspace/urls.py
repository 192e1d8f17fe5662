"""Addresses of pages that bring rooms together."""

from __future__ import annotations

from django.urls import path

from goldenthread.workspace.views import record, today, worklist

app_name = "workspace"
urlpatterns = [
    path("today/", today.today, name="today"),
    path("worklist/", worklist.worklist, name="worklist"),
    path(
        "worklist/<int:area_id>/export/<slug:form>/",
        worklist.worklist_export,
        name="worklist_export",
    ),
    path("children/<int:person_id>/", record.record, name="record"),
]
