from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "overview"
    verbose_name = "Overview"

    def ready(self):
        from desk.sheets import work
        from overview.evidence import wanted as evidence
        from overview.gaps import keeping, weekly
        from overview.offline import daily, wanted
        from overview.reminders import asking, sending
        from overview.reorganising import daily as reorganising

        keeping.register_rules()
        weekly.register()
        daily.register()
        wanted.register()
        evidence.register()
        sending.register()
        asking.register()
        reorganising.register()
        work.declare("successions", "overview.successions.kind.SUCCESSION_SHEET")
