"""`manage.py check --deploy --database default`: whether the second wall stands for this login."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections

from families.wall.policies import tables
from sharing.wall import WEB

LOGIN = """SELECT rolsuper OR rolbypassrls, EXISTS (SELECT FROM pg_class WHERE relowner = r.oid),
 EXISTS (SELECT FROM pg_roles WHERE rolname = %s)
 FROM pg_roles r WHERE rolname = session_user"""
FORCED = """SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity
 AND relnamespace = current_schema()::regnamespace"""


@checks.register(checks.Tags.database, deploy=True)
def the_wall_stands(
    app_configs: Any, databases: Sequence[str] | None = None, **_: Any
) -> list[checks.CheckMessage]:
    """Asked as the web or the worker, who must own nothing and go round no policy."""
    return [
        checks.Error(problem, id="families.E001")
        for alias in databases or ()
        for problem in problems(connections[alias])
    ]


def problems(connection: Any) -> list[str]:
    """What is wrong with the database for the user that this connection logs in as."""
    with connection.cursor() as cursor:
        cursor.execute(LOGIN, [WEB])
        goes_round, owns, there = cursor.fetchone()
        cursor.execute(FORCED)
        forced = {name for (name,) in cursor.fetchall()}
    without = sorted({walled.table for walled in tables()} - forced)
    found = {
        "DATABASE_URL logs in as one who goes round row-level security": goes_round,
        "DATABASE_URL logs in as the owner of the tables": owns,
        f"The role {WEB} is missing: run manage.py migrate": not there,
        f"Row-level security is not forced on {', '.join(without)}": without,
    }
    return [problem for problem, holds in found.items() if holds]
