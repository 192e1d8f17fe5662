from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "goldenthread.workspace"
    label = "workspace"
    verbose_name = "Workspace"

    def ready(self) -> None:
        from goldenthread.workspace import jobs

        jobs.register_kinds()
