"""Addresses of requests for an assessment and of the decisions on them, one module for each capability."""

from __future__ import annotations

from goldenthread.assessments.urls import inbox, public

app_name = "assessments"
urlpatterns = [
    *inbox.urlpatterns,
    *public.urlpatterns,
]
