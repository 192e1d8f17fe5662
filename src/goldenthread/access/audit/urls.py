"""Addresses of the audit trail's pages."""

from django.urls import path

from goldenthread.access.views import audit

app_name = "audit"
urlpatterns = [
    path("", audit.entries, name="entries"),
    path("<str:target_type>/<str:target_id>/", audit.record_entries, name="record"),
]
