from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "goldenthread.tasks"
    label = "tasks"
    verbose_name = "Background tasks"

    def ready(self) -> None:
        from goldenthread.access import removers, renewing, retention
        from goldenthread.tasks import sweeping
        from goldenthread.tasks.queries import jobs_due

        sweeping.register("keys", renewing.renew_keys)
        retention.register(retention.Remover("tasks", jobs_due, removers.delete))
