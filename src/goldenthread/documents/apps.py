from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "goldenthread.documents"
    label = "documents"
    verbose_name = "Documents"

    def ready(self) -> None:
        from goldenthread.documents.keeping.of_children import register_children
        from goldenthread.documents.keeping.orphans import remove_orphans
        from goldenthread.tasks import sweeping

        register_children()
        sweeping.register("kept files", remove_orphans)
