from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "goldenthread.exchange"
    label = "exchange"
    verbose_name = "Imports and exports"

    def ready(self) -> None:
        from goldenthread.access.retention import Remover, register
        from goldenthread.exchange.actions import empty_imports
        from goldenthread.exchange.orphans import remove_orphans
        from goldenthread.exchange.queries import imports_due
        from goldenthread.tasks import sweeping

        sweeping.register("uploads", remove_orphans)
        register(Remover("imported_files", imports_due, empty_imports))
