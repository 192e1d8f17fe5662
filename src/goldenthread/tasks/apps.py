from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "goldenthread.tasks"
    label = "tasks"
    verbose_name = "Background tasks"

    def ready(self) -> None:
        from goldenthread.access import removers, retention
        from goldenthread.tasks.queries import jobs_due

        retention.register(retention.Remover("tasks", jobs_due, removers.delete))
