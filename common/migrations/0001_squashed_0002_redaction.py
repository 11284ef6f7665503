from django.db import migrations

from common.history.triggers import DROP_FUNCTIONS, DROP_REDACTION, FUNCTIONS, REDACTION


class Migration(migrations.Migration):

    replaces = [('common', '0001_history_functions'), ('common', '0002_redaction')]

    dependencies = []

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        migrations.RunSQL(REDACTION, DROP_REDACTION),
    ]
