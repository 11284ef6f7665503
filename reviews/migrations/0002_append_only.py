from django.db import migrations

from common.history.triggers import AppendOnlyHistory


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0001_history_functions"),
        ("reviews", "0001_initial"),
    ]

    operations = [
        AppendOnlyHistory(table="reviews_historicalcycle"),
        AppendOnlyHistory(table="reviews_historicalunitreview"),
        AppendOnlyHistory(table="reviews_historicalpartreview"),
        AppendOnlyHistory(table="reviews_historicalpractice"),
        AppendOnlyHistory(table="reviews_historicalmaturityassessment"),
        AppendOnlyHistory(table="reviews_historicalassessmentinsight"),
        AppendOnlyHistory(table="reviews_historicalassessmentpromise"),
    ]
