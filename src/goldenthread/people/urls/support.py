"""Addresses of a child's needs, and who works with the child."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
