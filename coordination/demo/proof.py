"""Needs that were found, and the dated facts that bear on them: from schools, police and others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from coordination.demo import texts
from coordination.demo.days import Term, days_before, moment, terms_over
from coordination.demo.pen import Pen, Written
from coordination.demo.plans import FRAMEWORK
from coordination.demo.rows import Signer
from coordination.demo.sketch import FoundNeed
from outcomes.acts import slot_of
from outcomes.frameworks.loader import framework
from outcomes.models import Coverage, Evidence, Need, Source
from outcomes.rules.categories import category_of_fact, category_of_need

SESSIONS = {"autumn": 146, "spring": 112, "summer": 130}


def prove(pen: Pen, made: Written) -> None:
    """Each need with its own facts, then the register of every child at school."""
    lead = pen.signer(made.sketch.lead or "tom.adeyemi")
    led = made.sketch.lead and made.sketch.stage != "offered"
    found_on = min(made.assessed if led else made.opened, pen.on - timedelta(days=1))
    for need in made.sketch.needs:
        rows = pen.rows.at(moment(found_on, 17), lead)
        row = rows.add(
            Need,
            case_id=made.case,
            code=need.code,
            person_id=_person(made, need),
            identified_on=found_on,
            identified_by_id=lead.user,
            why=texts.NEED_WHY[need.code],
            category=category_of_need(framework(FRAMEWORK), need.code),
            owner_id=lead.agency,
        )
        made.needs.append((row, need.code))
        rows.did("need.identify", Need, row, made.family, code=need.code)
        PROOFS[need.code](pen, made, need, found_on)
    if not pen.lean:
        _registers(pen, made)


def _person(made: Written, need: FoundNeed) -> int | None:
    return None if need.who is None else made.people[need.who]


def fact(
    pen: Pen,
    made: Written,
    person: int | None,
    kind: str,
    what: dict[str, Any],
    on: date,
    **said: str,
) -> None:
    """One dated fact from one agency, written down when it came."""
    owner, source = said["owner"], said["source"]
    on = min(on, pen.on - timedelta(days=1))
    signer = pen.signer(made.sketch.lead) if owner == "lead" and made.sketch.lead else pen.system
    rows = pen.rows.at(moment(on, 18), signer)
    row = rows.add(
        Evidence,
        family_id=made.family,
        person_id=person,
        kind=kind,
        category=_category(kind, what),
        source=source,
        slot=slot_of(kind, what),
        fact=what,
        recorded_by_id=signer.user,
        owner_id=_owner(pen, signer, owner),
    )
    rows.did("evidence.record", Evidence, row, made.family, kind=kind)


def _category(kind: str, what: dict[str, Any]) -> str:
    if "need" in what:
        return category_of_need(framework(FRAMEWORK), what["need"])
    return category_of_fact(kind, what)


def _owner(pen: Pen, signer: Signer, owner: str) -> int:
    return signer.agency or pen.hub if owner == "lead" else pen.cast.agency(owner)


def spell(since: date, until: date | None = None, **more: Any) -> dict[str, Any]:
    """From a day to a day, both counted."""
    found: dict[str, Any] = {"from": since.isoformat(), **more}
    return found | ({"to": until.isoformat()} if until else {})


def _attendance(pen: Pen, made: Written, need: FoundNeed, found_on: date) -> None:
    """Two poor terms before the need was found; then better, as poor, or not sent."""
    if need.who is None:
        return
    terms = terms_over(pen.on, 10)
    before = [term for term in terms if term.end < found_on][-3:]
    after = [term for term in terms if term.end >= found_on]
    if made.sketch.terms_missing:
        after = after[: -made.sketch.terms_missing]
    for term in before:
        register(pen, made, need.who, term, pen.rng.uniform(0.18, 0.42))
    for term in after:
        if need.course == "unknown" and term == terms[-1]:
            continue
        poor = need.course == "bad" or term.start <= found_on
        missed = pen.rng.uniform(0.14, 0.35) if poor else pen.rng.uniform(0.02, 0.075)
        register(pen, made, need.who, term, missed)


def register(pen: Pen, made: Written, who: int, term: Term, missed: float) -> None:
    """One child's sessions in one term."""
    possible = SESSIONS[term.name.split("-")[1]]
    absent = round(possible * missed)
    authorised = round(absent * pen.rng.uniform(0.2, 0.6))
    what = spell(
        term.start,
        term.end,
        term=term.name,
        possible=possible,
        authorised=authorised,
        unauthorised=absent - authorised,
    )
    fact(
        pen,
        made,
        made.people[who],
        "attendance",
        what,
        term.end + timedelta(days=9),
        source=Source.SCHOOL,
        owner=made.sketch.people[who].school or "schools",
    )


def _registers(pen: Pen, made: Written) -> None:
    """The other children’s last two terms, as schools send them for everyone."""
    about = {need.who for need in made.sketch.needs if need.code == "1a"}
    for place in made.sketch.children(pen.on):
        school = made.sketch.people[place].school
        if place in about or school not in ("kestrel", "larkmoor") or made.sketch.terms_missing:
            continue
        if (made.sketch.age(place, pen.on) or 0) < 7:
            continue
        for term in terms_over(pen.on, 2):
            register(pen, made, place, term, pen.rng.uniform(0.0, 0.09))


