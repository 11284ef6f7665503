from django.db import migrations

from common.history.triggers import AppendOnlyHistory


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0001_history_functions"),
        ("contacts", "0001_initial"),
    ]

    operations = [
        AppendOnlyHistory(table="contacts_historicalcontact"),
        AppendOnlyHistory(table="contacts_historicalfunction"),
        AppendOnlyHistory(table="contacts_historicalassignment"),
        AppendOnlyHistory(table="contacts_historicalabsence"),
        AppendOnlyHistory(table="contacts_historicalstance"),
        AppendOnlyHistory(table="contacts_historicalpathway"),
        AppendOnlyHistory(table="contacts_historicalpathwaystep"),
    ]
