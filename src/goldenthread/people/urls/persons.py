"""Addresses of finding children, adding one, and what identifies them."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
