from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People who sign in"

    def ready(self):
        from common.past import schema

        # Django announces a migration only for apps with tables, to each of them; this is the lowest of ours.
        pre_migrate.connect(schema.take_away, sender=self, dispatch_uid="past")
        post_migrate.connect(schema.make, sender=self, dispatch_uid="past")