def _crime(pen: Pen, made: Written, need: FoundNeed, found_on: date) -> None:
    """A caution before; then none and the police say so, one more, or no answer."""
    days = [found_on - timedelta(days=pen.rng.randint(40, 200))]
    if need.course == "bad":
        days.append(days_before(pen.on, pen.rng.randint(8, 90)))
    for on in dict.fromkeys(days):
        what = {
            "on": on.isoformat(),
            "outcome": "caution",
            "outcome_on": (on + timedelta(days=12)).isoformat(),
            "role": "offender",
        }
        fact(
            pen,
            made,
            _person(made, need),
            "offence",
            what,
            on + timedelta(days=14),
            category=category_of_fact("offence", {}),
            source=Source.POLICE,
            slot=on.isoformat(),
            owner="police",
        )
    until = found_on if need.course == "unknown" else None
    for kind in ("offence", "asb"):
        pen.rows.at(moment(found_on, 18, 30), pen.system)
        pen.rows.add(
            Coverage,
            family_id=made.family,
            person_id=_person(made, need),
            kind=kind,
            category=category_of_fact("offence", {}),
            source=Source.POLICE,
            since=found_on - timedelta(days=400),
            until=until,
            status=Coverage.Status.COUNTED,
            owner_id=pen.cast.agency("police"),
        )


def _work(pen: Pen, made: Written, need: FoundNeed, found_on: date) -> None:
    """Universal Credit and looking; then a job, none, or no word."""
    said = {"source": Source.DWP, "owner": "jobcentre"}
    since = found_on - timedelta(days=pen.rng.randint(200, 700))
    began = found_on + timedelta(days=pen.rng.randint(25, 60))
    works = need.course == "good" and began < pen.on
    person = _person(made, need)
    until = began if works else (found_on + timedelta(days=20))
    benefit = spell(
        since,
        min(until, pen.on) if need.course != "bad" else None,
        benefit="UC",
        conditionality="search",
    )
    fact(pen, made, person, "benefit", benefit, found_on, **said)
    if works:
        job = spell(began, hours=pen.rng.choice((18, 24, 30, 37)))
        on = began + timedelta(days=7)
        fact(pen, made, person, "employment", job, on, **said)


def _state(
    kind: str, states: tuple[str, str], source: str, owner: str, area: str = ""
) -> Callable[[Pen, Written, FoundNeed, date], None]:
    """A need told by a state: bad when found; then good, still bad, or no newer word."""

    def told(pen: Pen, made: Written, need: FoundNeed, found_on: date) -> None:
        more: dict[str, Any] = {"area": area} if area else {}
        turned = found_on + timedelta(days=pen.rng.randint(20, 45))
        turns = need.course == "good" and turned < pen.on
        since = found_on - timedelta(days=pen.rng.randint(30, 150))
        ended = turned - timedelta(days=1) if turns else None
        if need.course == "unknown":
            ended = min(found_on + timedelta(days=10), pen.on)
        said = {"source": source, "owner": owner}
        person = _person(made, need)
        what = spell(since, ended, state=states[0], **more)
        fact(pen, made, person, kind, what, found_on, **said)
        if turns:
            better = spell(turned, state=states[1], **more)
            fact(pen, made, person, kind, better, turned, **said)

    return told


def _social_care(pen: Pen, made: Written, need: FoundNeed, found_on: date) -> None:
    """A child in need plan that ended, or still runs."""
    since = found_on - timedelta(days=pen.rng.randint(60, 200))
    ended = None if need.course == "bad" else found_on + timedelta(days=20)
    if ended and ended >= pen.on:
        ended = None
    fact(
        pen,
        made,
        _person(made, need),
        "social_care",
        spell(since, ended, status="CIN"),
        ended or found_on,
        source=Source.SOCIAL_CARE,
        owner="social_care",
    )


def _judged(pen: Pen, made: Written, need: FoundNeed, found_on: date) -> None:
    """A worker's own word, some weeks later; none where it is not known."""
    on = found_on + timedelta(days=pen.rng.randint(40, 60))
    if need.course == "unknown" or on >= pen.on:
        return
    good = need.course == "good"
    reason = "The course is done, and mornings are calmer." if good else "Two sessions were missed."
    what = {
        "on": on.isoformat(),
        "need": need.code,
        "result": "progress" if good else "no_progress",
        "by": "Key worker",
        "reason": reason,
    }
    fact(
        pen,
        made,
        _person(made, need),
        "judgement",
        what,
        on,
        source=Source.KEY_WORKER,
        owner="lead",
    )


_ENGAGED = ("identified", "engaged")
PROOFS: dict[str, Callable[[Pen, Written, FoundNeed, date], None]] = {
    "1a": _attendance,
    "2c": _state("health", _ENGAGED, Source.HEALTH, "health", "early_development"),
    "3a": _state("health", _ENGAGED, Source.HEALTH, "health", "mental"),
    "3b": _state("health", ("identified", "improved"), Source.HEALTH, "health", "mental"),
    "4a": _state("substance", ("identified", "reduced"), Source.HEALTH, "health"),
    "5a": _judged,
    "6a": _social_care,
    "7c": _crime,
    "9b": _state("housing", ("arrears", "settled"), Source.HOUSING, "tannery"),
    "10a": _work,
    "10b": _state("debt", ("unmanageable", "plan_kept"), Source.KEY_WORKER, "lead"),
}
