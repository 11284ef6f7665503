from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "contacts"
    verbose_name = "People"

    def ready(self):
        from contacts import completeness, duties, owners, retention  # noqa: F401  duties registers what it tells
        from desk.sheets import work

        completeness.register()
        owners.register()
        retention.register_rules()
        work.declare("contacts", "contacts.sheets.kind.PEOPLE")
