"""The family that the pictures show, and its twin that a journey brings to a result."""

from __future__ import annotations

from datetime import date, timedelta

from coordination.demo.days import days_before, years_before
from coordination.demo.sketch import ByHeart, FoundNeed, Helper, Home, Member, Relation, Sketch

STORY, TWIN = "WF-20417", "WF-20499"
KELLY, MARCUS, JAYDEN, AMELIA, THEO, BABY, KWAME, TIANA, GRACE = range(9)
#: The twin's child, whose register is in the attendance file that waits to be received.
TWIN_CHILD = ("Reuben", "Quaye")


def doyle_bell_osei(on: date) -> Sketch:
    """Nine people, three generations, two homes: referred in spring, led by Priya Nair."""
    sketch = Sketch(
        STORY,
        "Doyle, Bell and Osei",
        _nine_people(on),
        [
            Home("Mum’s home", "Flat 6, 22 Orchard Rise", "MB3 7CK", "Orchard"),
            Home("Dad’s home", "8 Tannery Court", "MB2 4OV", "Tannery"),
        ],
        stage="active",
        opened=days_before(on, 256),
        lead="priya.nair",
        source="larkmoor",
    )
    sketch.bonds = [
        *((KELLY, child, "parent_of") for child in (JAYDEN, AMELIA, THEO, BABY, TIANA)),
        *((KWAME, child, "parent_of") for child in (TIANA, JAYDEN, AMELIA)),
        *((MARCUS, child, "parent_of") for child in (THEO, BABY)),
        (GRACE, KWAME, "parent_of"),
        (KELLY, MARCUS, "living_together"),
        (KELLY, KWAME, "apart"),
    ]
    sketch.needs = [
        FoundNeed("1a", JAYDEN, "bad"),
        FoundNeed("9b", None, "good"),
        FoundNeed("3b", KELLY, "unknown"),
        FoundNeed("2c", THEO, "unknown"),
    ]
    sketch.told = _told()
    sketch.helpers = _helpers()
    return sketch


def _nine_people(on: date) -> list[Member]:
    dads = ((1, 1.0, ""),)
    return [
        Member("Kelly", "Doyle", Relation.PARENT, years_before(on, 37, 120), "f", "Mum",
               phone="07700 900142", consent="some"),
        Member("Marcus", "Bell", Relation.STEP_PARENT, years_before(on, 39, 260), "m", "Stepdad",
               phone="07700 900188", consent="no"),
        Member("Jayden", "Osei", Relation.CHILD, years_before(on, 14, 200), "m", "Son",
               is_focus=True, school="larkmoor"),
        Member("Amelia", "Osei", Relation.CHILD, years_before(on, 9, 90), "f", "Daughter",
               school="kestrel", stays=((0, 0.57, "Mon to Thu"), (1, 0.43, "Fri to Sun"))),
        Member("Theo", "Bell", Relation.CHILD, years_before(on, 3, 150), "m", "Son",
               school="nursery"),
        Member("", "Bell", Relation.UNBORN, called="Baby", expected=on + timedelta(days=97),
               stays=()),
        Member("Kwame", "Osei", Relation.PARENT, years_before(on, 41, 30), "m", "Dad",
               phone="07700 900163", stays=dads, consent=""),
        Member("Tiana", "Osei", Relation.CHILD, years_before(on, 17, 280), "f", "Daughter",
               school="college", stays=dads, consent="some"),
        Member("Grace", "Osei", Relation.GRANDPARENT, years_before(on, 64, 50), "f", "Gran",
               phone="01632 960177", stays=dads, consent=""),
    ]  # fmt: skip


def _told() -> ByHeart:
    return ByHeart(
        wanted="I want one person, and I want them to turn up when they say.",
        seen="Jayden has been late or absent on 9 of the last 40 sessions. "
        "Since January he leaves lessons most Mondays.",
        warnings=(
            ("Large dog at Orchard Rise. Ask Kelly to shut it in the kitchen.", 16),
            ("Speak to Kelly alone about money. She has asked for this.", 28),
        ),
        review_in=5,
        earlier=(1500, 1240),
        goals=(
            (
                "1a",
                "Jayden is in lessons most days and has one adult he can go to.",
                (
                    "Meet Miss Loftus on Monday mornings",
                    "Ring school by 8:30 on a bad morning",
                    "Ask school for a late start on Mondays",
                ),
            ),
            (
                "9b",
                "The family keeps its home and knows what it owes.",
                ("Pay £60 a week", "Ring Tannery Homes about the rent plan"),
            ),
            ("3b", "Kelly is in the right care before the baby comes.", ("Send the CAMHS letter",)),
        ),
    )


