from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "contacts"
    verbose_name = "People"

    def ready(self):
        from contacts import completeness, retention

        completeness.register()
        retention.register_rules()
