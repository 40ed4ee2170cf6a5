"""A marker in every personal value of the situation, and who may be told it, said independently.

This is access.md restated for one made-up family, by hand: nothing here asks the code.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marker:
    """Text that stands in one personal value and nowhere else."""

    text: str
    category: str
    whose: str = "family"

    @property
    def found_as(self) -> bytes:
        return self.text.encode()


MARKERS = (
    Marker("Zebedee", "identity", "parent"),
    Marker("Quillfeather", "identity"),
    Marker("Marmaduke", "identity", "partner"),
    Marker("Wilf", "identity", "child"),
    Marker("9 Marker Row", "contact"),
    Marker("01632 960777", "contact", "parent"),
    Marker("marker-warning", "contact"),
    Marker("marker-note", "case_notes"),
    Marker("marker-earlier", "case_notes"),
    Marker("marker-own", "referral", "cas"),
    Marker("marker-goal", "plan"),
    Marker("marker-why", "plan", "child"),
    Marker("marker-need", "plan"),
    Marker("marker-abuse", "domestic_abuse"),
    Marker("marker-school", "services", "child"),
    Marker("marker-words", "plan", "parent"),
    Marker("C-4711", "claim_evidence"),
)
#: Written about them later at another council: nobody of this one may be told any of it.
ELSEWHERE = (Marker("marker-newer", "contact"), Marker("Newbie", "identity", "child"))
#: What a walk looks for.
SOUGHT = (*MARKERS, *ELSEWHERE)
EVERYTHING = frozenset(marker.text for marker in MARKERS)


def of(*categories: str, but: frozenset[str] = frozenset()) -> frozenset[str]:
    """The markers of these categories, but for some."""
    return frozenset(m.text for m in MARKERS if m.category in categories) - but


#: Most that each person may be told while everything stands as it was agreed.
MAY_KNOW: dict[str, frozenset[str]] = {
    "anonymous": frozenset(),
    "ada": EVERYTHING - {"marker-own"},  # leads; what was asked is the hub's
    "dot": EVERYTHING,  # hub duty
    "hal": EVERYTHING,  # hub duty, supervisor
    # results: every need, whatever it is about
    "ivy": of("identity", "plan", "claim_evidence") | {"marker-abuse"},
    # helps, for the school: its own words, and what Zebedee said yes to about himself
    "cas": frozenset({"Zebedee", "Quillfeather", "marker-own"}),
    "kim": frozenset({"Zebedee", "Quillfeather"}),  # the same, as a key worker of the school
    # manages for the police: what their agreement's lines say, whoever it is about
    "pol": of("identity", "contact", "plan", "case_notes"),
    "fay": frozenset({"C-4711"}),  # the sampled claim, and nobody's name
    "kay": frozenset({"Zebedee", "Quillfeather", "Wilf"}),  # decides whom a row is about
    **dict.fromkeys(("ben", "eve", "gus", "lou", "max", "pam", "rex", "sue"), frozenset()),
}
#: What must reach them, or the system is "safe" because it is broken.
MUST_REACH: dict[str, frozenset[str]] = {
    "ada": EVERYTHING - {"marker-own"},
    "dot": EVERYTHING,
    "ivy": frozenset({"Zebedee", "Quillfeather", "Wilf", "marker-goal"}),
    "cas": frozenset({"Zebedee", "Quillfeather", "marker-own"}),
    "kim": frozenset({"Zebedee", "Quillfeather"}),
    "pol": frozenset({"Zebedee", "9 Marker Row", "marker-note", "marker-goal"}),
    "fay": frozenset({"C-4711"}),
}
