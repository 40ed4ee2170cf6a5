"""The journal stands behind the wall too: its chain and its index are followed as the owner.

What chains a line must read the line before, whoever wrote that. And the index of the families that
a list showed can't be used under a policy, as PostgreSQL trusts no search in JSON not to tell: so
the lines about a family are found by a function, which tells their ids to whoever may look past.
"""

from django.db import migrations

AS_OWNER = """
ALTER FUNCTION journal_chain() SECURITY DEFINER;

CREATE FUNCTION journal_about(family bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER ROWS 500 AS $$
  SELECT e.id FROM sharing_journalentry e
  WHERE (e.family_id = $1
    OR (e.data ? 'families' AND e.data -> 'families' @> to_jsonb(ARRAY[$1])))
    AND ('whole_family_web' NOT IN (session_user, current_setting('role'))
      OR nullif(current_setting('whole_family.open', true), '') IS NOT NULL)
$$;
"""

AS_ASKED = """
DROP FUNCTION journal_about(bigint);
ALTER FUNCTION journal_chain() SECURITY INVOKER;
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0003_archive")]

    operations = [migrations.RunSQL(AS_OWNER, AS_ASKED)]
