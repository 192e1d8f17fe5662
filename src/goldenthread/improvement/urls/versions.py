"""Addresses of a plan's versions, its closing and reviews, and of what goes on in another plan."""

from django.urls import path

from goldenthread.improvement.views.versions import lifecycle, mapping, pages

urlpatterns = [
    path("<int:plan_id>/versions/", pages.versions, name="versions"),
    path("<int:plan_id>/versions/new/", pages.begin, name="new_version"),
    path("<int:plan_id>/versions/discard/", pages.discard, name="discard_version"),
    path("<int:plan_id>/differences/<int:other_id>/", pages.differences, name="differences"),
    path(
        "<int:plan_id>/differences/<int:other_id>/<slug:form>/",
        pages.differences_export,
        name="differences_export",
    ),
    path("<int:plan_id>/close/", lifecycle.close, name="close"),
    path("<int:plan_id>/reviews/", lifecycle.reviews, name="reviews"),
    path("<int:plan_id>/mapping/", mapping.mappings, name="mappings"),
    path("<int:plan_id>/mapping/<int:other_id>/", mapping.mapping, name="mapping"),
    path(
        "<int:plan_id>/mapping/<int:other_id>/priorities/<int:priority_id>/",
        mapping.map_priority,
        name="map_priority",
    ),
    path(
        "<int:plan_id>/mapping/<int:other_id>/<slug:form>/",
        mapping.mapping_export,
        name="mapping_export",
    ),
]
