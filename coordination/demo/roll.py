"""School rolls and registers as files: the real roll where it lies beside us, made-up ones else.

The real one (`../shared/data/family_context/education.csv`) is read when the demo is loaded and
never copied. A few children of the demo are given names and birthdays from it, so that receiving
it finds them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

from django.conf import settings

from coordination.demo.days import Term, days_before, terms_over
from coordination.demo.names import BOYS, FAMILIES, GIRLS, a_phone, a_place
from coordination.demo.sketch import Member, Relation, Sketch
from sharing.feeds import attendance, education

REAL = Path("shared", "data", "family_context", "education.csv")
SCHOOLS = {"larkmoor": "Larkmoor Academy", "kestrel": "Kestrel Lane Primary"}
#: How many children of the demo stand on the roll, and how many of those with a slip of the pen.
ON_THE_ROLL, MISSPELT = 24, 4


@dataclass(frozen=True, slots=True)
class Pupil:
    """A child as a school knows it."""

    given: str
    family: str
    born: date
    sex: str
    school: str = ""


def the_roll() -> Path | None:
    """The real file, where the shared folder lies beside the project."""
    path = Path(settings.BASE_DIR).parent / REAL
    return path if path.is_file() else None


def pupils(rng: Random, on: date) -> list[Pupil]:
    """Children on the roll: the real one, or as many made-up ones."""
    path = the_roll()
    if path is None:
        return [_made_up(rng, on) for _ in range(60)]
    rows = education.read(path.read_bytes()).rows
    return [
        Pupil(row.first_name, row.last_name, row.date_of_birth, row.sex.lower(), row.school)
        for row in rows
        if row.date_of_birth and row.first_name and row.last_name
    ]


def _made_up(rng: Random, on: date) -> Pupil:
    sex = rng.choice("fm")
    given = rng.choice(GIRLS if sex == "f" else BOYS)
    return Pupil(given, rng.choice(FAMILIES), days_before(on, rng.randint(2200, 6000)), sex)


def lend_names(rng: Random, on: date, sketches: Iterable[Sketch], roll: list[Pupil]) -> None:
    """Let some children be ones that the roll names; the last few with a letter wrong."""
    left = list(roll)
    given = 0
    for sketch in sketches:
        child = next((m for m in sketch.people if m.is_focus and m.born), None)
        pupil = child and _near(child, left)
        if not child or not pupil or given == ON_THE_ROLL:
            continue
        left.remove(pupil)
        _become(sketch, child, pupil)
        given += 1
        if given > ON_THE_ROLL - MISSPELT:
            child.given = misspelt(rng, child.given)


def _near(child: Member, left: list[Pupil]) -> Pupil | None:
    """One of about the same age."""
    born = child.born
    return next((p for p in left if born and abs((p.born - born).days) < 200), None)


def _become(sketch: Sketch, child: Member, pupil: Pupil) -> None:
    before = child.family
    for member in sketch.people:
        if member.family == before:
            member.family = pupil.family
    child.given, child.born, child.sex = pupil.given, pupil.born, pupil.sex
    child.called = {"f": "Daughter", "m": "Son"}.get(pupil.sex, "")
    sketch.name = sketch.name.replace(before, pupil.family)


def misspelt(rng: Random, name: str) -> str:
    """With two letters in each other's place, as it happens when someone types."""
    if len(name) < 4:
        return name + name[-1]
    place = rng.randint(1, len(name) - 3)
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def made_up_roll(rng: Random, on: date, known: Iterable[Member]) -> str:
    """A roll of the same layout: known children, one misspelt, strangers, and rows that are bad."""
    children = [
        Pupil(m.given, m.family, m.born, m.sex, SCHOOLS.get(m.school, "")) for m in known if m.born
    ]
    slips = [replace(pupil, given=misspelt(rng, pupil.given)) for pupil in children[:5]]
    everyone = [*slips, *children[5:], *(_made_up(rng, on) for _ in range(25))]
    rows = [_roll_row(rng, on, pupil) for pupil in everyone]
    rows[3]["Date Of Birth"] = "31/02/2014"
    rows[9]["Cms Id"] = ""
    rows[14]["Contact Number"] = "ask mum"
    rows[20]["First Name"] = rows[20]["Last Name"] = ""
    return _csv(education.COLUMNS, rows)


def _roll_row(rng: Random, on: date, pupil: Pupil) -> dict[str, str]:
    place = a_place(rng)
    return {
        "Cms Id": str(rng.randint(1_000_000, 9_999_999)),
        "First Name": pupil.given,
        "Last Name": pupil.family,
        "Date Of Birth": pupil.born.isoformat(),
        "Gender": {"f": "Female", "m": "Male"}.get(pupil.sex, ""),
        "Address": f"{place.lines}\nMerrowby\n{place.postcode}",
        "Service Involvement": rng.choice(("Current", "Current", "Historic")),
        "School Name": pupil.school or rng.choice(tuple(SCHOOLS.values())),
        "Contact Number": a_phone(rng),
        "Admission Type": "Main",
        "Date Current As Of": f"{days_before(on, 6)} 00:00:00",
        "Coverage Start Date": f"{days_before(on, 370)} 00:00:00",
        "Coverage End Date": f"{days_before(on, 7)} 00:00:00",
        "Coverage Geographic Area": "Merrowby",
        "Date Of Most Recent Interaction": days_before(on, rng.randint(8, 90)).isoformat(),
        "Start Date Of Last Involvement": days_before(on, rng.randint(200, 900)).isoformat(),
    }


def a_register(rng: Random, on: date, school: str, children: Iterable[Member], terms: int) -> str:
    """The last terms of these children at one school, with rows that are bad among them."""
    rows = [
        _register_row(rng, school, child, term)
        for child in children
        if child.born and child.relation == Relation.CHILD
        for term in terms_over(on, terms)
    ]
    strangers = [_made_up(rng, on) for _ in range(6)]
    rows += [
        _register_row(rng, school, Member(p.given, p.family, Relation.CHILD, p.born), term)
        for p in strangers
        for term in terms_over(on, 1)
    ]
    rows[-1]["possible"] = "12"
    rows[-1]["unauthorised"] = "40"
    rows[-2]["term"] = "Winter"
    rows[-3]["date_of_birth"] = ""
    rows[-4]["upn"] = "A123456789012"
    return _csv(attendance.COLUMNS, rows)


def _register_row(rng: Random, school: str, child: Member, term: Term) -> dict[str, str]:
    possible = {"autumn": 146, "spring": 112, "summer": 130}[term.name.split("-")[1]]
    absent = rng.randint(2, round(possible * 0.07))
    authorised = rng.randint(0, absent)
    return {
        "upn": "",
        "first_name": child.given,
        "last_name": child.family,
        "date_of_birth": child.born.isoformat() if child.born else "",
        "school": SCHOOLS[school],
        "term": term.name,
        "from": term.start.isoformat(),
        "to": term.end.isoformat(),
        "possible": str(possible),
        "authorised": str(authorised),
        "unauthorised": str(absent - authorised),
        "mitigated": "",
    }


def _csv(columns: Iterable[str], rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(columns), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
