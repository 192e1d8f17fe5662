"""Addresses of where a child lives and learns."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
