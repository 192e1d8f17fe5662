from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "goldenthread.reports"
    label = "reports"
    verbose_name = "Reports"

    def ready(self) -> None:
        from goldenthread.reports import jobs

        jobs.register_kinds()
