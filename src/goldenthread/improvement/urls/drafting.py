"""Addresses of a draft that is written on screen."""

from django.urls import path

from goldenthread.improvement.views import draft_heads, drafting

urlpatterns = [
    path("start/", draft_heads.start, name="draft_start"),
    path("<int:plan_id>/edit/", drafting.outline, name="draft"),
    path("<int:plan_id>/edit/head/", draft_heads.head, name="draft_head"),
    path("<int:plan_id>/edit/discard/", draft_heads.discard, name="draft_discard"),
    path("<int:plan_id>/edit/sections/<int:section_id>/", drafting.section, name="draft_section"),
    path(
        "<int:plan_id>/edit/priorities/<int:priority_id>/",
        drafting.priority,
        name="draft_priority",
    ),
    path("<int:plan_id>/edit/<slug:thing>/add/<int:parent_id>/", drafting.add, name="draft_add"),
    path(
        "<int:plan_id>/edit/<slug:thing>/<int:thing_id>/change/",
        drafting.change,
        name="draft_change",
    ),
    path(
        "<int:plan_id>/edit/<slug:thing>/<int:thing_id>/remove/",
        drafting.remove,
        name="draft_remove",
    ),
    path("<int:plan_id>/edit/<slug:thing>/<int:thing_id>/move/", drafting.move, name="draft_move"),
]
