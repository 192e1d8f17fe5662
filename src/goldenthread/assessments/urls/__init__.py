"""Addresses of requests for an assessment and of the decisions on them, one module for each capability."""

from __future__ import annotations

from goldenthread.assessments.urls import decisions, inbox, public

app_name = "assessments"
urlpatterns = [
    *decisions.urlpatterns,
    *inbox.urlpatterns,
    *public.urlpatterns,
]
