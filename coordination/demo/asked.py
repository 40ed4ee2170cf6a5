"""What each person of the borough decided about sharing, and how they were asked."""

from __future__ import annotations

from datetime import date, timedelta

from coordination.demo.days import days_before, moment, office_hours
from coordination.demo.pen import Pen, Written
from coordination.demo.rows import Signer
from coordination.demo.sketch import Relation
from coordination.demo.story import STORY
from families.models import Attempt, Competence, Consent
from families.rules.ages import age_on, turns_18_on
from families.rules.consent import PRESUMED_ABLE_AT
from sharing.models import Category, Purpose

C = Category
Asking = tuple[tuple[str, tuple[str, ...]], ...]
#: What an adult is asked: who may know which kind of fact.
ADULT: Asking = (
    ("early_help", (C.EDUCATION, C.HEALTH, C.MENTAL_HEALTH, C.HOUSING, C.EMPLOYMENT, C.SERVICES)),
    ("tannery", (C.IDENTITY, C.PLAN)),
    ("health", (C.IDENTITY, C.CONTACT, C.HEALTH, C.PLAN)),
    ("police", (C.IDENTITY,)),
)
CHILD: Asking = (
    ("early_help", (C.EDUCATION, C.HEALTH, C.MENTAL_HEALTH, C.SERVICES)),
    ("health", (C.IDENTITY, C.HEALTH)),
)
SCHOOL = (C.IDENTITY, C.CONTACT, C.PLAN)
LEAN: Asking = (("early_help", (C.EDUCATION, C.HOUSING)), ("tannery", (C.IDENTITY,)))
DECIDES_AT = 13
#: What a worker noted when they judged that a young person could decide.
GROUND = (
    "Could say in their own words who would see what, what it is for, and that no means no. "
    "Asked good questions."
)
TRIES = (
    (Attempt.Outcome.NOT_IN, "Usually in after four"),
    (Attempt.Outcome.THINKING, "Wants to talk to his mum first"),
    (Attempt.Outcome.NOT_REACHED, ""),
)


def ask_everyone(pen: Pen, made: Written, day: date) -> None:
    """Each decides for themselves; a parent decides for a young child."""
    asked = pen.signer(made.sketch.lead or "tom.adeyemi")
    parent = next(iter(made.sketch.parents), None)
    for place, member in enumerate(made.sketch.people):
        age = age_on(member.born, day) if member.born else None
        if member.relation == Relation.UNBORN or age is None:
            continue
        if not member.consent:
            _try(pen, made, place, age, day, asked)
            continue
        alone = age >= DECIDES_AT
        if not alone and parent is None:
            continue
        decider = place if alone or parent is None else parent
        _ask(pen, made, place, decider, day, asked)
    if made.sketch.reference == STORY:
        _kelly_and_marcus(pen, made)


def _ask(pen: Pen, made: Written, place: int, decider: int, day: date, asked: Signer) -> None:
    member = made.sketch.people[place]
    adult = member.relation not in (Relation.CHILD, Relation.SIBLING)
    if pen.lean:
        asking = LEAN if adult else LEAN[:1]
    else:
        asking = ADULT if adult else CHILD
        schools = dict.fromkeys(m.school for m in made.sketch.people if m.school)
        wanted = schools if adult else dict.fromkeys(filter(None, (member.school,)))
        asking = (*asking, *((school, SCHOOL) for school in wanted))
    pen.rows.at(office_hours(pen.rng, day), asked)
    for agency, categories in asking:
        state = _answer(member.consent, agency)
        for category in categories:
            _consent(pen, made, (place, decider), agency, category, state)


def _answer(consent: str, agency: str) -> str:
    if consent == "some":
        return Consent.State.REFUSED if agency == "police" else Consent.State.GIVEN
    if consent == "no":
        return Consent.State.REFUSED
    return Consent.State.GIVEN


def _consent(
    pen: Pen, made: Written, who: tuple[int, int], agency: str, category: str, state: str
) -> None:
    place, decider = who
    born = made.sketch.people[place].born
    until = turns_18_on(born) - timedelta(days=1) if decider != place and born else None
    if decider == place and born and turns_18_on(born) > pen.on and not pen.lean:
        _judged_able(pen, made, place, agency, category)
    if made.sketch.reference == STORY and (place, agency, category) == (0, "health", C.CONTACT):
        until = pen.on - timedelta(days=5)  # Kelly gave it until then: someone asks again
    values = {
        "person_id": made.people[place],
        "family_id": made.family,
        "agency_id": pen.cast.agency(agency),
        "category": category,
        "until": until if state == Consent.State.GIVEN else None,
        "given_by_id": made.people[decider],
        "recorded_by_id": pen.rows.signer.user,
        "owner_id": pen.hub,
    }
    row = pen.rows.add(Consent, state=state, **values)
    pen.rows.did("consent.record", Consent, row, made.family, state=state, category=category)
    if made.sketch.people[place].consent == "withdrawn" and agency == "tannery":
        first, day = pen.rows.moment, days_before(pen.on, pen.rng.randint(1, 14))
        changed = moment(day, 16, 12)
        if first and first < changed:
            pen.rows.at(changed, pen.rows.signer)
            pen.rows.change(Consent, row, replaced_at=changed)
            again = pen.rows.add(Consent, state=Consent.State.WITHDRAWN, **values)
            pen.rows.did("consent.withdraw", Consent, again, made.family, category=category)
            pen.rows.at(first, pen.rows.signer)


def _try(pen: Pen, made: Written, place: int, age: int, day: date, asked: Signer) -> None:
    """Nobody has an answer from them yet: someone tried, and says how it went."""
    if pen.lean or age < PRESUMED_ABLE_AT:
        return
    outcome, note = TRIES[place % len(TRIES)]
    pen.rows.at(moment(day + timedelta(days=1 + place), 15, 40), asked)
    row = pen.rows.add(
        Attempt,
        person_id=made.people[place],
        agency_id=None,
        outcome=outcome,
        note=note,
        recorded_by_id=pen.rows.signer.user,
        owner_id=pen.hub,
    )
    pen.rows.did("consent.attempt", Attempt, row, made.family, outcome=outcome)


def _judged_able(pen: Pen, made: Written, place: int, agency: str, category: str) -> None:
    """A young person who decides alone was judged able to, for this decision."""
    row = pen.rows.add(
        Competence,
        person_id=made.people[place],
        agency_id=pen.cast.agency(agency),
        category=category,
        able=True,
        ground=GROUND,
        judged_by_id=pen.rows.signer.user,
        owner_id=pen.hub,
    )
    pen.rows.did("competence.judge", Competence, row, made.family, able=True, category=category)


def _kelly_and_marcus(pen: Pen, made: Written) -> None:
    """The story's two adults: another purpose, a yes that ran out, and words to remember."""
    for place, state in ((0, Consent.State.GIVEN), (1, Consent.State.REFUSED)):
        row = pen.rows.add(
            Consent,
            person_id=made.people[place],
            family_id=made.family,
            agency_id=pen.hub,
            category=C.CLAIM_EVIDENCE,
            purpose=Purpose.RESULTS,
            state=state,
            given_by_id=made.people[place],
            words="You can show that it worked" if place == 0 else "",
            review_on=pen.on + timedelta(days=180),
            recorded_by_id=pen.rows.signer.user,
            owner_id=pen.hub,
        )
        pen.rows.did("consent.record", Consent, row, made.family, state=state)
