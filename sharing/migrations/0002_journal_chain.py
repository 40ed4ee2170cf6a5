"""The journal can't be changed or deleted, and each entry carries the hash of the one before."""

from django.db import migrations

CHAIN = """
CREATE FUNCTION journal_hash(previous text, e sharing_journalentry) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(concat_ws(chr(31), previous, e.id::text,
    extract(epoch FROM e.at)::text, e.kind, e.by_id::text, coalesce(e.post_id::text, ''), e.verb,
    e.subject_type, e.subject_id::text, coalesce(e.family_id::text, ''), e.why, e.data::text),
    'UTF8')), 'hex')
$$;

CREATE FUNCTION journal_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- one writer at a time, until its commit: the chain has one end
  PERFORM pg_advisory_xact_lock(7207001);
  SELECT hash INTO NEW.previous_hash FROM sharing_journalentry ORDER BY id DESC LIMIT 1;
  NEW.previous_hash := coalesce(NEW.previous_hash, '');
  -- the id is drawn again under the lock, so that ids follow the order of the chain
  NEW.id := nextval(pg_get_serial_sequence('sharing_journalentry', 'id'));
  NEW.hash := journal_hash(NEW.previous_hash, NEW);
  RETURN NEW;
END $$;

CREATE TRIGGER journal_chain BEFORE INSERT ON sharing_journalentry
  FOR EACH ROW EXECUTE FUNCTION journal_chain();

CREATE FUNCTION journal_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The journal can only be added to';
END $$;

CREATE TRIGGER journal_is_kept BEFORE UPDATE OR DELETE ON sharing_journalentry
  FOR EACH ROW EXECUTE FUNCTION journal_is_kept();

CREATE FUNCTION journal_broken_link() RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT id FROM (
    SELECT e.id, e.hash, e.previous_hash, journal_hash(e.previous_hash, e) AS own,
           lag(e.hash, 1, '') OVER (ORDER BY e.id) AS before
    FROM sharing_journalentry e
  ) chain
  WHERE own <> hash OR before <> previous_hash
  ORDER BY id LIMIT 1
$$;
"""

UNCHAIN = """
DROP TRIGGER journal_is_kept ON sharing_journalentry;
DROP TRIGGER journal_chain ON sharing_journalentry;
DROP FUNCTION journal_broken_link();
DROP FUNCTION journal_is_kept();
DROP FUNCTION journal_chain();
DROP FUNCTION journal_hash(text, sharing_journalentry);
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_tables")]

    operations = [migrations.RunSQL(CHAIN, UNCHAIN)]
