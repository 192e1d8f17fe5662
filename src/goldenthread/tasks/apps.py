from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "goldenthread.tasks"
    label = "tasks"
    verbose_name = "Background tasks"
