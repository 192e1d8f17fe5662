"""Addresses of cases and of their duties."""

from django.urls import path

from goldenthread.duties.views import ledger

app_name = "duties"
urlpatterns = [
    path("<int:case_id>/duties/", ledger.case_duties, name="ledger"),
    path("<int:case_id>/duties/<slug:duty>/why/", ledger.why, name="why"),
]
