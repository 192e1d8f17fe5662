from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "goldenthread.improvement"
    label = "improvement"
    verbose_name = "Improvement plans"

    def ready(self) -> None:
        from goldenthread.exchange.kinds import register
        from goldenthread.improvement import emergency, jobs
        from goldenthread.improvement.importing import PlanImport
        from goldenthread.improvement.queries.posts_needed import dependants_of, held_in
        from goldenthread.improvement.queries.risk_links import links_of_entries
        from goldenthread.organisations.dependants import register as register_dependants
        from goldenthread.organisations.dependants import register_holder
        from goldenthread.registers.links import register_links

        register(PlanImport())
        jobs.register_kinds()
        emergency.register_kinds()
        register_links(links_of_entries)
        register_dependants("improvement", dependants_of)
        register_holder("improvement", held_in)
