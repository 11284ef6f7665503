import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ._guards import REDACTIONS


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0002_redaction"),
        ("desk", "0004_any_kind"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Redaction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=200)),
                ("model", models.CharField(max_length=100)),
                (
                    "object_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100), size=None
                    ),
                ),
                ("rule", models.CharField(max_length=200)),
                ("reason", models.CharField(max_length=500)),
                ("record_group", models.UUIDField()),
                (
                    "versions",
                    models.PositiveIntegerField(default=0, verbose_name="versions of the record it reached"),
                ),
                ("opened_in", models.BigIntegerField(default=0, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-at", "-id"], name="redaction_by_time")],
            },
        ),
        REDACTIONS,
    ]
