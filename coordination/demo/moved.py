"""The council next door, and a family that moved from there: it waits for Merrowby's hub."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils import timezone

from coordination.demo.agreements import CHILDREN_ACT, Flow, make_lines
from coordination.demo.cast import PASSWORD, Cast, make_person
from coordination.demo.days import working_day, years_before
from coordination.demo.people import NEIGHBOUR
from families import acts
from families.models import Family
from outcomes import acts as outcomes
from sharing.models import Agency, Agreement, Authority, Category, Team, User

C = Category
BETWEEN = (C.IDENTITY, C.PLAN, C.CASE_NOTES, C.EDUCATION)
HERE, THERE = "early_help", "aldersley"


def offer_one_that_moved(cast: Cast, on: date) -> None:
    """With their yes to Merrowby, a visit, a plan and a term's attendance."""
    by = _next_door(cast, on)
    family = _family(by, on)
    _help(family, by, on)
    kelsey, arlo = (family.people.get(given_name=name) for name in ("Kelsey", "Arlo"))
    yes = [acts.Decision(cast.agencies[HERE], category, "given") for category in BETWEEN]
    for person in (kelsey, arlo):
        acts.record_consents(
            person=person, decisions=yes, given_by=kelsey,
            words="So that I need not say it all again.", by=by,
        )  # fmt: skip
    acts.offer_transfer(
        family=family,
        council=cast.agencies[HERE],
        categories=[str(category) for category in BETWEEN],
        why="They have a new tenancy in Merrowby. Arlo starts at Larkmoor after the holidays.",
        told="Kelsey asked us to pass it on, on the day they got the keys.",
        by=by,
    )


def _next_door(cast: Cast, on: date) -> User:
    """Aldersley, under the same combined authority, and its hub's manager."""
    authority = Authority.objects.create(
        name="Aldersley Council", code="E08009902", above=cast.authority.above
    )
    agency = Agency.objects.create(
        name="Aldersley Early Help", kind=Agency.Kind.COUNCIL, phone="01632 960700"
    )
    agency.authorities.add(authority)
    group = Group.objects.create(name="Aldersley Early Help: Family Hub")
    hub = Team.objects.create(agency=agency, name="Family Hub", duty=Team.Duty.HUB, group=group)
    agencies = {THERE: agency, HERE: cast.agencies[HERE]}
    agreement = Agreement.objects.create(
        title="Families that move between Merrowby and Aldersley",
        state=Agreement.State.ACTIVE,
        starts_on=on - timedelta(days=300),
        activated_on=on - timedelta(days=300),
        review_on=on + timedelta(days=65),
    )
    agreement.parties.set(agencies.values())
    for giver, taker in ((HERE, THERE), (THERE, HERE)):
        flow = Flow(giver, taker, BETWEEN, consent=True, gateway=CHILDREN_ACT)
        make_lines(agreement, flow, agencies)
    password = make_password(PASSWORD)
    (post,) = make_person(NEIGHBOUR, agencies, {"aldersley_hub": hub}, password, on)
    return User.objects.get(pk=post.user_id).acting_as(post)


def _family(by: User, on: date) -> Family:
    people = [
        acts.NewPerson(
            "parent", "Kelsey", "Hartnoll", born=years_before(on, 31), sex="f", called="Mum",
            parental_duties=True,
        ),
        acts.NewPerson("other_adult", "Rhys", "Hartnoll", born=years_before(on, 24), sex="m"),
        acts.NewPerson(
            "child", "Arlo", "Hartnoll", born=years_before(on, 11), sex="m", is_focus=True
        ),
    ]  # fmt: skip
    return acts.register_family(name="Hartnoll", people=people, by=by)


def _help(family: Family, by: User, on: date) -> None:
    kelsey, arlo = (family.people.get(given_name=name) for name in ("Kelsey", "Arlo"))
    acts.add_bond(one=kelsey, other=arlo, kind="parent_of", by=by)
    began = working_day(on - timedelta(days=90))
    case = acts.open_case(family=family, opened_on=began, by=by)
    acts.complete_assessment(
        case=case,
        what_is_happening="Arlo misses school on Mondays. Kelsey works nights.",
        strengths="They eat together every day.",
        family_words="We want to get out of the house without a row.",
        completed_on=began,
        by=by,
    )
    day = datetime.combine(working_day(on - timedelta(days=30)), time(16, 10))
    acts.record_visit(
        case=case,
        happened_at=timezone.make_aware(day),
        place="home",
        seen=[acts.SeenPerson(kelsey), acts.SeenPerson(arlo, alone=True)],
        notes=[
            acts.NewNote("what_happened", "Arlo showed his new timetable. Mondays are maths."),
            acts.NewNote("child_voice", "I like the bus, not the gate.", person=arlo),
        ],
        by=by,
    )
    acts.agree_plan(
        case=case,
        goals=[acts.NewGoal("Arlo is at school on Mondays", need="1b")],
        agreed_with=[kelsey, arlo],
        review_on=on + timedelta(days=28),
        family_words="Mornings without a row.",
        by=by,
    )
    fact = {"term": f"{on.year}-summer", "possible": 120, "authorised": 2, "unauthorised": 21}
    outcomes.record_evidence(
        family=family, person=arlo, kind="attendance", fact=fact, source="school", by=by
    )
