from django.db import migrations

from common.history.triggers import AppendOnlyHistory


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0001_history_functions"),
        ("units", "0001_initial"),
    ]

    operations = [
        AppendOnlyHistory(table="units_historicalunit"),
        AppendOnlyHistory(table="units_historicalstewardship"),
        AppendOnlyHistory(table="units_historicalformercode"),
        AppendOnlyHistory(table="units_historicalobligation"),
        AppendOnlyHistory(table="units_historicalunitobligation"),
        AppendOnlyHistory(table="units_historicalincident"),
        AppendOnlyHistory(table="units_historicalincidentunit"),
        AppendOnlyHistory(table="units_historicalincidentreader"),
    ]
