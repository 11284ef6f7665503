import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from common.history.triggers import AppendOnlyHistory

from ._guards import ANCHORS


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0002_redaction"),
        ("desk", "0006_job"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EvidenceShape",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("columns", models.JSONField()),
                ("digest", models.CharField(max_length=64, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="EvidenceAnchor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("made_at", models.DateTimeField()),
                ("actor", models.CharField(max_length=200)),
                ("up_to", models.DateTimeField()),
                ("versions", models.PositiveBigIntegerField()),
                ("total", models.PositiveBigIntegerField()),
                ("tables", models.JSONField()),
                ("redactions", models.JSONField()),
                ("hash", models.CharField(max_length=64, unique=True)),
                (
                    "previous",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="following",
                        to="desk.evidenceanchor",
                    ),
                ),
                (
                    "shape",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anchors",
                        to="desk.evidenceshape",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EvidenceExport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                ("taken_at", models.DateTimeField(verbose_name="taken")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("ciso", "CISO’s team"),
                            ("head", "Department head or delegate"),
                            ("admin", "Administrator"),
                            ("auditor", "Auditor"),
                            ("responder", "Responder on duty"),
                        ],
                        max_length=20,
                    ),
                ),
                ("parameters", models.JSONField()),
                ("population", models.PositiveBigIntegerField(verbose_name="versions to choose from")),
                ("chosen", models.PositiveBigIntegerField(verbose_name="versions chosen")),
                ("lines", models.PositiveBigIntegerField(verbose_name="lines")),
                ("size", models.PositiveBigIntegerField(verbose_name="bytes")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256 of the file")),
                ("hash", models.CharField(max_length=64, verbose_name="last hash of the file")),
                (
                    "anchor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exports",
                        to="desk.evidenceanchor",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="EvidencePart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                (
                    "export",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="desk.evidenceexport",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HistoricalEvidenceExport",
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
                ("taken_at", models.DateTimeField(verbose_name="taken")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("ciso", "CISO’s team"),
                            ("head", "Department head or delegate"),
                            ("admin", "Administrator"),
                            ("auditor", "Auditor"),
                            ("responder", "Responder on duty"),
                        ],
                        max_length=20,
                    ),
                ),
                ("parameters", models.JSONField()),
                ("population", models.PositiveBigIntegerField(verbose_name="versions to choose from")),
                ("chosen", models.PositiveBigIntegerField(verbose_name="versions chosen")),
                ("lines", models.PositiveBigIntegerField(verbose_name="lines")),
                ("size", models.PositiveBigIntegerField(verbose_name="bytes")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256 of the file")),
                ("hash", models.CharField(max_length=64, verbose_name="last hash of the file")),
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
                    "anchor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="desk.evidenceanchor",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical evidence export",
                "verbose_name_plural": "historical evidence exports",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RedactedVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("table", models.CharField(max_length=100)),
                ("version", models.BigIntegerField()),
                ("before", models.CharField(blank=True, max_length=64)),
                ("after", models.CharField(blank=True, max_length=64)),
                (
                    "redaction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reached",
                        to="desk.redaction",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="evidenceexport",
            index=models.Index(fields=["-taken_at", "-id"], name="evidence_export_by_time"),
        ),
        migrations.AddConstraint(
            model_name="evidencepart",
            constraint=models.UniqueConstraint(fields=("export", "number"), name="evidence_part_once"),
        ),
        migrations.AddConstraint(
            model_name="evidenceanchor",
            constraint=models.CheckConstraint(
                condition=models.Q(("previous__isnull", False), ("number", 1), _connector="OR"),
                name="evidence_anchor_in_a_chain",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalevidenceexport",
            index=django.contrib.postgres.indexes.GistIndex(
                fields=["valid"], name="desk_histor_valid_80f3ca_gist"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalevidenceexport",
            index=models.Index(
                fields=["-history_date", "-history_id"], name="desk_histor_history_bf4e56_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalevidenceexport",
            index=models.Index(fields=["id", "history_date"], name="desk_histor_id_0b70a7_idx"),
        ),
        migrations.AddIndex(
            model_name="historicalevidenceexport",
            index=models.Index(fields=["history_group"], name="desk_histor_history_d36eb1_idx"),
        ),
        migrations.AddIndex(
            model_name="historicalevidenceexport",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["history_subjects"], name="desk_histor_history_de8734_gin"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalevidenceexport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to__isnull", True)),
                fields=("id",),
                name="desk_evidenceexport_one_open_version",
            ),
        ),
        migrations.AddIndex(
            model_name="redactedversion",
            index=models.Index(fields=["table", "version"], name="redacted_version_by_table"),
        ),
        migrations.AddConstraint(
            model_name="redactedversion",
            constraint=models.UniqueConstraint(
                fields=("redaction", "table", "version"), name="redacted_version_once"
            ),
        ),
        AppendOnlyHistory(table="desk_historicalevidenceexport"),
        *ANCHORS,
    ]
