"""A family that is ready to be claimed for: made by the acts, each on its own day."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

import time_machine

from families import acts as family_acts
from families.models import Case, Family, Person
from outcomes import acts
from outcomes.models import Framework, LocalPlan
from sharing.models import User
from tests import cast

OPENED, FOUND, CLOSED, TODAY = (
    date(2025, 1, 13),
    date(2025, 2, 10),
    date(2025, 11, 28),
    date(2026, 7, 1),
)
TERMS = {
    "2024-summer": (25, "2024-04-15", "2024-07-19"),
    "2024-autumn": (20, "2024-09-03", "2024-12-20"),
    "2025-spring": (5, "2025-01-06", "2025-04-04"),
    "2025-summer": (5, "2025-04-22", "2025-07-18"),
    "2025-autumn": (6, "2025-09-02", "2025-12-19"),
    "2026-spring": (4, "2026-01-05", "2026-03-27"),
}


@contextmanager
def on(day: date):
    """Noon of the day, so that London and UTC agree on it."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    with time_machine.travel(noon, tick=True):
        yield


@dataclass
class Ready:
    """The case, and who is in it."""

    family: Family
    case: Case
    kelly: Person
    jayden: Person


def make_ready(
    borough: cast.Borough, dot: User, lead: User, *, pays: str = "800.00", last_term: bool = True
) -> Ready:
    """Needs 1a, 7c and 10a met and held for six months after closing; judged on TODAY."""
    published = next(f for f in acts.load_frameworks() if f.slug == "nsfof-2022")
    make_plan(borough, published, pays)
    with on(OPENED):
        family = cast.make_family(dot, people=people())
        case = cast.let_lead(family, lead, dot)
    made = Ready(family, case, cast.member(family, "Kelly"), cast.member(family, "Jayden"))
    with on(FOUND):
        work(made, lead)
    with on(CLOSED):
        made.case = family_acts.close_case(case=case, reason="better", by=lead)
    with on(TODAY):
        prove(made, lead, last_term)
    return made


def people() -> list[family_acts.NewPerson]:
    born = {"Kelly": date(1990, 4, 2), "Jayden": date(2012, 5, 20)}
    parent = {"sex": "f", "called": "Mum", "parental_duties": True}
    return [
        family_acts.NewPerson("parent", "Kelly", "Doyle", born=born["Kelly"], **parent),
        family_acts.NewPerson(
            "child", "Jayden", "Osei", born=born["Jayden"], sex="m", is_focus=True
        ),
    ]


def make_plan(borough: cast.Borough, published: Framework, pays: str) -> LocalPlan | None:
    overlay = {"pays": {"outcomes": pays, "until": None}} if pays else {}
    plan, _ = LocalPlan.objects.get_or_create(
        authority=borough.authority,
        framework=published,
        version=4,
        defaults={
            "state": LocalPlan.State.PUBLISHED,
            "valid_from": cast.LONG_AGO,
            "overlay": overlay,
        },
    )
    return plan


def work(made: Ready, lead: User) -> None:
    """Assess, name the needs, agree a plan."""
    family_acts.complete_assessment(case=made.case, what_is_happening="School.", by=lead)
    for code, person in (("1a", made.jayden), ("7c", made.jayden), ("10a", made.kelly)):
        acts.identify_need(case=made.case, code=code, person=person, by=lead)
    family_acts.agree_plan(
        case=made.case,
        goals=[family_acts.NewGoal("Get to school")],
        agreed_with=[made.kelly],
        review_on=date(2025, 5, 1),
        by=lead,
    )


def prove(made: Ready, lead: User, last_term: bool = True) -> None:
    """What the school, the police and the jobcentre said."""
    terms = list(TERMS.items()) if last_term else list(TERMS.items())[:-2]
    for term, (missed, start, end) in terms:
        fact = {"term": term, "from": start, "to": end, "possible": 100}
        tell(made, lead, made.jayden, "attendance", "school", **fact, **missing(missed))
    caution = {"on": "2024-06-03", "outcome": "caution", "outcome_on": "2024-06-20"}
    tell(made, lead, made.jayden, "offence", "police", role="offender", **caution)
    benefit = {"benefit": "IS", "from": "2022-01-01", "to": "2025-05-01"}
    tell(made, lead, made.kelly, "benefit", "dwp", **benefit)
    tell(made, lead, made.kelly, "employment", "dwp", **{"from": "2025-05-02", "hours": 20})
    for kind in ("offence", "asb"):
        acts.record_coverage(
            family=made.family,
            kind=kind,
            source="police",
            since=date(2023, 1, 1),
            status="counted",
            by=lead,
        )


def missing(sessions: int) -> dict[str, int]:
    return {"authorised": 0, "unauthorised": sessions}


def tell(made: Ready, by: User, person: Person | None, kind: str, source: str, **fact) -> None:
    acts.record_evidence(
        family=made.family, person=person, kind=kind, fact=fact, source=source, by=by
    )
