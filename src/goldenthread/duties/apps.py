from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "goldenthread.duties"
    label = "duties"
    verbose_name = "Duties"

    def ready(self) -> None:
        from goldenthread.duties.actions.refreshing import (
            derive_of_child,
            mark_for_terms,
            refresh_some,
        )
        from goldenthread.duties.merging import register_merging
        from goldenthread.duties.queries.coordinating import coordinators_of
        from goldenthread.duties.queries.held import coordinated_by, held_in
        from goldenthread.duties.queries.letters import waits_of
        from goldenthread.duties.removing import register_removing
        from goldenthread.messages.waiting import register_waits
        from goldenthread.organisations.dependants import register, register_holder
        from goldenthread.organisations.terms import follow_terms
        from goldenthread.people.coordinators import register_coordinators
        from goldenthread.people.facts import follow
        from goldenthread.tasks import daily

        register("duties", coordinated_by)
        register_coordinators(coordinators_of)
        register_holder("duties", held_in)
        daily.register("duties", refresh_some)
        follow("duties", derive_of_child)
        follow_terms("duties", mark_for_terms)
        register_waits(waits_of)
        register_removing()
        register_merging()
