from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "overview"
    verbose_name = "Overview"

    def ready(self):
        from overview.gaps import weekly
        from overview.offline import daily, wanted

        weekly.register()
        daily.register()
        wanted.register()
