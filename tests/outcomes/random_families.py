"""Families made at random: people, needs, evidence of every kind, coverage, around one day."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from outcomes.frameworks.loader import framework, slugs
from outcomes.rules.terms import SEASONS

TODAY = date(2026, 11, 26)
SOURCES = ("school", "police", "dwp", "health", "social_care", "key_worker")
TOOLS = ("SDQ", "GAD-7", "PHQ-9", "WEMWBS", "AUDIT")
RELATIONS = ("parent", "step_parent", "grandparent", "child", "child", "child", "sibling", "unborn")


def day(random: Random, first: int = -900, last: int = 200) -> str:
    """So many days from today, most of them past."""
    return (TODAY + timedelta(days=random.randint(first, last))).isoformat()


def spell(random: Random) -> dict[str, str]:
    start = TODAY + timedelta(days=random.randint(-900, 60))
    end = start + timedelta(days=random.randint(0, 700))
    return {"from": start.isoformat()} | ({"to": end.isoformat()} if random.random() < 0.6 else {})


def attendance(random: Random) -> dict[str, Any]:
    year, season = random.randint(2023, 2026), random.choice(sorted(SEASONS))
    possible, absent = random.choice((0, 100, 120)), random.randint(0, 30)
    table = {"term": f"{year}-{season}", "possible": possible, "authorised": absent // 3}
    table |= {"unauthorised": absent - absent // 3} if possible else {"unauthorised": 0}
    table |= {} if possible else {"authorised": 0}
    if random.random() < 0.5:
        (m1, d1), (m2, d2) = SEASONS[season]
        table |= {"from": date(year, m1, d1 + 3).isoformat(), "to": str(date(year, m2, d2 - 7))}
    return table | ({"mitigated": True} if random.random() < 0.1 else {})


def about_state(random: Random, *states: str, **more: Any) -> dict[str, Any]:
    return spell(random) | {"state": random.choice(states)} | more


#: Kind -> the fields of an item of it.
ITEMS: dict[str, Any] = {
    "attendance": attendance,
    "attendance_mark": lambda r: {
        "on": day(r), "session": r.choice(("am", "pm")), "code": r.choice("/NOUIJ"),
    },
    "suspension": lambda r: {"on": day(r), "sessions": r.randint(1, 12)},
    "exclusion": lambda r: {"on": day(r)},
    "placement": lambda r: spell(r) | {
        "setting": r.choice(("school", "alternative", "none", "home_educated")),
        "suitable": r.random() < 0.7,
    },
    "offence": lambda r: {
        "on": day(r), "outcome": r.choice(("caution", "conviction", "nfa", "pending")),
        "role": r.choice(("offender", "offender", "victim")), "outcome_on": day(r),
    },
    "asb": lambda r: {"on": day(r), "intervention": r.random() < 0.5},
    "sentence": lambda r: spell(r) | {"type": r.choice(("custody", "licence", "community_order"))},
    "benefit": lambda r: spell(r) | {
        "benefit": r.choice(("JSA", "ESA_WRAG", "IS", "UC")),
        "conditionality": r.choice((None, "none", "search", "working_enough")),
    },
    "employment": lambda r: spell(r) | {"hours": r.choice((0, 8, 16, 30))},
    "work_programme": lambda r: {"on": day(r), "event": r.choice(("volunteered", "attached"))},
    "eet": lambda r: spell(r) | {"status": r.choice(("education", "employment", "neet"))},
    "social_care": lambda r: spell(r) | {"status": r.choice(("EHA", "CIN", "S47", "CPP", "CLA"))},
    "domestic_abuse": lambda r: {
        "on": day(r), "role": r.choice(("victim", "perpetrator", "child")),
        "incident": r.random() < 0.7, "risk": r.choice((None, "low", "medium", "high")),
    },
    "missing": lambda r: {"on": day(r)},
    "health": lambda r: about_state(
        r, "identified", "engaged", "improved", "completed",
        area=r.choice(("mental", "physical", "learning", "early_development")),
    ),
    "substance": lambda r: about_state(r, "identified", "engaged", "reduced", "completed"),
    "housing": lambda r: about_state(r, "temporary", "arrears", "notice", "settled"),
    "debt": lambda r: about_state(r, "unmanageable", "plan_kept", "plan_broken", "cleared"),
    "score": lambda r: {
        "on": day(r), "tool": r.choice(TOOLS), "question": "total", "value": r.randint(0, 20),
        "direction": r.choice(("up_is_better", "down_is_better")), "by": "A. Worker",
    },
}  # fmt: skip


def family(random: Random, version: str) -> dict[str, Any]:
    """One family's facts, as `read_facts` takes them."""
    people = [person(random, n) for n in range(random.randint(1, 5))]
    ids: list[str | None] = [p["id"] for p in people]
    opened = TODAY + timedelta(days=random.randint(-800, -5))
    codes = [need.code for need in framework(version).needs]
    named = {(random.choice(codes), random.choice([*ids, None])) for _ in range(4)}
    needs = [
        {"need": code, "person": who, "identified": day(random, -700, 10)}
        for code, who in sorted(named, key=str)
    ]
    said = [said_of(random, need) for need in needs if random.random() < 0.5]
    items = [item(random, ids) for _ in range(random.randint(0, 30))]
    evidence = [{"id": f"e{n}", **one} for n, one in enumerate([*said, *items])]
    coverage = [covered(random, ids) for _ in range(random.randint(0, 8))]
    return {
        "case": case(random, opened),
        "people": people,
        "needs": needs,
        "evidence": evidence,
        "coverage": coverage,
    }


