"""When a family whom nobody leads for now is looked at again."""

from __future__ import annotations

from datetime import date, timedelta

#: A family that waits is nobody's for so long at most: what is typed wrong loses no one.
FURTHEST = timedelta(days=366)


def why_not_on(day: date, today: date) -> str:
    """Why this is no day to look again; empty where it is one."""
    if day <= today:
        return "The day to look again must be in the future"
    return "" if day <= today + FURTHEST else "Choose a day within the next 12 months"
