"""Days as sentences say them."""

from datetime import date


def long_day(day: date) -> str:
    """13 March 2026. Of a moment: its day, so bring it to local time first."""
    return f"{day.day} {day:%B %Y}"


def day_and_month(day: date) -> str:
    """13 March, where the year goes without saying."""
    return f"{day.day} {day:%B}"
