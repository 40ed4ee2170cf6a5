"""Families whom a toy would get wrong. `coordination/demo/__init__.py` lists where each is."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

from coordination.demo.days import days_before, years_before
from coordination.demo.families import bonds
from coordination.demo.names import GIRLS
from coordination.demo.sketch import ByHeart, FoundNeed, Home, Member, Relation, Sketch

PARENT, STEP, CHILD = Relation.PARENT, Relation.STEP_PARENT, Relation.CHILD
#: Two people, in two families, with one name and one birthday.
NAMESAKE = ("Aisha", "Khan")


def awkward_families(on: date) -> list[Sketch]:
    """All of them, each with a reference of its own that never changes."""
    makers = (
        kaczmarek, abara, hussain, lowe_and_petrov, tran, whitlock, oneill_and_darcy, haddad,
        wahyuni, refuge, colleague, first_namesake, second_namesake,
    )  # fmt: skip
    return [maker(on) for maker in makers]


def person(
    on: date, given: str, family: str, relation: str, years: int, sex: str, **more: object
) -> Member:
    """Someone of so many years; the day within the year follows from the name."""
    born = years_before(on, years, 15 + sum(map(ord, given + family)) % 330)
    called = {PARENT: {"f": "Mum", "m": "Dad"}, CHILD: {"f": "Daughter", "m": "Son"}}
    values: dict[str, object] = {"called": called.get(Relation(relation), {}).get(sex, "")}
    return Member(given, family, relation, born, sex, **(values | more))  # type: ignore[arg-type]


def home(lines: str, postcode: str, ward: str, label: str = "Home 1") -> Home:
    return Home(label, lines, postcode, ward)


def _led(sketch: Sketch, on: date, days: int, lead: str = "priya.nair") -> Sketch:
    sketch.stage, sketch.lead, sketch.opened = "active", lead, days_before(on, days)
    sketch.bonds = sketch.bonds or bonds(sketch.people)
    return sketch


def kaczmarek(on: date) -> Sketch:
    """A Polish name, in its own letters."""
    people = [
        person(on, "Łucja", "Kaczmarek", PARENT, 34, "f", language="Polish", phone="07700 900201"),
        person(on, "Wojciech", "Kaczmarek", PARENT, 37, "m", phone="07700 900202"),
        person(on, "Zuzanna", "Kaczmarek", CHILD, 10, "f", school="kestrel", is_focus=True),
    ]
    made = Sketch("WF-20431", "Kaczmarek", people, [home("12 Cotton Street", "MB1 5LO", "Kestrel")])
    made.needs = [
        FoundNeed("1a", 2, "unknown"),
        FoundNeed("10b", None),
        FoundNeed("5a", None, "bad"),
    ]
    return _led(made, on, 120)


def abara(on: date) -> Sketch:
    """Twins, and a daughter who turns 18 this week."""
    adult_on = on + timedelta(days=3)
    daughter = Member("Chiamaka", "Abara", CHILD, adult_on.replace(year=adult_on.year - 18), "f",
                      "Daughter", school="college", consent="some")  # fmt: skip
    twins = [
        Member(given, "Abara", CHILD, years_before(on, 8, 44), "f", "Daughter", school="kestrel")
        for given in ("Ezinne", "Ifeoma")
    ]
    lina = person(on, "Lina", "Abara", PARENT, 41, "f", phone="07700 900205", consent="withdrawn")
    made = Sketch(
        "WF-20436",
        "Abara",
        [lina, daughter, *twins],
        [home("41 Fuller’s Lane", "MB5 2AC", "Eastgate")],
    )
    made.people[2].is_focus = True
    made.bonds = [*((0, child, "parent_of") for child in (1, 2, 3)), (2, 3, "twin")]
    made.needs = [FoundNeed("1a", 2), FoundNeed("9b", None), FoundNeed("10a", 0, "unknown")]
    return _led(made, on, 210)


def hussain(on: date) -> Sketch:
    """Ten people, three generations."""
    adults = [
        person(on, "Shabana", "Hussain", PARENT, 42, "f", language="Urdu", phone="07700 900207"),
        person(on, "Tariq", "Hussain", PARENT, 45, "m", phone="07700 900208"),
        person(on, "Zubeida", "Hussain", Relation.GRANDPARENT, 71, "f", called="Nani", consent=""),
    ]
    children = [
        person(on, given, "Hussain", CHILD, years, "f" if given in GIRLS else "m", school=school)
        for given, years, school in (
            ("Safa", 16, "college"),
            ("Hamza", 14, "larkmoor"),
            ("Yusuf", 12, "larkmoor"),
            ("Layla", 9, "kestrel"),
            ("Omar", 7, "kestrel"),
            ("Noor", 4, "nursery"),
            ("Zahra", 1, ""),
        )
    ]
    children[1].is_focus = True
    made = Sketch("WF-20388", "Hussain", [*adults, *children],
                  [home("7 Market Place", "MB5 1DK", "Eastgate")])  # fmt: skip
    made.needs = [FoundNeed("1a", 4), FoundNeed("9b", None), FoundNeed("3a", 5)]
    return _led(made, on, 300)


def lowe_and_petrov(on: date) -> Sketch:
    """A child who lives half of the week with each parent."""
    half = ((0, 0.5, "Sun to Wed"), (1, 0.5, "Wed to Sun"))
    people = [
        person(on, "Hannah", "Lowe", PARENT, 33, "f", phone="07700 900211"),
        person(
            on, "Stefan", "Petrov", PARENT, 35, "m", phone="07700 900212", stays=((1, 1.0, ""),)
        ),
        person(on, "Mila", "Petrov", CHILD, 9, "f", school="kestrel", stays=half, is_focus=True),
        person(on, "Jude", "Lowe", CHILD, 5, "m", school="kestrel"),
    ]
    homes = [
        home("19 Linden Avenue", "MB4 6RM", "Larkmoor", "Mum’s home"),
        home("Flat 3, 80 Wharf Street", "MB2 8GV", "Tannery", "Dad’s home"),
    ]
    made = Sketch("WF-20402", "Lowe and Petrov", people, homes)
    made.bonds = [(0, 2, "parent_of"), (0, 3, "parent_of"), (1, 2, "parent_of"), (0, 1, "apart")]
    made.needs = [FoundNeed("5a", None), FoundNeed("1a", 2), FoundNeed("10a", 0)]
    return _led(made, on, 250)


def tran(on: date) -> Sketch:
    """A father who said no, beside a mother who said yes."""
    people = [
        person(on, "Mai", "Tran", PARENT, 38, "f", phone="07700 900215"),
        person(on, "Duc", "Tran", PARENT, 40, "m", phone="07700 900216", consent="no"),
        person(on, "Kim", "Tran", CHILD, 14, "f", school="larkmoor", is_focus=True),
        person(on, "Leo", "Tran", CHILD, 11, "m", school="larkmoor"),
        person(on, "An", "Tran", CHILD, 6, "m", school="kestrel"),
    ]
    made = Sketch("WF-20440", "Tran", people, [home("88 Orchard Rise", "MB3 4HI", "Orchard")])
    made.needs = [FoundNeed("3a", 2), FoundNeed("1a", 2), FoundNeed("9b", None)]
    return _led(made, on, 280)


def whitlock(on: date) -> Sketch:
    """Born on 29 February."""
    year = next(y for y in range(on.year - 7, on.year - 16, -1) if isleap(y))
    people = [
        person(on, "Carly", "Whitlock", PARENT, 29, "f", phone="07700 900218"),
        Member("Freddie", "Whitlock", CHILD, date(year, 2, 29), "m", "Son", is_focus=True,
               school="kestrel"),
    ]  # fmt: skip
    made = Sketch("WF-20444", "Whitlock", people, [home("3 Rope Walk", "MB2 1JC", "Tannery")])
    made.needs = [
        FoundNeed("9b", None, "bad"),
        FoundNeed("10a", 0, "bad"),
        FoundNeed("1a", 1, "bad"),
    ]
    made.told = ByHeart(warnings=(("Visit in twos.", 40),))
    return _led(made, on, 190)


def oneill_and_darcy(on: date) -> Sketch:
    """Apostrophes, straight and curly, and an accent."""
    people = [
        person(on, "Siobhán", "O'Neill", PARENT, 36, "f", phone="07700 900221"),
        person(on, "Fitz", "D’Arcy", STEP, 39, "m", called="Stepdad", phone="07700 900222"),
        person(on, "Caoimhe", "O'Neill", CHILD, 12, "f", school="larkmoor", is_focus=True),
        Member("", "D’Arcy", Relation.UNBORN, called="Baby", expected=on + timedelta(days=60),
               stays=()),
    ]  # fmt: skip
    made = Sketch("WF-20448", "O'Neill and D’Arcy", people,
                  [home("5 Weaver’s Close", "MB7 3PV", "Northgate")])  # fmt: skip
    made.needs = [FoundNeed("1a", 2), FoundNeed("10b", None), FoundNeed("3b", 0)]
    return _led(made, on, 160, "jo.kerr")


def haddad(on: date) -> Sketch:
    """An Arabic name, in its own letters, and how it is said."""
    people = [
        person(on, "أمل", "حداد", PARENT, 31, "f", known_as="Amal", language="Arabic",
               phone="07700 900224"),
        person(on, "يوسف", "حداد", CHILD, 8, "m", known_as="Yusuf", school="kestrel",
               is_focus=True),
        person(on, "Maryam", "Haddad", CHILD, 2, "f"),
    ]  # fmt: skip
    made = Sketch("WF-20451", "Haddad", people, [home("64 Kestrel Lane", "MB1 7BK", "Kestrel")])
    made.needs = [FoundNeed("2c", 2, "unknown"), FoundNeed("10a", 0, "bad"), FoundNeed("9b", None)]
    return _led(made, on, 90, "amal.aziz")


def wahyuni(on: date) -> Sketch:
    """One name and no other."""
    people = [
        person(on, "Wahyuni", "", PARENT, 30, "f", phone="07700 900227"),
        person(on, "Bintang", "", CHILD, 9, "m", school="kestrel", is_focus=True),
    ]
    made = Sketch("WF-20455", "Wahyuni", people, [home("22 Bobbin Court", "MB6 9EM", "Millbank")])
    made.needs = [FoundNeed("1a", 1, "unknown"), FoundNeed("10b", None, "bad"), FoundNeed("3b", 0)]
    return _led(made, on, 75, "luca.romano")


def refuge(on: date) -> Sketch:
    """An address that only named people may see."""
    people = [
        person(on, "Nasreen", "Aldous", PARENT, 28, "f", phone="07700 900230"),
        person(on, "Billy", "Aldous", CHILD, 7, "m", school="kestrel", is_focus=True),
        person(on, "Tess", "Aldous", CHILD, 3, "f"),
    ]
    place = Home("Where they live", "The Lime House, 2 Mill Brow", "MB6 6VK", "Millbank")
    made = Sketch("WF-20459", "Aldous", people, [place])
    made.needs = [FoundNeed("5a", None), FoundNeed("6a", 1), FoundNeed("3b", 0)]
    made.told = ByHeart(warnings=(("Never write to this family. Ring Nasreen, and only her.", 30),))
    return _led(made, on, 60, "ruth.okafor")


def colleague(on: date) -> Sketch:
    """A colleague's sister: only named people open it, and she herself can't."""
    people = [
        person(on, "Ngozi", "Ekwueme", PARENT, 40, "f", phone="07700 900233"),
        person(on, "Obinna", "Ekwueme", CHILD, 15, "m", school="larkmoor", is_focus=True),
    ]
    made = Sketch("WF-20463", "Ekwueme", people, [home("9 Heron Way", "MB4 8NO", "Larkmoor")])
    made.needs = [FoundNeed("1a", 1, "bad"), FoundNeed("3a", 1), FoundNeed("5a", None)]
    made.marks = ("restricted", "conflict:ruth.okafor")
    return _led(made, on, 140, "piotr.zielinski")


def first_namesake(on: date) -> Sketch:
    """One of two girls with the same name and birthday."""
    return _namesake(on, "WF-20467", "Khan", "Rukhsana", "11 Acorn Street", "MB8 2SC", "St Bride’s")


def second_namesake(on: date) -> Sketch:
    """The other of them, in another family."""
    name = "Khan and Rafiq"
    made = _namesake(on, "WF-20471", name, "Mehwish", "73 Quarry Bank", "MB9 5TI", "Wharfside")
    lodger = person(on, "Gwen", "Price", Relation.OTHER_ADULT, 52, "f", called="Lodger")
    made.people.append(lodger)  # of the last name of someone who works here
    return made


def _namesake(on: date, reference: str, name: str, mother: str, *place: str) -> Sketch:
    people = [
        person(
            on,
            mother,
            name.rpartition(" ")[2],
            PARENT,
            37,
            "f",
            phone=f"07700 9002{reference[-2:]}",
        ),
        person(on, *NAMESAKE, CHILD, 11, "f", school="larkmoor", is_focus=True),
    ]
    made = Sketch(reference, name, people, [home(*place)])
    made.needs = [FoundNeed("1a", 1), FoundNeed("9b", None), FoundNeed("5a", None, "bad")]
    return _led(made, on, 200, "dan.frith" if name == "Khan" else "ruth.okafor")
