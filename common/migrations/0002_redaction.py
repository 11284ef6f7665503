from django.db import migrations

from common.history.triggers import DROP_REDACTION, REDACTION


class Migration(migrations.Migration):
    dependencies = [("common", "0001_history_functions")]

    operations = [migrations.RunSQL(REDACTION, DROP_REDACTION)]
