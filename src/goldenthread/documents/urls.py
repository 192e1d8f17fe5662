"""Addresses of documents."""

from __future__ import annotations

from django.urls import path

from goldenthread.documents.views import uploads

app_name = "documents"
urlpatterns = [
    path("<int:file_id>/", uploads.kept, name="kept"),
    path("children/<int:person_id>/add/", uploads.add_files, name="add_files"),
    path("children/<int:person_id>/<int:file_id>/remove/", uploads.remove_file, name="remove_file"),
]
