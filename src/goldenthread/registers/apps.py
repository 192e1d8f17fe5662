from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "goldenthread.registers"
    label = "registers"
    verbose_name = "Registers"

    def ready(self) -> None:
        from goldenthread.organisations.dependants import register, register_holder
        from goldenthread.registers import jobs
        from goldenthread.registers.queries.owned import owned_by
        from goldenthread.registers.queries.places import held_in

        register("registers", owned_by)
        jobs.register_kinds()
        register_holder("registers", held_in)
