"""Attendance codes and what each meant on its day (rulebook 7.12), England."""

from datetime import date
from enum import StrEnum

NEW_CODES = date(2024, 8, 19)


class Meaning(StrEnum):
    PRESENT = "present"
    AUTHORISED = "authorised"
    UNAUTHORISED = "unauthorised"
    OUTSIDE = "outside"  # not a possible session: leaves both counts


PRESENT, AUTHORISED, UNAUTHORISED = set("/\\LVPWB"), set("CMSRTIE"), set("NOUG")
BEFORE = {"J": Meaning.PRESENT, "H": Meaning.AUTHORISED, "Y": Meaning.OUTSIDE}
SINCE = {
    "K": Meaning.PRESENT,
    "J1": Meaning.AUTHORISED,
    "C1": Meaning.AUTHORISED,
    "C2": Meaning.AUTHORISED,
}


def meaning(code: str, on: date) -> Meaning:
    """Codes retired or not yet in use on that day, and unknown ones, are outside."""
    code = code.strip().upper()
    if code in PRESENT:
        return Meaning.PRESENT
    if code in UNAUTHORISED:
        return Meaning.UNAUTHORISED
    if code in AUTHORISED:
        return Meaning.AUTHORISED
    dated = SINCE if on >= NEW_CODES else BEFORE
    return dated.get(code, Meaning.OUTSIDE)
