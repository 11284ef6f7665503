from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "units"
    verbose_name = "Departments"

    def ready(self):
        from desk.sheets import work
        from units import duties  # noqa: F401  registers what it tells

        work.declare("units", "units.sheets.kind.UNITS")
        work.declare("assets", "units.sheets.assets.ASSET_SHEET")
        work.declare("processes", "units.sheets.processes.PROCESS_SHEET")
        work.declare("dependencies", "units.sheets.dependencies.DEPENDENCY_SHEET")
