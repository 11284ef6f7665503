from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "units"
    verbose_name = "Departments"

    def ready(self):
        from units import duties  # noqa: F401  registers what it tells