def _helpers() -> list[Helper]:
    schools = [
        _school(JAYDEN, "larkmoor", "Larkmoor Academy", "Owen Pryce", "01632 960231"),
        _school(AMELIA, "kestrel", "Kestrel Lane Primary", "Ruth Amadi", "01632 960258"),
        _school(THEO, "nursery", "Little Oaks Nursery", "Mina Shah", "01632 960274"),
        _school(TIANA, "college", "Merrowby College", "Sean Doherty", "01632 960266"),
    ]
    health = [
        Helper(KELLY, "health", "now", "health", "Midwives", "Duty line", "01632 960307"),
        Helper(KELLY, "mental_health", "past", "health", "Talking therapies", "", "01632 960340"),
        Helper(JAYDEN, "health", "none_found", "health"),
        Helper(JAYDEN, "mental_health", "now", "health", "CAMHS", "Dr Leah Brandt", "01632 960340"),
        Helper(AMELIA, "health", "now", "health", "School nurse", "Will Tan", "01632 960312"),
        Helper(AMELIA, "mental_health", "none_found", "health"),
        Helper(THEO, "health", "now", "health", "Health visitor", "Noor Hassan", "01632 960315"),
        Helper(TIANA, "health", "now", "health", "College nurse", "", "01632 960318"),
    ]
    homes = [
        Helper(who, "housing", "now", "tannery", "Tannery Homes", "Col Whitaker", "01632 960412")
        for who in (KELLY, KWAME, GRACE)
    ]
    past = [
        Helper(who, "social_care", "past", "social_care", "Children’s Social Care")
        for who in (KELLY, JAYDEN, AMELIA, TIANA)
    ]
    none = [
        Helper(who, "social_care", "none_found", "social_care")
        for who in (MARCUS, THEO, KWAME, GRACE)
    ]
    inspector = ("Merrowby Police", "Insp Dawn Ferris", "01632 960466")
    police = [
        Helper(MARCUS, "police", "past", "police", *inspector),
        Helper(JAYDEN, "police", "none_found", "police"),
        Helper(TIANA, "police", "none_found", "police"),
    ]
    return [*schools, *health, *homes, *past, *none, *police]


def _school(who: int, agency: str, name: str, contact: str, phone: str) -> Helper:
    return Helper(who, "school", "now", agency, name, contact, phone)


def twin(on: date) -> Sketch:
    """Closed last winter with all but the last two terms' attendance in: one file from a result."""
    people = [
        Member("Adjoa", "Quaye", Relation.PARENT, years_before(on, 36, 80), "f", "Mum",
               phone="07700 900127"),
        Member("Dean", "Marlow", Relation.STEP_PARENT, years_before(on, 38, 40), "m", "Stepdad",
               phone="07700 900128"),
        Member(*TWIN_CHILD, Relation.CHILD, years_before(on, 13, 130), "m", "Son", is_focus=True,
               school="larkmoor"),
        Member("Esi", "Marlow", Relation.CHILD, years_before(on, 4, 20), "f", "Daughter",
               school="nursery"),
    ]  # fmt: skip
    sketch = Sketch(
        TWIN,
        "Marlow and Quaye",
        people,
        [Home("Home 1", "31 Heron Way", "MB4 2IK", "Larkmoor")],
        stage="closed",
        opened=days_before(on, 640),
        closed=days_before(on, 230),
        lead="sol.marin",
        closing_reason="Outcomes met, sustained",
        terms_missing=2,
    )
    sketch.bonds = [
        (0, 2, "parent_of"), (0, 3, "parent_of"), (1, 3, "parent_of"), (0, 1, "living_together"),
    ]  # fmt: skip
    sketch.needs = [
        FoundNeed("1a", 2, "good"),
        FoundNeed("10a", 0, "good"),
        FoundNeed("9b", None, "good"),
        FoundNeed("3a", 2, "good"),
    ]
    return sketch
