"""What the table of access says of one person at one address."""

from __future__ import annotations

from tests.house.policy_table import TABLE
from tests.house.routes import Route


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
