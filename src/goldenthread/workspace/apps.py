from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "goldenthread.workspace"
    label = "workspace"
    verbose_name = "Workspace"
