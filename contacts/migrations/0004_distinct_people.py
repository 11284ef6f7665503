import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import simple_history.models
from common.history.triggers import AppendOnlyHistory
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0003_built_in_functions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Distinct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contacts.contact"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contacts.contact"
                    ),
                ),
            ],
            options={
                "verbose_name": "two people, not one",
                "verbose_name_plural": "two people, not one",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="distinct_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="distinct_in_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDistinct",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_group", models.UUIDField()),
                ("history_actor", models.CharField(max_length=200)),
                ("history_label", models.CharField(max_length=300)),
                (
                    "history_subjects",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100), default=list, size=None
                    ),
                ),
                ("history_labels", models.JSONField(default=dict)),
                ("history_changes", models.JSONField(default=dict)),
                ("valid_to", models.DateTimeField(editable=False, null=True)),
                (
                    "valid",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("history_date"), models.F("valid_to"), function="tstzrange"
                        ),
                        output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                ("history_user_id", models.BigIntegerField(null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.contact",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contacts.contact",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical two people, not one",
                "verbose_name_plural": "historical two people, not one",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(
                        fields=["valid"], name="contacts_hi_valid_32c225_gist"
                    ),
                    models.Index(
                        fields=["-history_date", "-history_id"], name="contacts_hi_history_46e13c_idx"
                    ),
                    models.Index(fields=["id", "history_date"], name="contacts_hi_id_f25918_idx"),
                    models.Index(fields=["history_group"], name="contacts_hi_history_97db34_idx"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["history_subjects"], name="contacts_hi_history_c3adf7_gin"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("id",),
                        name="contacts_distinct_one_open_version",
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        AppendOnlyHistory(table="contacts_historicaldistinct"),
    ]
