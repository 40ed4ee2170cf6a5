"""Why an episode of support ends, in the field's own terms (rulebook, 7.9).

The words stand on the record as they are here, so that one who reads it in five years needs no key.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Said in the worker's own words.
OTHER = "other"
#: The longest reason that a record holds, in characters.
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Reason:
    code: str
    words: str
    hint: str = ""


CLOSING_REASONS = (
    Reason("met", "Outcomes met, sustained", "Better, and it has stayed so"),
    Reason("watched", "Outcomes met, being watched", "Better, but not for long enough yet"),
    Reason("stepped_up", "Step-up to social care"),
    Reason("stepped_down", "Step-down to one agency", "A school or a service goes on alone"),
    Reason("other_plan", "Needs met by another plan"),
    Reason("transferred", "Moved to another council"),
    Reason("moved", "Moved, whereabouts unknown"),
    Reason("withdrew", "Consent withdrawn", "The family no longer wants help"),
    Reason("disengaged", "Disengaged after stated attempts", "We tried, and say when in the notes"),
    Reason("of_age", "Child reached age limit"),
    Reason("died", "Death"),
    Reason(OTHER, "Something else", "Say it below in a few words"),
)


def words_for(code: str, own: str = "") -> str:
    """What the record says; `own` are the worker's words for something else."""
    if code == OTHER:
        return own
    return next(reason.words for reason in CLOSING_REASONS if reason.code == code)
