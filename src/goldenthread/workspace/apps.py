from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "goldenthread.workspace"
    label = "workspace"
    verbose_name = "Workspace"

    def ready(self) -> None:
        from goldenthread.workspace import family_notices, jobs

        jobs.register_kinds()
        family_notices.follow_stages()
