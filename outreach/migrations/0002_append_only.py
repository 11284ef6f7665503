from django.db import migrations

from common.history.triggers import AppendOnlyHistory


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0001_history_functions"),
        ("outreach", "0001_initial"),
    ]

    operations = [
        AppendOnlyHistory(table="outreach_historicalpreference"),
    ]
