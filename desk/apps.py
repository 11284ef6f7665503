from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"

    def ready(self):
        from common import kept_views
        from desk.evidence import chain
        from desk.evidence import keeping as evidence
        from desk.kept_views import KeptViews
        from desk.sheets import keeping

        kept_views.keep_with(KeptViews)
        keeping.register_rules()
        chain.register()
        evidence.register_rules()
