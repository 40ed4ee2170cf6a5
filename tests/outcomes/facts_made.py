"""Facts for tests: a family whose every need is met, to be changed in one place at a time."""

from copy import deepcopy
from datetime import date
from typing import Any

from outcomes.frameworks.loader import framework
from outcomes.rules.facts import read_facts
from outcomes.rules.judge import Verdicts, judge
from outcomes.rules.plans import read_plan

AS_OF = date(2024, 6, 30)
TERMS = {
    "2022-summer": ("2022-04-19", "2022-07-21"),
    "2022-autumn": ("2022-09-05", "2022-12-16"),
    "2023-spring": ("2023-01-04", "2023-03-31"),
    "2023-summer": ("2023-04-17", "2023-07-21"),
    "2023-autumn": ("2023-09-04", "2023-12-20"),
    "2024-spring": ("2024-01-04", "2024-03-28"),
}


def item(kind: str, person: str | None = "p2", source: str = "other", **fields: Any) -> dict:
    """`since` and `to` are the file's from and to."""
    made = {"kind": kind, "source": source, **fields}
    if "since" in made:
        made["from"] = made.pop("since")
    return made if person is None else made | {"person": person}


def term(name: str, missed: int, *, possible: int = 100, **more: Any) -> dict:
    start, end = TERMS[name]
    authorised = more.pop("authorised", 0)
    counts = {"possible": possible, "authorised": authorised, "unauthorised": missed}
    return item("attendance", term=name, since=start, to=end, **counts, **more)


def covered(kind: str, person: str | None = None, **more: Any) -> dict:
    made = {"source": "police", "from": "2021-01-01", "status": "counted", **more}
    return {"kind": kind, "person": person, **made}


def offence(on: str, person: str = "p2", **more: Any) -> dict:
    fields = {"outcome": "caution", "outcome_on": on, "role": "offender", **more}
    return item("offence", person, "police", on=on, **fields)


CASE = {
    "opened": "2023-01-09",
    "closed": "2023-11-30",
    "lead_since": "2023-01-16",
    "assessment_completed": "2023-02-10",
    "plan_agreed": "2023-02-20",
    "support": [
        {"kind": "key_worker", "from": "2023-01-16", "to": "2023-11-30", "intensity": "L2"},
        {"kind": "mentor", "from": "2023-02-16", "intensity": "L3"},
    ],
}
PEOPLE = [
    {
        "id": "p1",
        "born": "1988-04-02",
        "relation": "parent",
        "parental_duties": True,
        "household": [{"from": "2020-01-01", "share": 1.0}],
    },
    {"id": "p2", "born": "2010-05-20", "relation": "child", "household": [{"from": "2020-01-01"}]},
]
IDENTIFIED = "2023-02-10"
MET: dict[str, Any] = {
    "case": CASE,
    "people": PEOPLE,
    "needs": [
        {"need": "1a", "person": "p2", "identified": IDENTIFIED},
        {"need": "7c", "person": "p2", "identified": IDENTIFIED},
        {"need": "10a", "person": "p1", "identified": IDENTIFIED},
    ],
    "evidence": [
        term("2022-summer", 20, authorised=5),
        term("2022-autumn", 20),
        *(term(name, 5) for name in ("2023-spring", "2023-summer", "2023-autumn", "2024-spring")),
        offence("2022-06-03"),
        item("benefit", "p1", "dwp", benefit="IS", since="2020-01-01", to="2023-05-01"),
        item("employment", "p1", "dwp", since="2023-05-02", hours=20),
    ],
    "coverage": [covered("offence"), covered("asb")],
}


def family(**changes: Any) -> dict[str, Any]:
    """The family above with some parts replaced."""
    return deepcopy(MET) | changes


def one_need(need: str, person: str | None, *evidence: dict, **changes: Any) -> dict[str, Any]:
    """A family with one need, these items and no coverage unless given."""
    identified = changes.pop("identified", IDENTIFIED)
    needs = [{"need": need, "person": person, "identified": identified}]
    return family(needs=needs, evidence=list(evidence), coverage=[]) | changes


def verdicts(facts: dict[str, Any], plan: dict | None = None, as_of: date = AS_OF) -> Verdicts:
    return judge(framework("nsfof-2022"), read_facts(facts), read_plan(plan), as_of=as_of)


def first(facts: dict[str, Any], plan: dict | None = None, as_of: date = AS_OF) -> dict[str, Any]:
    """The first need's verdict, as published."""
    return verdicts(facts, plan, as_of).to_dict()["needs"][0]
