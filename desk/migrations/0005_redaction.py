import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The number of the transaction is given by the database and is that of the whole transaction, also where the row is
# written inside a savepoint. Nobody can say it of another one.
GUARD = """
CREATE FUNCTION srrm_redaction_arrives() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.opened_in := pg_current_xact_id()::text::bigint;
    RETURN NEW;
END $$;

CREATE FUNCTION srrm_redaction_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The redaction itself notes how many versions it reached, before it is done.
    IF OLD.opened_in = pg_current_xact_id()::text::bigint
        AND to_jsonb(NEW) - 'versions' = to_jsonb(OLD) - 'versions' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the log of redactions is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION srrm_redaction_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log of redactions is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER srrm_arrives BEFORE INSERT ON desk_redaction
    FOR EACH ROW EXECUTE FUNCTION srrm_redaction_arrives();
CREATE TRIGGER srrm_changes BEFORE UPDATE ON desk_redaction
    FOR EACH ROW EXECUTE FUNCTION srrm_redaction_changes();
CREATE TRIGGER srrm_removed BEFORE DELETE ON desk_redaction
    FOR EACH ROW EXECUTE FUNCTION srrm_redaction_removed();
CREATE TRIGGER srrm_emptied BEFORE TRUNCATE ON desk_redaction
    FOR EACH STATEMENT EXECUTE FUNCTION srrm_redaction_removed();

CREATE OR REPLACE FUNCTION srrm_redaction_open() RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE entry text := current_setting('srrm.redaction', true);
BEGIN
    IF entry IS NULL OR entry !~ '^[0-9]{1,18}$' THEN
        RETURN false;
    END IF;
    RETURN EXISTS (
        SELECT 1 FROM desk_redaction
        WHERE id = entry::bigint AND opened_in = pg_current_xact_id_if_assigned()::text::bigint
    );
END $$;
"""

UNGUARD = """
CREATE OR REPLACE FUNCTION srrm_redaction_open() RETURNS boolean LANGUAGE sql STABLE AS 'SELECT false';
DROP TRIGGER srrm_arrives ON desk_redaction;
DROP TRIGGER srrm_changes ON desk_redaction;
DROP TRIGGER srrm_removed ON desk_redaction;
DROP TRIGGER srrm_emptied ON desk_redaction;
DROP FUNCTION srrm_redaction_arrives();
DROP FUNCTION srrm_redaction_changes();
DROP FUNCTION srrm_redaction_removed();
"""


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
        migrations.RunSQL(GUARD, UNGUARD),
    ]
