"""Builds the second wall in a database: roles, what each may do, and the policies."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from families.wall.policies import wall
from sharing.wall import TELLS, WEB, WORKER

ROLES = (WEB, WORKER)
EVERYTHING, ADD, READ = "SELECT, INSERT, UPDATE, DELETE", "SELECT, INSERT", "SELECT"
#: Tables that are the owner's to fill, and the journal with its readings.
THE_OWNERS = ("django_migrations", "django_content_type", "auth_permission")
JOURNAL, READINGS = "sharing_journalentry", "sharing_reading"


class NoRoles(RuntimeError):
    """The roles are missing and this user may not make them; the message is the SQL to run."""


def build(connection: Any) -> None:
    """Take down what stands and build it anew, in one transaction. Safe to run twice."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        _make_roles(cursor)
        cursor.execute("SELECT current_user, current_schema()")
        owner, schema = cursor.fetchone()
        statements = [*_taken_down(cursor, schema), *_granted(cursor, schema), *wall(owner)]
        cursor.execute("; ".join(statements))


def take_down(connection: Any) -> None:
    """Before tables change: policies and functions would hold their columns fast. What stays
    shows the web nothing, and the owner all."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        if statements := _taken_down(cursor, cursor.fetchone()[0], but=("system", TELLS)):
            cursor.execute("; ".join(statements))


def _make_roles(cursor: Any) -> None:
    cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY (%s)", [list(ROLES)])
    there = {name for (name,) in cursor.fetchall()}
    missing = [f"CREATE ROLE {name} LOGIN" for name in ROLES if name not in there]
    if not missing:
        return
    cursor.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
    if not cursor.fetchone()[0]:
        raise NoRoles("Run this as an administrator of the server first:\n" + ";\n".join(missing))
    for make in missing:  # another database of the same server may make it at the same moment
        unless = "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL"
        cursor.execute(f"DO $$ BEGIN {make}; {unless}; END $$")


def _taken_down(cursor: Any, schema: str, but: tuple[str, ...] = ()) -> list[str]:
    cursor.execute(
        "SELECT format('DROP POLICY %%I ON %%I', policyname, tablename) FROM pg_policies"
        " WHERE schemaname = %s AND policyname <> ALL (%s)",
        [schema, list(but)],
    )
    dropped = [sql for (sql,) in cursor.fetchall()]
    cursor.execute(
        "SELECT format('DROP FUNCTION %%s', oid::regprocedure) FROM pg_proc"
        " WHERE pronamespace = %s::regnamespace AND proname LIKE 'wall\\_%%'"
        " AND proname <> ALL (%s)",
        [schema, list(but)],
    )
    return [*dropped, *(sql for (sql,) in cursor.fetchall())]


def _granted(cursor: Any, schema: str) -> list[str]:
    """What each role may do with each table. Versions and the journal are only added to."""
    cursor.execute("SELECT quote_ident(current_database())")
    (here,) = cursor.fetchone()
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
    tables = sorted(name for (name,) in cursor.fetchall())
    both = ", ".join(ROLES)
    said = [
        # a table of theirs by the name of ours would come first, in the wall's own functions too
        f"REVOKE TEMPORARY ON DATABASE {here} FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA {schema} TO {both}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {both}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {both}",
    ]
    for table in tables:
        web = worker = EVERYTHING
        if table in THE_OWNERS:
            web = worker = READ
        elif table == JOURNAL:  # to lock a row one must be able to change it; the trigger says no
            web, worker = ADD, f"{ADD}, UPDATE (hash)"
        elif table == READINGS:
            web, worker = READ, ADD
        elif "_historical" in table:
            web = worker = ADD
        said += [f'GRANT {web} ON "{table}" TO {WEB}', f'GRANT {worker} ON "{table}" TO {WORKER}']
    return said
