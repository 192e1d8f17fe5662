"""Addresses of tasks."""

from django.urls import path

from goldenthread.tasks import views

app_name = "tasks"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<int:task_id>/", views.task, name="task"),
    path("<int:task_id>/state/", views.state, name="state"),
    path("<int:task_id>/file/", views.file, name="file"),
    path("failed/", views.failed, name="failed"),
    path("failed/<int:task_id>/again/", views.again, name="again"),
    path("failed/<int:task_id>/dismiss/", views.dismiss, name="dismiss"),
]
