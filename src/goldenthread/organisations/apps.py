from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "goldenthread.organisations"
    label = "organisations"
    verbose_name = "Organisations"

    def ready(self) -> None:
        from goldenthread.access.break_glass.kinds import register_holders
        from goldenthread.access.retention import Remover, register
        from goldenthread.organisations import jobs
        from goldenthread.organisations.actions.erasing import erase_people
        from goldenthread.organisations.queries.holders import holders
        from goldenthread.organisations.queries.leavers import people_due

        jobs.register_kinds()
        register(Remover("people", people_due, erase_people))
        register_holders(holders)
