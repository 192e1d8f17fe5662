"""Addresses of emergency access."""

from django.urls import path

from goldenthread.access.break_glass import views

app_name = "break_glass"
urlpatterns = [
    path("", views.openings, name="openings"),
    path("open/", views.open_record, name="open"),
    path("<int:opening_id>/", views.opening, name="opening"),
    path("<int:opening_id>/end/", views.end, name="end"),
    path("<int:opening_id>/review/", views.review, name="review"),
]
