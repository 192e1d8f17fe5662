"""Addresses of imports."""

from django.urls import path

from goldenthread.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.jobs, name="jobs"),
    path("new/<slug:kind>/", views.upload, name="upload"),
    path("<int:job_id>/", views.job, name="job"),
    path("<int:job_id>/undo/", views.undo, name="undo"),
    path("<int:job_id>/discard/", views.discard, name="discard"),
]
