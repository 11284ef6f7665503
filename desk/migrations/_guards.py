"""What the database itself refuses on the log of redactions and on what seals the record."""

from django.db import migrations

# The number of the transaction is given by the database and is that of the whole transaction, also where the row is
# written inside a savepoint. Nobody can say it of another one.
_GUARD = """
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

_UNGUARD = """
CREATE OR REPLACE FUNCTION srrm_redaction_open() RETURNS boolean LANGUAGE sql STABLE AS 'SELECT false';
DROP TRIGGER srrm_arrives ON desk_redaction;
DROP TRIGGER srrm_changes ON desk_redaction;
DROP TRIGGER srrm_removed ON desk_redaction;
DROP TRIGGER srrm_emptied ON desk_redaction;
DROP FUNCTION srrm_redaction_arrives();
DROP FUNCTION srrm_redaction_changes();
DROP FUNCTION srrm_redaction_removed();
"""

_KEPT = ("desk_evidenceanchor", "desk_evidenceshape", "desk_redactedversion")

_FUNCTION = """
CREATE FUNCTION srrm_evidence_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
"""

_TRIGGERS = """
CREATE TRIGGER srrm_kept BEFORE UPDATE OR DELETE ON {0} FOR EACH ROW EXECUTE FUNCTION srrm_evidence_kept();
CREATE TRIGGER srrm_emptied BEFORE TRUNCATE ON {0} FOR EACH STATEMENT EXECUTE FUNCTION srrm_evidence_kept();
"""

_RELEASE = """
DROP TRIGGER srrm_kept ON {0};
DROP TRIGGER srrm_emptied ON {0};
"""

REDACTIONS = migrations.RunSQL(_GUARD, _UNGUARD)
ANCHORS = [
    migrations.RunSQL(_FUNCTION, "DROP FUNCTION srrm_evidence_kept();"),
    *(migrations.RunSQL(_TRIGGERS.format(table), _RELEASE.format(table)) for table in _KEPT),
]
