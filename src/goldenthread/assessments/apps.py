from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "goldenthread.assessments"
    label = "assessments"
    verbose_name = "Assessments"

    def ready(self) -> None:
        from goldenthread.assessments.belonging import register_requests
        from goldenthread.assessments.deciding import register_deciding
        from goldenthread.assessments.jobs import register_kinds

        register_kinds()
        register_deciding()
        register_requests()
