"""Golden cases, one TOML file a version: what was recorded, what must be found, and by which line.

Each was worked out by hand from the rulebook and docs/facts.md, never by running the code. A case
stands in a family of its file (`[family.NAME]`) and says only what is different (lines of the
family's evidence that begin as one of `without` are left out):

    [[case]]
    name = "Two indicators under one headline are one problem"
    line = "rulebook 2.1, row 3"
    needs = ["tf2.1a c1", "tf2.1b c1"]              # need, person ("-": the family's), identified
    evidence = ["offence c1 police on=2016-03-01 outcome=caution"]
    coverage = ["offence - police 2015-01-01 2017-12-31"]
    expect = { eligible = "not_met" }

Facts are written as in docs/facts.md, one a line: kind, person, source, then field=value. `expect`
names a verdict by its path: `eligible`, `tf2.1a` (outcome of the first such need), `tf2.1a c2`,
`tf2.1a!entry`, `tf2.1a!since`, `ssp`, `ssp!earliest`, `payment`, `payment!amount`, `suggested`.
"""

import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "golden"
NUMBERS = {"possible", "authorised", "unauthorised", "sessions", "hours", "value", "share"}
FLAGS = {"mitigated", "suitable", "intervention", "incident"}
DEFAULTS: dict[str, dict[str, Any]] = {
    "offence": {"role": "offender"},
    "attendance": {"authorised": 0, "unauthorised": 0},
}


def cases() -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Version, the file's families, and the case."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [(path.stem, table["family"], case) for case in table["case"]]
    return found


def facts_of(families: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    """The case's facts as `judge` takes them."""
    family = deepcopy(families[case.get("family", "usual")])
    people = family["people"] | case.get("people", {})
    about = {k: v for k, v in (family["case"] | case.get("case", {})).items() if v != ""}
    without = tuple(case.get("without", []))
    usual = [line for line in family.get("evidence", []) if not line.startswith(without)]
    evidence = [*usual, *case.get("evidence", [])]
    coverage = case.get("coverage", family.get("coverage", []))
    facts = {
        "case": about,
        "people": [{"id": id_, **person} for id_, person in people.items() if person],
        "needs": [need(line, family["identified"]) for line in case.get("needs", family["needs"])],
        "evidence": [item(line, n) for n, line in enumerate(evidence)],
        "coverage": [covered(line) for line in [*coverage, *case.get("more_coverage", [])]],
    }
    return facts | ({"terms": terms} if (terms := family.get("terms")) else {})


def need(line: str, identified: str) -> dict[str, Any]:
    code, person, *on = line.split()
    made = {"need": code, "identified": on[0] if on else identified}
    return made if person == "-" else made | {"person": person}


def item(line: str, number: int) -> dict[str, Any]:
    kind, person, source, *fields = line.split()
    made: dict[str, Any] = {"kind": kind, "source": source, "id": f"e{number}"}
    made |= DEFAULTS.get(kind, {}) | dict(field(f) for f in fields)
    if kind == "offence":
        made.setdefault("outcome_on", made["on"])
    return made if person == "-" else made | {"person": person}


def field(text: str) -> tuple[str, Any]:
    name, _, value = text.partition("=")
    if name in NUMBERS:
        return name, float(value) if "." in value else int(value)
    if name in FLAGS:
        return name, value == "yes"
    return name, value.replace("~", " ")


def covered(line: str) -> dict[str, Any]:
    kind, person, source, start, *more = line.split()
    made = {"kind": kind, "person": None if person == "-" else person, "source": source}
    made |= {"from": start, "status": more[1] if len(more) > 1 else "counted"}
    return made | ({"to": more[0]} if more and more[0] != "..." else {})


def found_at(verdicts: dict[str, Any], path: str) -> Any:
    """What the verdicts say at a path of `expect`."""
    name, _, field_name = path.partition("!")
    if name in {"eligible", "payment"}:
        return verdicts[name][field_name or "verdict"]
    if name in {"intensity", "suggested"}:
        found = verdicts[name]
        return sorted({s["need"] for s in found}) if name == "suggested" else found
    for route in verdicts["results"]:
        if route["route"] == name:
            return route[field_name or "verdict"]
    code, _, person = name.partition(" ")
    row = next(n for n in verdicts["needs"] if n["need"] == code and person in {"", n["person"]})
    if field_name == "entry":
        return row["entry"]["verdict"]
    return row[field_name or "verdict"]
