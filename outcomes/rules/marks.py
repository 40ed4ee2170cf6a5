"""Attendance codes and what each meant on its day (rulebook 7.12), England."""

from datetime import date
from enum import StrEnum

NEW_CODES = date(2024, 8, 19)


class Meaning(StrEnum):
    PRESENT = "present"
    AUTHORISED = "authorised"
    UNAUTHORISED = "unauthorised"
    OUTSIDE = "outside"  # not a possible session: leaves both counts
    UNREADABLE = "unreadable"  # no code of that day: see readings.py


PRESENT, AUTHORISED, UNAUTHORISED = set("/\\LVPWB"), set("CMSRTIE"), set("NOUG")
OUTSIDE = {*"DXZ#", ""}
BEFORE = {"J": Meaning.PRESENT, "H": Meaning.AUTHORISED, "Y": Meaning.OUTSIDE}
SINCE = (
    {"K": Meaning.PRESENT}
    | dict.fromkeys(("J1", "C1", "C2"), Meaning.AUTHORISED)
    | dict.fromkeys(("Q", *(f"Y{n}" for n in range(1, 8))), Meaning.OUTSIDE)
)
OF_SOME_YEARS = BEFORE.keys() | SINCE.keys()


def meaning(code: str, on: date) -> Meaning:
    """Codes retired or not yet in use on that day, and unknown ones, can't be read."""
    code = code.strip().upper()
    if code in PRESENT:
        return Meaning.PRESENT
    if code in UNAUTHORISED:
        return Meaning.UNAUTHORISED
    if code in AUTHORISED:
        return Meaning.AUTHORISED
    if code in OUTSIDE:
        return Meaning.OUTSIDE
    dated = SINCE if on >= NEW_CODES else BEFORE
    return dated.get(code, Meaning.UNREADABLE)
