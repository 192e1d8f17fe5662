"""Addresses of the people who care for a child."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
