from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "goldenthread.access"
    label = "access"
    verbose_name = "Access"

    def ready(self) -> None:
        from goldenthread.access import removers, retention, sessions, typed
        from goldenthread.access.audit import sign_ins

        sign_ins.connect()
        sessions.connect()
        typed.connect()
        retention.register(retention.Remover("sessions", removers.sessions_due, removers.delete))
        retention.register(retention.Remover("links", removers.links_due, removers.delete))
