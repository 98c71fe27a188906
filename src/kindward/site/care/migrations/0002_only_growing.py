"""Events of care are added and never changed or deleted; the database itself holds that.

A later migration that alters the table makes it anew on SQLite, without its triggers: it has to run ``keep`` again.
"""

from django.db import migrations

TABLE = "care_event"
SAYS = "an event of care is never changed or deleted"

SQLITE = [
    f"""CREATE TRIGGER {TABLE}_{verb.lower()} BEFORE {verb} ON {TABLE}
        BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"""
    for verb in ("UPDATE", "DELETE")
] + [
    # INSERT OR REPLACE deletes without asking the trigger above.
    f"""CREATE TRIGGER {TABLE}_insert BEFORE INSERT ON {TABLE}
        WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id OR "key" = NEW."key"
                     OR ("case" = NEW."case" AND seq = NEW.seq))
        BEGIN SELECT RAISE(FAIL, 'UNIQUE constraint failed: {TABLE}.key'); END"""
]
POSTGRESQL = [
    f"""CREATE FUNCTION {TABLE}_kept() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            -- An empty table may be truncated: nothing is lost.
            IF TG_OP = 'TRUNCATE' AND NOT EXISTS (SELECT 1 FROM {TABLE}) THEN RETURN NULL; END IF;
            RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation';
        END $$""",
    f"""CREATE TRIGGER {TABLE}_kept BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION {TABLE}_kept()""",
    f"""CREATE TRIGGER {TABLE}_whole BEFORE TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_kept()""",
]
BACK = {
    "sqlite": [f"DROP TRIGGER IF EXISTS {TABLE}_{verb}" for verb in ("update", "delete", "insert")],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS {TABLE}_kept ON {TABLE}",
        f"DROP TRIGGER IF EXISTS {TABLE}_whole ON {TABLE}",
        f"DROP FUNCTION IF EXISTS {TABLE}_kept()",
    ],
}


def keep(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def no_longer(apps, schema_editor):
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("care", "0001_initial")]

    operations = [migrations.RunPython(keep, no_longer)]
