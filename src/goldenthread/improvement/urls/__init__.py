"""Addresses of improvement plans, one module for each capability. The names are all of one room."""

from goldenthread.improvement.urls import (
    criteria,
    drafting,
    evidence,
    inspections,
    plans,
    risks,
    versions,
)

app_name = "improvement"
urlpatterns = [
    *evidence.urlpatterns,
    *inspections.urlpatterns,
    *risks.urlpatterns,
    *plans.urlpatterns,
    *drafting.urlpatterns,
    *versions.urlpatterns,
    *criteria.urlpatterns,
]
