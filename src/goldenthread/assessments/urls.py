"""Addresses of requests for an assessment and of the decisions on them."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "assessments"
urlpatterns: list[URLPattern] = []
