"""Addresses of registers."""

from django.urls import path

from goldenthread.registers.views import acting, entries, export, lists, matrices, moving

app_name = "registers"
urlpatterns = [
    path("", lists.home, name="home"),
    path("raised/", lists.raised, name="raised"),
    path("<int:area_id>/<slug:register>/", lists.entry_list, name="list"),
    path("<int:area_id>/<slug:register>/heat-map/", lists.heat_map, name="heat_map"),
    path("<int:area_id>/<slug:register>/raise/", entries.raise_entry, name="raise"),
    path("<int:area_id>/<slug:register>/matrix/", matrices.matrix, name="matrix"),
    path(
        "<int:area_id>/<slug:register>/matrix/change/<slug:start>/",
        matrices.change,
        name="change_matrix",
    ),
    path(
        "<int:area_id>/<slug:register>/export/<slug:form>/",
        export.register_export,
        name="export",
    ),
    path("entries/<int:entry_id>/", entries.entry, name="entry"),
    path("entries/<int:entry_id>/change/", entries.change, name="change"),
    path("entries/<int:entry_id>/owner/", acting.assign, name="assign"),
    path("entries/<int:entry_id>/score/", acting.score, name="score"),
    path("entries/<int:entry_id>/review/", acting.review, name="review"),
    path("entries/<int:entry_id>/answer/", acting.answer, name="answer"),
    path("entries/<int:entry_id>/move/<slug:move>/", moving.move, name="move"),
]
