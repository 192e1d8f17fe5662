"""Addresses of letters, and of what they say of the council."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "letters"
urlpatterns: list[URLPattern] = []
