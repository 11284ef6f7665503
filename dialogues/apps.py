from django.apps import AppConfig


class DialoguesConfig(AppConfig):
    name = "dialogues"
    verbose_name = "Talks"

    def ready(self):
        from dialogues import invitations, left_notes, minutes, planning

        planning.register()
        left_notes.register()
        invitations.register()
        minutes.register()
