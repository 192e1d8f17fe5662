from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "goldenthread.duties"
    label = "duties"
    verbose_name = "Duties"

    def ready(self) -> None:
        from goldenthread.duties.queries.held import coordinated_by, held_in
        from goldenthread.organisations.dependants import register, register_holder

        register("duties", coordinated_by)
        register_holder("duties", held_in)
