from django.db import migrations

from common.history.triggers import AppendOnlyHistory


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0001_history_functions"),
        ("units", "0005_value_inventory"),
    ]

    operations = [
        AppendOnlyHistory(table="units_historicalasset"),
        AppendOnlyHistory(table="units_historicalprocess"),
        AppendOnlyHistory(table="units_historicalprocessasset"),
        AppendOnlyHistory(table="units_historicalimpact"),
        AppendOnlyHistory(table="units_historicaldependency"),
    ]
