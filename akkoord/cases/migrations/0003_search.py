# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

MAKE = """
CREATE TABLE cases_search (
    case_id bigint PRIMARY KEY REFERENCES cases_case (id),
    organisation_id bigint,
    audience text NOT NULL,
    parties bigint[] NOT NULL,
    persons bigint[] NOT NULL,
    shared tsvector NOT NULL,   -- what the case's whole circle may read
    internal tsvector NOT NULL DEFAULT ''  -- what the vendor alone may read
);
CREATE INDEX search_shared ON cases_search USING gin (shared);
CREATE INDEX search_internal ON cases_search USING gin (internal);
CREATE INDEX search_organisation ON cases_search (organisation_id);
CREATE INDEX search_parties ON cases_search USING gin (parties) WHERE parties <> '{}';
CREATE INDEX search_persons ON cases_search USING gin (persons) WHERE persons <> '{}';

-- Read and written by the functions below alone: `@@` is not leakproof, so under a policy it would lose its index.
ALTER TABLE cases_search ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_search FORCE ROW LEVEL SECURITY;
CREATE POLICY by_the_functions ON cases_search TO CURRENT_USER USING (true) WITH CHECK (true);
REVOKE ALL ON cases_search FROM akkoord_app;

-- a typographic apostrophe would stay in the stem
CREATE FUNCTION akkoord_words(body text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_tsvector('pg_catalog.dutch', translate(body, '‘’', '''''')) || to_tsvector('pg_catalog.english', translate(body, '‘’', ''''''));

CREATE FUNCTION akkoord_index_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO cases_search (case_id, organisation_id, audience, parties, persons, shared)
    VALUES (NEW.id, NEW.organisation_id, NEW.audience, NEW.parties, NEW.persons,
            akkoord_words(NEW.subject || ' ' || NEW.reporter_name))
    ON CONFLICT (case_id) DO UPDATE SET organisation_id = excluded.organisation_id, audience = excluded.audience,
        parties = excluded.parties, persons = excluded.persons;
    RETURN NULL;
END $$;

CREATE FUNCTION akkoord_index_message() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE cases_search SET
        shared = CASE WHEN NEW.audience = audience THEN shared || akkoord_words(NEW.text) ELSE shared END,
        internal = CASE WHEN NEW.audience = audience THEN internal ELSE internal || akkoord_words(NEW.text) END
    WHERE case_id = NEW.case_id;
    RETURN NULL;
END $$;

CREATE TRIGGER search_opened AFTER INSERT ON cases_case FOR EACH ROW EXECUTE FUNCTION akkoord_index_case();
CREATE TRIGGER search_moved AFTER UPDATE ON cases_case FOR EACH ROW
    WHEN (OLD.organisation_id IS DISTINCT FROM NEW.organisation_id OR OLD.audience <> NEW.audience
          OR OLD.parties <> NEW.parties OR OLD.persons <> NEW.persons)
    EXECUTE FUNCTION akkoord_index_case();
CREATE TRIGGER search_said AFTER INSERT ON cases_message FOR EACH ROW EXECUTE FUNCTION akkoord_index_message();

-- Ids only, newest first, for the scope of the running transaction; the rows themselves are read under their policies.
CREATE FUNCTION akkoord_search(words text, most int) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    q tsquery := websearch_to_tsquery('pg_catalog.dutch', words) || websearch_to_tsquery('pg_catalog.english', words);
    side text := current_setting('akkoord.side', true);
    mine bigint[] := coalesce(nullif(current_setting('akkoord.organisations', true), ''), '{}')::bigint[];
    me bigint := nullif(current_setting('akkoord.person', true), '')::bigint;
BEGIN
    IF side IN ('staff', 'system') THEN
        RETURN QUERY SELECT s.case_id FROM cases_search s
            WHERE (s.shared @@ q OR s.internal @@ q) AND (side = 'system' OR s.audience IN ('shared', 'vendor_only')
                OR (s.audience = 'named_persons' AND me = ANY (s.persons)))
            ORDER BY s.case_id DESC LIMIT most;
    END IF;
    IF side IN ('staff', 'customer') AND mine <> '{}' THEN
        RETURN QUERY SELECT s.case_id FROM cases_search s
            WHERE s.organisation_id = ANY (mine) AND s.shared @@ q AND s.audience IN ('shared', 'organisation_only')
            UNION
            SELECT s.case_id FROM cases_search s  -- parties of a breach, a problem
            WHERE s.parties <> '{}' AND s.parties && mine AND s.shared @@ q AND s.audience IN ('shared', 'organisation_only')
            ORDER BY 1 DESC LIMIT most;
    END IF;
    IF side = 'customer' THEN
        RETURN QUERY SELECT s.case_id FROM cases_search s
            WHERE s.persons <> '{}' AND s.persons @> ARRAY[me] AND s.audience = 'named_persons' AND s.shared @@ q
            ORDER BY 1 DESC LIMIT most;
    END IF;
END $$;
"""

UNMAKE = """
DROP FUNCTION akkoord_search(text, int);
DROP TRIGGER search_said ON cases_message;
DROP TRIGGER search_moved ON cases_case;
DROP TRIGGER search_opened ON cases_case;
DROP FUNCTION akkoord_index_message();
DROP FUNCTION akkoord_index_case();
DROP FUNCTION akkoord_words(text);
DROP TABLE cases_search;
"""


class Migration(migrations.Migration):
    """Search over everything one may see, with Dutch and English word stems."""

    dependencies = [("cases", "0002_row_security")]
    operations = [migrations.RunSQL(MAKE, UNMAKE)]
