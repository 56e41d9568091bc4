# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

from akkoord.scope.policies import BY_ORGANISATION, SIDE, append_only, as_its, row_security

VENDOR = f"{SIDE} IN ('system', 'staff')"
PUBLISHED = f"is_public OR {VENDOR}"
SAMPLES = """
CREATE TABLE operations_sample (
    probe_id bigint NOT NULL, place_id bigint NOT NULL, at timestamptz NOT NULL, ok boolean NOT NULL, ms double precision,
    dns smallint, connect smallint, tls smallint, first_byte smallint, status smallint, error text,
    PRIMARY KEY (probe_id, place_id, at)
) PARTITION BY RANGE (at);
CREATE FUNCTION operations_sample_month(day date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    first date := date_trunc('month', day);
    part text := 'operations_sample_' || to_char(first, 'YYYY_MM');
BEGIN
    IF to_regclass(part) IS NULL THEN
        PERFORM pg_advisory_xact_lock(hashtext('operations_sample_month'));
        EXECUTE format(
            'CREATE TABLE IF NOT EXISTS %I PARTITION OF operations_sample FOR VALUES FROM (%L) TO (%L)',
            part, first::timestamp AT TIME ZONE 'UTC', (first + interval '1 month')::timestamp AT TIME ZONE 'UTC');
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    """The status page is everybody's; what is internal, who is on duty and where samples come from is the vendor's."""

    dependencies = [("operations", "0001_initial"), ("scope", "0001_append_only"), ("cases", "0002_row_security")]
    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE operations_outage_number; CREATE SEQUENCE operations_maintenance_number;",
            "DROP SEQUENCE operations_outage_number; DROP SEQUENCE operations_maintenance_number;",
        ),
        migrations.RunSQL(SAMPLES, "DROP FUNCTION operations_sample_month(date); DROP TABLE operations_sample;"),
        row_security("operations_component", PUBLISHED, write=VENDOR),
        row_security("operations_instance", as_its("operations_component", "component_id"), write=VENDOR),
        row_security("operations_placement", BY_ORGANISATION, write=VENDOR),
        row_security("operations_probe", as_its("operations_instance", "instance_id"), write=VENDOR),
        row_security("operations_gap", as_its("operations_probe", "probe_id"), write=VENDOR),
        row_security("operations_outage", PUBLISHED, write=VENDOR),
        row_security("operations_maintenance", PUBLISHED, write=VENDOR),
        *(
            row_security(f"operations_{table}", as_its("operations_outage", "outage_id"), write=VENDOR)
            for table in ("affected", "bounds", "update")
        ),
        row_security("operations_plan", as_its("operations_maintenance", "maintenance_id"), write=VENDOR),
        row_security("operations_maintenance_instances", as_its("operations_maintenance", "maintenance_id"), write=VENDOR),
        row_security("operations_outagelink", as_its("cases_case", "split_part(subject, ':', 2)::bigint")),
        row_security("operations_improvementplan", f"published_at IS NOT NULL OR {VENDOR}", write=VENDOR),
        row_security("operations_subscription", f"{SIDE} = 'system'"),
        row_security("operations_delivery", f"{SIDE} = 'system'"),
        row_security("operations_duty", VENDOR),
        append_only("operations_bounds", but="decided_at, decided_by_id, is_confirmed, decision"),
        append_only("operations_update"),
        append_only("operations_plan"),
        migrations.RunSQL(
            'ALTER TABLE operations_duty ADD CONSTRAINT one_person_on_duty EXCLUDE USING gist (tstzrange("begin", "end") WITH &&)'
            " WHERE (removed_at IS NULL);",
            "ALTER TABLE operations_duty DROP CONSTRAINT one_person_on_duty;",
        ),
    ]
