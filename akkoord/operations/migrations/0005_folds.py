# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.db import migrations, models

from akkoord.scope.policies import SIDE, row_security

VENDOR = f"{SIDE} IN ('system', 'staff')"
DAY = ("probe_id", "place_id", "day")


def key() -> tuple[str, models.CompositePrimaryKey]:
    return "pk", models.CompositePrimaryKey(*DAY, blank=True, editable=False, primary_key=True, serialize=False)


def of(model: str, on_delete=django.db.models.deletion.PROTECT, **more) -> tuple[str, models.ForeignKey]:
    return model, models.ForeignKey(db_index=False, on_delete=on_delete, related_name="+", to=f"operations.{model}", **more)


# A mark that is there already is locked, so that whoever folds the day waits for these samples, or comes again for them.
# In order, so that two who write the same days wait for one another and not each for the other.
TOUCHED = """
ALTER TABLE operations_unfolded SET (fillfactor = 50);
CREATE FUNCTION operations_sample_touched() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO operations_unfolded AS known (probe_id, place_id, day, samples)
    SELECT probe_id, place_id, (at AT TIME ZONE 'UTC')::date, count(*) FROM fresh GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (probe_id, place_id, day) DO UPDATE SET samples = known.samples + excluded.samples;
    RETURN NULL;
END $$;
CREATE TRIGGER touched AFTER INSERT ON operations_sample REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION operations_sample_touched();
INSERT INTO operations_unfolded (probe_id, place_id, day, samples)
SELECT probe_id, place_id, (at AT TIME ZONE 'UTC')::date, count(*) FROM operations_sample GROUP BY 1, 2, 3;
"""
# The application may not drop tables. This drops one month of samples, and only one that is older than 90 days and folded whole:
# no day of it is marked, and every day's fold counts at least the samples that are there. While it looks nobody adds any.
DROP = """
CREATE FUNCTION operations_drop_samples(day date) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    first date := date_trunc('month', day);
    next date := first + interval '1 month';
    part text := 'operations_sample_' || to_char(first, 'YYYY_MM');
    unfolded boolean;
BEGIN
    IF to_regclass(part) IS NULL THEN RETURN 'absent'; END IF;
    IF next + 90 > (now() AT TIME ZONE 'UTC')::date THEN RETURN 'young'; END IF;
    SET LOCAL lock_timeout = '5s';
    EXECUTE format('LOCK TABLE %I IN SHARE ROW EXCLUSIVE MODE', part);
    IF EXISTS (SELECT 1 FROM operations_unfolded u WHERE u.day >= first AND u.day < next) THEN RETURN 'unfolded'; END IF;
    EXECUTE format(
        'SELECT EXISTS (SELECT 1 FROM (SELECT probe_id, place_id, (at AT TIME ZONE ''UTC'')::date AS day, count(*) AS n FROM %I GROUP BY 1, 2, 3) raw
         LEFT JOIN operations_dayfold f USING (probe_id, place_id, day) WHERE f.count IS NULL OR f.count < raw.n)', part) INTO unfolded;
    IF unfolded THEN RETURN 'unfolded'; END IF;
    EXECUTE format('DROP TABLE %I', part);
    RETURN 'dropped';
END $$;
"""


class Migration(migrations.Migration):
    """Samples are folded to five minutes and days, and go after 90 days; loads of windows by the hour."""

    dependencies = [("operations", "0004_watch")]
    operations = [
        migrations.CreateModel(
            name="SlotFold",
            fields=[
                key(),
                ("day", models.DateField(db_index=True)),
                ("slots", models.BinaryField()),
                of("place"),
                of("probe"),
            ],
        ),
        migrations.CreateModel(
            name="Unfolded",
            fields=[
                key(),
                ("day", models.DateField()),
                ("samples", models.IntegerField()),
                of("place", django.db.models.deletion.DO_NOTHING, db_constraint=False),
                of("probe", django.db.models.deletion.DO_NOTHING, db_constraint=False),
            ],
        ),
        migrations.CreateModel(
            name="DayFold",
            fields=[
                key(),
                ("day", models.DateField()),
                ("count", models.IntegerField()),
                ("good", models.IntegerField()),
                ("total", models.FloatField()),
                ("histogram", models.BinaryField()),
                of("place"),
                of("probe"),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(count__gt=0, good__gte=0, good__lte=models.F("count")), name="day_fold_counts"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="TimingHour",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("window", models.TextField()),
                ("hour", models.DateTimeField()),
                ("source", models.TextField()),
                ("count", models.IntegerField(default=0)),
                ("failed", models.IntegerField(default=0)),
                ("total", models.FloatField(default=0.0)),
                ("histogram", models.BinaryField()),
                of("place", null=True),
                of("probe", null=True),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("window", "hour", "source", "probe", "place"), name="one_row_an_hour", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(source="probes", probe__isnull=False, place__isnull=False)
                        | models.Q(source="people", probe=None, place=None),
                        name="timing_has_its_source",
                    ),
                    models.CheckConstraint(condition=models.Q(count__gte=0, failed__gte=0, total__gte=0), name="timing_counts"),
                ]
            },
        ),
        row_security("operations_dayfold", VENDOR),
        row_security("operations_slotfold", VENDOR),
        row_security("operations_timinghour", "true", write=VENDOR),
        migrations.RunSQL(TOUCHED, "DROP TRIGGER touched ON operations_sample; DROP FUNCTION operations_sample_touched();"),
        migrations.RunSQL(DROP, "DROP FUNCTION operations_drop_samples(date);"),
    ]