def case(random: Random, opened: date) -> dict[str, Any]:
    closed = opened + timedelta(days=random.randint(0, 500))
    table: dict[str, Any] = {"opened": opened.isoformat()}
    if random.random() < 0.5 and closed <= TODAY:
        table["closed"] = closed.isoformat()
    for name in ("lead_since", "assessment_completed", "plan_agreed"):
        if random.random() < 0.8:
            table[name] = (opened + timedelta(days=random.randint(0, 90))).isoformat()
    if "lead_since" in table:
        table["support"] = [{"kind": "key_worker", "from": table["lead_since"]}]
    return table


def person(random: Random, number: int) -> dict[str, Any]:
    relation = random.choice(RELATIONS) if number else "parent"
    table: dict[str, Any] = {"id": f"p{number}", "relation": relation}
    table["parental_duties"] = relation == "parent"
    if relation == "unborn":
        return table | {"born": None, "expected": day(random, -100, 200)}
    years = (
        random.randint(20, 60) if relation not in {"child", "sibling"} else random.randint(0, 18)
    )
    born = TODAY - timedelta(days=365 * years + random.randint(-20, 340))
    table["born"] = None if random.random() < 0.1 else min(born, TODAY).isoformat()
    stay = spell(random) | {"share": random.choice((0.3, 1.0))}
    return table | {"household": [stay] if random.random() < 0.9 else []}


def item(random: Random, ids: list[str | None]) -> dict[str, Any]:
    kind = random.choice(sorted(ITEMS))
    own = {"kind": kind, "source": random.choice(SOURCES), "recorded": day(random, -600, 5)}
    about = {} if kind in {"housing", "debt"} else {"person": random.choice(ids)}
    return own | about | ITEMS[kind](random)


def said_of(random: Random, need: dict[str, Any]) -> dict[str, Any]:
    """A worker's word on a need."""
    own = {"source": "key_worker", "need": need["need"], "on": day(random, -400, 5)}
    own |= {"person": need["person"]} if need["person"] else {}
    if random.random() < 0.3:
        return own | {"kind": "regression", "reason": "It came back"}
    result = random.choice(("progress", "no_progress", "equivalent"))
    own |= {"by": "A. Worker", "approver": "B. Manager", "reason": "Seen at home"}
    return own | {"kind": "judgement", "result": result}


def covered(random: Random, ids: list[str | None]) -> dict[str, Any]:
    kind = random.choice([k for k in sorted(ITEMS) if k != "score"])
    table = {"kind": kind, "person": random.choice([*ids, None, None]), "status": "counted"}
    return table | spell(random) | {"source": random.choice(SOURCES)}


def plan(random: Random, version: str) -> dict[str, Any]:
    """An authority's own terms; most have none of one kind or another."""
    codes = [need.code for need in framework(version).needs]
    whole: dict[str, Any] = {
        "min_attendance": random.choice((85, 92)),
        "count_authorised_absence": random.random() < 0.5,
        "sustain_months": {"*": random.choice((1, 3, 9))},
        "same_fact_may_count_twice": True,
        "discretion": random.sample(codes, min(3, len(codes))),
        "crime_reduction": random.choice((30, 60)),
        "sources": {"offence": ["police", "key_worker"]},
        "pays": {"outcomes": "800.00", "until": day(random, -60, 60)},
    }
    return {name: value for name, value in whole.items() if random.random() < 0.3}


def version(random: Random) -> str:
    return random.choice(slugs())
