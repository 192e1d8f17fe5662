from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "goldenthread.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from goldenthread.access.retention import Remover, register
        from goldenthread.organisations.dependants import register_holder
        from goldenthread.people import emergency
        from goldenthread.people.actions.erasing import erase_children
        from goldenthread.people.actions.family_links import look_at_some
        from goldenthread.people.queries.held import held_in
        from goldenthread.people.removing import RULE, children_due
        from goldenthread.tasks import daily

        emergency.register_kinds()
        register_holder("people", held_in)
        register(Remover(RULE, children_due, erase_children))
        daily.register("family_links", look_at_some)
