from django.apps import AppConfig


class DialoguesConfig(AppConfig):
    name = "dialogues"
    verbose_name = "Talks"

    def ready(self):
        from dialogues import invitations, minutes, planning

        planning.register()
        invitations.register()
        minutes.register()
