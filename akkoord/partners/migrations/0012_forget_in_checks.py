# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

# Evidence is a list of {text, on, path}, what is missing a list of texts: a name goes from the texts, and nothing else changes.
MAKE = """
CREATE FUNCTION partners_forget_in_checks() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE partners_checkline SET
        evidence = (SELECT coalesce(jsonb_agg(each || jsonb_build_object('text',
                replace(replace(each ->> 'text', OLD.name, NEW.name), OLD.email, NEW.email)) ORDER BY place), '[]')
            FROM jsonb_array_elements(evidence) WITH ORDINALITY AS shown (each, place)),
        missing = (SELECT coalesce(jsonb_agg(replace(replace(each, OLD.name, NEW.name), OLD.email, NEW.email) ORDER BY place), '[]')
            FROM jsonb_array_elements_text(missing) WITH ORDINALITY AS without (each, place))
        WHERE EXISTS (SELECT 1 FROM jsonb_array_elements_text(missing || jsonb_path_query_array(evidence, '$[*].text')) AS said
            WHERE position(OLD.name IN said) > 0 OR position(OLD.email IN said) > 0);
    RETURN NEW;
END $$;
CREATE TRIGGER partners_forget_in_checks AFTER UPDATE OF email ON people_person FOR EACH ROW
    WHEN (NEW.email LIKE 'erased-%@erased.invalid' AND OLD.email IS DISTINCT FROM NEW.email)
    EXECUTE FUNCTION partners_forget_in_checks();
"""
UNMAKE = "DROP TRIGGER partners_forget_in_checks ON people_person; DROP FUNCTION partners_forget_in_checks();"


class Migration(migrations.Migration):
    """Who is erased leaves what yearly checks kept as evidence, and whom they missed, too."""

    dependencies = [("partners", "0011_local_day")]

    operations = [migrations.RunSQL(MAKE, UNMAKE)]
