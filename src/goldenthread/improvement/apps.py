from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "goldenthread.improvement"
    label = "improvement"
    verbose_name = "Improvement plans"

    def ready(self) -> None:
        from goldenthread.exchange.kinds import register
        from goldenthread.improvement import jobs
        from goldenthread.improvement.importing import PlanImport

        register(PlanImport())
        jobs.register_kinds()
