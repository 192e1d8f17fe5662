from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "goldenthread.access"
    label = "access"
    verbose_name = "Access"

    def ready(self) -> None:
        from goldenthread.access.audit import sign_ins

        sign_ins.connect()
