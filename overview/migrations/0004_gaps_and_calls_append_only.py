from django.db import migrations

from common.history.triggers import AppendOnlyHistory


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0001_history_functions"),
        ("overview", "0003_gaps_and_calls"),
    ]

    operations = [
        AppendOnlyHistory(table="overview_historicalcallsheet"),
        AppendOnlyHistory(table="overview_historicalcalltick"),
        AppendOnlyHistory(table="overview_historicalgapassignment"),
        AppendOnlyHistory(table="overview_historicalgapdismissal"),
    ]
