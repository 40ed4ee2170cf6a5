"""When reviewers are reminded of a record opened in an emergency, and when others hear of it.

A review is due within five working days. On the second and on the fourth working day after the
opening whoever was told is reminded; from the day after the last one everyone who may review it is
told (bars.md 1.4, row 11: what nobody looks at escalates).
"""

from __future__ import annotations

from datetime import date

from families.rules.working_days import working_days_after

FIRST, SECOND, LATE = "reminded", "reminded_again", "late"
FIRST_ON, SECOND_ON = 2, 4  # working days after the opening


def reminder_for(opened_on: date, review_by: date, today: date) -> str:
    """What is to be said today; nothing before the second working day."""
    if today > review_by:
        return LATE
    if today >= working_days_after(opened_on, SECOND_ON):
        return SECOND
    return FIRST if today >= working_days_after(opened_on, FIRST_ON) else ""
