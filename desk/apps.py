from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"

    def ready(self):
        from desk.evidence import chain
        from desk.evidence import keeping as evidence
        from desk.sheets import keeping

        keeping.register_rules()
        chain.register()
        evidence.register_rules()
