from datetime import timedelta

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "outreach"
    verbose_name = "Mail"

    def ready(self):
        from desk import chores
        from outreach import checks, keeping, waking  # noqa: F401  registers the system check

        keeping.register_rules()
        # With each tick: a hint that finds nothing due costs nothing.
        chores.regularly(waking.NAME, waking.TASK, every=timedelta(0))
