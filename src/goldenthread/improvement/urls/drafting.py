"""Addresses of a draft that is written on screen."""

from django.urls import path

from goldenthread.improvement.views.drafting import heads, items

urlpatterns = [
    path("start/", heads.start, name="draft_start"),
    path("<int:plan_id>/edit/", items.outline, name="draft"),
    path("<int:plan_id>/edit/head/", heads.head, name="draft_head"),
    path("<int:plan_id>/edit/discard/", heads.discard, name="draft_discard"),
    path("<int:plan_id>/edit/sections/<int:section_id>/", items.section, name="draft_section"),
    path(
        "<int:plan_id>/edit/priorities/<int:priority_id>/",
        items.priority,
        name="draft_priority",
    ),
    path("<int:plan_id>/edit/<slug:thing>/add/<int:parent_id>/", items.add, name="draft_add"),
    path(
        "<int:plan_id>/edit/<slug:thing>/<int:thing_id>/change/",
        items.change,
        name="draft_change",
    ),
    path(
        "<int:plan_id>/edit/<slug:thing>/<int:thing_id>/remove/",
        items.remove,
        name="draft_remove",
    ),
    path("<int:plan_id>/edit/<slug:thing>/<int:thing_id>/move/", items.move, name="draft_move"),
]
