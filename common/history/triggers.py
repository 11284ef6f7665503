"""Database triggers that make a history table append-only and give each version its end."""

from django.db.migrations.operations import RunSQL

FUNCTIONS = """
CREATE FUNCTION srrm_version_arrives() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE latest timestamptz;
BEGIN
    EXECUTE format('SELECT history_date FROM %I WHERE id = $1 AND valid_to IS NULL', TG_TABLE_NAME)
        INTO latest USING NEW.id;
    IF latest IS NOT NULL THEN
        IF NEW.history_date <= latest THEN
            -- A save that began earlier but got the row later follows the one that overtook it;
            -- anything further back is a backdated version and would falsify the past.
            IF NEW.history_date < latest - interval '15 minutes' THEN
                RAISE EXCEPTION 'version of % % dated % lies behind its latest version of %',
                    TG_TABLE_NAME, NEW.id, NEW.history_date, latest USING ERRCODE = 'check_violation';
            END IF;
            NEW.history_date := latest + interval '1 microsecond';
        END IF;
        EXECUTE format('UPDATE %I SET valid_to = $1 WHERE id = $2 AND valid_to IS NULL', TG_TABLE_NAME)
            USING NEW.history_date, NEW.id;
    END IF;
    IF NEW.history_type = '-' THEN
        NEW.valid_to := NEW.history_date;
    ELSE
        NEW.valid_to := NULL;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION srrm_version_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Depth 1 is a statement from outside; only the arriving version (above) may close its predecessor.
    IF pg_trigger_depth() > 1 AND OLD.valid_to IS NULL AND NEW.valid_to IS NOT NULL
        AND to_jsonb(NEW) - 'valid' - 'valid_to' = to_jsonb(OLD) - 'valid' - 'valid_to' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the change record % is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION srrm_version_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the change record % is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
"""

# What a redaction may never touch: which version this is, of what, when, by whom, in which save and for how long.
KEPT = (
    "history_id", "id", "history_date", "history_type", "history_user_id", "history_actor", "history_group",
    "history_subjects", "revision", "valid_to",
)  # fmt: skip

# `srrm_redaction_open` says no until an app that keeps a log of redactions replaces it.
REDACTION = f"""
CREATE FUNCTION srrm_redaction_open() RETURNS boolean LANGUAGE sql STABLE AS 'SELECT false';

CREATE OR REPLACE FUNCTION srrm_version_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE was jsonb; becomes jsonb; name text;
BEGIN
    -- Depth 1 is a statement from outside; only the arriving version (above) may close its predecessor.
    IF pg_trigger_depth() > 1 AND OLD.valid_to IS NULL AND NEW.valid_to IS NOT NULL
        AND to_jsonb(NEW) - 'valid' - 'valid_to' = to_jsonb(OLD) - 'valid' - 'valid_to' THEN
        RETURN NEW;
    END IF;
    IF srrm_redaction_open() THEN
        was := to_jsonb(OLD);
        becomes := to_jsonb(NEW);
        FOREACH name IN ARRAY ARRAY[{", ".join(f"'{name}'" for name in KEPT)}] LOOP
            IF was -> name IS DISTINCT FROM becomes -> name THEN
                RAISE EXCEPTION 'the change record % is append-only: no redaction reaches %', TG_TABLE_NAME, name
                    USING ERRCODE = 'insufficient_privilege';
            END IF;
        END LOOP;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the change record % is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
"""  # noqa: S608  the names above

DROP_REDACTION = """
CREATE OR REPLACE FUNCTION srrm_version_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() > 1 AND OLD.valid_to IS NULL AND NEW.valid_to IS NOT NULL
        AND to_jsonb(NEW) - 'valid' - 'valid_to' = to_jsonb(OLD) - 'valid' - 'valid_to' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the change record % is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
DROP FUNCTION srrm_redaction_open();
"""

DROP_FUNCTIONS = """
DROP FUNCTION srrm_version_arrives();
DROP FUNCTION srrm_version_changes();
DROP FUNCTION srrm_version_removed();
"""

# name suffix: (when, what)
TRIGGERS = {
    "arrives": ("BEFORE INSERT", "FOR EACH ROW"),
    "changes": ("BEFORE UPDATE", "FOR EACH ROW"),
    "removed": ("BEFORE DELETE", "FOR EACH ROW"),
    "emptied": ("BEFORE TRUNCATE", "FOR EACH STATEMENT"),
}


def create_triggers(table: str) -> str:
    """SQL that puts all four triggers on one history table."""
    statements = []
    for name, (when, each) in TRIGGERS.items():
        function = "removed" if name == "emptied" else name
        statements.append(
            f'CREATE TRIGGER srrm_{name} {when} ON "{table}" {each} EXECUTE FUNCTION srrm_version_{function}();'
        )
    return "\n".join(statements)


def drop_triggers(table: str) -> str:
    return "\n".join(f'DROP TRIGGER srrm_{name} ON "{table}";' for name in TRIGGERS)


class AppendOnlyHistory(RunSQL):
    """Migration operation: makes the named history table append-only."""

    def __init__(self, table: str):
        self.table = table
        super().__init__(create_triggers(table), drop_triggers(table))

    def deconstruct(self):
        return (self.__class__.__qualname__, [], {"table": self.table})

    def describe(self):
        return f"Make {self.table} append-only"
