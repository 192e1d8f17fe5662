"""Addresses of pages that bring rooms together."""

from __future__ import annotations

from django.urls import path

from goldenthread.workspace.views import record

app_name = "workspace"
urlpatterns = [
    path("children/<int:person_id>/", record.record, name="record"),
]
