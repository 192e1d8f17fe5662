"""Addresses of two records of one child."""

from __future__ import annotations

from django.urls import URLPattern, path

from goldenthread.people.views import merging

urlpatterns: list[URLPattern] = [
    path("duplicates/", merging.duplicates, name="duplicates"),
    path("duplicates/<int:person_id>/<int:other_id>/", merging.compare, name="compare"),
    path("duplicates/<int:person_id>/<int:other_id>/two/", merging.keep_apart, name="keep_apart"),
    path("<int:person_id>/merges/", merging.merges, name="merges"),
    path("<int:person_id>/merges/<int:merge_id>/undo/", merging.undo, name="undo_merge"),
]
