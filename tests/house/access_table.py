"""Who gets what, address by address: the table that an information governance lead can read.

A row is "status: names; status: names". `*` is everyone else; someone without an account is
`anonymous` and, where a row does not name them, is sent to sign in (302; 403 from the API).
An act of the API is asked with nothing in it: 400, 409 or 422 means may, but said nothing.
"""

from __future__ import annotations

from tests.house.routes import Route

TABLE: dict[str, str] = {}


def expected(route: Route, name: str) -> set[int]:
    """The statuses that are right for this person at this address."""
    everyone_else: set[int] = set()
    for part in TABLE[route.name].split(";"):
        codes, _, names = part.partition(":")
        statuses = {int(code) for code in codes.replace("/", " ").split()}
        if name in names.split():
            return statuses
        if "*" in names.split():
            everyone_else = statuses
    if name == "anonymous":
        return {403} if route.is_api else {302}
    return everyone_else
