"""Published frameworks, one TOML file each. A published file never changes: its hash is kept."""

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from outcomes.frameworks.reader import read_need
from outcomes.rules.framework import Cohort, Eligibility, Framework, Headline, Provenance, Route
from outcomes.rules.reading import BadFile, list_of, read, refuse_unknown, table_of

FOLDER = Path(__file__).parent
# What a route asks -> the name under which it is given the need whose test it borrows.
BORROWS = {
    "every_child_in_school": "school_need",
    "education_half": "education_need",
    "crime_half": "crime_need",
    "progress_to_work": "work_need",
    "employment": "work_need",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The front page of a framework file."""

    slug: str
    title: str
    counts_with: tuple[str, ...]
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineFront:
    code: str
    name: str
    provenance: Provenance
    source: str


def slugs(folder: Path = FOLDER) -> list[str]:
    """Every published version."""
    return sorted(path.stem for path in folder.glob("*.toml"))


@cache
def framework(slug: str) -> Framework:
    """A published version by name. Raises `BadFile` when there is none."""
    if slug not in slugs():
        raise BadFile("framework", f"expected one of {', '.join(slugs())}, found “{slug}”")
    return read_framework((FOLDER / f"{slug}.toml").read_bytes(), f"{slug}.toml")


def frameworks() -> list[Framework]:
    """Every published version, oldest first."""
    return sorted((framework(slug) for slug in slugs()), key=lambda f: f.valid_from)


def in_force(on: date, among: Iterable[Framework]) -> Framework | None:
    """The newest version begun by that day; one with no successor goes on being used."""
    begun = [f for f in among if f.valid_from <= on]
    return max(begun, key=lambda f: f.valid_from, default=None)


def read_framework(content: bytes, name: str) -> Framework:
    """Raises `BadFile` with the file's name, the path and what was expected."""
    try:
        table = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadFile(name, f"expected TOML in UTF-8: {error}") from error
    try:
        return build(table, hashlib.sha256(content).hexdigest())
    except BadFile as bad:
        raise BadFile(f"{name}: {bad.path}", bad.expected) from bad


def build(table: dict[str, object], sha256: str) -> Framework:
    parts = ("eligibility", "route", "headline", "cohort")
    front = read(Front, {k: v for k, v in table.items() if k not in parts}, "")
    headlines = tuple(
        read_headline(data, f"headline[{i}]")
        for i, data in enumerate(list_of(table.get("headline"), "headline"))
    )
    routes = list_of(table.get("route"), "route")
    cohort = table.get("cohort")
    made = Framework(
        slug=front.slug,
        title=front.title,
        counts_with=front.counts_with,
        valid_from=front.valid_from,
        valid_to=front.valid_to,
        headlines=headlines,
        eligibility=read(Eligibility, table.get("eligibility"), "eligibility"),
        routes=tuple(read(Route, r, f"route[{i}]") for i, r in enumerate(routes)),
        cohort=read(Cohort, cohort, "cohort") if cohort is not None else None,
        sha256=sha256,
    )
    check_codes(made)
    return made


def read_headline(data: object, path: str) -> Headline:
    table = dict(table_of(data, path))
    refuse_unknown(table, ("code", "name", "provenance", "source", "need"), path)
    needs = list_of(table.pop("need", None), f"{path}.need")
    front = read(HeadlineFront, table, path)
    return Headline(
        code=front.code,
        name=front.name,
        provenance=front.provenance,
        source=front.source,
        needs=tuple(read_need(d, f"{path}.need[{i}]", front.code) for i, d in enumerate(needs)),
    )


def check_codes(made: Framework) -> None:
    codes = [need.code for need in made.needs]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise BadFile("headline", f"expected each need’s code once, found {', '.join(twice)} again")
    terms = made.eligibility
    known = {headline.code for headline in made.headlines}
    if not known.issuperset(terms.among):
        raise BadFile("eligibility.among", f"expected headlines of this file ({', '.join(known)})")
    if not set(codes).issuperset(terms.unborn_for):
        raise BadFile("eligibility.unborn_for", "expected needs of this file")
    for i, route in enumerate(made.routes):
        check_route(route, f"route[{i}]", codes, [r.code for r in made.routes])


def check_route(route: Route, path: str, codes: list[str], routes: list[str]) -> None:
    """What it asks names the need whose test it borrows, and what it stands beside is there."""
    for asked in route.asks:
        name = BORROWS.get(asked)
        if name is not None and route.given.get(name) not in codes:
            raise BadFile(f"{path}.given.{name}", f"expected a need of this file for {asked}")
    if route.beside is not None and route.beside not in routes:
        raise BadFile(f"{path}.beside", "expected a route of this file")
