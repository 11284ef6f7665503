from django.db import migrations

from common.history.triggers import AppendOnlyHistory


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0001_history_functions"),
        ("dialogues", "0001_initial"),
    ]

    operations = [
        AppendOnlyHistory(table="dialogues_historicalframework"),
        AppendOnlyHistory(table="dialogues_historicaledition"),
        AppendOnlyHistory(table="dialogues_historicalquestion"),
        AppendOnlyHistory(table="dialogues_historicalscenario"),
        AppendOnlyHistory(table="dialogues_historicalterm"),
        AppendOnlyHistory(table="dialogues_historicalseries"),
        AppendOnlyHistory(table="dialogues_historicalseriesunit"),
        AppendOnlyHistory(table="dialogues_historicalseriesparticipant"),
        AppendOnlyHistory(table="dialogues_historicalquiettime"),
        AppendOnlyHistory(table="dialogues_historicalsession"),
        AppendOnlyHistory(table="dialogues_historicalsessionunit"),
        AppendOnlyHistory(table="dialogues_historicalparticipation"),
        AppendOnlyHistory(table="dialogues_historicalcommitment"),
        AppendOnlyHistory(table="dialogues_historicaltopic"),
        AppendOnlyHistory(table="dialogues_historicalagendaitem"),
        AppendOnlyHistory(table="dialogues_historicaltheme"),
        AppendOnlyHistory(table="dialogues_historicalinsight"),
        AppendOnlyHistory(table="dialogues_historicalinsighttheme"),
    ]
