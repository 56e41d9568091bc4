# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations


class Migration(migrations.Migration):
    """The trigger function behind every append-only table, and what the application's role may do."""

    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION akkoord_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                before jsonb; after jsonb; col text;
            BEGIN
                -- The tables' owner alone, within akkoord_erase_person() and in migrations.
                IF TG_OP = 'UPDATE' AND current_user = (SELECT tableowner FROM pg_tables
                        WHERE schemaname = TG_TABLE_SCHEMA AND tablename = TG_TABLE_NAME) THEN
                    RETURN NEW;
                END IF;
                IF TG_OP = 'UPDATE' THEN
                    before := to_jsonb(OLD); after := to_jsonb(NEW);
                    FOREACH col IN ARRAY coalesce(TG_ARGV, '{}'::text[]) LOOP
                        before := before - col; after := after - col;
                    END LOOP;
                    IF before = after THEN
                        RETURN NEW;
                    END IF;
                END IF;
                RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
                    USING ERRCODE = 'restrict_violation';
            END $$;
            """,
            "DROP FUNCTION akkoord_append_only();",
        ),
        migrations.RunSQL(
            """
            GRANT USAGE ON SCHEMA public TO akkoord_app;
            ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO akkoord_app;
            ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO akkoord_app;
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO akkoord_app;
            GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO akkoord_app;
            """,
            migrations.RunSQL.noop,
        ),
    ]
